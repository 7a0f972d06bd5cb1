import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credits: accounts with a locked balance, an append-only double-entry ledger, holds, dated prices, purchases. */
export class CreateBilling1795132802000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.account (
        user_id    uuid        PRIMARY KEY,
        available  bigint      NOT NULL DEFAULT 0 CHECK (available >= 0),  -- hundredths of a credit
        held       bigint      NOT NULL DEFAULT 0 CHECK (held >= 0),
        opened_at  timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.account IS 'One balance per person; the only ledger rows that are ever locked.'`,
    );

    await db.query(`
      CREATE TABLE billing.transaction (
        id              uuid        PRIMARY KEY,
        type            text        NOT NULL CHECK (type IN ('welcome', 'purchase', 'hold', 'capture', 'release', 'refund', 'correction')),
        user_id         uuid        NOT NULL REFERENCES billing.account (user_id),
        order_id        uuid,
        amount          bigint      NOT NULL CHECK (amount >= 0),
        description     text        NOT NULL,
        idempotency_key text        NOT NULL UNIQUE,  -- the same write asked for twice is one
        created_at      timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.transaction IS 'What happened to somebody''s credits and why. Never changed, never deleted.'`,
    );
    await db.query(`CREATE INDEX transaction_of_user ON billing.transaction (user_id, id DESC)`);
    await db.query(`CREATE INDEX transaction_of_order ON billing.transaction (order_id) WHERE order_id IS NOT NULL`);

    await db.query(`
      CREATE TABLE billing.entry (
        transaction_id uuid   NOT NULL REFERENCES billing.transaction (id),
        line           int    NOT NULL,
        account        text   NOT NULL CHECK (account IN ('user-available', 'user-held', 'platform-sales', 'platform-revenue', 'platform-gifts')),
        user_id        uuid   REFERENCES billing.account (user_id),
        amount         bigint NOT NULL CHECK (amount <> 0),  -- the lines of a transaction sum to 0
        PRIMARY KEY (transaction_id, line),
        CHECK ((account LIKE 'user-%') = (user_id IS NOT NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE billing.entry IS 'Double entry: platform accounts have no running balance and are never locked.'`,
    );
    await db.query(`CREATE INDEX entry_of_user ON billing.entry (user_id) WHERE user_id IS NOT NULL`);

    await db.query(`
      CREATE TABLE billing.credit_hold (
        order_id     uuid        PRIMARY KEY,  -- chosen by the asker: the same order twice makes one hold
        user_id      uuid        NOT NULL REFERENCES billing.account (user_id),
        kind         text        NOT NULL CHECK (kind IN ('training', 'generation', 'transcription')),
        item         text        NOT NULL,
        units        integer     NOT NULL CHECK (units > 0),
        amount       bigint      NOT NULL CHECK (amount >= 0),
        status       text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'captured', 'released')),
        captured     bigint      NOT NULL DEFAULT 0 CHECK (captured >= 0 AND captured <= amount),
        delivered    integer,
        delivered_of integer,
        reason       text,
        created_at   timestamptz NOT NULL DEFAULT now(),
        settled_at   timestamptz,
        CHECK ((status = 'open') = (settled_at IS NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE billing.credit_hold IS 'Credits set aside for an order. Ends captured (in part or whole) or released, once; never deleted.'`,
    );
    await db.query(`CREATE INDEX credit_hold_open ON billing.credit_hold (created_at) WHERE status = 'open'`);
    await db.query(`CREATE INDEX credit_hold_of_user ON billing.credit_hold (user_id, created_at DESC)`);

    await db.query(`
      CREATE TABLE billing.price (
        item       text        NOT NULL,
        valid_from timestamptz NOT NULL,
        amount     bigint      NOT NULL CHECK (amount >= 0),  -- hundredths of a credit per unit
        PRIMARY KEY (item, valid_from)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.price IS 'A price holds from its date until the next row of the same item.'`,
    );
    await db.query(`
      INSERT INTO billing.price (item, valid_from, amount) VALUES
        ('training.fast',        '2026-11-01Z', 20000),
        ('training.balanced',    '2026-11-01Z', 40000),
        ('training.best',        '2026-11-01Z', 60000),
        ('picture',              '2026-11-01Z',   300),
        ('transcription.minute', '2026-11-01Z',    50)`);

    await db.query(`
      CREATE TABLE billing.purchase (
        telegram_payment_charge_id text        PRIMARY KEY,
        user_id                    uuid        NOT NULL REFERENCES billing.account (user_id),
        pack_id                    text        NOT NULL,
        stars                      integer     NOT NULL CHECK (stars > 0),
        credited                   bigint      NOT NULL CHECK (credited > 0),
        created_at                 timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`COMMENT ON TABLE billing.purchase IS 'Stars that arrived; one row per charge of Telegram''s.'`);

    await db.query(`GRANT SELECT, INSERT, UPDATE ON billing.account, billing.credit_hold TO billing`);
    await db.query(
      `GRANT SELECT, INSERT ON billing.transaction, billing.entry, billing.purchase, billing.price TO billing`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE billing.purchase, billing.price, billing.credit_hold, billing.entry, billing.transaction, billing.account`,
    );
  }
}
