import { counted } from '../command/command-line.mts';
import { ORDER_KIND, ORDER_KINDS, schemaOf, type OrderKind } from '@aisha/kinds';
import { WORKERS, SCHEMAS, type AskRows } from '@aisha/database';

/** Something that happened to an order, read from one app's row. It holds no idea, prompt, text or address. */
export interface OrderEvent {
  readonly at: Date;
  /** The schema of that row. */
  readonly schema: string;
  readonly what: string;
}

interface OrderStory {
  readonly orderId: string;
  readonly userId: string | null;
  readonly kind: OrderKind | null;
  readonly state: string;
  readonly events: readonly OrderEvent[];
}

type Row = Readonly<Record<string, never>> & Readonly<Record<string, string | number | Date | null>>;
type Said = readonly (readonly [at: Date | null, what: string])[];

/** An amount in credits; billing counts in hundredths. */
const credits = (hundredths: unknown): string => counted(Number(hundredths) / 100, 'credit');
const dollars = (micro: unknown): string => `$${(Number(micro) / 1_000_000).toFixed(4)}`;
const date = (value: unknown): Date | null => value as Date | null;

interface Source {
  readonly schema: string;
  /** The SQL statement; $1 is the order's id. */
  readonly sql: string;
  readonly says: (row: Row) => Said;
}

const ofBilling: readonly Source[] = [
  {
    schema: 'billing',
    sql: `SELECT * FROM billing.credit_hold WHERE order_id = $1`,
    says: (hold) => [
      [date(hold['created_at']), `${credits(hold['amount'])} held for ${hold['units']} × ${hold['item']}`],
      [
        date(hold['settled_at']),
        `hold ${hold['status']}: ${credits(hold['captured'])} charged` +
          (hold['delivered'] === null ? '' : `, ${hold['delivered']} of ${hold['delivered_of']} delivered`) +
          (hold['reason'] === null ? '' : ` (${hold['reason']})`),
      ],
    ],
  },
  {
    schema: 'billing',
    sql: `SELECT type, amount, created_at FROM billing.transaction WHERE order_id = $1`,
    says: ({ type, amount, created_at }) => [[date(created_at), `ledger: ${type}, ${credits(amount)}`]],
  },
];

const orderRow = (kind: OrderKind): Source => {
  const { table, worker } = ORDER_KIND[kind];
  return {
    schema: schemaOf(kind),
    sql: `SELECT * FROM ${table} WHERE order_id = $1`,
    says: (order) => [
      [date(order['created_at']), `${worker} took the order in (${kind})`],
      [date(order['started_at']), 'first taken from the queue'],
      [date(order['deferred_since']), `deferred for ${order['deferred_by'] ?? 'its turn'}`],
      [date(order['ready_at']), 'prepared'],
      [date(order['slot_taken_at']), "took a slot of the provider's"],
      [
        date(order['submit_started_at']),
        `submission ${order['attempts']} to ${order['endpoint'] ?? 'the provider'}: ` +
          (order['request_id'] === null ? 'no answer is known' : `accepted as ${order['request_id']}`),
      ],
      [date(order['shown_at']), `its card was told: ${order['shown_step'] ?? 'its position'}`],
      [date(order['cancel_requested_at']), 'the provider is asked to stop'],
      [
        date(order['finished_at']),
        `${order['state']}, ${order['delivered']} of ${order['units']} delivered` +
          (order['error_code'] === null ? '' : `: ${order['error_code']}`),
      ],
      // What is still to come, for an order that has not ended.
      ...(order['finished_at'] === null
        ? ([
            [date(order['next_poll_at']), 'the provider is asked next'],
            [date(order['lease_until']), 'the lease of its process ends'],
            [date(order['not_before']), 'nobody takes it before'],
            [date(order['deadline_at']), 'its deadline'],
          ] as const)
        : []),
    ],
  };
};

const ofWorkers: readonly Source[] = WORKERS.flatMap((schema) => [
  {
    schema,
    sql: `SELECT provider, model, reason, micro_dollars, called_at FROM ${schema}.provider_call WHERE order_id = $1`,
    says: ({ provider, model, reason, micro_dollars, called_at }: Row): Said => [
      [date(called_at), `${provider} was asked (${reason}, ${model}): ${dollars(micro_dollars)} by its list`],
    ],
  },
  {
    schema,
    sql: `SELECT reason, borne_by, micro_dollars, begun_at FROM ${schema}.free_work WHERE order_id = $1`,
    says: ({ reason, borne_by, micro_dollars, begun_at }: Row): Said => [
      [date(begun_at), `unpaid work of ${dollars(micro_dollars)}, borne by the ${borne_by} (${reason})`],
    ],
  },
]);

