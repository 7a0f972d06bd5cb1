import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the indexes that screens of the desk lacked at ten million orders (`npm run bench desk`). Without them Postgres read all avatars
 * for a person's page; all people who have a common name, for a search for this name; and the orders of all kinds that brought nothing, for
 * the list of one kind.
 */
export class QuickenDesk1795601150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // One index of all avatars of a person, deleted ones too, replaces the index without the deleted ones.
    await db.query(`CREATE INDEX avatar_of_person ON trainer.avatar (user_id, id DESC)`);
    await db.query(`DROP INDEX trainer.avatar_of_user`);
    // Postgres writes this index only when a person comes or changes their name.
    await db.query(`CREATE INDEX person_by_beginning ON bot.person (lower(first_name) text_pattern_ops)`);
    // Postgres writes this index only when an order ends with nothing.
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
