import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the table of invitations to be drawn together, and of the permissions that answer them (decision 197). */
export class CreateDrawingPermission1795600400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.drawing_permission (
        id           uuid        PRIMARY KEY,            -- also the link's parameter
        asker_id     uuid        NOT NULL,               -- who asks, and may draw
        asked_at     timestamptz NOT NULL DEFAULT now(),
        expires_at   timestamptz NOT NULL,               -- it cannot be answered afterwards
        giver_id     uuid,                               -- who has answered
        answered_at  timestamptz,
        avatar_id    uuid,                               -- the giver's avatar that may be drawn; null: the answer is no
        scope        text CHECK (scope IN ('once', 'always')),
        withdrawn_at timestamptz,                        -- taken back, or the avatar deleted, or the consent withdrawn
        CHECK (giver_id <> asker_id),
        CHECK ((giver_id IS NULL) = (answered_at IS NULL)),
        CHECK ((avatar_id IS NULL) = (scope IS NULL)),
        CHECK (avatar_id IS NULL OR giver_id IS NOT NULL),
        CHECK (withdrawn_at IS NULL OR avatar_id IS NOT NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.drawing_permission IS 'Who lets whom draw an avatar together with others, and when they took it back. An answered one is never deleted.'`,
    );
    await db.query(`CREATE INDEX drawing_permission_of_asker ON bot.drawing_permission (asker_id)`);
    await db.query(`CREATE INDEX drawing_permission_of_giver ON bot.drawing_permission (giver_id)`);
    await db.query(`CREATE INDEX drawing_permission_of_avatar ON bot.drawing_permission (avatar_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.drawing_permission`);
  }
}
