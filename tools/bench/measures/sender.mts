import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { compiled } from '../product/compiled.mts';
import { visitorsOf } from '../product/customers.mts';
import type { Figure } from '../figures/figure.mts';
import type { Product } from '../product/product.mts';
import type { Visitor } from '../product/visitor.mts';
import type { Bench, Measure } from './measure.mts';

const WAITING = [0, 500];
/** How many orders end in a second: their receipts take a fifth of the calls that Telegram allows. */
const ENDS_PER_SECOND = 2;
/** How often every order card shows its position. */
const TOLD_EVERY_MS = 2_000;
const READERS = 8;
/**
 * Longer than the second that Telegram wants between two messages of a chat; with a shorter pause the measure would
 * time Telegram's limit.
 */
const ASK_EVERY_MS = 1_300;
/** Random time added to each pause, so that readers do not run in step with Telegram's limit. */
const ASK_WITHIN_MS = 600;
const PICKED_AT = '2026-01-01T00:00:00.000Z';

interface Order {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: 'generation';
}

/** Measures which messages get Telegram's 30 calls a second while many orders wait, move up and end. */
export const sender: Measure = {
  name: 'sender',
  about: 'answers and results while hundreds of orders wait for their turn, at 30 calls a second',
  async run(bench) {
    const product = await bench.product('shipped');
    const database = bench.keep(await Database.connect({ url: product.servers.postgresUrl, role: 'bot', pool: 4 }));
    const cards = await orderCards();
    const readers = await visitorsOf(product, READERS);
    const figures: Figure[] = [];
    let before: Seen | undefined;
    for (const waiting of bench.isQuick ? [0, 50] : WAITING) {
      const seen = await underLoad(bench, { product, database, cards, readers, waiting });
      const beside = (values: (of: Seen) => readonly number[]) =>
        before && { baselines: [{ name: 'nobody waits', kind: 'lower bound', values: values(before) }] as const };
      figures.push(
        {
          name: `/balance → reply, ${waiting} orders wait`,
          unit: 'ms',
          values: seen.replies,
          ...beside(({ replies }) => replies),
          isOfTheSlowest: true,
          goal: 'p99 ≤ 1 s',
        },
        {
          name: `result there → sent, ${waiting} orders wait`,
          unit: 'ms',
          values: seen.results,
          ...beside(({ results }) => results),
          isOfTheSlowest: true,
          goal: '≤ 3 s, receipt included',
          note: 'the row of a result is there, until Telegram has taken it; another process writes the row, so a poll is part of it',
        },
        {
          name: `most calls in any second, ${waiting} orders wait`,
          unit: 'calls',
          values: [seen.most],
          goal: '≤ 30',
        },
      );
      before ??= seen;
    }
    return figures;
  },
};

type OrderCards = Awaited<ReturnType<typeof orderCards>>;

const orderCards = async () => {
  const { Deliveries } = await compiled('bot-gateway/engine/deliveries/deliveries');
  const { CardStore } = await compiled('bot-gateway/engine/cards/card.store');
  const { Cards } = await compiled('bot-gateway/engine/cards/cards');
  const { OrderCards } = await compiled('bot-gateway/orders/order-cards');
  const { orderKindViews } = await compiled('bot-gateway/features');
  const deliveries = new Deliveries();
  return new OrderCards(new Cards(new CardStore(), deliveries), deliveries, orderKindViews);
};

interface Load {
  readonly product: Product;
  readonly database: Database;
  readonly cards: OrderCards;
  readonly readers: readonly Visitor[];
  readonly waiting: number;
}
interface Seen {
  readonly replies: number[];
  readonly results: number[];
  readonly most: number;
}

