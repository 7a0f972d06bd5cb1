import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the tables by which the bot asks whose face an avatar shows, and people prove or dispute it (decision 119). */
export class CreateFaceReports1795423500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      ALTER TABLE trainer.avatar
        ADD stopped_for text CHECK (stopped_for IN ('several-people', 'known-face', 'reported', 'misused')), -- FaceStop
        ADD stopped_at  timestamptz,
        ADD CHECK ((stopped_for IS NULL) = (stopped_at IS NULL))`);
    await db.query(`
      CREATE TABLE trainer.face_report (
        id          uuid        PRIMARY KEY,
        user_id     uuid        NOT NULL,      -- who reported
        about       text        NOT NULL CHECK (about IN ('my-face', 'picture', 'other')),  -- ReportSubject
        words       text,                      -- what they wrote; gone with their consent
        has_face    boolean     NOT NULL,      -- a face was seen in the picture they sent
        avatars     uuid[]      NOT NULL DEFAULT '{}',  -- whose photos looked like it when it came
        created_at  timestamptz NOT NULL DEFAULT now(),
        closed_at   timestamptz,
        closed_as   text,                      -- an operator's words
        CHECK ((closed_at IS NULL) = (closed_as IS NULL))
      )`);
    await db.query(`COMMENT ON TABLE trainer.face_report IS 'What somebody says is misused; an operator decides.'`);
    await db.query(`CREATE INDEX face_report_open ON trainer.face_report (created_at) WHERE closed_at IS NULL`);
    await db.query(`CREATE INDEX face_report_of_user ON trainer.face_report (user_id, created_at)`);
    await db.query(`
      CREATE TABLE trainer.known_face (
        id         uuid        PRIMARY KEY,    -- the report, or the avatar that was stopped
        source     text        NOT NULL CHECK (source IN ('report', 'avatar')),
        user_id    uuid        NOT NULL,       -- who reported it, or had the avatar
        embedding  real[]      NOT NULL,       -- 128 numbers of the face: biometric
        known_at   timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE trainer.known_face IS 'Faces of which no avatar is drawn before two selfies say that they are its person''s.'`,
    );
    await db.query(`
      CREATE TABLE trainer.face_proof (
        avatar_id  uuid        PRIMARY KEY REFERENCES trainer.avatar (id),
        embedding  real[]      NOT NULL,       -- the middle of the two selfies: biometric
        proved_at  timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE trainer.face_proof IS 'That the person of an avatar has taken two selfies of its face.'`,
    );
    await db.query(`
      CREATE TABLE trainer.selfie (
        challenge_id uuid        NOT NULL,
        at           integer     NOT NULL CHECK (at IN (0, 1)),
        avatar_id    uuid        NOT NULL,
        user_id      uuid        NOT NULL,
        measured     jsonb       NOT NULL,     -- angles and prints; gone within the hour
        embedding    real[]      NOT NULL,     -- biometric
        created_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (challenge_id, at)
      )`);
    await db.query(`COMMENT ON TABLE trainer.selfie IS 'A selfie that waits for the other of its challenge.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE trainer.selfie, trainer.face_proof, trainer.known_face, trainer.face_report`);
    await db.query(`ALTER TABLE trainer.avatar DROP stopped_for, DROP stopped_at`);
  }
}
