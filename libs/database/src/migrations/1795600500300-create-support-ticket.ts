import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the tables of what people and operators write to each other in /support (decision 226). */
export class CreateSupportTicket1795600500300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.support_ticket (
        id        uuid           PRIMARY KEY,
        user_id   uuid           NOT NULL REFERENCES bot.person (user_id),
        waits_for text           NOT NULL DEFAULT 'operator' CHECK (waits_for IN ('operator', 'person')),
        opened_at timestamptz(3) NOT NULL DEFAULT now(),
        last_at   timestamptz(3) NOT NULL DEFAULT now(), -- the newest message; in milliseconds, so that a page can begin after it
        closed_at timestamptz(3)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.support_ticket IS 'A person who has written to support. A person has one open ticket at most. Deleted some months after it is closed, and with the consent.'`,
    );
    await db.query(`CREATE UNIQUE INDEX support_ticket_open ON bot.support_ticket (user_id) WHERE closed_at IS NULL`);
    await db.query(
      `CREATE INDEX support_ticket_waiting ON bot.support_ticket (last_at, id) WHERE closed_at IS NULL AND waits_for = 'operator'`,
    );
    await db.query(`CREATE INDEX support_ticket_by_time ON bot.support_ticket (last_at, id)`);
    await db.query(`CREATE INDEX support_ticket_of_person ON bot.support_ticket (user_id, last_at)`);
    await db.query(`CREATE INDEX support_ticket_closed ON bot.support_ticket (closed_at) WHERE closed_at IS NOT NULL`);
    await db.query(`CREATE INDEX support_ticket_by_number ON bot.support_ticket (right(id::text, 8))`);
    await db.query(`
      CREATE TABLE bot.support_message (
        id         uuid        PRIMARY KEY,
        ticket_id  uuid        NOT NULL REFERENCES bot.support_ticket (id) ON DELETE CASCADE,
        operator   text,                  -- who answers; null: the person writes
        words      text        NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await db.query(
      `COMMENT ON TABLE bot.support_message IS 'What a person wrote to support, and what was answered. Goes with its ticket.'`,
    );
    await db.query(`CREATE INDEX support_message_of_ticket ON bot.support_message (ticket_id, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.support_message, bot.support_ticket`);
  }
}
