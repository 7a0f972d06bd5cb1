import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the table of purchases whose Stars are on their way back (decision 207). */
export class CreatePurchaseReturn1795600700000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.purchase_return (
        id                         uuid        PRIMARY KEY,  -- made by who asks: asked for twice is asked once
        telegram_payment_charge_id text        NOT NULL,
        user_id                    uuid        NOT NULL REFERENCES billing.account (user_id),
        set_aside                  bigint      NOT NULL CHECK (set_aside >= 0),  -- hundredths of a credit, held until Telegram answers
        letter_id                  text,                     -- the dead letter of a payment that bought nothing
        asked_by                   text        NOT NULL,     -- 'person', or the operator's name
        reason                     text,                     -- the operator's
        state                      text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'returned', 'refused')),
        problem                    text,                     -- what Telegram said when it refused
        asked_at                   timestamptz NOT NULL DEFAULT now(),
        ended_at                   timestamptz,
        CHECK ((state = 'open') = (ended_at IS NULL)),
        CHECK (asked_by <> 'person' OR reason IS NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.purchase_return IS 'Purchases whose Stars were asked back: credits set aside first, then Telegram. Never deleted.'`,
    );
    await db.query(
      `CREATE UNIQUE INDEX purchase_return_once ON billing.purchase_return (telegram_payment_charge_id) WHERE state <> 'refused'`,
    );
    await db.query(`CREATE INDEX purchase_return_of_user ON billing.purchase_return (user_id, asked_at)`);
    await db.query(`CREATE INDEX purchase_return_by_time ON billing.purchase_return (asked_at)`);
    await db.query(
      `CREATE INDEX purchase_return_by_end ON billing.purchase_return (ended_at) WHERE ended_at IS NOT NULL`,
    );
    await db.query(`CREATE INDEX purchase_of_user ON billing.purchase (user_id, created_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX billing.purchase_of_user`);
    await db.query(`DROP TABLE billing.purchase_return`);
  }
}
