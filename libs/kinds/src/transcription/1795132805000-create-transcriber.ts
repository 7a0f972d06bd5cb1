import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Recordings that were ordered to be written down, and the transcripts. */
export class CreateTranscriber1795132805000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.recording (${ORDER_COLUMNS},
        audio_file_path text,                       -- storage reference; null: was gone before the order came, or removed after the end
        audio_kept_until timestamptz,               -- while the person may hear it again; null: it goes with the end of its order
        bytes           bigint,                     -- of the recording; null until its order has ended well
        duration        numeric,                    -- seconds; null: the recording was gone before the order came
        silences        jsonb       NOT NULL DEFAULT '[]', -- where nothing is said, in order (Stretch)
        message_id      bigint,                     -- of the person's chat, that brought it; null when not known
        spoken_language text,                       -- ISO 639-1, as the person said; null: the model finds out
        vocabulary      text[]      NOT NULL DEFAULT '{}', -- their names and terms, hints for the model; they go with the recording
        timed_as        integer     NOT NULL DEFAULT 1 -- started minutes: orders with the same number take about as long
      )`);
    await db.query(`COMMENT ON TABLE transcriber.recording IS 'A paid order: one recording to be written down.'`);
    await createOrderIndexes(db, 'transcriber.recording', 'timed_as');
    // This index finds the recordings that are removed once no one needs to hear them any more.
    await db.query(
      `CREATE INDEX recording_kept ON transcriber.recording (coalesce(audio_kept_until, '-infinity')) WHERE finished_at IS NOT NULL AND audio_file_path IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX recording_of_user ON transcriber.recording (user_id, order_id DESC) WHERE audio_file_path IS NOT NULL`,
    );

    await db.query(`
      CREATE TABLE transcriber.piece (
        order_id  uuid    NOT NULL REFERENCES transcriber.recording (order_id),
        position  integer NOT NULL CHECK (position >= 0),
        starts_at numeric NOT NULL,                 -- seconds
        ends_at   numeric NOT NULL CHECK (ends_at > starts_at),
        segments  jsonb,                            -- what was said in it (Segment); null: not paid yet. Paid once, so a restart does not pay again
        language  text,                             -- ISO 639-1; null when the model did not tell
        PRIMARY KEY (order_id, position)
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.piece IS 'One stretch of a recording, paid by itself; kept until the order is over.'`,
    );
    await db.query(`
      CREATE TABLE transcriber.transcript (
        order_id        uuid        PRIMARY KEY REFERENCES transcriber.recording (order_id),
        user_id         uuid        NOT NULL,
        content         text        NOT NULL,
        title           text,                       -- as the person named it; null: by its date
        segments        jsonb       NOT NULL,       -- what was said when, in order (Segment)
        speakers        jsonb       NOT NULL DEFAULT '{}', -- the person's names of the model's labels
        document_path   text        NOT NULL,       -- storage reference of the .txt file
        language        text,                       -- ISO 639-1, of most of it; null when unknown
        created_at      timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`COMMENT ON TABLE transcriber.transcript IS 'What was said, as text; kept for the person.'`);
    // The table has the form in which rate-limiter-flexible makes and reads it.
    await db.query(`
      CREATE TABLE transcriber.request_limit (
        key    varchar(255) PRIMARY KEY,  -- what is asked for
        points integer      NOT NULL DEFAULT 0,
        expire bigint                     -- milliseconds since 1970
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.request_limit IS 'How often all replicas together have asked a provider lately.'`,
    );
    await db.query(`CREATE INDEX transcript_of_user ON transcriber.transcript (user_id, order_id DESC)`);
    // The person's id is a word of the indexed text, so a search reads only this person's rows. The configuration stems Latin words as
    // English ones.
    await db.query(`
      CREATE INDEX transcript_words ON transcriber.transcript USING gin ((
        array_to_tsvector(ARRAY[user_id::text]) || to_tsvector('russian', coalesce(title, '') || ' ' || content)))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE transcriber.request_limit, transcriber.transcript, transcriber.piece, transcriber.recording`,
    );
  }
}
