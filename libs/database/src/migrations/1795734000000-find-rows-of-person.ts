import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the indexes of a person's rows that were missing: to erase or list one person, the rows of everybody were read. */
export class FindRowsOfPerson1795734000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // The earlier indexes of these four are of some rows only, for lists and clocks.
    await db.query(`CREATE INDEX picture_of_person ON generator.picture (user_id)`);
    await db.query(`CREATE INDEX training_of_person ON trainer.training (user_id)`);
    await db.query(`CREATE INDEX recording_of_person ON transcriber.recording (user_id)`);
    await db.query(`CREATE INDEX question_of_person ON transcriber.question (user_id)`);
    // One index for a person's messages with those that are on no card, in the place of the one without them.
    await db.query(`CREATE INDEX delivery_of_person ON bot.delivery (user_id, card_key)`);
    await db.query(`DROP INDEX bot.delivery_card`);
    await db.query(`CREATE INDEX card_of_person ON bot.card (user_id)`);
    await db.query(`CREATE INDEX star_transaction_of_payer ON bot.star_transaction (telegram_id)`);
    await db.query(
      `CREATE INDEX star_transaction_of_person ON bot.star_transaction (user_id) WHERE user_id IS NOT NULL`,
    );
    await db.query(`CREATE INDEX gift_of_opener ON billing.gift (opener_id) WHERE opener_id IS NOT NULL`);
    await db.query(`CREATE INDEX webhook_delivery_of_person ON api.webhook_delivery (user_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP INDEX api.webhook_delivery_of_person, billing.gift_of_opener, bot.star_transaction_of_person,
         bot.star_transaction_of_payer, bot.card_of_person`,
    );
    await db.query(`CREATE INDEX delivery_card ON bot.delivery (user_id, card_key) WHERE card_key IS NOT NULL`);
    await db.query(
      `DROP INDEX bot.delivery_of_person, transcriber.question_of_person, transcriber.recording_of_person,
         trainer.training_of_person, generator.picture_of_person`,
    );
  }
}
