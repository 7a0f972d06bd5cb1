import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { botWorld } from '../../spec/bot-world';
import { OrderCards } from '../orders/order-cards';

/** Somebody with a finished avatar and credits, at the menu. */
const setup = async () => {
  const there = await botWorld();
  const { world } = there;
  const bot = await there.replica();
  const anna = await there.joins('Анна');
  await anna.sends('/start');
  await anna.sees(/Чем займёмся/);
  const [{ userId }] = (await world.admin.query('SELECT user_id AS "userId" FROM bot.person')) as [{ userId: UserId }];
  await world.given.account({ userId, credits: 300 });
  const avatar = await world.given.avatar({ userId, status: 'completed', isMain: true });
  return {
    ...there,
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
      return eventually(async () => {
        const [hold] = (await world.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
        return (hold?.payload as { orderId: OrderId } | undefined)?.orderId ?? false;
      });
    },
  };
};

describe('an order of pictures', () => {
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
    const { anna, orders, bot, world, userId } = await setup();
    const orderId = await orders('закат');
    await world.database.transaction((tx) =>
      new OrderCards(bot.cards, bot.deliveries).end(
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
    const { anna, orders, bot, world, userId, avatar } = await setup();
    const orderId = await orders('закат');
    await world.given.generation({ orderId, userId, avatarId: avatar.id, state: 'succeeded' });
    await world.database.transaction((tx) =>
      new OrderCards(bot.cards, bot.deliveries).end(
        tx,
        { orderId, userId, kind: 'generation' },
        { type: 'delivered', avatarId: null },
      ),
    );
    const { message_id: id } = await anna.sees(/Что дальше/);

    await anna.presses('🗑 Удалить');

    await eventually(async () => {
      const pressed = (await anna.chat()).find(({ message_id: messageId }) => messageId === id)?.presses.at(-1);
      expect(pressed?.answer?.text).toBe('Эти картинки уже удалены.');
    });
  });
});