const ofMessages: readonly Source[] = SCHEMAS.flatMap((schema) => [
  {
    schema,
    sql: `SELECT receiver, job, created_at, published_at, abandoned_at FROM ${schema}.outbox WHERE payload->>'orderId' = $1::text`,
    says: ({ receiver, job, created_at, published_at, abandoned_at }: Row): Said => {
      const how =
        abandoned_at !== null ? 'abandoned' : published_at === null ? 'not in the queue yet' : 'not handled yet';
      return [[date(created_at), `sent ${job} to ${receiver}: ${how}`]];
    },
  },
  {
    schema,
    sql: `SELECT job, added_at, not_before, runs, failures, error_code FROM ${schema}.long_job WHERE payload->>'orderId' = $1::text`,
    says: ({ job, added_at, runs, failures, error_code }: Row): Said => [
      [
        date(added_at),
        `${job} waits for its turn: ${runs} runs, ${failures} failed${error_code === null ? '' : ` (${error_code})`}`,
      ],
    ],
  },
  {
    schema,
    sql: `SELECT message_id, job, code, attempts, died_at, resolved, resolved_at FROM ${schema}.dead_letter WHERE payload->>'orderId' = $1::text`,
    says: ({ message_id, job, code, attempts, died_at, resolved, resolved_at }: Row): Said => [
      [date(died_at), `${job} was given up after ${attempts}: ${code} (dead letter ${message_id})`],
      [date(resolved_at), `an operator decided about ${job}: ${resolved}`],
    ],
  },
]);

const ofChat: readonly Source[] = [
  {
    schema: 'bot',
    sql: `SELECT created_at, updated_at, message_id FROM bot.card WHERE key = 'order:' || $1::text`,
    says: ({ created_at, message_id }) => [
      [date(created_at), `its card was made${message_id === null ? ' and is not sent yet' : ''}`],
    ],
  },
  {
    schema: 'bot',
    // No index covers all messages of a trace: results have an index, and cards are found among the cards of their person.
    sql: `SELECT id, class, status, waits_for, attempts, created_at, not_before, sent_at FROM bot.delivery
          WHERE trace_id = $1::text AND class = 'result' AND (card_key IS NULL OR card_key LIKE 'once:%')
          UNION SELECT id, class, status, waits_for, attempts, created_at, not_before, sent_at FROM bot.delivery
          WHERE trace_id = $1::text AND card_key IS NOT NULL AND user_id = (SELECT user_id FROM billing.credit_hold WHERE order_id = $1::uuid)
          ORDER BY id`,
    says: ({ id, class: urgency, status, waits_for, attempts, created_at, sent_at }) =>
      status === 'sent'
        ? [[date(sent_at) ?? date(created_at), `delivery ${id} (${urgency}) was sent`]]
        : [
            [
              date(created_at),
              `delivery ${id} (${urgency}) is ${status} after ${attempts}${waits_for === null ? '' : `, waits for ${waits_for}`}`,
            ],
          ],
  },
];

const SOURCES: readonly Source[] = [...ofBilling, ...ORDER_KINDS.map(orderRow), ...ofWorkers, ...ofMessages, ...ofChat];

/** The orders whose id ends with `end`, ten at most: a receipt may show only the end of the id. */
export async function ordersNamed(ask: AskRows, end: string): Promise<string[]> {
  const tables = ['billing.credit_hold', ...ORDER_KINDS.map((kind) => ORDER_KIND[kind].table)];
  const rows = await ask<{ id: string }>(
    `SELECT DISTINCT order_id::text AS id FROM (${tables.map((table) => `SELECT order_id FROM ${table}`).join(' UNION ALL ')}) AS any_order
      WHERE order_id::text LIKE '%' || $1 LIMIT 10`,
    [end.toLowerCase()],
  );
  return rows.map(({ id }) => id);
}

/** One order's story over the rows of all apps, in the order of time; the next step comes last. */
export async function orderStory(ask: AskRows, orderId: string): Promise<OrderStory> {
  const events: OrderEvent[] = [];
  for (const { schema, sql, says } of SOURCES) {
    for (const row of await ask<Row>(sql, [orderId]))
      events.push(...says(row).flatMap(([at, what]) => (at === null ? [] : [{ at, schema, what }])));
  }
  let order: { kind: OrderKind; state: string; user_id: string } | undefined;
  for (const kind of ORDER_KINDS) {
    const [row] = await ask<{ state: string; user_id: string }>(
      `SELECT state, user_id FROM ${ORDER_KIND[kind].table} WHERE order_id = $1`,
      [orderId],
    );
    if (row) order = { kind, ...row };
  }
  const [hold] = await ask<{ user_id: string; status: string }>(
    `SELECT user_id, status FROM billing.credit_hold WHERE order_id = $1`,
    [orderId],
  );
  return {
    orderId,
    userId: order?.user_id ?? hold?.user_id ?? null,
    kind: order?.kind ?? null,
    state: order?.state ?? (hold ? 'not taken in by its worker' : 'unknown'),
    events: events.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}
