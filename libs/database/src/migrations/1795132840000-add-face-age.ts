import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds how old the face of an avatar looks, and what its person said about whose face it is. */
export class AddFaceAge1795132840000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      ALTER TABLE trainer.avatar
        ADD face_age          float4,       -- years, the median of its photos; null: too few of them tell
        ADD main_face_age     float4,       -- years, of the main photo alone
        ADD face_owner        text CHECK (face_owner IN ('own', 'agreed')), -- FaceOwner; null: not said yet
        ADD face_word_version integer,      -- FACE_WORD_VERSION of the question
        ADD face_word_at      timestamptz,
        ADD CHECK ((face_owner IS NULL) = (face_word_version IS NULL) AND (face_owner IS NULL) = (face_word_at IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE trainer.avatar
        DROP face_age, DROP main_face_age, DROP face_owner, DROP face_word_version, DROP face_word_at`);
  }
}
