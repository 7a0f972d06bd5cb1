import { Database, OperatorActReader, BacklogReader } from '@aisha/database';
import { BroadcastReader, SupportTicketReader } from '@aisha/database/bot';
import { PersonCardReader, PersonSearchReader } from '@aisha/database/people';
import type { OrderId, TicketId, UserId } from '@aisha/domain';
import { SystemClock } from '@aisha/platform';
import { timeOf } from '../figures/clock.mts';
import { compiled } from '../product/compiled.mts';
import { examplesOf, seedDesk, sizeOf, type DeskExample } from '../desk/seed.mts';
import type { Figure } from '../figures/figure.mts';
import { migratedDatabase } from '../product/servers.mts';
import { inTurns } from '../figures/turns.mts';
import type { Bench, Measure } from './measure.mts';

const FEW_ORDERS = 10_000;
const ORDERS_QUICK = 20_000;
/**
 * How many first pages one round reads: a single page is too fast to be timed. A list about a person is read for another person each time.
 */
const PAGES = 20;
const PAGE = { limit: 25 };
const HOUR_MS = 3_600_000;

/**
 * Times the first page of each list of the desk, the pages of a person, an order and a ticket, and the figures of a day, each beside the
 * same measurement in a small product.
 */
export const desk: Measure = {
  name: 'desk',
  about: 'the first page of each list of the desk among as many orders as --orders says, beside ten thousand',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const orders = bench.isQuick ? ORDERS_QUICK : bench.orders;
    const [many, few] = [await deskOf(bench, 'many', orders), await deskOf(bench, 'few', FEW_ORDERS)];
    const figures: Figure[] = [];
    for (const name of Object.keys(many)) {
      figures.push({
        name: `${PAGES} × ${name}, ${orders} orders`,
        unit: 'ms',
        ...(await inTurns(
          many[name]!,
          [{ name: `the same among ${FEW_ORDERS}`, kind: 'lower bound', measure: few[name]! }],
          {
            ...bench.rounds(20, 10_000),
          },
        )),
        goal: '≤ 1.5 × lower bound',
      });
    }
    return figures;
  },
};

type Timed = () => Promise<number>;

/** Fills a database with this many orders, and gives for each list of the desk a function that times the list. */
async function deskOf(bench: Bench, name: string, orders: number): Promise<Readonly<Record<string, Timed>>> {
  const { postgresUrl } = await bench.servers();
  const url = await migratedDatabase(postgresUrl, `bench_desk_${name}`);
  const size = sizeOf(orders);
  await seedDesk(url, size, bench.signal, (text) => bench.say(`  ${name}: ${text}`));
  return timedDesk(bench, url, await examplesOf(url, size, PAGES));
}

/** For each list of the desk, by its name, a function that times the list over the examples. */
async function timedDesk(
  bench: Pick<Bench, 'keep'>,
  url: string,
  examples: readonly DeskExample[],
): Promise<Readonly<Record<string, Timed>>> {
  const connected = async (role: 'console' | 'bot') => bench.keep(await Database.connect({ url, role, pool: 1 }));
  const lists = await listsOf(await connected('console'), await connected('bot'));
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [
      name,
      () =>
        timeOf(async () => {
          for (const example of examples) await list(example);
        }).catch((error: unknown) => {
          throw new Error(`“${name}” found nothing or failed`, { cause: error });
        }),
    ]),
  );
}

type List = (of: DeskExample) => Promise<unknown>;

/**
 * Throws when an answer is missing or has no row, although the seeded rows give it some: an empty list is quick, and its time says nothing.
 */
const found = async (asked: Promise<unknown>): Promise<void> => {
  const answer = await asked;
  const lists = Array.isArray(answer) ? [answer] : Object.values((answer ?? {}) as object).filter(Array.isArray);
  if (!answer || (lists.length > 0 && lists.every(({ length }) => length === 0)))
    throw new Error('a list has nothing to show');
};

