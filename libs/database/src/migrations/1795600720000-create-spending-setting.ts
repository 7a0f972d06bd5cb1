import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people have set about their own spending: a limit a day, and a reminder. */
export class CreateSpendingSetting1795600720000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.spending_setting (
        user_id      uuid        PRIMARY KEY REFERENCES billing.account (user_id),
        time_zone    text        NOT NULL,                             -- in which their day begins
        limit_a_day  bigint      CHECK (limit_a_day >= 0),             -- hundredths of a credit; null: none
        next_limit   bigint      CHECK (next_limit >= 0),              -- from next_from on; null: none from then on
        next_from    timestamptz,                                      -- null: nothing is to come
        remind_below bigint      CHECK (remind_below > 0),             -- null: no reminder
        reminded_at  timestamptz
      )`);
    await db.query(
      `COMMENT ON TABLE billing.spending_setting IS 'A person''s own limit of spending in a day, and when to be reminded that credits run short.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE billing.spending_setting`);
  }
}
