import { describe, expect, it } from '@jest/globals';
import { WAIT_REASONS, type WaitReason } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { ErrorCode, OrderId, TelegramId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { eventually, jobContext, onPostgres, statementsOf } from '@aisha/testing';
import { generateTexts, orderTexts } from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { CardStore } from '../engine/cards/card.store';
import { Cards } from '../engine/cards/cards';
import { albumOf } from '../engine/deliveries/content';
import { Deliveries } from '../engine/deliveries/deliveries';
import { html } from '../engine/conversation';
import { PersonStore } from '../engine/people/person.store';
import { orderKindViews } from '../features';
import { notesFirstPicture } from '../features/sharing/arrival.store';
import { OrderCards } from './order-cards';
import { ExplainRefusalHandler } from './order-cards.handlers';
import { acceptedOrder, orderCard } from './order.card';
import { ShowReceiptHandler } from './show-receipt.handler';
import { BillingAccounts } from '../features/purchases/billing-accounts';

/** A real Postgres in which the bot signs in as its own role. Nothing is sent, so the test can read every delivery. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person({ language: 'ru' });
  const order = { orderId: newId<OrderId>(), userId, kind: 'generation' } as const;
  const deliveries = new Deliveries();
  const cards = new Cards(new CardStore(), deliveries);
  const orders = new OrderCards(cards, deliveries, orderKindViews);
  const within = postgres.database.transaction.bind(postgres.database);
  await within((tx) =>
    cards.update(tx, orderCard(orderKindViews.generation), order.orderId, userId, () =>
      acceptedOrder({ ...order, what: 'закат', price: '600' }),
    ),
  );
  /** Marks the card's delivery as sent, as a sender does: message 1 shows the card. */
  const shown = async () => {
    await postgres.admin.query(`UPDATE bot.delivery SET status = 'sent', sent_at = now() WHERE status = 'pending'`);
    await postgres.admin.query(`UPDATE bot.card SET message_id = 1`);
  };
  const waiting = () =>
    postgres.admin.query<{
      kind: string;
      class: string;
      markup: string;
      buttons: unknown;
      due: boolean;
      reason: string;
      waitMs: number;
    }>(
      `SELECT content->>'kind' AS kind, class, content->>'markup' AS markup, content->'buttons' AS buttons, not_before <= now() AS due, waits_for AS reason,
         extract(epoch FROM not_before - now())::float8 * 1000 AS "waitMs"
       FROM bot.delivery WHERE status = 'pending' ORDER BY id`,
    );
  const receipt = { held: '600', charged: '600', released: '0', availableAfter: '9400', delivered: 2, of: 2 };
  const handler = new ShowReceiptHandler(orders);
  /** Shows the receipt that billing sends. */
  const show = (settled: typeof receipt & { reason: ErrorCode }) =>
    handler.handle({ ...order, ...settled }, jobContext(postgres));
  return { postgres, order, orders, within, show, shown, waiting, receipt, cards, deliveries };
};
const delivered = { type: 'delivered', avatarId: null } as const;
const album = albumOf(['files:a', 'files:b'], html`закат`);

const CHARGED = saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n, released: 0n, availableAfter: 9_400n });

