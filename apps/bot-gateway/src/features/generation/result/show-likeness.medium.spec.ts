import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { jobContext } from '@aisha/testing';
import { generateTexts, menuTexts } from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../../spec/bot-harness';
import { Readers } from '../../../engine/conversation/readers';
import { OrderCards } from '../../../orders/order-cards';
import { acceptedOrder, orderCard } from '../../../orders/order.card';
import { orderKindViews } from '../../../features';
import { generationOrder } from './generation.order';
import { ShowLikenessHandler } from './show-likeness.handler';

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  const order = { orderId: newId<OrderId>(), userId, kind: 'generation' } as const;
  const orders = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  return {
    ...harness,
    anna,
    isAccepted: () =>
      postgres.database.transaction((tx) =>
        bot.cards.update(tx, orderCard(generationOrder), order.orderId, userId, () =>
          acceptedOrder({ ...order, what: 'закат', price: '600' }),
        ),
      ),
    isDelivered: () =>
      postgres.database.transaction((tx) => orders.end(tx, order, { type: 'delivered', avatarId: null })),
    isMeasured: (...distances: number[]) =>
      new ShowLikenessHandler(orders, bot.cards, new Readers(postgres.database)).handle(
        {
          orderId: order.orderId,
          userId,
          pictures: distances.map((distance, position) => ({ position, distance })),
        },
        jobContext(postgres),
      ),
  };
};

describe('the likeness of a delivered result', () => {
  it('the likeness appears in the message of a delivered result once it is known, without another message', async () => {
    const { anna, isAccepted, isDelivered, isMeasured } = await setup();
    await isAccepted();
    await isDelivered();
    const { message_id: id } = await anna.sees(saying(generateTexts.ru.done));

    await isMeasured(0.3, 0.7);

    const said = await anna.sees(/Похоже: 1 · Непохоже: 2/);
    expect(said).toMatchObject({ message_id: id, text: expect.stringMatching(saying(generateTexts.ru.done)) });
  });

  it('a likeness that is known before the result appears together with it', async () => {
    const { anna, isAccepted, isDelivered, isMeasured } = await setup();
    await isAccepted();

    await isMeasured(0.3);
    await isDelivered();

    await anna.sees(inTurn(saying(generateTexts.ru.done), /Похоже на фото/));
  });

  it('a likeness does not bring back a card that is no longer stored', async () => {
    const { postgres, isMeasured } = await setup();
    const deliveries = () => postgres.admin.query('SELECT id FROM bot.delivery ORDER BY id');
    const before = await deliveries();

    await isMeasured(0.3);

    expect(await deliveries()).toEqual(before);
    expect(await postgres.admin.query(`SELECT key FROM bot.card WHERE key LIKE 'result:%'`)).toEqual([]);
  });
});
