import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { StartGeneration } from '@aisha/contracts/image-generator';
import type { Avatar } from '@aisha/database/trainer';
import { QUOTE_VALID_MS, type OrderId, type UserId } from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { pictureKey, toReference } from '@aisha/storage';
import { eventually, ManualClock, readableLog } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import type { BotParts } from '../../bot';
import { html } from '../../engine/conversation';
import { albumOf } from '../../engine/deliveries/content';
import { orderKindViews } from '../../features';
import { OrderCards } from '../../orders/order-cards';

/** A person with a finished avatar and credits, at the menu. */
const setup = async (parts: Partial<BotParts> = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica(parts);
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(/Чем займёмся/);
  const [{ userId }] = (await postgres.admin.query('SELECT user_id AS "userId" FROM bot.person')) as [
    { userId: UserId },
  ];
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  const avatar = await postgres.fixtures.avatar({ userId, status: 'completed', isMain: true });
  return {
    ...harness,
    bot,
    anna,
    userId,
    avatar,
    /** An order of pictures confirmed by a person, up to its card. */
    orders: async (idea: string): Promise<OrderId> => {
      await anna.sends('/generate');
      await anna.sees('Опишите идею');
      await anna.sends(idea);
      await anna.presses('3:4');
      await anna.presses(/^1 · /);
      await anna.presses('🎨 Рисуй!');
      return eventually(async () => (await placed())[0]?.orderId ?? false);
    },
    placed,
    /** Their order ended in pictures; answers its row. */
    isDelivered: async (orderId: OrderId) => {
      const generation = await postgres.fixtures.generation({
        orderId,
        userId,
        input: { kind: 'avatar', avatarId: avatar.id },
        state: 'succeeded',
      });
      await postgres.database.transaction((tx) =>
        new OrderCards(bot.cards, bot.deliveries, orderKindViews).end(
          tx,
          { orderId, userId, kind: 'generation' },
          { type: 'delivered', avatarId: null },
        ),
      );
      return generation;
    },
    /** What the trainer does with an avatar its person deletes: the next one is the main one. */
    isDeleted: async (next?: Avatar) => {
      await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now(), is_main = false WHERE id = $1', [
        avatar.id,
      ]);
      if (next) await postgres.admin.query('UPDATE trainer.avatar SET is_main = true WHERE id = $1', [next.id]);
    },
    /** The toast that answered the last press in a message. */
    toastIn: ({ message_id: id }: SeenMessage): Promise<string> =>
      eventually(async () => {
        const pressed = (await anna.chat()).find(({ message_id: messageId }) => messageId === id)?.presses.at(-1);
        return pressed?.answer?.text ?? false;
      }),
  };

  async function placed() {
    const holds = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
    return holds.map(({ payload }) => payload as { orderId: OrderId; onHeld: { payload: StartGeneration } });
  }
};