describe('an order that ends', () => {
  it('an order that ends shows its result and removes its progress card, so that only the result card stays beside the result', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await shown();

    await within((tx) => orders.end(tx, order, delivered, album));

    const [made, result, card, ...more] = await waiting();
    expect(made).toMatchObject({ kind: 'album', due: true });
    expect(result).toMatchObject({ kind: 'card', markup: expect.stringMatching(saying(generateTexts.ru.done)) });
    expect(card).toMatchObject({ kind: 'card-removal', due: true });
    expect(more).toEqual([]);
  });

  it.each([
    ['before the result', true],
    ['after the result', false],
  ])('an order that ends shows a receipt that came %s', async (_when, receiptFirst) => {
    const { order, orders, within, shown, waiting, receipt } = await setup();
    await shown();
    const settle = () => within((tx) => orders.receipt(tx, order, receipt));
    const end = () => within((tx) => orders.end(tx, order, delivered, album));

    await (receiptFirst ? settle() : end());
    await (receiptFirst ? end() : settle());

    const words = (await waiting()).map(({ markup }) => markup).join('\n');
    expect(words).toMatch(CHARGED);
  });

  it.each([
    ['the result', true],
    ['the receipt', false],
  ])(
    'a result and a receipt that come at the same moment are both shown, when %s is first',
    async (_first, resultFirst) => {
      const { postgres, order, orders, within, shown, waiting, receipt } = await setup();
      await shown();
      const end = (tx: Transaction) => orders.end(tx, order, delivered, album);
      const settle = (tx: Transaction) => orders.receipt(tx, order, receipt);
      let second: Promise<void> | undefined;

      await within(async (tx) => {
        await (resultFirst ? end(tx) : settle(tx));
        second = within(resultFirst ? settle : end);
        await eventually(async () => expect(await postgres.admin.waitingForLocks()).toHaveLength(1));
      });
      await second;

      const words = (await waiting()).map(({ markup }) => markup).join('\n');
      expect(words).toMatch(CHARGED);
    },
  );

  it('the result card of an order that ends waits a moment for the receipt, and then shows it', async () => {
    const { order, orders, within, shown, waiting, receipt } = await setup();
    await shown();
    await within((tx) => orders.end(tx, order, delivered, album));
    expect((await waiting()).at(1)).toMatchObject({ due: false, reason: 'receipt' });

    await within((tx) => orders.receipt(tx, order, receipt));

    expect(await waiting()).toMatchObject([
      { kind: 'album' },
      { markup: expect.stringMatching(CHARGED), due: true, reason: null },
      { kind: 'card-removal' },
    ]);
  });

  it.each([
    ['the person stopped it', 'cancelled-by-user', /Вы остановили заказ: готово 1 из 2/],
    ['a picture was not decent', 'result-not-decent', /Получилось 1 из 2/],
  ] as const)(
    'the result card of an order of which a part is delivered says so, because %s',
    async (_, reason, says) => {
      const { order, orders, within, shown, show, waiting, receipt } = await setup();
      await shown();
      await within((tx) => orders.end(tx, order, delivered, album));

      await show({ ...receipt, charged: '300', released: '300', delivered: 1, reason });

      expect((await waiting()).at(1)).toMatchObject({ markup: expect.stringMatching(says) });
    },
  );

  it.each([
    ['names that number', { maxOpenOrders: 10 }, /В работе уже много[^]*Одновременно беру не больше 10 заказов\.\n🧾/],
    ['of a billing that tells none names none', {}, /В работе уже много[^.]*\. Дождитесь [^.]*\.\n🧾/],
  ])('the refusal of an order beyond the number that a person may have under way %s', async (_, told, says) => {
    const { postgres, order, orders, waiting } = await setup();
    const refusal = { ...order, code: 'too-many-orders', price: '600', available: '9400', ...told } as const;

    await new ExplainRefusalHandler(orders).handle(refusal, jobContext(postgres));

    expect((await waiting()).at(0)).toMatchObject({ markup: expect.stringMatching(says) });
  });

  it('both cards of an order have the receipt when billing sends it while the order ends', async () => {
    const { postgres, order, orders, within, receipt } = await setup();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const ending = within(async (tx) => {
      await orders.end(tx, order, delivered, album);
      await released;
    });
    const isLocked = 'SELECT FROM bot.card FOR UPDATE SKIP LOCKED';
    await eventually(async () => (await postgres.admin.query(isLocked)).length === 0);

    const telling = within((tx) => orders.receipt(tx, order, receipt));
    await eventually(async () => (await postgres.admin.waitingForLocks()).length === 1);
    release();
    await Promise.all([ending, telling]);

    expect(
      await postgres.admin.query(`SELECT state->'receipt'->>'charged' AS charged FROM bot.card ORDER BY key`),
    ).toEqual([{ charged: receipt.charged }, { charged: receipt.charged }]);
  });

  it('an order that ends without a result keeps its progress card until the receipt is shown, so that the chat always has one of the two', async () => {
    const { order, orders, within, shown, waiting, receipt } = await setup();
    await shown();
    await within((tx) => orders.end(tx, order, { type: 'failed', code: 'provider-failed' }));
    expect(await waiting()).toMatchObject([{ kind: 'card', due: false, reason: 'receipt' }]);

    const released = { ...receipt, charged: '0', released: '600', delivered: 0 };
    await within((tx) => orders.receipt(tx, order, released));
    await within((tx) => orders.receipt(tx, order, { ...released, availableAfter: '0' }));

    expect(await waiting()).toMatchObject([
      { kind: 'card', markup: expect.stringContaining('6 кредитов'), due: true, reason: null },
      { kind: 'card-removal', due: true, reason: null },
    ]);
  });

  it('an order whose credits went back is explained once, and not again when its worker reports the end', async () => {
    const { order, show, orders, within, shown, waiting, receipt } = await setup();
    await shown();

    await show({ ...receipt, charged: '0', released: '600', delivered: 0, reason: 'hold-forgotten' });

    expect(await waiting()).toMatchObject([
      { markup: expect.stringMatching(/Закажите ещё раз[^]*Всё вернулось/) },
      { kind: 'card-removal' },
    ]);
    await shown();
    await within((tx) => orders.end(tx, order, { type: 'failed', code: 'hold-forgotten' }));
    expect(await waiting()).toEqual([]);
  });

  it('the result of an order that is delivered after its credits went back says that all of them came back', async () => {
    const { order, show, orders, within, shown, waiting, receipt } = await setup();
    await show({ ...receipt, charged: '0', released: '600', delivered: 0, reason: 'hold-forgotten' });
    await shown();

    await within((tx) => orders.end(tx, order, delivered, album));

    const words = await waiting();
    expect(words).toMatchObject([
      { kind: 'album' },
      { markup: expect.stringMatching(new RegExp(`${saying(generateTexts.ru.done).source}\\n🧾 Всё вернулось`)) },
      { kind: 'delete' },
    ]);
  });

  it('a delivered order stays delivered when billing forgets its hold and gives the credits back', async () => {
    const { order, show, orders, within, shown, waiting, receipt } = await setup();
    await within((tx) => orders.end(tx, order, delivered, album));
    await shown();

    await show({ ...receipt, charged: '0', released: '600', delivered: 0, reason: 'hold-forgotten' });

    // The other card says the same as before, so it is not edited.
    expect(await waiting()).toMatchObject([
      { markup: expect.stringMatching(inTurn(saying(generateTexts.ru.done), /Всё вернулось/)) },
    ]);
  });

  it('a late progress message does not make the card of an ended order show work again', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await within((tx) => orders.end(tx, order, delivered));
    await shown();

    const late = {
      step: 'working',
      ahead: null,
      fraction: 0.9,
      secondsLeft: 3,
      mayCancel: true,
      waitsFor: null,
      at: new Date().toISOString(),
    } as const;
    await within((tx) => orders.progress(tx, order, late));

    expect(await waiting()).toEqual([]);
  });
});

