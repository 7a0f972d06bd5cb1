import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the tables of erasures, and of the keyed hashes of those who have had the welcome gift (decisions 212 and 213). */
export class CreateErasure1795600800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.erasure (
        id          uuid        PRIMARY KEY,
        user_id     uuid        NOT NULL,                -- the same number as in the ledger; it leads to nobody once the erasure is over
        asked_by    text        NOT NULL CHECK (asked_by IN ('person', 'operator')),
        forfeits    boolean     NOT NULL,                -- whether the person gives up the credits that are left
        stage       text        NOT NULL DEFAULT 'orders' CHECK (stage IN ('orders', 'credits', 'apps', 'report', 'over')),
        avatar_ids  uuid[]      NOT NULL DEFAULT '{}',   -- rows of other apps know them alone; emptied at the last look
        round       int         NOT NULL DEFAULT 0,      -- the look for what work under way has written back
        answers     jsonb       NOT NULL DEFAULT '{}',   -- of each app in this round: how many rows and files went
        rows        int         NOT NULL DEFAULT 0,      -- of all rounds
        files       int         NOT NULL DEFAULT 0,
        asked_at    timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,                         -- when the report was sent and the person's row went
        look_at     timestamptz                          -- when the apps are asked again; null: never
      )`);
    await db.query(
      `COMMENT ON TABLE bot.erasure IS 'Deletions of everything about a person: how far each is, and that it was done. Knows a number, no name.'`,
    );
    await db.query(`CREATE UNIQUE INDEX erasure_under_way ON bot.erasure (user_id) WHERE finished_at IS NULL`);
    await db.query(`CREATE INDEX erasure_to_look ON bot.erasure (look_at) WHERE look_at IS NOT NULL`);
    await db.query(`
      CREATE TABLE bot.past_guest (
        digest bytea PRIMARY KEY,   -- HMAC of the Telegram id under a key of the installation
        since  date  NOT NULL DEFAULT current_date
      )`);
    await db.query(
      `COMMENT ON TABLE bot.past_guest IS 'Keyed hashes that only answer whether somebody who begins anew has had the welcome gift.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.past_guest`);
    await db.query(`DROP TABLE bot.erasure`);
  }
}
