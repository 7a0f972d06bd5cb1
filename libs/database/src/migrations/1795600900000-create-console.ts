import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables } from './1795132801000-create-messaging-tables';

/** The schemas other than the console's that send and receive messages, each with its receiver. */
const OTHERS = {
  'bot-gateway': 'bot',
  'avatar-trainer': 'trainer',
  'image-generator': 'generator',
  transcriber: 'transcriber',
  'photo-enhancer': 'enhancer',
  billing: 'billing',
} as const;

/** Creates the schema of the owner's desk: its messages, the links by which an operator signs in, sessions, and the acts it has sent. */
export class CreateConsole1795600900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query('CREATE SCHEMA console');
    await createMessagingTables(db, 'console');
    await db.query(`
      CREATE TABLE console.long_job (
        message_id  text        PRIMARY KEY,
        job         text        NOT NULL,
        payload     jsonb       NOT NULL,
        trace_id    text,
        owner       text        NOT NULL,
        turn        bigint      NOT NULL,
        added_at    timestamptz NOT NULL DEFAULT now(),
        not_before  timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        runs        integer     NOT NULL DEFAULT 0,
        failures    integer     NOT NULL DEFAULT 0,
        deaths      integer     NOT NULL DEFAULT 0,
        polls       integer     NOT NULL DEFAULT 0,
        error_code  text
      )`);
    await db.query(
      `COMMENT ON TABLE console.long_job IS 'Jobs that take seconds or minutes; the desk has none, and messaging asks every schema.'`,
    );
    await db.query(`CREATE INDEX long_job_turn ON console.long_job (job, turn, message_id)`);
    await db.query(`CREATE INDEX long_job_owner ON console.long_job (job, owner, turn)`);
    await db.query(`CREATE INDEX long_job_under_way ON console.long_job (job) WHERE lease_until IS NOT NULL`);
    await db.query(`
      CREATE TABLE console.queue_setting (
        queue       text        PRIMARY KEY,
        is_paused   boolean     NOT NULL DEFAULT false,
        concurrency integer     CHECK (concurrency BETWEEN 1 AND 1000),
        changed_at  timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE console.queue_setting IS 'What an operator has set for the queues of the app; every process of it looks here.'`,
    );
    await db.query(`
      CREATE TABLE console.sign_in_link (
        token_hash  text        PRIMARY KEY,  -- SHA-256 of the token that the bot showed, in hex
        telegram_id bigint      NOT NULL,     -- the operator who asked for it
        expires_at  timestamptz NOT NULL,
        used_at     timestamptz,
        created_at  timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE console.sign_in_link IS 'Links by which an operator signs in to the desk, each once within ten minutes; gone a day later.'`,
    );
    await db.query(`
      CREATE TABLE console.session (
        id_hash     text        PRIMARY KEY,  -- SHA-256 of the cookie, in hex: the table opens no session
        telegram_id bigint      NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT now(),
        seen_at     timestamptz NOT NULL DEFAULT now(),
        ended_at    timestamptz               -- signed out
      )`);
    await db.query(
      `COMMENT ON TABLE console.session IS 'Sessions of operators at the desk; the role is looked up in ADMIN_TELEGRAM_IDS at every request.'`,
    );
    await db.query(`CREATE INDEX session_of_operator ON console.session (telegram_id) WHERE ended_at IS NULL`);
    await db.query(`
      CREATE TABLE console.sent_act (
        act_id      uuid        PRIMARY KEY,  -- made by the browser: the same press twice is one act
        telegram_id bigint      NOT NULL,     -- the operator
        receiver    text        NOT NULL,
        job         text        NOT NULL,
        sent_at     timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE console.sent_act IS 'Acts that the desk has sent to the apps that own the data; what came of each stands in the audit of that app.'`,
    );
    for (const schema of Object.values(OTHERS))
      await db.query(
        `CREATE VIEW ${schema}.outbox_to_console WITH (security_barrier) AS
         SELECT id, payload FROM ${schema}.outbox WHERE receiver = 'console'`,
      );
    for (const [receiver, schema] of [...Object.entries(OTHERS), ['console', 'console']])
      await db.query(
        `CREATE VIEW console.outbox_to_${schema} WITH (security_barrier) AS
         SELECT id, payload FROM console.outbox WHERE receiver = '${receiver}'`,
      );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of Object.values(OTHERS)) await db.query(`DROP VIEW ${schema}.outbox_to_console`);
    await db.query('DROP SCHEMA console CASCADE');
  }
}
