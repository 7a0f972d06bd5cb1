import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packs can be paid by card: their prices, Telegram's questions, and the currency of purchases (decision 217). */
export class PayByCard1795601210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.card_price (
        pack_id    text        NOT NULL REFERENCES billing.pack,
        currency   text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$' AND currency <> 'XTR'),
        valid_from timestamptz NOT NULL,
        amount     integer     CHECK (amount > 0),  -- smallest units of the currency; null: not sold by card from then on
        made_at    timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (pack_id, currency, valid_from)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.card_price IS 'What packs cost for a card; a row holds from its date until the next of the same pack and currency. One that has held is never changed.'`,
    );
    // Stars are 0 where a card paid, so that no sum of Stars counts other money.
    await db.query(`
      ALTER TABLE billing.purchase
        ADD COLUMN currency text NOT NULL DEFAULT 'XTR',
        ADD COLUMN card_amount integer,  -- smallest units of the currency; null for Stars
        DROP CONSTRAINT purchase_stars_check,
        ADD CONSTRAINT purchase_money CHECK (
          CASE WHEN currency = 'XTR' THEN stars > 0 AND card_amount IS NULL
               ELSE stars = 0 AND card_amount IS NOT NULL AND card_amount > 0 END) NOT VALID`);
    await db.query(`COMMENT ON TABLE billing.purchase IS 'Payments that arrived; one row per charge of Telegram''s.'`);
    // The card provider's id of a payment, by which the provider's report names the payment.
    await db.query(`ALTER TABLE bot.star_transaction ADD COLUMN provider_charge_id text`);
    await db.query(
      `COMMENT ON TABLE bot.star_transaction IS 'Payments in Stars and by card, and Stars that went back; billing credits and takes back by these rows alone. Never deleted.'`,
    );
    await db.query(`
      CREATE TABLE bot.checkout (
        query_id    text        PRIMARY KEY,    -- Telegram's
        telegram_id bigint      NOT NULL,       -- who wants to pay
        payload     text        NOT NULL,       -- of the invoice
        currency    text        NOT NULL,
        amount      integer     NOT NULL CHECK (amount > 0),
        asked_at    timestamptz NOT NULL DEFAULT now(),
        allowed_at  timestamptz,                -- Telegram took our yes
        charge_id   text        UNIQUE          -- the payment that came of it
      )`);
    await db.query(
      `COMMENT ON TABLE bot.checkout IS 'Telegram''s questions whether a person may pay by card: a payment by card is believed by one of them. Kept for a week.'`,
    );
    await db.query(`CREATE INDEX checkout_by_time ON bot.checkout (asked_at)`);
    await db.query(`CREATE INDEX checkout_of_person ON bot.checkout (telegram_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.checkout, billing.card_price`);
    await db.query(`ALTER TABLE bot.star_transaction DROP COLUMN provider_charge_id`);
    await db.query(`
      ALTER TABLE billing.purchase
        DROP CONSTRAINT purchase_money, DROP COLUMN currency, DROP COLUMN card_amount,
        ADD CONSTRAINT purchase_stars_check CHECK (stars > 0)`);
    await db.query(`COMMENT ON TABLE billing.purchase IS 'Stars that arrived; one row per charge of Telegram''s.'`);
    await db.query(
      `COMMENT ON TABLE bot.star_transaction IS 'Stars that were paid or went back; billing credits and takes back by these rows alone. Never deleted.'`,
    );
  }
}
