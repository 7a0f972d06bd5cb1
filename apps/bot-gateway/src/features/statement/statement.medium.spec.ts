import { balanceTexts, menuTexts, statementTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import { eventually, jobContext, ManualClock } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness, type BotHarness } from '../../../spec/bot-harness';
import { FILE_BUDGETS, filePlaces } from '../../../spec/file-places';
import { startedGateway } from '../../../spec/started-gateway';
import { textOfPdf } from '../../../spec/text-of-pdf';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';
import { MakeStatementHandler } from './make-statement.handler';
import { NamedMovements, StatementFiles } from './statement-files';

interface Posting {
  readonly type: string;
  readonly credits: number;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly orderId?: OrderId;
  readonly key?: string;
}

/** Plays billing, which posts movements of a person's credits to the ledger. */
const ledgerOf = ({ postgres: { admin } }: Pick<BotHarness, 'postgres'>, userId: UserId) => {
  const posts = async ({ type, credits, at, from, to, orderId, key }: Posting): Promise<void> => {
    const [id, amount] = [newId<string>(), credits * 100];
    await admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key, created_at)
       VALUES ($1, $2, $3, $4, $5, 'spec', $6, $7)`,
      [id, type, userId, orderId ?? null, amount, key ?? `${type}:${id}`, at],
    );
    const owner = (account: string) => (account.startsWith('user') ? userId : null);
    await admin.query(
      `INSERT INTO billing.entry (transaction_id, line, account, user_id, amount) VALUES ($1, 0, $2, $3, -$6::bigint), ($1, 1, $4, $5, $6)`,
      [id, from, owner(from), to, owner(to), amount],
    );
  };
  return {
    posts,
    buys: async (chargeId: string, credits: number, stars: number, at: string) => {
      await admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited, created_at) VALUES ($1, $2, 'credits-100', $3, $4, $5)`,
        [chargeId, userId, stars, credits * 100, at],
      );
      const key = `purchase:${chargeId}`;
      await posts({ type: 'purchase', credits, at, from: 'platform-sales', to: 'user-available', key });
    },
    holds: (orderId: OrderId, credits: number, at: string) =>
      posts({ type: 'hold', credits, at, orderId, from: 'user-available', to: 'user-held' }),
    isCharged: (orderId: OrderId, credits: number, at: string) =>
      posts({ type: 'capture', credits, at, orderId, from: 'user-held', to: 'platform-revenue' }),
  };
};

/**
 * In October, by Moscow's time, Anna has bought credits, ordered pictures and given a purchase back. She also has movements before and
 * after that month.
 */
