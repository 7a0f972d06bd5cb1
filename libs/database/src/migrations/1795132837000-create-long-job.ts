import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing'] as const;

/** Creates the tables in which the long jobs of an app wait for their turn, by person: the queue only brings them there. */
export class CreateLongJob1795132837000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      await db.query(`
        CREATE TABLE ${schema}.long_job (
          message_id  text        PRIMARY KEY,
          job         text        NOT NULL,
          payload     jsonb       NOT NULL,
          trace_id    text,
          owner       text        NOT NULL,               -- the person, or else the order; one of neither stands for itself
          turn        bigint      NOT NULL,               -- of the same job the lowest is next: one a turn for each owner
          added_at    timestamptz NOT NULL DEFAULT now(),
          not_before  timestamptz NOT NULL DEFAULT now(),
          lease_until timestamptz,                        -- a process works on it until then; past it that process has died
          runs        integer     NOT NULL DEFAULT 0,     -- the number of the run that may end it
          failures    integer     NOT NULL DEFAULT 0,
          deaths      integer     NOT NULL DEFAULT 0,     -- processes that died of it, or beside it
          polls       integer     NOT NULL DEFAULT 0,     -- of a message that only a newer release can read
          error_code  text                                -- ErrorCode of the last failure
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.long_job IS 'Jobs that take seconds or minutes, taken in turns by person; a row goes when its job has ended.'`,
      );
      await db.query(`CREATE INDEX long_job_turn ON ${schema}.long_job (job, turn, message_id)`);
      await db.query(`CREATE INDEX long_job_owner ON ${schema}.long_job (job, owner, turn)`);
      await db.query(`CREATE INDEX long_job_under_way ON ${schema}.long_job (job) WHERE lease_until IS NOT NULL`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of SCHEMAS) await db.query(`DROP TABLE ${schema}.long_job`);
  }
}
