import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the table of questions that are answered from transcripts, and the price of a part of text that is read for a question. */
export class CreateQuestion1795132822000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.question (${ORDER_COLUMNS},
        transcript_id uuid,                         -- the order whose transcript is asked; null: all of the person's
        question      text,                         -- as the person typed it; null: the order is over
        answer        jsonb                         -- Answer, with the question; null until delivered, and when forgotten
      )`);
    await db.query(`COMMENT ON TABLE transcriber.question IS 'A paid order: a question answered from transcripts.'`);
    await createOrderIndexes(db, 'transcriber.question', 'units');
    await db.query(
      `CREATE INDEX question_answered ON transcriber.question (user_id, order_id DESC) WHERE answer IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX question_in_vain ON transcriber.question (user_id, finished_at) WHERE delivered = 0 AND started_at IS NOT NULL`,
    );
    await db.query(`
      CREATE TABLE transcriber.question_part (
        order_id      uuid    NOT NULL REFERENCES transcriber.question (order_id),
        position      integer NOT NULL CHECK (position >= 0),
        transcript_id uuid    NOT NULL,             -- the order whose transcript has it
        starts_at     integer NOT NULL,             -- characters, without the speakers' names
        ends_at       integer NOT NULL CHECK (ends_at > starts_at),
        points        jsonb,                        -- what of it answers the question; null: not paid yet. Paid once, so a restart does not pay again
        PRIMARY KEY (order_id, position)
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.question_part IS 'A part of a transcript, read for a question; kept until the question is over.'`,
    );
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('question', '2026-11-01Z', 100)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'question'`);
    await db.query(`DROP TABLE transcriber.question_part, transcriber.question`);
  }
}
