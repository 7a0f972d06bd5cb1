import { readdirSync } from 'node:fs';
import { SCHEMAS } from '@aisha/database';
import { KINDS_WITH_SLOTS, ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { conversationTexts, offerTexts, plainText } from '@aisha/words';
import type { Product } from '../src/product';
import { wrongBalances } from './balances';
import type { Ordered } from './people';

/** Violations that remain once everything has come to rest, each with the rows that show it. */
export type Findings = Readonly<Record<string, readonly unknown[]>>;

/** Orders and holds that have not ended yet. */
export const stillOpen = async (product: Product): Promise<string[]> => {
  const orders = await Promise.all(
    ORDER_KINDS.map((kind) =>
      product.sql<{ what: string }>(
        `SELECT format('${kind} %s %s %s', order_id, state, deferred_by) AS what FROM ${ORDER_KIND[kind].table} WHERE finished_at IS NULL`,
      ),
    ),
  );
  const holds = await product.sql<{ what: string }>(
    `SELECT format('hold %s %s', kind, order_id) AS what FROM billing.credit_hold WHERE status = 'open'`,
  );
  return [...orders.flat(), ...holds].map(({ what }) => what);
};

/**
 * Lets a quarter of an hour pass for submissions that FAL has neither confirmed nor refused. The product waits this long in case FAL has
 * accepted them.
 */
export const unconfirmedTimeOut = (product: Product): Promise<unknown> =>
  Promise.all(
    KINDS_WITH_SLOTS.map((kind) =>
      product.sql(
        `UPDATE ${ORDER_KIND[kind].table} SET deadline_at = now(), next_poll_at = now()
          WHERE state = 'waiting' AND request_id IS NULL AND lease_until IS NULL AND deadline_at > now()`,
      ),
    ),
  );

/** Messages that are still on their way. */
export const stillOnTheWay = async (product: Product): Promise<string[]> => {
  const outboxes = await Promise.all(
    SCHEMAS.map((schema) =>
      product.sql<{ what: string }>(
        `SELECT format('${schema}.outbox %s %s', receiver, job) AS what FROM ${schema}.outbox`,
      ),
    ),
  );
  const deliveries = await product.sql<{ what: string }>(
    `SELECT format('delivery %s %s', class, waits_for) AS what FROM bot.delivery WHERE status IN ('pending', 'sending')`,
  );
  return [...outboxes.flat(), ...deliveries].map(({ what }) => what);
};

/** Reads rows, files, FAL's bill and chats, and compares them without help from the product's own code. */
export const findings = async (
  product: Product,
  {
    ordered,
    everybody,
    temporary,
    welcome,
  }: {
    readonly ordered: readonly Ordered[];
    readonly everybody: readonly Person[];
    readonly temporary: string;
    /** What each newcomer gets, in hundredths of a credit. */
    readonly welcome: bigint;
  },
): Promise<Findings> => ({
  'orders lost: neither held nor answered': await lost(product, ordered),
  'orders whose person was not told how they ended': await untold(product, ordered),
  'orders that have not ended': await stillOpen(product),
  'orders of programs whose end was not found': await product.sql(
    'SELECT order_id, kind, refused FROM api.placed_order WHERE ended_at IS NULL',
  ),
  'messages that have not arrived': await stillOnTheWay(product),
  'violations of the ledger': await product.violations(),
  'balances that are not what Telegram’s list of Stars and the charged orders say': await wrongBalances(
    product,
    everybody,
    welcome,
  ),
  'credits held': await product.sql(`SELECT user_id, held FROM billing.account WHERE held <> 0`),
  'orders delivered otherwise than charged': await deliveredNotCharged(product),
  'holds without an order that was refused': await product.sql(
    `SELECT order_id, kind, status, captured FROM billing.credit_hold h WHERE captured > 0 AND NOT EXISTS (${ORDER_KINDS.map(
      (kind) => `SELECT FROM ${ORDER_KIND[kind].table} o WHERE o.order_id = h.order_id`,
    ).join(' UNION ALL ')})`,
  ),
  'dead letters of orders and payments, or without a word to the person': await deadLetters(product, 'broken'),
  'messages that Telegram took in no form': await undelivered(product),
  'temporary folders': readdirSync(temporary).filter((name) => name.startsWith('aisha-work-')),
  'requests at FAL that no row knows': await unknownRequests(product, ordered),
  'people who were told both': await toldBoth(product, everybody),
  'statements that deadlocked': product.deadlocks(),
});

/** How long before an order counts as confirmed its button was pressed, at most; the fake notes whole seconds. */
const PRESSED_WITHIN_MS = 5_000;

/** The time before and after the confirmation of a lost order from which the run prints the presses and messages: two minutes. */
const AROUND_MS = 120_000;

/** What the bot answers to a press by which it orders nothing: the screen is another by then or its price is, or no file could be kept. */
const REFUSALS = [
  conversationTexts.ru.fresh,
  conversationTexts.ru.stale,
  offerTexts.ru.storageAway,
  offerTexts.ru.renewed,
].map(plainText);

/** Whether the bot answered the press that confirms an order with a refusal. */
const isRefused = (presses: SeenMessage['presses'], at: number): boolean =>
  presses.some(
    ({ pressed_at: pressedAt, answer }) =>
      pressedAt * 1_000 <= at && at - pressedAt * 1_000 < PRESSED_WITHIN_MS && REFUSALS.includes(answer?.text ?? ''),
  );

/**
 * Finds orders that a person confirmed, that billing does not know, and about which the person got no message, nor an answer to the press;
 * each with the end of the chat.
 */
const lost = async (product: Product, ordered: readonly Ordered[]): Promise<unknown[]> => {
  const ids = await product.sql<{ id: string }>(
    `SELECT id FROM unnest($1::uuid[]) AS id
      WHERE NOT EXISTS (SELECT FROM billing.credit_hold WHERE order_id = id)
        AND NOT EXISTS (SELECT FROM bot.delivery WHERE trace_id = id::text AND status = 'sent')`,
    [ordered.map(({ orderId }) => orderId)],
  );
  const unknown = await Promise.all(
    ids.map(async ({ id }) => {
      const { person, kind, at } = ordered.find(({ orderId }) => orderId === id)!;
      const chat = await person.chat();
      const presses = chat
        .flatMap((message) => message.presses)
        .sort((one, other) => one.pressed_at - other.pressed_at);
      if (isRefused(presses, at)) return [];
      const isNear = (seconds: number): boolean => Math.abs(seconds * 1_000 - at) < AROUND_MS;
      return [
        {
          id,
          kind,
          confirmed: new Date(at),
          presses: presses.filter((press) => isNear(press.pressed_at)),
          said: chat.filter(({ date }) => isNear(date)).map(({ date, by, text }) => ({ date, by, text })),
          chat: await person.transcript(6),
        },
      ];
    }),
  );
  return unknown.flat();
};

/** Finds orders that ended without a message to the person. Nobody blocks the bot here, so no delivery waits for that reason. */
const untold = (product: Product, ordered: readonly Ordered[]): Promise<unknown[]> =>
  product.sql(
    `SELECT order_id, kind, status, reason FROM billing.credit_hold
      WHERE order_id = ANY ($1::uuid[]) AND status <> 'open'
        AND NOT EXISTS (SELECT FROM bot.delivery WHERE trace_id = order_id::text AND status = 'sent' AND class = 'result')`,
    [ordered.map(({ orderId }) => orderId)],
  );

/** Finds results that Telegram took in no form, or whose file is lost. */
const undelivered = (product: Product): Promise<unknown[]> =>
  product.sql(
    `SELECT class, error, trace_id AS "orderId", created_at,
            ARRAY(SELECT found[1] FROM regexp_matches(content::text, '(?:avatars|files):([\\w./-]+)', 'g') AS found) AS files
       FROM bot.delivery WHERE status = 'undelivered'`,
  );

/** Finds results that were dropped because all their files were deleted while they waited. */
export const deletedWhileWaiting = (product: Product): Promise<unknown[]> =>
  product.sql(`SELECT trace_id FROM bot.delivery WHERE status = 'dropped' AND error = 'file-deleted'`);

const fromEachSchema = async (product: Product, query: (schema: string) => string): Promise<unknown[]> =>
  (await Promise.all(SCHEMAS.map((schema) => product.sql(query(schema))))).flat();

/**
 * Finds messages that were given up: with `told` those that are allowed, with `broken` all others. A message is allowed if it is about no
 * order and no payment, and its person was told something within five minutes: a photo, a recording or a text that a person has not paid
 * for and can send again.
 */
export const deadLetters = (product: Product, which: 'broken' | 'told'): Promise<unknown[]> =>
  fromEachSchema(
    product,
    (schema) =>
      `SELECT '${schema}' AS schema, job, code, attempts, facts::text FROM ${schema}.dead_letter
        WHERE resolved IS NULL AND ${which === 'told' ? '' : 'NOT'} (
          NOT (payload ?| ARRAY['orderId', 'telegramPaymentChargeId']) AND EXISTS (
            SELECT FROM bot.delivery d
             WHERE d.user_id::text = payload->>'userId' AND d.status = 'sent'
               AND d.created_at BETWEEN died_at - interval '2 seconds' AND died_at + interval '5 minutes'))`,
  );

/** Finds orders whose settled hold names another number of delivered units than the order itself. */
const deliveredNotCharged = async (product: Product): Promise<unknown[]> =>
  (
    await Promise.all(
      ORDER_KINDS.map((kind) =>
        product.sql(
          `SELECT '${kind}' AS kind, o.order_id, o.state, o.delivered, o.error_code, h.status, h.delivered AS charged, h.reason
             FROM ${ORDER_KIND[kind].table} o JOIN billing.credit_hold h USING (order_id)
            WHERE o.finished_at IS NOT NULL AND h.status <> 'open' AND coalesce(h.delivered, 0) <> o.delivered`,
        ),
      ),
    )
  ).flat();

/** Finds orders for which FAL bills more requests than our ledger of calls has: a request was sent twice, or forgotten. */
const unknownRequests = async (product: Product, ordered: readonly Ordered[]): Promise<unknown[]> => {
  const unknown: unknown[] = [];
  for (const { orderId, kind } of ordered) {
    if (!(KINDS_WITH_SLOTS as readonly string[]).includes(kind)) continue;
    const { table } = ORDER_KIND[kind];
    const [row] = await product.sql<{ known: string[]; booked: number }>(
      `SELECT array_remove(past_requests || request_id, NULL) AS known,
              (SELECT count(*)::int FROM ${table.split('.')[0]}.provider_call c WHERE c.order_id = o.order_id AND c.provider = 'fal') AS booked
         FROM ${table} o WHERE order_id = $1`,
      [orderId],
    );
    if (!row) continue; // an order that was refused never reached FAL
    const billed = (await product.jobsFor(orderId)).filter((job) => job.billed);
    const strange = billed.filter(({ requestId }) => !row.known.includes(requestId));
    // A submission whose answer was lost has no known id, and the next request of a session counts its attempts from the start. But each
    // submission has a row in the ledger of calls, which is written before the submission is sent.
    if (billed.length > row.booked) unknown.push({ kind, orderId, ...row, strange });
  }
  return unknown;
};

/** Finds orders whose chat shows both a delivery and «everything came back». */
const toldBoth = async (product: Product, everybody: readonly Person[]): Promise<unknown[]> => {
  const chats = await Promise.all(
    everybody.map(async (person) => new Map((await person.chat()).map((message) => [message.message_id, message]))),
  );
  const sent = await product.sql<{ trace: string; chat: string; ids: string[] }>(
    `SELECT trace_id AS trace, chat_id::text AS chat, array_agg(message_id::text) AS ids
       FROM bot.delivery CROSS JOIN unnest(message_ids) AS message_id
      WHERE status = 'sent' AND trace_id IN (SELECT order_id::text FROM billing.credit_hold) GROUP BY 1, 2`,
  );
  return sent.filter(({ chat, ids }) => {
    const seen = chats[everybody.findIndex(({ id }) => String(id) === chat)];
    const messages = ids.flatMap((id) => seen?.get(Number(id)) ?? []);
    const isReturned = messages.some(({ text }) => /Всё вернулось/.test(text ?? ''));
    return isReturned && messages.some(({ photo, document, voice, audio }) => photo ?? document ?? voice ?? audio);
  });
};

/**
 * Counts messages with a file that no row names: Telegram took them, its answer was lost, and the bot sent them again. Telegram offers no
 * key to recognise a repeated message, so a person may get a result twice, though the person paid for it once.
 */
export const cameTwice = async (product: Product, everybody: readonly Person[]): Promise<number> => {
  const sent = await product.sql<{ chat: string; id: string }>(
    `SELECT DISTINCT chat_id::text AS chat, message_id::text AS id FROM bot.delivery CROSS JOIN unnest(message_ids) AS message_id`,
  );
  const known = new Set(sent.map(({ chat, id }) => `${chat} ${id}`));
  const chats = await Promise.all(everybody.map(async (person) => ({ id: person.id, messages: await person.chat() })));
  return chats.reduce(
    (sum, { id, messages }) =>
      sum +
      messages.filter(
        ({ by, message_id: message, photo, document, voice, audio }) =>
          by === 'bot' && (photo ?? document ?? voice ?? audio) !== undefined && !known.has(`${id} ${message}`),
      ).length,
    0,
  );
};