describe('the end of an order', () => {
  it('the end of an order costs the database at most six statements for the result, and four for the receipt', async () => {
    const { postgres, order, orders, within, shown, receipt } = await setup();
    await shown();
    const statements = statementsOf(postgres.database);

    await within((tx) => orders.end(tx, order, delivered, album));
    const atEnd = statements.length;
    await within((tx) => orders.receipt(tx, order, receipt));

    // START, COMMIT and a lock of both cards are three of the statements. The others write the deliveries and the rows of both cards.
    expect(atEnd <= 6 ? [] : statements).toEqual([]);
    expect(statements.length - atEnd <= 4 ? [] : statements.slice(atEnd)).toEqual([]);
  });

  it('the end of an order and a newcomer who blocks the bot as their first picture arrives wait for each other, and neither is broken off', async () => {
    const { postgres, order, cards, deliveries, within, waiting } = await setup();
    const { userId } = order;
    await postgres.admin.query(`UPDATE bot.person SET came_by = 'share' WHERE user_id = $1`, [userId]);
    const orders = new OrderCards(cards, deliveries, orderKindViews, notesFirstPicture);
    const people = new PersonStore(new BillingAccounts(new Outbox('bot')));
    const [{ telegramId }] = (await postgres.admin.query<{ telegramId: TelegramId }>(
      `SELECT telegram_id::float8 AS "telegramId" FROM bot.person`,
    )) as [{ telegramId: TelegramId }];

    // The test does what the sender does when Telegram refuses its message: it locks the person, and then drops what waits.
    let ends: Promise<void> | undefined;
    await within(async (tx) => {
      await people.wasHeardSince(tx, telegramId, new Date());
      ends = within((other) => orders.end(other, order, delivered, album));
      await eventually(async () => (await postgres.admin.waitingForLocks()).length);
      await people.hasBlockedUs(tx, telegramId);
    });
    await ends;

    // The sender of the result learns from Telegram that the person is away, and keeps it for their return.
    expect((await waiting()).map((one) => one.class)).toContain('result');
    expect(await postgres.admin.query(`SELECT FROM bot.person WHERE first_picture_at IS NOT NULL`)).toHaveLength(1);
  });

  it('the end of an order looks up the chat’s next message only once', async () => {
    const { postgres, order, orders, within, shown } = await setup();
    await shown();
    await postgres.admin.query(`CREATE TABLE looks (chat bigint)`);
    await postgres.admin.query(`GRANT INSERT ON looks TO PUBLIC`);
    await postgres.admin.query(
      `CREATE FUNCTION count_look() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO looks VALUES (NEW.chat_id); RETURN NULL; END $$`,
    );
    await postgres.admin.query(
      `CREATE TRIGGER count_look AFTER UPDATE OF head_id ON bot.chat_queue FOR EACH ROW EXECUTE FUNCTION count_look()`,
    );

    await within((tx) => orders.end(tx, order, delivered, album));

    expect(await postgres.admin.query('SELECT FROM looks')).toHaveLength(1);
  });
});