const underLoad = async (bench: Bench, { product, database, cards, readers, waiting }: Load): Promise<Seen> => {
  const lastsMs = bench.isQuick ? 4_000 : 20_000;
  const queue = await ordersOf(database, waiting + Math.ceil((lastsMs / 1_000) * ENDS_PER_SECOND));
  const from = product.bot.pacedCalls.length;
  const [{ startedAt }] = (await database.read.query('SELECT now()::text AS "startedAt"')) as [{ startedAt: string }];
  const endsAt = performance.now() + lastsMs;
  const isOn = (): boolean => performance.now() < endsAt && !bench.signal.aborted;
  let told = 0;
  const telling = async (): Promise<void> => {
    while (isOn()) {
      told += 1;
      const at = new Date(Date.parse(PICKED_AT) + told * 1_000).toISOString();
      for (const [ahead, order] of queue.slice(0, waiting).entries()) {
        if (!isOn()) return;
        const waits = { step: 'queued', ahead, waitsFor: null, fraction: null, secondsLeft: null } as const;
        await database.transaction((tx) => cards.progress(tx, order, { ...waits, mayCancel: true, at }));
      }
      await pause(TOLD_EVERY_MS);
    }
  };
  const ending = async (): Promise<void> => {
    while (isOn()) {
      const order = queue.shift();
      if (!order) return;
      const made = { kind: 'message', markup: 'a picture' } as const;
      await database.transaction((tx) => cards.end(tx, order, { type: 'delivered', avatarId: null }, made));
      const receipt = { held: '600', charged: '600', released: '0', availableAfter: '0', delivered: 1, of: 1 };
      await database.transaction((tx) => cards.receipt(tx, order, receipt));
      await pause(1_000 / ENDS_PER_SECOND);
    }
  };
  const replies: number[] = [];
  const asking = async (reader: Visitor): Promise<void> => {
    while (isOn()) {
      replies.push(await reader.asks('/balance'));
      await pause(ASK_EVERY_MS + Math.random() * ASK_WITHIN_MS);
    }
  };
  await Promise.all([telling(), ending(), ...readers.map(asking)]);
  await forget(database);
  await product.isQuiet();
  const results = (await database.read.query(
    `SELECT extract(epoch FROM sent_at - created_at)::float8 * 1000 AS ms FROM bot.delivery
     WHERE class = 'result' AND status = 'sent' AND created_at >= $1 AND (card_key IS NULL OR card_key LIKE 'result:%')`,
    [startedAt],
  )) as { ms: number }[];
  return { replies, results: results.map(({ ms }) => ms), most: mostInASecond(product.bot.pacedCalls.slice(from)) };
};

/** Makes waiting orders whose cards are shown, each of another person. */
const ordersOf = async (database: Database, count: number): Promise<Order[]> => {
  const orders = Array.from(
    { length: count },
    () => ({ orderId: newId<OrderId>(), userId: newId<UserId>(), kind: 'generation' }) as const,
  );
  const state = { what: 'bench', price: '600', phase: 'accepted', progress: null, receipt: null, kind: 'generation' };
  const values = [orders.map(({ userId }) => userId), orders.map(({ orderId }) => orderId)];
  await database.write(
    `INSERT INTO bot.person (user_id, telegram_id, first_name, language)
     SELECT id, 8000000000 + nth + (SELECT count(*) FROM bot.person), 'Bench', 'en'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, nth)`,
    [values[0]],
  );
  await database.write(
    `INSERT INTO bot.card (key, user_id, message_id, state)
     SELECT 'order:' || order_id, user_id, 1, $3::jsonb || jsonb_build_object('orderId', order_id)
     FROM unnest($1::uuid[], $2::text[]) AS given (user_id, order_id)`,
    [...values, JSON.stringify(state)],
  );
  return orders;
};

/** Drops the deliveries of progress that still wait, which would disturb later measures. */
const forget = (database: Database): Promise<unknown> =>
  database.write(`UPDATE bot.delivery SET status = 'dropped' WHERE status = 'pending' AND class = 'progress'`);

const mostInASecond = (calls: readonly { readonly at: number }[]): number => {
  let first = 0;
  let most = 0;
  for (const [last, { at }] of calls.entries()) {
    while ((calls[first]?.at ?? at) <= at - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};
