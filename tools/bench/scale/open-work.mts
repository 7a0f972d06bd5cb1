import type { Client } from 'pg';
import { TOLD_POSITIONS, type UserId } from '@aisha/domain';

/** How much work is under way while `scale` plays a day, and how many rows one person has. */
export interface Heap {
  readonly deliveries: number;
  readonly orders: number;
  readonly rowsOfOnePerson: number;
}

/** The rows are due later: the measure asks whether they slow other statements down, not how fast the apps work on them. */
const LATER = `now() + interval '1 hour'`;
/** Tables in which one person can have very many rows. */
const OF_ONE_PERSON = [
  'generator.image_generation',
  'generator.picture',
  'generator.upscale',
  'transcriber.recording',
  'transcriber.transcript',
  'transcriber.document',
  'transcriber.question',
  'transcriber.speech',
  'enhancer.enhancement',
  'bot.card',
];

/** Inserts messages to many chats that may be sent only in an hour, and deferred orders of many people. Triggers fire as for real rows. */
export const seedOpenWork = async (owner: Client, { deliveries, orders }: Heap): Promise<void> => {
  await owner.query(
    `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, waits_for, not_before)
     SELECT user_id, telegram_id, 'progress', '{}', 'pending', 'retry-after', ${LATER}
     FROM bot.person ORDER BY telegram_id LIMIT $1`,
    [deliveries],
  );
  const { rows } = await owner.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'generator' AND table_name = 'image_generation'`,
  );
  const other: Readonly<Record<string, string>> = {
    order_id: `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`,
    user_id: 'gen_random_uuid()',
    state: `'queued'`,
    finished_at: 'NULL',
    error_code: 'NULL',
    delivered: '0',
    charged: '0',
    not_before: LATER,
    deferred_since: 'now()',
    ready_at: 'NULL',
    created_at: 'now()',
    request_id: 'NULL',
    past_requests: `'{}'`,
    started_at: 'NULL',
    submit_started_at: 'NULL',
    next_poll_at: 'NULL',
    deadline_at: 'NULL',
    slot_taken_at: 'NULL',
    lease_until: 'NULL',
    // The people have been told this state already. Otherwise the apps would send ten thousand messages before everybody else's.
    shown_step: `'queued'`,
    shown_position: `(SELECT min(told) FROM unnest(ARRAY[${TOLD_POSITIONS.join(', ')}]) AS told WHERE told >= n - 1)`,
    shown_at: 'now()',
  };
  await owner.query(
    `INSERT INTO generator.image_generation (${rows.map(({ name }) => name).join(', ')})
     SELECT ${rows.map(({ name }) => other[name] ?? name).join(', ')}
     FROM (SELECT * FROM generator.image_generation WHERE state = 'succeeded' LIMIT 1) AS one, generate_series(1, $1::int) AS n`,
    [orders],
  );
};

/**
 * Gives rows of other people's ended work to one person: `rowsOfOnePerson` in all, shared equally by the tables. Resolves to how many were
 * given.
 */
export const seedOnePerson = async (owner: Client, userId: UserId, { rowsOfOnePerson }: Heap): Promise<number> => {
  const each = Math.ceil(rowsOfOnePerson / OF_ONE_PERSON.length);
  let given = 0;
  await owner.query(`SET session_replication_role = replica`);
  for (const table of OF_ONE_PERSON) {
    const isOrder = table !== 'generator.picture' && table !== 'transcriber.transcript' && table !== 'bot.card';
    const { rowCount } = await owner.query(
      `UPDATE ${table} SET user_id = $1
       WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE user_id <> $1 ${isOrder ? 'AND finished_at IS NOT NULL' : ''} LIMIT $2))`,
      [userId, each],
    );
    given += rowCount ?? 0;
  }
  await owner.query(`SET session_replication_role = origin`);
  return given;
};
