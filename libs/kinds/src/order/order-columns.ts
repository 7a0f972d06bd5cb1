import type { QueryRunner } from 'typeorm';

/** The columns that every order table has, under the same names and with one meaning each (see PaidOrder). */
export const ORDER_COLUMNS = `
  order_id            uuid        PRIMARY KEY,
  user_id             uuid        NOT NULL,
  state               text        NOT NULL DEFAULT 'queued' CHECK (state IN
    ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
  version             integer     NOT NULL DEFAULT 0,   -- counts the moves of its life: a slower writer changes nothing
  units               integer     NOT NULL CHECK (units > 0),            -- ordered, quoted and held
  delivered           integer     NOT NULL DEFAULT 0 CHECK (delivered BETWEEN 0 AND units),
  charged             integer     NOT NULL DEFAULT 0 CHECK (charged BETWEEN 0 AND units), -- paid for, when more than was delivered
  turn                integer     NOT NULL DEFAULT 1 CHECK (turn > 0),   -- the lowest is next; a person's orders have one each (nextTurnOf)
  error_code          text,
  created_at          timestamptz NOT NULL DEFAULT now(),
  ready_at            timestamptz,                      -- prepared: it may be submitted when its turn comes
  not_before          timestamptz,                      -- deferred: nobody takes it before
  deferred_since      timestamptz,                      -- since when it is deferred for what may come right by itself
  deferred_by         text,                             -- ErrorCode of what it waits out in our queue
  lease_until         timestamptz,                      -- one process works on it until then
  started_at          timestamptz,                      -- first taken from our queue
  slot_taken_at       timestamptz,                      -- while it holds one of the provider's slots
  submit_started_at   timestamptz,                      -- the submit marker: never sent again while set
  attempts            integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  endpoint            text,                             -- the provider's model
  request_id          text        UNIQUE,               -- the provider's id of the newest submission
  past_requests       text[]      NOT NULL DEFAULT '{}', -- of an order of several requests: the provider's ids of those that have ended
  next_poll_at        timestamptz,                      -- when the provider is asked next
  deadline_at         timestamptz,                      -- runs from the submission
  cancel_requested_at timestamptz,                      -- the provider is being told to stop
  shown_step          text,                             -- what the person's card was last told
  shown_position      integer,
  shown_at            timestamptz,
  finished_at         timestamptz,
  CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CHECK (finished_at IS NULL OR slot_taken_at IS NULL)`;

/**
 * Creates the indexes of an order table. The first has the open orders alone: the dispatcher's rounds use it. `timedBy` is the column whose
 * value says how long an order takes (ORDER_KIND); the second index finds the last orders with the same value.
 */
export async function createOrderIndexes(db: QueryRunner, table: string, timedBy: string): Promise<void> {
  const name = table.split('.')[1] ?? table;
  await db.query(`CREATE INDEX ${name}_open ON ${table} (state, created_at) WHERE finished_at IS NULL`);
  await db.query(`CREATE INDEX ${name}_done ON ${table} (${timedBy}, finished_at DESC) WHERE state = 'succeeded'`);
  // The price screen reads the usual wait of a whole kind by this index.
  await db.query(`CREATE INDEX ${name}_finished ON ${table} (finished_at DESC) WHERE state = 'succeeded'`);
}
