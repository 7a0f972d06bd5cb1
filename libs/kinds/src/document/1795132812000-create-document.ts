import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the table of orders that make documents of transcripts and texts, and the price of a part of text. */
export class CreateDocument1795132812000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.document (${ORDER_COLUMNS},
        transcript_id uuid,                         -- the order whose transcript it is made of; null: of a sent text
        text_id       uuid,                         -- the sent text it is made of; null: of a transcript
        document_type text  NOT NULL,               -- DocumentType
        template      text,                         -- the person's own headings, of this type alone; null when they withdrew their consent
        language      text  NOT NULL,               -- in which it is written; of a translation, its title
        target_language text,                       -- TargetLanguage, of a translation alone; null: that of the line above
        points        jsonb,                        -- what it says, in order (DocumentPoint); null until delivered, and when deleted
        document_path text,                         -- storage reference of the file; null with the points
        bytes         integer,                      -- of the file
        CHECK (num_nonnulls(transcript_id, text_id) = 1)
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.document IS 'A paid order: a document made of a transcript, or of a sent text.'`,
    );
    await createOrderIndexes(db, 'transcriber.document', 'units');
    await db.query(`CREATE INDEX document_of_user ON transcriber.document (user_id, order_id DESC)`);
    await db.query(`
      CREATE TABLE transcriber.document_part (
        order_id  uuid    NOT NULL REFERENCES transcriber.document (order_id),
        position  integer NOT NULL CHECK (position >= 0),
        starts_at integer NOT NULL,                 -- characters, without the speakers' names
        ends_at   integer NOT NULL CHECK (ends_at > starts_at),
        points    jsonb,                            -- what the model found in it; null: not paid yet. Paid once, so a restart does not pay again
        PRIMARY KEY (order_id, position)
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.document_part IS 'A part of a text, read by itself; kept until the document is over.'`,
    );
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('document', '2026-11-01Z', 200)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'document'`);
    await db.query(`DROP TABLE transcriber.document_part, transcriber.document`);
  }
}
