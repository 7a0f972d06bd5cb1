import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is for sale and what is given: packs, discounts on them, and allowances, as dated rows. */
export class CreatePacks1795600600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.pack (
        id         text        PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{0,23}$'),
        credits    bigint      NOT NULL CHECK (credits > 0),  -- hundredths of a credit
        stars      integer     NOT NULL CHECK (stars > 0),
        valid_from timestamptz NOT NULL,
        retired_at timestamptz,                               -- at or before valid_from: it never was for sale
        made_at    timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.pack IS 'Packs of credits for Stars. A pack is never changed, only retired: its invoices may be paid years later.'`,
    );
    await db.query(`
      INSERT INTO billing.pack (id, credits, stars, valid_from) VALUES
        ('small-1',   10000,  150, '2026-11-01Z'),
        ('medium-1',  30000,  420, '2026-11-01Z'),
        ('large-1',  100000, 1300, '2026-11-01Z'),
        ('medium-2',  50000,  680, '2026-11-01Z')`);
    await db.query(`
      CREATE TABLE billing.discount (
        id          text        PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{0,19}$'),
        percent     integer     NOT NULL CHECK (percent BETWEEN 1 AND 90),
        packs       text[]      NOT NULL,              -- empty: all
        label_ru    text        NOT NULL,
        label_en    text        NOT NULL,
        valid_from  timestamptz NOT NULL,
        valid_until timestamptz NOT NULL,              -- at or before valid_from: it never held
        made_at     timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.discount IS 'Percent off the price of packs for a time. Never changed but for its end: its invoices may be paid years later.'`,
    );
    await db.query(`
      CREATE TABLE billing.allowance (
        allowance  text        NOT NULL,
        valid_from timestamptz NOT NULL,
        amount     integer     NOT NULL CHECK (amount >= 0),  -- credits, seconds, times or days
        PRIMARY KEY (allowance, valid_from)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.allowance IS 'What people get for nothing and its limits; a row holds from its date until the next of the same name.'`,
    );
    await db.query(`
      CREATE TABLE billing.price_withdrawal (
        item         text        NOT NULL,
        valid_from   timestamptz NOT NULL,
        withdrawn_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (item, valid_from),
        FOREIGN KEY (item, valid_from) REFERENCES billing.price
      )`);
    await db.query(
      `COMMENT ON TABLE billing.price_withdrawal IS 'Prices that were withdrawn before their date, and never held.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE billing.price_withdrawal, billing.allowance, billing.discount, billing.pack`);
  }
}