async function listsOf(database: Database, gateway: Database): Promise<Readonly<Record<string, List>>> {
  const { PeopleReader, OrdersReader, OrderStoryReader, PaymentsReader, AuditReader, DaysReader, LettersController } =
    await desks();
  const people = new PeopleReader(database);
  const orders = new OrdersReader(database);
  const stories = new OrderStoryReader(database);
  const payments = new PaymentsReader(database, new SystemClock());
  const audit = new AuditReader(database);
  const letters = new LettersController(database);
  const days = new DaysReader(database);
  const tickets = new SupportTicketReader(database);
  const backlog = new BacklogReader(database);
  const search = new PersonSearchReader(gateway);
  const card = new PersonCardReader(gateway);
  const acts = new OperatorActReader((sql, parameters) => gateway.read.query(sql, parameters));
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - 24 * HOUR_MS).toISOString().slice(0, 10);
  const id = (userId: string) => userId as UserId;
  return {
    'people, the newest': () => found(people.newest(PAGE)),
    'people by our id': ({ userId }) => found(people.found(userId, PAGE.limit)),
    'people by Telegram’s id': ({ telegramId }) => found(people.found(telegramId, PAGE.limit)),
    'people by @name': ({ username }) => found(people.found(`@${username}`, PAGE.limit)),
    'people by a name that a tenth has': () => found(people.found('Анна', PAGE.limit)),
    'people by two words of a name that one of fifty has': () => found(people.found('Всеволод Петров', PAGE.limit)),
    'people by the beginning of a name': () => found(people.found('Всев', PAGE.limit)),
    'people by a name of nobody': () => people.found('Никто', PAGE.limit),
    'a person’s page': ({ userId }) => found(people.one(id(userId))),
    'aisha person by a name of many': () => found(search.find('Анна')),
    'aisha person’s card': ({ userId }) => found(card.find(id(userId))),
    'a person’s acts in aisha person': ({ userId }) => acts.page({ userId: id(userId) }, { limit: 5 }),
    'orders, the newest': () => found(orders.list(PAGE, {})),
    'orders, open': () => found(orders.list(PAGE, { of: 'open' })),
    'orders that brought nothing': () => found(orders.list(PAGE, { of: 'released' })),
    'orders of the usual kind': () => found(orders.list(PAGE, { kind: 'generation' })),
    'orders of a rare kind': () => found(orders.list(PAGE, { kind: 'upscale' })),
    'open orders of a kind': () => found(orders.list(PAGE, { of: 'open', kind: 'generation' })),
    'orders of a kind that brought nothing': () => found(orders.list(PAGE, { of: 'released', kind: 'generation' })),
    'orders of a rare kind that brought nothing': () => orders.list(PAGE, { of: 'released', kind: 'upscale' }),
    'orders of a person': ({ userId }) => found(orders.list(PAGE, { user: id(userId) })),
    'orders of a person and a kind': ({ userId }) => found(orders.list(PAGE, { user: id(userId), kind: 'generation' })),
    'open orders of a person': ({ userId }) => orders.list(PAGE, { user: id(userId), of: 'open' }),
    'orders of a person that brought nothing': ({ userId }) => orders.list(PAGE, { user: id(userId), of: 'released' }),
    'an order with its story': async ({ orderId }) => {
      await found(orders.one(orderId as OrderId));
      await found(stories.of(orderId as OrderId, 'generation'));
    },
    'payments, the newest': () => found(payments.list(PAGE, undefined)),
    'payments of a person': ({ userId }) => found(payments.list(PAGE, id(userId))),
    'the comparison of payments': () => found(payments.reconciliation()),
    'tickets that wait': () => found(tickets.page('waiting', PAGE)),
    'tickets, all': () => found(tickets.page('all', PAGE)),
    'a ticket with its words': async ({ ticketId }) => {
      await found(tickets.find(ticketId));
      await found(tickets.messages(ticketId as TicketId));
    },
    'a ticket by its number': ({ ticketId }) => found(tickets.find(ticketId.slice(-8))),
    'the audit': () => found(audit.list(PAGE, undefined)),
    'the audit of a person': ({ userId }) => audit.list(PAGE, id(userId)),
    'acts of an operator': () => found(acts.page({ operator: 'olga' }, PAGE)),
    broadcasts: () => found(new BroadcastReader(gateway).list()),
    'dead letters': () => found(letters.deadLetters()),
    'undelivered results': () => found(letters.undelivered()),
    'open orders and jobs': async () => {
      await found(backlog.orders());
      await found(backlog.jobs());
    },
    'figures of today': () => found(days.of(today)),
    'figures of yesterday': () => found(days.of(yesterday)),
  };
}

/** The desk's own classes: an app is no library, so the measure loads them from the build. */
const desks = async () => ({
  ...(await compiled('console/people/people.reader')),
  ...(await compiled('console/orders/orders.reader')),
  ...(await compiled('console/orders/order-story.reader')),
  ...(await compiled('console/payments/payments.reader')),
  ...(await compiled('console/audit/audit.reader')),
  ...(await compiled('console/letters/letters.controller')),
  ...(await compiled('console/daily-figures/days.reader')),
});
