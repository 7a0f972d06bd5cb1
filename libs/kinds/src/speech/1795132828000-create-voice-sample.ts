import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the table of voice samples, which people hear before they order: one for each model, voice, language and speed, shared by
 * everybody.
 */
export class CreateVoiceSample1795132828000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.voice_sample (
        id         uuid        PRIMARY KEY,
        model      text        NOT NULL,            -- SpeechSynthesizer.model: a provider and its model
        voice      text        NOT NULL,            -- Voice
        language   text        NOT NULL,            -- of the sentence
        speed      integer     NOT NULL,            -- hundredths of the voice's own
        request_id text,                            -- the provider's, kept before the first poll: what has one is never sent again
        sound_path text,                            -- storage reference of the voice message; null until it is made
        made_until timestamptz NOT NULL,            -- one process makes it until then; past it another may
        UNIQUE (model, voice, language, speed)
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.voice_sample IS 'A sentence in one voice of one model, made when the first person wants to hear it.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE transcriber.voice_sample`);
  }
}
