import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credits that are gained and not bought: promo codes, invitations of friends; and gifts between people. */
export class CreateGains1795600620000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.promo (
        code        text        PRIMARY KEY CHECK (code ~ '^[A-Z0-9-]{4,24}$'),
        credits     bigint      CHECK (credits > 0),                -- hundredths of a credit, at once
        percent     integer     CHECK (percent BETWEEN 1 AND 100),  -- more credits with the next purchase
        per_person  integer     NOT NULL CHECK (per_person > 0),
        in_all      integer     CHECK (in_all > 0),                 -- null: any number
        used        integer     NOT NULL DEFAULT 0 CHECK (used >= 0 AND used <= coalesce(in_all, used)),
        valid_from  timestamptz NOT NULL,
        valid_until timestamptz,
        made_at     timestamptz NOT NULL DEFAULT now(),
        CHECK ((credits IS NULL) <> (percent IS NULL))
      )`);
    await db.query(`COMMENT ON TABLE billing.promo IS 'Promo codes. A code is never changed but for its end.'`);
    await db.query(`
      CREATE TABLE billing.promo_use (
        id                         uuid        PRIMARY KEY,
        code                       text        NOT NULL REFERENCES billing.promo,
        user_id                    uuid        NOT NULL REFERENCES billing.account,
        percent                    integer,               -- waits for a purchase, until its date
        valid_until                timestamptz,
        telegram_payment_charge_id text REFERENCES billing.purchase,
        used_at                    timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE billing.promo_use IS 'Who has used a promo code. A percent waits for the purchase that it adds credits to.'`,
    );
    await db.query(`CREATE INDEX promo_use_of_person ON billing.promo_use (user_id, code)`);
    await db.query(`
      CREATE TABLE billing.promo_try (
        user_id uuid    NOT NULL REFERENCES billing.account,
        day     date    NOT NULL,  -- by UTC
        tries   integer NOT NULL,
        PRIMARY KEY (user_id, day)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.promo_try IS 'How many wrong promo codes a person has tried on a day: a guesser is slowed. Older days go with the next try.'`,
    );
    await db.query(`
      CREATE TABLE billing.referral (
        friend_id                  uuid        PRIMARY KEY REFERENCES billing.account,
        inviter_id                 uuid        NOT NULL REFERENCES billing.account,
        telegram_payment_charge_id text        REFERENCES billing.purchase,  -- the friend's first purchase
        outcome                    text,                                     -- null: no purchase yet
        invited_at                 timestamptz NOT NULL DEFAULT now(),
        rewarded_at                timestamptz,
        CHECK (friend_id <> inviter_id)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.referral IS 'Who came by whose invitation, and what came of their first purchase.'`,
    );
    await db.query(`CREATE INDEX referral_of_inviter ON billing.referral (inviter_id, rewarded_at)`);
    await db.query(`
      CREATE TABLE billing.gain (
        id                         uuid        PRIMARY KEY,
        user_id                    uuid        NOT NULL REFERENCES billing.account,
        reason                     text        NOT NULL,
        credits                    bigint      NOT NULL CHECK (credits > 0),
        telegram_payment_charge_id text        REFERENCES billing.purchase,  -- goes back with its refund; null: stays
        gained_at                  timestamptz NOT NULL DEFAULT now(),
        taken                      bigint      CHECK (taken >= 0),           -- when it went back
        owed                       bigint      CHECK (owed >= 0),
        UNIQUE (telegram_payment_charge_id, user_id, reason),
        CHECK ((taken IS NULL) = (owed IS NULL)),
        CHECK (taken + owed = credits)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.gain IS 'Credits that were gained and not bought; those of a purchase go back with its refund, or become a debt.'`,
    );
    await db.query(`CREATE INDEX gain_of_person ON billing.gain (user_id, gained_at)`);
    await db.query(`CREATE INDEX gain_by_time ON billing.gain (gained_at)`);
    await db.query(`
      CREATE TABLE billing.gift (
        id         uuid        PRIMARY KEY,
        giver_id   uuid        NOT NULL REFERENCES billing.account,
        credits    bigint      NOT NULL CHECK (credits > 0),
        made_at    timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        opener_id  uuid        REFERENCES billing.account,  -- the giver: taken back
        closed_at  timestamptz,                             -- opened, taken back, or gone back by itself
        CHECK (opener_id IS NULL OR closed_at IS NOT NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.gift IS 'Credits on their way from a person to whoever opens the link first; unopened ones go back.'`,
    );
    await db.query(`CREATE INDEX gift_of_giver ON billing.gift (giver_id, made_at)`);
    await db.query(`CREATE INDEX gift_by_time ON billing.gift (made_at)`);
    await db.query(`CREATE INDEX gift_open ON billing.gift (expires_at) WHERE closed_at IS NULL`);
    await db.query(`CREATE INDEX gift_closed ON billing.gift (closed_at) WHERE closed_at IS NOT NULL`);
    await db.query(`ALTER TABLE bot.person ADD COLUMN invite_code text UNIQUE`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.person DROP COLUMN invite_code`);
    await db.query(
      `DROP TABLE billing.gift, billing.gain, billing.referral, billing.promo_try, billing.promo_use, billing.promo`,
    );
  }
}
