import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables } from './1795132801000-create-messaging-tables';
import { REPORT_ACTS } from './report-acts';

/** Creates the schema of the public API: keys, orders that came by one, answers to be repeated, webhooks and their messages. */
export class CreateApi1795601000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query('CREATE SCHEMA api');
    await createMessagingTables(db, 'api');
    await createLaterMessagingTables(db);
    await db.query(`
      CREATE TABLE api.api_key (
        id           uuid        PRIMARY KEY,  -- made in the gateway
        user_id      uuid        NOT NULL,
        name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
        scopes       text[]      NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ '{read,order,webhooks}'),
        digest       text        NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'), -- SHA-256 of the key, which nobody keeps
        ending       text        NOT NULL CHECK (length(ending) = 4),               -- by which its person recognises it
        created_at   timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz               -- to the minute
      )`);
    await db.query(`COMMENT ON TABLE api.api_key IS 'Keys to the public API, as digests; a revoked one is deleted.'`);
    await db.query(`CREATE INDEX api_key_of_user ON api.api_key (user_id)`);
    await db.query(`
      CREATE TABLE api.placed_order (
        order_id   uuid        PRIMARY KEY,
        user_id    uuid        NOT NULL,
        key_id     uuid        NOT NULL,       -- the key may be gone
        kind       text        NOT NULL,
        price      bigint      NOT NULL CHECK (price >= 0), -- as quoted, in hundredths of a credit
        created_at timestamptz NOT NULL DEFAULT now(),
        refused    text,                       -- ErrorCode by which billing did not let it through
        ended_at   timestamptz                 -- when its end was found, and its webhooks written down
      )`);
    await db.query(
      `COMMENT ON TABLE api.placed_order IS 'Orders that came by the public API, without their words; they are not shown in the chat.'`,
    );
    await db.query(`CREATE INDEX placed_order_of_user ON api.placed_order (user_id, order_id DESC)`);
    await db.query(`CREATE INDEX placed_order_open ON api.placed_order (order_id) WHERE ended_at IS NULL`);
    await db.query(`
      CREATE TABLE api.idempotent_answer (
        key_id     uuid        NOT NULL,
        name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 255), -- the header Idempotency-Key
        user_id    uuid        NOT NULL,
        request    text        NOT NULL,       -- SHA-256 of method, path and body
        status     integer     NOT NULL,
        body       jsonb       NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (key_id, name)
      )`);
    await db.query(
      `COMMENT ON TABLE api.idempotent_answer IS 'Answers of the public API that are repeated for the same Idempotency-Key, for a day.'`,
    );
    await db.query(`CREATE INDEX idempotent_answer_at ON api.idempotent_answer (created_at)`);
    await db.query(`
      CREATE TABLE api.webhook (
        id                uuid        PRIMARY KEY,
        user_id           uuid        NOT NULL,
        url               text        NOT NULL CHECK (length(url) <= 500),
        secret            text        NOT NULL,  -- what its messages are signed with
        previous_secret   text,                  -- signs beside it for a day after a rotation
        previous_until    timestamptz,
        created_at        timestamptz NOT NULL DEFAULT now(),
        failing_since     timestamptz,           -- null: the last message was taken
        paused_at         timestamptz,           -- it kept failing: nothing is sent until its person resumes it
        CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
      )`);
    await db.query(`COMMENT ON TABLE api.webhook IS 'Addresses that are told of the ends of a person''s API orders.'`);
    await db.query(`CREATE INDEX webhook_of_user ON api.webhook (user_id)`);
    await db.query(`
      CREATE TABLE api.webhook_delivery (
        id           uuid        PRIMARY KEY,    -- the header webhook-id
        webhook_id   uuid        NOT NULL REFERENCES api.webhook (id) ON DELETE CASCADE,
        user_id      uuid        NOT NULL,
        order_id     uuid        NOT NULL,
        body         text        NOT NULL,       -- as it is signed: ids and figures
        created_at   timestamptz NOT NULL DEFAULT now(),
        attempts     integer     NOT NULL DEFAULT 0,
        next_at      timestamptz NOT NULL DEFAULT now(),
        lease_until  timestamptz,                -- a process sends it until then
        delivered_at timestamptz,
        gave_up_at   timestamptz,
        UNIQUE (webhook_id, order_id),
        CHECK (delivered_at IS NULL OR gave_up_at IS NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE api.webhook_delivery IS 'What each webhook is told, once or more often until it is taken; kept for a month.'`,
    );
    await db.query(
      `CREATE INDEX webhook_delivery_due ON api.webhook_delivery (next_at) WHERE delivered_at IS NULL AND gave_up_at IS NULL`,
    );
    await db.query(`CREATE INDEX webhook_delivery_at ON api.webhook_delivery (created_at)`);
    // The table has the form in which rate-limiter-flexible makes and reads it.
    await db.query(`
      CREATE TABLE api.request_limit (
        key    varchar(255) PRIMARY KEY,  -- a limit and whom it counts
        points integer      NOT NULL DEFAULT 0,
        expire bigint                     -- milliseconds since 1970
      )`);
    await db.query(`COMMENT ON TABLE api.request_limit IS 'How often each key has asked lately.'`);
    await db.query(`CREATE INDEX request_limit_expire ON api.request_limit (expire)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ DECLARE sender name; BEGIN
        FOR sender IN SELECT table_schema FROM information_schema.views WHERE table_name = 'outbox_to_api' AND table_schema <> 'api'
        LOOP EXECUTE format('DROP VIEW %I.outbox_to_api', sender); END LOOP;
      END $$`);
    await db.query(`DROP VIEW report.operator_act`);
    await db.query(`DROP SCHEMA api CASCADE`);
    await db.query(REPORT_ACTS);
  }
}

