import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the table of texts that were ordered to be read aloud, and the price of reading. */
export class CreateSpeech1795132814000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.speech (${ORDER_COLUMNS},
        text       text,                            -- as the person typed it, or a transcript or a sent file has it; null: the order is over
        title      text     NOT NULL,               -- its beginning, for lists; empty when deleted
        voice      text     NOT NULL,               -- Voice
        speed      integer  NOT NULL CHECK (speed BETWEEN 25 AND 400), -- hundredths of the voice's own
        voice_path text,                            -- storage reference of the voice message; null until delivered, and when deleted
        mp3_path   text,                            -- and of the same as MP3
        bytes      integer,                         -- of both files
        duration   numeric,                         -- seconds of sound
        CHECK ((voice_path IS NULL) = (mp3_path IS NULL)),
        CHECK (voice_path IS NULL OR finished_at IS NOT NULL)
      )`);
    await db.query(`COMMENT ON TABLE transcriber.speech IS 'A paid order: one text read aloud.'`);
    await createOrderIndexes(db, 'transcriber.speech', 'units');
    await db.query(`CREATE INDEX speech_of_user ON transcriber.speech (user_id, order_id DESC)`);

    await db.query(`
      CREATE TABLE transcriber.speech_piece (
        order_id   uuid    NOT NULL REFERENCES transcriber.speech (order_id),
        position   integer NOT NULL CHECK (position >= 0),
        text       text    NOT NULL,
        request_id text,                            -- the provider's, kept before the first poll: what has one is never sent again
        sound_path text,                            -- storage reference; null: not paid yet. Paid once, so a restart does not pay again
        PRIMARY KEY (order_id, position)
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.speech_piece IS 'Some sentences of a text, paid by themselves; gone with their files a minute after the order.'`,
    );
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('speech.part', '2026-11-01Z', 50)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'speech.part'`);
    await db.query(`DROP TABLE transcriber.speech_piece, transcriber.speech`);
  }
}
