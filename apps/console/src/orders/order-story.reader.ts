import { Database, WORKERS } from '@aisha/database';
import type { OrderId } from '@aisha/domain';
import { ORDER_KIND, ORDER_MOMENTS, schemaOf, type OrderKind } from '@aisha/kinds';
import { Injectable } from '@nestjs/common';

/** Something that happened to an order, read from a row of one app. It has no ideas, prompts, texts or addresses. */
export interface OrderEvent {
  readonly at: Date;
  /** The schema of that row. */
  readonly schema: string;
  /** What happened; the page has words for each (`event-…`). */
  readonly what: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

type Row = Readonly<Record<string, Date | number | string | null>>;

/** Columns of an order's row that say when something happened to it, or will happen. */
const MOMENTS = {
  ...ORDER_MOMENTS,
  not_before: 'not-before',
  lease_until: 'lease-ends',
  deadline_at: 'deadline',
} as const;

/**
 * The messages that showed an order. Results are found by an index, and cards among those of the person, because no index has all messages
 * of a trace.
 */
const DELIVERIES = `SELECT id, class, status, created_at, sent_at FROM bot.delivery
  WHERE trace_id = $1::text AND class = 'result' AND (card_key IS NULL OR card_key LIKE 'once:%')
  UNION SELECT id, class, status, created_at, sent_at FROM bot.delivery
  WHERE trace_id = $1::text AND card_key IS NOT NULL AND user_id = (SELECT user_id FROM billing.credit_hold WHERE order_id = $1::uuid)
  ORDER BY id`;

@Injectable()
export class OrderStoryReader {
  constructor(private readonly database: Database) {}

  /** Collects the events of one order from all apps, in the order of time. Events that are still to come are last. */
  async of(orderId: OrderId, kind: OrderKind): Promise<OrderEvent[]> {
    const ask = (sql: string): Promise<Row[]> => this.database.read.query<Row[]>(sql, [orderId]);
    const events: OrderEvent[] = [];
    const add = (schema: string, at: Row[string] | undefined, what: string, facts: OrderEvent['facts'] = {}) => {
      if (at instanceof Date) events.push({ at, schema, what, facts });
    };

    for (const hold of await ask(
      `SELECT created_at, settled_at, amount::float8 AS amount, captured::float8 AS captured, status, reason FROM billing.credit_hold WHERE order_id = $1`,
    )) {
      add('billing', hold['created_at'], 'held', { credits: Number(hold['amount']) / 100 });
      const facts = { credits: Number(hold['captured']) / 100, reason: String(hold['reason'] ?? '') };
      add('billing', hold['settled_at'], String(hold['status']), facts);
    }
    for (const { type, amount, created_at: at } of await ask(
      `SELECT type, amount::float8 AS amount, created_at FROM billing.transaction WHERE order_id = $1`,
    ))
      add('billing', at, 'ledger', { type: String(type), credits: Number(amount) / 100 });

    const { table } = ORDER_KIND[kind];
    const schema = schemaOf(kind);
    const [order] = await ask(
      `SELECT ${Object.keys(MOMENTS).join(', ')}, state, units, delivered, error_code FROM ${table} WHERE order_id = $1`,
    );
    const isOpen = order?.['finished_at'] === null;
    for (const [column, what] of Object.entries(MOMENTS)) {
      if (['not-before', 'lease-ends', 'deadline'].includes(what) && !isOpen) continue;
      const facts =
        what === 'ended'
          ? {
              state: String(order?.['state']),
              delivered: Number(order?.['delivered']),
              units: Number(order?.['units']),
              code: String(order?.['error_code'] ?? ''),
            }
          : {};
      add(schema, order?.[column], what, facts);
    }
    for (const worker of WORKERS)
      for (const call of await ask(
        `SELECT provider, model, reason, micro_dollars::float8 AS micro_dollars, called_at FROM ${worker}.provider_call WHERE order_id = $1`,
      ))
        add(worker, call['called_at'], 'asked-provider', {
          provider: String(call['provider']),
          model: String(call['model']),
          reason: String(call['reason']),
          dollars: Number(call['micro_dollars']) / 1_000_000,
        });
    for (const delivery of await ask(DELIVERIES)) {
      const facts = { urgency: String(delivery['class']), state: String(delivery['status']) };
      add('bot', delivery['sent_at'] ?? delivery['created_at'], 'delivery', facts);
    }
    return events.sort((one, other) => one.at.getTime() - other.at.getTime());
  }
}
