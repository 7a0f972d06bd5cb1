import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the indexes that screens of the desk lacked at ten million orders: a person's page read all avatars, the search for a common name
 * read all people who have it, and the list of one kind's orders that brought nothing read those of all kinds (`npm run bench desk`).
 */
export class QuickenDesk1795601150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // One index for the avatars of a person with those that are deleted, in the place of the one without them.
    await db.query(`CREATE INDEX avatar_of_person ON trainer.avatar (user_id, id DESC)`);
    await db.query(`DROP INDEX trainer.avatar_of_user`);
    // Written when a person comes or changes their name.
    await db.query(`CREATE INDEX person_by_beginning ON bot.person (lower(first_name) text_pattern_ops)`);
    // Written when an order ends with nothing, and at no other time.
    await db.query(
      `CREATE INDEX credit_hold_released_of_kind ON billing.credit_hold (kind, order_id DESC) WHERE status = 'released'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX billing.credit_hold_released_of_kind, bot.person_by_beginning`);
    await db.query(`CREATE INDEX avatar_of_user ON trainer.avatar (user_id, id DESC) WHERE deleted_at IS NULL`);
    await db.query(`DROP INDEX trainer.avatar_of_person`);
  }
}
