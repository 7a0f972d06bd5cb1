import type { Client } from 'pg';
import { asOwner } from '../product/servers.mts';

/**
 * How many orders, and how many new people, come in a day. A product with more rows is an older one, so that a day has as many rows in a
 * large product as in a small one.
 */
const ORDERS_A_DAY = 3_000;
const PEOPLE_A_DAY = 300;
/** How many orders each person has made, of those who have ordered at all. */
const ORDERS_OF_A_PERSON = 10;
/** One order in RARE is of the rare kind, one in RELEASED brought nothing, and one in PURCHASE was paid for by a new purchase. */
const RARE = 200;
const RELEASED = 50;
const PURCHASE = 10;
/** One purchase in REFUND was given back, and one in AFFILIATE came from an affiliate of Telegram. */
const REFUND = 20;
const AFFILIATE = 20;
/** One order in ACT led to an act of an operator, one in TICKET to a ticket, and one in DEAD_LETTER to a message that was given up. */
const ACT = 100;
const TICKET = 100;
const DEAD_LETTER = 1_000;
/** How many things of each sort are open now. This number does not grow with the years. */
const OPEN = 100;
/** How many rows one transaction writes. */
const BATCH = 250_000;

/** Settings of the server while the tables are filled: after a crash the database would be thrown away anyway. */
const QUICK_WRITES = ['fsync = off', 'full_page_writes = off', `max_wal_size = '8GB'`, 'autovacuum = off'];

/** How many rows there are. */
interface DeskSize {
  readonly orders: number;
  /** All people; when there are few orders, most people have none. */
  readonly people: number;
  /** The people who have ordered: each has ten orders. */
  readonly ordering: number;
  /** One person in this many has ordered. */
  readonly spread: number;
}

export const sizeOf = (orders: number): DeskSize => {
  const ordering = Math.max(1, Math.floor(orders / ORDERS_OF_A_PERSON));
  const people = Math.max(10_000, ordering);
  return { orders, ordering, people, spread: Math.floor(people / ordering) };
};

const KINDS = { person: 1, order: 2, ledger: 3, ticket: 4, avatar: 5, act: 6, call: 7 } as const;
type Kind = keyof typeof KINDS;

/** SQL of the moment at which the nth thing of a kind happened. The last one happens now, the others before it at an even pace. */
const momentOf = (kind: Kind, n: string, { orders, people }: DeskSize): string =>
  kind === 'person' || kind === 'avatar'
    ? `(now() - (${people} - (${n})) * interval '${86_400 / PEOPLE_A_DAY} s')`
    : `(now() - (${orders} - (${n})) * interval '${86_400 / ORDERS_A_DAY} s')`;

/** SQL of the id of the nth thing of a kind. It begins with the thing's moment, as the product's ids do. */
const idOf = (kind: Kind, n: string, size: DeskSize): string =>
  `(lpad(to_hex((extract(epoch FROM ${momentOf(kind, n, size)}) * 1000)::bigint), 12, '0') || '7${String(KINDS[kind]).padStart(3, '0')}8' || lpad(to_hex(${n}), 15, '0'))::uuid`;

/** The last hex digits of the id of the nth thing of a kind; a statement finds the thing's row by these digits. */
const endOf = (kind: Kind, n: number): string =>
  `7${String(KINDS[kind]).padStart(3, '0')}8${n.toString(16).padStart(15, '0')}`;

/**
 * Whether the nth order is of the rare kind. Every rare order brought something, so a list of rare orders that brought nothing finds no
 * row, however far it looks.
 */
const IS_RARE = `n % ${RARE} = 1`;
const kindOf = `CASE WHEN ${IS_RARE} THEN 'upscale' ELSE 'generation' END`;
const isReleased = `(n % ${RELEASED} = 0)`;

/**
 * The first name belongs to every tenth person, the second to every fiftieth: each to more people than a search looks at, even in the small
 * product.
 */
const NAME = `CASE WHEN n % 10 = 3 THEN 'Анна' WHEN n % 50 = 7 THEN 'Всеволод Петров' ELSE 'Имя' || n % 5000 END`;

