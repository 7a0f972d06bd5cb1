import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The form of a word for which the code has a closed list. The table does not check the list itself: to lengthen a list in a CHECK,
 * Postgres reads the whole table while nobody may use it (docs/decisions/0020-ledger-check-behind-a-watermark.md).
 */
const NAME = `~ '^[a-z]+(-[a-z]+)*$'`;

/** The index summarises small ranges of pages, each as soon as it is full. */
const BRIN = `WITH (pages_per_range = 32, autosummarize = on)`;

/** Credits: accounts with a locked balance, an append-only double-entry ledger, holds, dated prices, purchases. */
export class CreateBilling1795132802000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.account (
        user_id    uuid        PRIMARY KEY,
        available  bigint      NOT NULL DEFAULT 0 CHECK (available >= 0),  -- hundredths of a credit
        held       bigint      NOT NULL DEFAULT 0 CHECK (held >= 0),
        debt       bigint      NOT NULL DEFAULT 0 CHECK (debt >= 0),  -- spent credits whose Stars went back; what comes in pays it
        opened_at  timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.account IS 'One balance per person; the only ledger rows that are ever locked.'`,
    );

    await db.query(`
      CREATE TABLE billing.transaction (
        id              uuid        PRIMARY KEY,
        type            text        NOT NULL CHECK (type ${NAME}),
        user_id         uuid        NOT NULL REFERENCES billing.account (user_id),
        order_id        uuid,
        amount          bigint      NOT NULL CHECK (amount >= 0),
        description     text        NOT NULL,
        idempotency_key text        NOT NULL UNIQUE,  -- the same write asked for twice is one
        created_at      timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.transaction IS 'What happened to a person''s credits and why. Never changed, never deleted.'`,
    );
    await db.query(`CREATE INDEX transaction_of_user ON billing.transaction (user_id, id DESC)`);
    await db.query(`CREATE INDEX transaction_of_order ON billing.transaction (order_id) WHERE order_id IS NOT NULL`);
    // Rows arrive in the order of their time, so an index of a few kilobytes finds those of the last hour.
    await db.query(`CREATE INDEX transaction_by_time ON billing.transaction USING brin (created_at) ${BRIN}`);

    await db.query(`
      CREATE TABLE billing.entry (
        transaction_id uuid   NOT NULL REFERENCES billing.transaction (id),
        line           int    NOT NULL,
        account        text   NOT NULL CHECK (account ${NAME}),
        user_id        uuid   REFERENCES billing.account (user_id),
        amount         bigint NOT NULL CHECK (amount <> 0),  -- the lines of a transaction sum to 0
        PRIMARY KEY (transaction_id, line),
        CHECK ((account LIKE 'user-%') = (user_id IS NOT NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE billing.entry IS 'Double entry: platform accounts have no running balance and are never locked.'`,
    );
    // Postgres adds up a balance from this index alone.
    await db.query(
      `CREATE INDEX entry_of_user ON billing.entry (user_id) INCLUDE (account, amount) WHERE user_id IS NOT NULL`,
    );

    await db.query(`
      CREATE TABLE billing.credit_hold (
        order_id     uuid        PRIMARY KEY,  -- chosen by the asker: the same order twice makes one hold
        user_id      uuid        NOT NULL REFERENCES billing.account (user_id),
        kind         text        NOT NULL CHECK (kind ${NAME}),
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
        free_units   integer     NOT NULL DEFAULT 0 CHECK (free_units BETWEEN 0 AND units), -- the first speech of a day
        CHECK ((status = 'open') = (settled_at IS NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE billing.credit_hold IS 'Credits set aside for an order. Ends captured (in part or whole) or released, once; never deleted.'`,
    );
    await db.query(`CREATE INDEX credit_hold_open ON billing.credit_hold (created_at) WHERE status = 'open'`);
    await db.query(`CREATE INDEX credit_hold_of_user ON billing.credit_hold (user_id, created_at DESC)`);
    await db.query(`CREATE INDEX credit_hold_open_of_user ON billing.credit_hold (user_id) WHERE status = 'open'`);
    await db.query(
      `CREATE INDEX credit_hold_by_time ON billing.credit_hold USING brin (created_at, settled_at) ${BRIN}`,
    );

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
        ('training.fast',     '2026-11-01Z', 20000),
        ('training.balanced', '2026-11-01Z', 40000),
        ('training.best',     '2026-11-01Z', 60000),
        ('picture',           '2026-11-01Z',   300),
        ('picture.ultra',     '2026-11-01Z',   500),
        ('session.8',         '2026-11-01Z',   250),
        ('session.16',        '2026-11-01Z',   225)`);

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
    await db.query(`CREATE INDEX purchase_by_time ON billing.purchase USING brin (created_at) ${BRIN}`);

    await db.query(`
      CREATE TABLE billing.refund (
        telegram_payment_charge_id text        PRIMARY KEY REFERENCES billing.purchase (telegram_payment_charge_id),
        taken                      bigint      NOT NULL CHECK (taken >= 0),  -- hundredths of a credit, of those available
        owed                       bigint      NOT NULL CHECK (owed >= 0),   -- had been spent: a debt of the person
        created_at                 timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`COMMENT ON TABLE billing.refund IS 'Purchases whose Stars went back, and with them the credits.'`);
    await db.query(`CREATE INDEX refund_by_time ON billing.refund USING brin (created_at) ${BRIN}`);

    await db.query(`
      CREATE TABLE billing.ledger_check (
        only_row       boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
        checked_until  timestamptz NOT NULL DEFAULT now(),  -- what was written until then is checked
        succeeded_at   timestamptz,
        part           text        NOT NULL DEFAULT 'transactions',
        after_key      text,                                -- of the part: the last row that the sweep has looked at
        sweep_began_at timestamptz NOT NULL DEFAULT now(),
        swept_at       timestamptz                          -- when the last sweep that came to its end began
      )`);
    await db.query(
      `COMMENT ON TABLE billing.ledger_check IS 'How far the check of the ledger has come. The replica that locks the row checks.'`,
    );

    await db.query(`
      CREATE TABLE billing.ledger_violation (
        invariant text        NOT NULL,
        subject   text        NOT NULL,  -- key of a transaction, account, hold or purchase
        detail    text        NOT NULL,
        found_at  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (invariant, subject)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.ledger_violation IS 'What is wrong with the ledger; each row is looked at again by every check and goes when it is right.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE billing.ledger_violation, billing.ledger_check, billing.refund, billing.purchase, billing.price, billing.credit_hold, billing.entry, billing.transaction, billing.account`,
    );
  }
}