describe('an order of pictures', () => {
  it('costs four calls to Telegram from the tap to the receipt, one more for each word of progress', async () => {
    const { anna, orders, telegram, bot, postgres, userId, objects } = await setup();
    const isCounted = (method: string) => /^(send|edit|delete)/.test(method);
    const calls = () =>
      telegram.recorder
        .list({ chatId: anna.id })
        .map(({ method }) => method)
        .filter(isCounted);
    const orderId = await orders('закат');
    const card = await anna.sees(/Заказ принят/);
    const before = calls().length;
    const order = { orderId, userId, kind: 'generation' } as const;
    const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
    const key = pictureKey(userId, orderId, 0, 'jpg');
    const picture = { width: 8, height: 8, channels: 3, background: 'red' } as const;
    await objects.put(key, await sharp({ create: picture }).jpeg().toBuffer(), { contentType: 'image/jpeg' });

    await postgres.database.transaction((tx) =>
      cards.end(tx, order, { type: 'delivered', avatarId: null }, albumOf([toReference(key)], html`закат`)),
    );
    await postgres.database.transaction((tx) =>
      cards.receipt(tx, order, {
        ...{ held: '600', charged: '600', released: '0', availableAfter: '29400', delivered: 1, of: 1 },
      }),
    );

    await anna.sees(/Списано 6 кредитов/);
    expect(card.edited).toBe(true); // in the message that was tapped
    expect((await anna.chat()).filter(({ text }) => text?.includes('Подтвердите'))).toEqual([]);
    expect(calls().slice(before)).toEqual(['editMessageText', 'sendPhoto', 'sendMessage']);
  });

  it('is in the log from the tap on: whose it is and what was asked, and no word of the idea', async () => {
    const { log, lines } = readableLog();
    const { orders, userId } = await setup({ log });

    const orderId = await orders('a red kite');

    const asked = await eventually(() => lines('order.asked').find((line) => line['asks'] === 'billing/place-hold'));
    expect(asked).toMatchObject({ level: 'info', orderId, traceId: orderId, userId });
    expect(JSON.stringify(lines('order.asked'))).not.toContain('kite');
  });

  it('is known by the beginning of its idea, however long that is', async () => {
    const { anna, orders } = await setup();
    const idea = `прогулка по берегу моря, ${'и ещё немного дальше, '.repeat(20)}до самого конца`;

    await orders(idea);

    const { text } = await anna.sees(/Картинки · прогулка по берегу моря/);
    expect(text?.length).toBeLessThan(200);
  });

  it.each([
    ['because of its idea', 'result-not-decent', '🎨 Другая идея', '🔁 Ещё раз'],
    ['because of us', 'provider-failed', '🔁 Ещё раз', '🎨 Другая идея'],
  ] as const)('that failed %s offers what may help', async (_why, code, offered, notOffered) => {
    const { anna, orders, bot, postgres, userId } = await setup();
    const orderId = await orders('закат');
    await postgres.database.transaction((tx) =>
      new OrderCards(bot.cards, bot.deliveries, orderKindViews).end(
        tx,
        { orderId, userId, kind: 'generation' },
        { type: 'failed', code },
      ),
    );

    const { buttons } = await anna.seesMessage(({ buttons: shown }) =>
      shown.flat().some(({ text }) => text === offered),
    );
    expect(buttons.flat().map(({ text }) => text)).not.toContain(notOffered);
  });

  it('whose pictures are deleted is not asked about again', async () => {
    const { anna, orders, isDelivered, toastIn } = await setup();
    await isDelivered(await orders('закат'));
    const result = await anna.sees(/Что дальше/);

    await anna.presses('🗑 Удалить');

    expect(await toastIn(result)).toBe('Эти картинки уже удалены.');
  });

  it.each([
    ['🎲 Похожее', (orderId: OrderId) => ({ seed: 42, similarTo: orderId })],
    ['🔁 Ещё раз', () => ({ seed: null, similarTo: null })],
  ] as const)('comes to the price once more by %s, and is ordered', async (button, expected) => {
    const { anna, orders, isDelivered, placed, avatar } = await setup();
    const orderId = await orders('закат');
    const { prompt } = await isDelivered(orderId);

    await anna.presses(button);
    await anna.sees(new RegExp(`${avatar.name}: «${prompt}»[^]*Цена`));
    await anna.presses('🎨 Рисуй!');

    const [, second] = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(second?.orderId).not.toBe(orderId);
    expect(second?.onHeld.payload).toMatchObject({ input: { avatarId: avatar.id }, prompt, ...expected(orderId) });
  });

  it('whose avatar was deleted is drawn once more with the main one', async () => {
    const { anna, orders, isDelivered, isDeleted, placed, postgres, userId } = await setup();
    await isDelivered(await orders('закат'));
    const other = await postgres.fixtures.avatar({ userId, name: 'Мария' });
    await isDeleted(other);

    await anna.presses('🎲 Похожее');
    await anna.sees(/Мария: «/);
    await anna.presses('🎨 Рисуй!');

    const [, second] = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(second?.onHeld.payload.input).toEqual({ kind: 'avatar', avatarId: other.id });
  });

  it('whose avatar was deleted leads to making one when there is no other', async () => {
    const { anna, orders, isDelivered, isDeleted } = await setup();
    await isDelivered(await orders('закат'));
    await isDeleted();

    await anna.presses('🔁 Ещё раз');

    const { buttons } = await anna.sees(/нужен готовый аватар/);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['✨ Создать аватар', '🏠 Меню']);
  });

  it('draws only the avatar on the screen, even if another one is deleted while the price is shown', async () => {
    const { anna, orders, isDelivered, isDeleted, placed, postgres, userId } = await setup();
    await isDelivered(await orders('закат'));
    await anna.presses('🔁 Ещё раз');
    const offer = await anna.sees(/Цена/);
    await isDeleted(await postgres.fixtures.avatar({ userId, name: 'Мария' }));

    await anna.pressesIn(offer, '🎨 Рисуй!');

    await anna.sees(/Мария: «/);
    expect(await placed()).toHaveLength(1);
  });
});

describe('an idea', () => {
  it('is asked for the main avatar when the chosen one is deleted meanwhile', async () => {
    const { anna, isDeleted, postgres, userId } = await setup();
    await anna.sends('/generate');
    await anna.sends('закат');
    await anna.sees('Какой формат кадра?');
    await isDeleted(await postgres.fixtures.avatar({ userId, name: 'Мария' }));

    await anna.presses('‹ Назад');

    await anna.sees(/Рисую: Мария/);
  });
});

describe('a price shown long ago', () => {
  it('is renewed when it is tapped, with a word about it, and taken by the next tap', async () => {
    const clock = new ManualClock(new Date());
    const { anna, placed, toastIn } = await setup({ clock });
    await anna.sends('/generate');
    await anna.sends('закат');
    await anna.presses('3:4');
    await anna.presses(/^1 · /);
    const offer = await anna.sees(/Цена/);
    clock.advance(QUOTE_VALID_MS);

    await anna.pressesIn(offer, '🎨 Рисуй!');

    expect(await toastIn(offer)).toBe('Цена обновлена, нажмите ещё раз.');
    expect(await placed()).toEqual([]);
    await anna.presses('🎨 Рисуй!');
    await anna.sees(/Картинки · закат/);
    expect(await placed()).toHaveLength(1);
  });
});