describe('the card of an order whose cancel is requested', () => {
  const working = (mayCancel: boolean, second: number) =>
    ({
      step: 'working',
      ahead: null,
      fraction: null,
      secondsLeft: null,
      mayCancel,
      waitsFor: null,
      at: `2026-01-01T00:00:${10 + second}.000Z`,
    }) as const;
  const asked = async () => {
    const harness = await setup();
    const { order, orders, within, shown, cards } = harness;
    await within((tx) => orders.progress(tx, order, working(true, 0)));
    await within((tx) =>
      cards.update(tx, orderCard(orderKindViews.generation), order.orderId, order.userId, (state) => ({
        ...state!,
        phase: 'cancelling' as const,
      })),
    );
    await shown();
    return harness;
  };

  it('the card of an order whose cancel came too late shows the work again, with the reason and without the button', async () => {
    const { order, orders, within, waiting } = await asked();

    await within((tx) => orders.progress(tx, order, working(false, 1)));

    const [card, ...more] = await waiting();
    expect(card).toMatchObject({
      markup: expect.stringMatching(/В работе[^]*отменить заказ нельзя/),
      buttons: [],
    });
    expect(more).toEqual([]);
  });

  it('the card of an order whose cancel is requested does not change when the worker reports progress that still allows the cancel', async () => {
    const { order, orders, within, waiting } = await asked();

    await within((tx) => orders.progress(tx, order, working(true, 1)));

    expect(await waiting()).toEqual([]);
  });
});

