import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the table of the rules by which files and avatars are deleted by age, and the table of the people who got a notice about a rule
 * (decision 222).
 */
export class CreateRetentionRule1795601100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.retention_rule (
        id            uuid        PRIMARY KEY,
        kept          text        NOT NULL,           -- a kind of files, or avatar
        days          integer     CHECK (days > 0),   -- null: until the person deletes it
        set_at        timestamptz NOT NULL DEFAULT now(),
        told_until    uuid,                           -- what came before has been looked at for announcing
        removed_until uuid                            -- what came before is removed
      )`);
    await db.query(
      `COMMENT ON TABLE bot.retention_rule IS 'How long files of a kind, or avatars that nobody uses, are kept. The newest rule of a kind counts; older ones say what was promised before.'`,
    );
    await db.query(`CREATE INDEX retention_rule_newest ON bot.retention_rule (kept, set_at DESC)`);
    await db.query(`
      CREATE TABLE bot.retention_notice (
        rule_id    uuid        NOT NULL REFERENCES bot.retention_rule (id),
        subject_id uuid        NOT NULL,              -- the person; of the rule for avatars, the avatar
        user_id    uuid        NOT NULL,
        told_at    timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (rule_id, subject_id)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.retention_notice IS 'Who was told of a rule: nothing of a person goes before, nor in the two weeks after.'`,
    );
    await db.query(`CREATE INDEX retention_notice_of_user ON bot.retention_notice (user_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.retention_notice, bot.retention_rule`);
  }
}