/**
 * Fills a migrated database with everything that the desk shows, by statements that write many rows each. Indexes that only serve reading
 * are made afterwards, which takes a fraction of the time; nothing is fsynced before the end.
 */
export async function seedDesk(
  url: string,
  size: DeskSize,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<void> {
  await asOwner(url, async (owner) => {
    await owner.query(`SET session_replication_role = replica`);
    await owner.query(`SET synchronous_commit = off`);
    await owner.query(`SET maintenance_work_mem = '512MB'`);
    for (const setting of QUICK_WRITES) await owner.query(`ALTER SYSTEM SET ${setting}`);
    await owner.query('SELECT pg_reload_conf()');
    const indexes = await withoutIndexes(owner);
    // An id begins with its moment: it has to be the same in every table, however long the seeding takes.
    await owner.query(`CREATE TABLE public.bench_now AS SELECT now() AS at`);
    for (const [table, count, statement] of statementsOf(size)) {
      const startedAt = performance.now();
      for (let from = 0; from < count; from += BATCH) {
        signal.throwIfAborted();
        await owner.query(
          statement
            .replaceAll('now()', '(SELECT at FROM public.bench_now)')
            .replace('$SERIES', `generate_series(${from}, ${Math.min(from + BATCH, count) - 1}) AS n`),
        );
      }
      say(`${count} rows of ${table} in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
    }
    const indexedAt = performance.now();
    for (const index of indexes) {
      signal.throwIfAborted();
      await owner.query(index);
    }
    await owner.query('VACUUM ANALYZE');
    say(
      `${indexes.length} indexes, vacuumed and analysed in ${((performance.now() - indexedAt) / 1_000).toFixed(0)} s`,
    );
    for (const setting of QUICK_WRITES) await owner.query(`ALTER SYSTEM RESET ${setting.split(' ')[0]}`);
    await owner.query('SELECT pg_reload_conf()');
    await owner.query('CHECKPOINT');
  });
}

/** Drops the indexes that are not unique, and returns the statements that make them again. */
async function withoutIndexes(owner: Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname IN ('bot', 'billing', 'generator', 'trainer') AND NOT indisunique`,
  );
  for (const { name } of rows) await owner.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

function statementsOf(size: DeskSize): readonly (readonly [table: string, rows: number, statement: string])[] {
  const { orders, people, ordering, spread } = size;
  const id = (kind: Kind, n = 'n'): string => idOf(kind, n, size);
  const at = (kind: Kind, n = 'n'): string => momentOf(kind, n, size);
  // The people who order are spread over all people, and the orders of each over all time.
  const person = id('person', `(n % ${ordering}) * ${spread}`);
  const isOpen = `n >= ${orders - OPEN}`;
  const settledAt = `CASE WHEN ${isOpen} THEN NULL ELSE ${at('order')} + interval '2 s' END`;
  return [
    [
      'bot.person',
      people,
      `INSERT INTO bot.person (user_id, telegram_id, first_name, username, language, heard_at, created_at)
       SELECT ${id('person')}, 100000000 + n, ${NAME}, 'user' || n, 'ru', ${at('person')}, ${at('person')} FROM $SERIES`,
    ],
    [
      'bot.consent',
      people,
      `INSERT INTO bot.consent (user_id, version, agreed_at) SELECT ${id('person')}, 1, ${at('person')} FROM $SERIES`,
    ],
    [
      'billing.account',
      people,
      `INSERT INTO billing.account (user_id, available) SELECT ${id('person')}, 1000 FROM $SERIES`,
    ],
    [
      'trainer.avatar',
      people,
      `INSERT INTO trainer.avatar (id, user_id, name, training_type, status, trigger_phrase, created_at)
       SELECT ${id('avatar')}, ${id('person')}, 'Аватар', 'portrait', 'photos_uploading', 'p' || n, ${at('avatar')} FROM $SERIES`,
    ],
    [
      'billing.credit_hold',
      orders,
      `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, captured, delivered, delivered_of, reason, created_at, settled_at)
       SELECT ${id('order')}, ${person}, ${kindOf}, 'picture', 1, 300,
         CASE WHEN ${isOpen} THEN 'open' WHEN ${isReleased} THEN 'released' ELSE 'captured' END,
         CASE WHEN ${isOpen} OR ${isReleased} THEN 0 ELSE 300 END, CASE WHEN ${isOpen} THEN NULL WHEN ${isReleased} THEN 0 ELSE 1 END, 1,
         CASE WHEN ${isReleased} THEN 'provider-failed' END, ${at('order')}, ${settledAt} FROM $SERIES`,
    ],
    [
      'generator.image_generation',
      orders,
      `INSERT INTO generator.image_generation (order_id, user_id, input, prompt, aspect_ratio, seed, units, delivered, state, created_at, finished_at)
       SELECT ${id('order')}, ${person}, '{"kind": "idea"}', 'идея', '1:1', 1, 1, CASE WHEN ${isOpen} OR ${isReleased} THEN 0 ELSE 1 END,
         CASE WHEN ${isOpen} THEN 'queued' WHEN ${isReleased} THEN 'failed' ELSE 'succeeded' END, ${at('order')}, ${settledAt}
       FROM $SERIES WHERE NOT ${IS_RARE}`,
    ],
    [
      'generator.upscale',
      orders,
      `INSERT INTO generator.upscale (order_id, user_id, state, units, delivered, input, created_at, finished_at)
       SELECT ${id('order')}, ${person}, CASE WHEN ${isOpen} THEN 'queued' ELSE 'succeeded' END, 1, CASE WHEN ${isOpen} THEN 0 ELSE 1 END,
         '{"kind": "picture"}', ${at('order')}, ${settledAt} FROM $SERIES WHERE ${IS_RARE}`,
    ],
    [
      'generator.provider_call',
      orders,
      `INSERT INTO generator.provider_call (id, user_id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
       SELECT ${id('call')}, ${person}, ${id('order')}, ${kindOf}, 'work', 'fal', 'model', 25000, 25000, ${at('order')} FROM $SERIES`,
    ],
    [
      'billing.transaction',
      orders,
      `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key, created_at)
       SELECT ${id('ledger')}, 'capture', ${person}, ${id('order')}, 300, 'bench', 'capture:' || n, ${at('order')} FROM $SERIES`,
    ],
    [
      'billing.purchase',
      orders / PURCHASE,
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited, created_at)
       SELECT 'charge' || n, ${person}, 'small', 100, 5000, ${at('order', `n * ${PURCHASE}`)} FROM $SERIES`,
    ],
    [
      'billing.refund',
      orders / PURCHASE / REFUND,
      `INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed, created_at)
       SELECT 'charge' || n * ${REFUND}, 5000, 0, ${at('order', `n * ${PURCHASE * REFUND}`)} FROM $SERIES`,
    ],
    [
      'bot.star_transaction',
      orders / PURCHASE,
      `INSERT INTO bot.star_transaction (charge_id, kind, telegram_id, currency, amount, payload, user_id, commission, told_at, confirmed_at, forwarded_at, created_at)
       SELECT 'charge' || n, 'payment', 100000000 + n, 'XTR', 100, 'bench', ${person}, CASE WHEN n % ${AFFILIATE} = 0 THEN 15 ELSE 0 END,
         ${at('order', `n * ${PURCHASE}`)}, ${at('order', `n * ${PURCHASE}`)}, ${at('order', `n * ${PURCHASE}`)}, ${at('order', `n * ${PURCHASE}`)} FROM $SERIES`,
    ],
    [
      'bot.delivery',
      orders,
      `INSERT INTO bot.delivery (user_id, chat_id, class, status, content, trace_id, attempts, created_at, sent_at)
       SELECT ${person}, n % ${ordering}, 'result', CASE WHEN ${isOpen} THEN 'undelivered' ELSE 'sent' END, CASE WHEN ${isOpen} THEN '{}'::jsonb END,
         ${id('order')}::text, 1, ${at('order')}, ${at('order')} FROM $SERIES`,
    ],
    ...(['bot', 'billing'] as const).map((schema): [string, number, string] => [
      `${schema}.operator_act`,
      orders / ACT,
      `INSERT INTO ${schema}.operator_act (id, act, operator, reason, user_id, subject, outcome, created_at)
       SELECT ${id('act', `n * ${ACT}`)}, 'give-credits', CASE WHEN n % 2 = 0 THEN 'olga' ELSE 'ivan' END, 'bench',
         ${person}, NULL, 'done', ${at('order', `n * ${ACT}`)} FROM $SERIES`,
    ]),
    [
      'bot.support_ticket',
      orders / TICKET,
      `INSERT INTO bot.support_ticket (id, user_id, waits_for, opened_at, last_at, closed_at)
       SELECT ${id('ticket', `n * ${TICKET}`)}, ${person}, CASE WHEN n % 2 = 0 THEN 'operator' ELSE 'person' END,
         ${at('order', `n * ${TICKET}`)}, ${at('order', `n * ${TICKET}`)},
         CASE WHEN n < ${orders / TICKET - OPEN / 2} THEN ${at('order', `n * ${TICKET}`)} END FROM $SERIES`,
    ],
    [
      'bot.support_message',
      orders / TICKET,
      `INSERT INTO bot.support_message (id, ticket_id, operator, words, created_at)
       SELECT ${id('ticket', `n * ${TICKET}`)}, ${id('ticket', `n * ${TICKET}`)}, NULL, 'Помогите', ${at('order', `n * ${TICKET}`)} FROM $SERIES`,
    ],
    [
      'bot.broadcast',
      OPEN,
      `INSERT INTO bot.broadcast (id, content, created_at, finished_at, state) SELECT ${id('act')}, '{}', ${at('order')}, ${at('order')}, 'done' FROM $SERIES`,
    ],
    ...(['bot', 'billing'] as const).map((schema): [string, number, string] => [
      `${schema}.dead_letter`,
      orders / DEAD_LETTER + OPEN,
      `INSERT INTO ${schema}.dead_letter (message_id, job, payload, code, facts, attempts, died_at, resolved, resolved_at)
       SELECT 'message' || n, 'give-credits', '{}', 'unexpected', '{}', 5, ${at('order', `n * ${DEAD_LETTER}`)},
         CASE WHEN n >= ${OPEN} THEN 'retried' END, CASE WHEN n >= ${OPEN} THEN ${at('order', `n * ${DEAD_LETTER}`)} END FROM $SERIES`,
    ]),
  ];
}

/** What a list is asked about: a person, the person's first order, and a ticket, which may be another person's. */
export interface DeskExample {
  readonly userId: string;
  readonly telegramId: string;
  readonly username: string;
  readonly orderId: string;
  readonly ticketId: string;
}

/** Takes `count` of the people who order, spread over all of them. */
export async function examplesOf(
  url: string,
  { ordering, spread, orders }: DeskSize,
  count: number,
): Promise<readonly DeskExample[]> {
  const examples: DeskExample[] = [];
  await asOwner(url, async (owner) => {
    for (let place = 0; place < count; place += 1) {
      const n = Math.floor((place * ordering) / count);
      const nthPerson = n * spread;
      const nthTicket = Math.floor((place * (orders / TICKET)) / count) * TICKET;
      const { rows } = await owner.query<DeskExample>(
        `SELECT user_id AS "userId", telegram_id::text AS "telegramId", username,
           (SELECT order_id FROM billing.credit_hold WHERE credit_hold.user_id = person.user_id ORDER BY created_at LIMIT 1) AS "orderId",
           (SELECT id FROM bot.support_ticket WHERE right(id::text, 8) = right($2, 8) AND replace(id::text, '-', '') LIKE '%' || $2) AS "ticketId"
         FROM bot.person WHERE telegram_id = $1`,
        [100_000_000 + nthPerson, endOf('ticket', nthTicket)],
      );
      examples.push(rows[0]!);
    }
  });
  return examples;
}