const setup = async (language: 'ru' | 'en' = 'ru') => {
  const harness = await startedGateway();
  const anna = await harness.joins('Анна', language);
  await anna.sends('/start');
  await anna.sees(saying(menuTexts[language].menu));
  const userId = await harness.onlyUserId();
  const { postgres } = harness;
  await postgres.fixtures.account({ userId });
  const ledger = ledgerOf(harness, userId);
  const [drawn, reserved] = [newId<OrderId>(), newId<OrderId>()];
  await ledger.posts({
    type: 'welcome',
    credits: 25,
    at: '2024-09-10T10:00:00Z',
    from: 'platform-gifts',
    to: 'user-available',
  });
  // In Moscow this is half past midnight of 1 October.
  await ledger.buys('stx-october', 250, 340, '2024-09-30T21:30:00Z');
  await postgres.fixtures.generation({
    userId,
    orderId: drawn,
    prompt: '=закат, "у моря"',
    units: 2,
    state: 'succeeded',
    delivered: 2,
  });
  await postgres.admin.query(
    `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, captured, delivered, delivered_of, created_at, settled_at)
     VALUES ($1, $2, 'generation', 'picture', 2, 600, 'captured', 600, 2, 2, '2024-10-05T09:00:00Z', '2024-10-05T09:01:30Z')`,
    [drawn, userId],
  );
  await ledger.holds(drawn, 6, '2024-10-05T09:00:00Z');
  await ledger.isCharged(drawn, 6, '2024-10-05T09:01:30Z');
  await ledger.holds(reserved, 10, '2024-10-06T09:00:00Z');
  const key = 'refund:stx-october';
  await ledger.posts({
    type: 'refund',
    credits: 200,
    at: '2024-10-20T08:00:00Z',
    from: 'user-available',
    to: 'platform-sales',
    key,
  });
  await ledger.posts({
    type: 'debt',
    credits: 50,
    at: '2024-10-20T08:00:00Z',
    from: 'user-debt',
    to: 'platform-sales',
    key: 'debt:stx-october',
  });
  // In Moscow this is November.
  await ledger.posts({
    type: 'promo',
    credits: 7,
    at: '2024-10-31T21:30:00Z',
    from: 'platform-gifts',
    to: 'user-available',
  });
  const documents = (count: number): Promise<SeenMessage[]> =>
    eventually(
      async () => {
        const sent = (await anna.chat()).filter(({ document }) => document !== undefined);
        return sent.length >= count && sent;
      },
      { timeoutMs: 200_000 },
    );
  return { ...harness, anna, userId, ledger, documents };
};

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('the statement of a month', () => {
  it('the statement of a month comes from the history as a PDF and a CSV, with all movements between the balances at its start and end', async () => {
    const { anna, documents } = await setup();
    await anna.sends('/history');
    await anna.sees(saying(balanceTexts.ru.historyTitle));
    await anna.presses(balanceTexts.ru.statement);
    const { buttons } = await anna.sees(saying(statementTexts.ru.chooseMonth));
    expect(buttons.flat().map(({ text }) => text)).toEqual([
      'ноябрь 2024 г.',
      'октябрь 2024 г.',
      'сентябрь 2024 г.',
      statementTexts.ru.back,
      statementTexts.ru.menu,
    ]);

    await anna.presses('октябрь 2024 г.');

    const [pdf, csv] = await documents(2);
    expect([pdf!.text, pdf!.document?.name]).toEqual([
      '📄 Выписка: октябрь 2024 г.\nPDF, чтобы читать.',
      'aisha-2024-10.pdf',
    ]);
    const lines = (await anna.downloads(csv!))[0]!.toString('utf8').split('\r\n');
    expect(lines).toEqual([
      '\uFEFFКогда,Что,Пришло,Ушло,Остаток,Звёзды,Платёж,Заказ,Картой,Валюта',
      '2024-10-01 00:00:00,Остаток на начало,,,25,,,,,',
      '2024-10-01 00:30:00,⭐ Покупка,250,,275,340,stx-october,,,',
      expect.stringMatching(/^2024-10-05 12:01:30,"🎨 Картинки «=закат, ""у моря""» ×2",,6,269,,,[0-9a-f-]{36},,$/),
      '2024-10-20 11:00:00,↩️ Звёзды вернулись вам,,200,69,-340,stx-october,,,',
      '2024-11-01 00:00:00,Остаток на конец,,,69,,,,,',
      '',
    ]);
    const text = inOneLine(textOfPdf((await anna.downloads(pdf!))[0]!));
    for (const words of [
      'Выписка: октябрь 2024 г.',
      '1 октября 2024 — 31 октября 2024 · время: Москва · суммы в кредитах',
      'Остаток на начало 25,00',
      'Остаток на конец 69,00',
      'в том числе заморожено на заказы 10,00',
      'Долг за возвращённые покупки 50,00',
      '2024-10-01 00:30 Покупка 250,00 275,00 340',
      'Платёж stx-october',
      'Картинки «=закат, "у моря"» ×2 6,00 269,00',
      'Оплачено звёздами Telegram 340',
      'Звёзд вернулось 340',
    ])
      expect(text).toContain(words);
  });

  it('the statement of a month is in English for a person who uses the bot in English', async () => {
    const { anna, documents } = await setup('en');
    await anna.sends('/history');
    await anna.presses(balanceTexts.en.statement);
    await anna.presses('September 2024');

    const [pdf, csv] = await documents(2);
    expect((await anna.downloads(csv!))[0]!.toString('utf8')).toContain(
      'When,What,In,Out,Balance,Stars,Payment,Order,By card,Currency',
    );
    expect(inOneLine(textOfPdf((await anna.downloads(pdf!))[0]!))).toContain('Statement: September 2024');
  });

  it('a person who has had as many statements as a day allows gets no further one, and is told so', async () => {
    const { anna, userId, postgres } = await setup();
    const places = filePlaces(postgres);
    for (let made = 0; made < FILE_BUDGETS.statements.aDay; made += 1) {
      await places.take(userId, 'statements');
      await places.judged(userId, 'statements');
    }
    await anna.sends('/history');
    await anna.presses(balanceTexts.ru.statement);
    await anna.sees(saying(statementTexts.ru.chooseMonth));

    const { message_id: pressed } = await anna.presses('октябрь 2024 г.');

    const toast = await eventually(
      async () =>
        (await anna.chat()).find(({ message_id: id }) => id === pressed)?.presses.at(-1)?.answer?.text ?? false,
    );
    expect(toast).toContain('Пока выписок хватит');
    expect((await anna.chat()).filter(({ document }) => document !== undefined)).toEqual([]);
  });

  it('the statement of a month with ten thousand movements has a line for each in the CSV, and their sum in the PDF', async () => {
    const { anna, userId, postgres, documents } = await setup();
    await postgres.admin.query(
      `WITH made AS (
         INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key, created_at)
         SELECT gen_random_uuid(), 'promo', $1, 100, 'spec', 'spec:' || n, '2024-08-02Z'::timestamptz + n * interval '1 minute'
         FROM generate_series(1, 10000) AS n RETURNING id)
       INSERT INTO billing.entry (transaction_id, line, account, user_id, amount)
       SELECT id, 0, 'user-available', $1, 100 FROM made
       UNION ALL SELECT id, 1, 'platform-gifts', NULL, -100 FROM made`,
      [userId],
    );
    await anna.sends('/history');
    await anna.presses(balanceTexts.ru.statement);
    await anna.presses('август 2024 г.');

    const [pdf, csv] = await documents(2);
    const lines = (await anna.downloads(csv!))[0]!.toString('utf8').split('\r\n');
    expect(lines).toHaveLength(1 + 1 + 10_000 + 1 + 1);
    expect(lines.at(-2)).toBe('2024-09-01 00:00:00,Остаток на конец,,,10000,,,,,');
    expect(inOneLine(textOfPdf((await anna.downloads(pdf!))[0]!))).toContain('Промокод, операций: 10000 10 000,00');
  }, 300_000);

  it('only one statement of a person is made at a time, and a statement that failed does not count against the day’s limit', async () => {
    const harness = await botHarness();
    const { deliveries } = await harness.replica();
    const { postgres, objects } = harness;
    const anna = await harness.joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    const userId = await harness.onlyUserId();
    const readers = new Readers(postgres.database);
    const files = new StatementFiles(readers, new NamedMovements(orderKindViews), objects, new ManualClock(new Date()));
    const places = filePlaces(postgres);
    const handler = new MakeStatementHandler(readers, files, places.store, deliveries);
    const [first, second] = [1, 2].map(() => ({ userId, statementId: newId<string>(), month: '2024-10' }));
    await places.take(userId, 'statements', first!.statementId);

    await handler.handle(second!, jobContext(postgres));
    await anna.sees(saying(statementTexts.ru.refusedAtOnce));
    await postgres.database.transaction((tx) => handler.giveUp(first!, new AppError('unexpected'), tx));

    await anna.sees(/Выписка, октябрь 2024 г., не получилась: сбой на моей стороне/);
    expect(await postgres.admin.query('SELECT FROM bot.file_place')).toEqual([]);
  });
});
