import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Monthly plans in Stars, the subscriptions to them, and what Telegram says of a recurring payment (decision 208). */
export class CreateSubscription1795600710000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.plan (
        id         text        PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{0,23}$'),
        credits    bigint      NOT NULL CHECK (credits > 0),  -- hundredths of a credit, for each payment
        stars      integer     NOT NULL CHECK (stars BETWEEN 1 AND 10000),  -- Telegram's most for a subscription
        valid_from timestamptz NOT NULL,
        retired_at timestamptz,                               -- from then on nobody can begin it; who has it keeps it
        made_at    timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.plan IS 'Credits each 30 days for Stars. A plan is never changed, only retired: subscriptions go on at its price.'`,
    );
    await db.query(`
      INSERT INTO billing.plan (id, credits, stars, valid_from) VALUES
        ('month-400',   40000,  540, '2026-11-01Z'),
        ('month-1000', 100000, 1300, '2026-11-01Z')`);
    await db.query(`
      CREATE TABLE billing.subscription (
        first_charge_id text        PRIMARY KEY,   -- Telegram's id of its first payment
        user_id         uuid        NOT NULL REFERENCES billing.account (user_id),
        plan_id         text        NOT NULL REFERENCES billing.plan (id),
        state           text        NOT NULL CHECK (state IN ('active', 'cancelled', 'failed', 'ended')),
        paid_until      timestamptz NOT NULL,
        last_charge_id  text        NOT NULL,      -- of its newest payment
        payments        integer     NOT NULL CHECK (payments > 0),
        told_in         bigint      NOT NULL DEFAULT 0,  -- the update that told the state: an older one changes nothing
        began_at        timestamptz NOT NULL DEFAULT now(),
        changed_at      timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.subscription IS 'A person''s plan: paid until when, and whether Telegram goes on. Each of its payments is a purchase. Never deleted.'`,
    );
    await db.query(`CREATE INDEX subscription_of_user ON billing.subscription (user_id, began_at)`);
    await db.query(`CREATE INDEX subscription_open ON billing.subscription (paid_until) WHERE state <> 'ended'`);
    await db.query(
      `ALTER TABLE bot.star_transaction ADD COLUMN subscribed_until timestamptz, ADD COLUMN begins_subscription boolean`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.star_transaction DROP COLUMN begins_subscription, DROP COLUMN subscribed_until`);
    await db.query(`DROP TABLE billing.subscription, billing.plan`);
  }
}
