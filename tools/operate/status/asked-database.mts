import {
  addressesOf,
  LOG_ARCHIVE,
  type LogArchive,
  MIGRATIONS,
  PrimaryClient,
  stuckOrders,
  type UnfinishedOrder,
  WORKERS,
} from '@aisha/database';
import { OPEN_CARD_RETURNS } from '@aisha/database/billing';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import type { Client } from 'pg';

/** The state of the database, as far as the command's login may see it. */
export type AskedDatabase =
  | { readonly answers: false; readonly why: string }
  | {
      readonly answers: true;
      /** Whether the server is a standby, which takes no writes. */
      readonly isStandby: boolean;
      readonly refusesWrites: string | null;
      readonly missingMigrations: number;
      readonly connections: { readonly used: number; readonly most: number };
      readonly openOrders: number;
      readonly stuck: readonly UnfinishedOrder[];
      /**
       * How many purchases were made and how many refunds were begun within the last day; null when this login may not see them, or there
       * are no tables yet.
       */
      readonly refunds: { readonly refunded: number; readonly bought: number } | null;
      /**
       * Payments by card whose money an operator is to give back, and how long the oldest waits; null when this login may not see them, or
       * there are no tables yet.
       */
      readonly cardReturns: { readonly waiting: number; readonly oldestHours: number } | null;
      /** What is off sale, with the model that is gone; null when this login may not see it, or there are no tables yet. */
      readonly offSale: { readonly offers: readonly string[] } | null;
      /**
       * How many updates wait in the chat with the most of them, and in how many chats any wait; null when this login may not see them, or
       * there are no tables yet.
       */
      readonly busiestChat: { readonly waiting: number; readonly chats: number } | null;
      /** Null where Postgres sends its log of changes nowhere, as without docker/point-in-time.yml. */
      readonly logArchive: LogArchive | null;
    };

const ANSWERS_WITHIN_MS = 5_000;
/** Enough bytes that Postgres needs new space on the disk. */
const WRITTEN_BYTES = 64 * 1024;
const MAY_NOT = '42501';
const OFF_SALE = WORKERS.map((schema) => `SELECT model, unnest(off_sale) AS offer FROM ${schema}.model_state`).join(
  ' UNION ALL ',
);

export async function askDatabase(url: string): Promise<AskedDatabase> {
  let client: Client | undefined;
  try {
    client = new PrimaryClient({
      ...addressesOf(url),
      connectionTimeoutMillis: ANSWERS_WITHIN_MS,
      query_timeout: ANSWERS_WITHIN_MS,
      application_name: 'aisha:status',
    });
    client.on('error', () => undefined); // the query under way reports the error
    await client.connect();
    return await ask(client);
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { answers: false, why: message || code || 'no answer' };
  } finally {
    await client?.end().catch(() => undefined);
  }
}

async function ask(client: Client): Promise<AskedDatabase> {
  const rows = async <Row,>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query(sql, values)).rows as Row[];
  const seen = async <Row,>(sql: string): Promise<Row | null> =>
    rows<Row>(sql).then(
      ([row]) => row ?? null,
      (error: { code?: string }) => {
        if (error.code === MAY_NOT) return null;
        throw error;
      },
    );

  const [server] = await rows<{ isStandby: boolean; used: number; most: number }>(
    `SELECT pg_is_in_recovery() AS "isStandby", current_setting('max_connections')::int AS most,
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used`,
  );
  const ran = await rows<{ name: string }>(`SELECT name FROM aisha_migration`).catch(() => []);
  const names = new Set(ran.map(({ name }) => name));
  const missingMigrations = MIGRATIONS.filter(({ name }) => !names.has(name)).length;
  const isMade = ran.length > 0;
  const open = ORDER_KINDS.map(
    (kind) => `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table} WHERE finished_at IS NULL`,
  );
  const all = isMade
    ? await seen<{ n: number }>(`SELECT sum(n)::int AS n FROM (${open.join(' UNION ALL ')}) AS open`)
    : null;
  return {
    answers: true,
    isStandby: server!.isStandby,
    refusesWrites: await refusalToWrite(client),
    missingMigrations,
    connections: { used: server!.used, most: server!.most },
    openOrders: all?.n ?? 0,
    stuck: all ? await stuckOrders((sql, values) => rows(sql, values)) : [],
    refunds: isMade
      ? await seen(
          `SELECT (SELECT count(*)::int FROM billing.refund WHERE created_at > now() - interval '1 day') AS refunded,
                  (SELECT count(*)::int FROM billing.purchase WHERE created_at > now() - interval '1 day') AS bought`,
        )
      : null,
    cardReturns: isMade
      ? await seen(
          `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(back.asked_at)) / 3600, 0)::float8 AS "oldestHours"
             ${OPEN_CARD_RETURNS}`,
        )
      : null,
    offSale: isMade
      ? await seen(
          `SELECT coalesce(array_agg(DISTINCT offer || ' (' || model || ')'), '{}') AS offers FROM (${OFF_SALE}) AS gone`,
        )
      : null,
    busiestChat: isMade
      ? await seen(
          `SELECT coalesce(max(n), 0)::int AS waiting, count(*)::int AS chats
             FROM (SELECT count(*) AS n FROM bot.telegram_update WHERE handled_at IS NULL GROUP BY chat_id) AS chat`,
        )
      : null,
    logArchive: server!.isStandby ? null : await seen(LOG_ARCHIVE),
  };
}

/**
 * Why Postgres refuses writes: it is set to read only, or a write that leaves nothing behind fails. Null when the write succeeds, or when
 * this login may not write.
 */
async function refusalToWrite(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ set: string }>(`SELECT current_setting('transaction_read_only') AS set`);
  if (rows[0]?.set === 'on') return 'it is set to read only, as services do with a disk that is nearly full';
  await client.query('BEGIN');
  try {
    await client.query(`CREATE TEMPORARY TABLE written (words text) ON COMMIT DROP`);
    await client.query(`INSERT INTO written SELECT md5(n::text) FROM generate_series(1, $1::int) AS n`, [
      WRITTEN_BYTES / 32,
    ]);
    return null;
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return code === MAY_NOT ? null : message;
  } finally {
    await client.query('ROLLBACK');
  }
}