/** SQL: makes the views by which the new app and every other one read the messages that they send each other. */
const OUTBOX_VIEWS = `
  DO $$ DECLARE other record; BEGIN
    FOR other IN SELECT table_schema AS sender FROM information_schema.tables
                  WHERE table_name = 'outbox' AND table_type = 'BASE TABLE'
    LOOP EXECUTE format('CREATE OR REPLACE VIEW %I.outbox_to_api WITH (security_barrier) AS
                         SELECT id, payload FROM %I.outbox WHERE receiver = %L', other.sender, other.sender, 'public-api');
    END LOOP;
    FOR other IN SELECT table_name AS name, substring(view_definition FROM $re$receiver = '([^']+)'$re$) AS receiver
                   FROM information_schema.views
                  WHERE table_schema = 'billing' AND starts_with(table_name, 'outbox_to_') AND table_name <> 'outbox_to_api'
    LOOP EXECUTE format('CREATE OR REPLACE VIEW api.%I WITH (security_barrier) AS
                         SELECT id, payload FROM api.outbox WHERE receiver = %L', other.name, other.receiver);
    END LOOP;
  END $$`;

/** The comments on the tables that later migrations added to every schema. */
const LATER_TABLES = {
  long_job: 'Jobs that take seconds or minutes, taken in turns by person; a row goes when its job has ended.',
  queue_setting: 'What an operator has set for the queues of the app; every process of it looks here.',
  operator_act:
    'What operators did and why, written with the effect. Append-only: only the person and the reason are cleared, when the person is erased.',
};

/** Makes the tables that later migrations added to every schema, and the views over the apps. */
async function createLaterMessagingTables(db: QueryRunner): Promise<void> {
  for (const [table, comment] of Object.entries(LATER_TABLES)) {
    await db.query(`CREATE TABLE api.${table} (LIKE billing.${table} INCLUDING ALL)`);
    await db.query(`COMMENT ON TABLE api.${table} IS '${comment}'`);
  }
  await db.query(REPORT_ACTS);
  await db.query(OUTBOX_VIEWS);
}