describe('an order that is deferred', () => {
  const deferred = (waitsFor: WaitReason | null) =>
    ({
      step: 'queued',
      ahead: null,
      fraction: null,
      secondsLeft: null,
      mayCancel: true,
      waitsFor,
      at: '2026-01-01T00:00:10.000Z',
    }) as const;

  it.each(WAIT_REASONS)(
    'a deferred order says in Russian and English why it waits, how long at most, and what happens to the credits: %s',
    (reason) => {
      const order = { orderId: newId<OrderId>(), kind: 'generation' as const, what: 'закат', price: '600' };
      const running = { ...acceptedOrder(order), phase: 'running' as const, progress: deferred(reason) };
      const { render } = orderCard(orderKindViews.generation);

      expect(render(running, 'ru').text.markup).toMatch(/не отвечает|неполадка|Мы уже знаем/);
      expect(render(running, 'ru').text.markup).toMatch(/до часа[^]*кредиты вернутся[^]*Заморожено/);
      expect(render(running, 'en').text.markup).toMatch(/isn’t responding|problem|We already know/);
      expect(render(running, 'en').text.markup).toMatch(/up to an hour[^]*credits come back[^]*Reserved/);
      expect(render(running, 'ru').buttons).toHaveLength(1);
    },
  );

  it('a deferred order shows its wait on its card instead of a position in the queue', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await shown();

    await within((tx) => orders.progress(tx, order, deferred('moderation')));

    const [card] = await waiting();
    expect(card?.markup).toContain('Проверка сейчас не отвечает');
    expect(card?.markup).not.toContain('В очереди');
  });
});

describe('the position in the queue', () => {
  const waitingFor = (ahead: number | null, second: number) =>
    ({
      step: 'queued',
      ahead,
      fraction: null,
      secondsLeft: null,
      mayCancel: true,
      waitsFor: null,
      at: `2026-01-01T00:00:${10 + second}.000Z`,
    }) as const;

  it('the position in the queue changes in coarse steps: the card is not edited when only a few orders have left the queue', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await shown();
    await within((tx) => orders.progress(tx, order, waitingFor(49, 0)));
    await shown();

    for (let second = 1; second < 20; second += 1) {
      await within((tx) => orders.progress(tx, order, waitingFor(49 - second, second)));
    }
    expect(await waiting()).toEqual([]);

    await within((tx) => orders.progress(tx, order, waitingFor(19, 30)));
    expect(await waiting()).toMatchObject([{ class: 'progress', markup: expect.stringContaining('19') }]);
  });

  it('the position in the queue is edited only ten seconds after the last edit, and all changes meanwhile are one edit', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await shown();
    await within((tx) => orders.progress(tx, order, waitingFor(20, 0)));
    await shown();

    for (const [second, ahead] of [10, 5, 3, 2, 1].entries()) {
      await within((tx) => orders.progress(tx, order, waitingFor(ahead, second + 1)));
    }

    expect(await waiting()).toEqual([
      expect.objectContaining({ class: 'progress', due: false, reason: 'card-interval' }),
    ]);
    expect((await waiting())[0]!.waitMs).toBeGreaterThan(10_000);
  });

  it('once work begins, the card of an order has a bar, which is drawn again within five seconds', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await shown();
    const atWork = (fraction: number, second: number) =>
      ({ ...waitingFor(null, second), step: 'working', fraction }) as const;
    await within((tx) => orders.progress(tx, order, atWork(0.1, 0)));
    await shown();

    await within((tx) => orders.progress(tx, order, atWork(0.2, 6)));

    const [bar] = await waiting();
    expect(bar).toMatchObject({ class: 'progress', markup: expect.stringContaining('20%') });
    expect(bar!.waitMs).toBeLessThanOrEqual(5_000);
  });

  it('the position in the queue disappears at once when the order ends: its card is deleted', async () => {
    const { order, orders, within, shown, waiting } = await setup();
    await shown();
    await within((tx) => orders.progress(tx, order, waitingFor(20, 0)));
    await shown();
    await within((tx) => orders.progress(tx, order, waitingFor(1, 1)));

    await within((tx) => orders.end(tx, order, delivered, album));

    expect(await waiting()).toMatchObject([
      { kind: 'album' },
      { kind: 'card' },
      { kind: 'card-removal', due: true, reason: null },
    ]);
  });
});
