import {
  animateTexts,
  conversationTexts,
  galleryTexts,
  generateTexts,
  html,
  menuTexts,
  orderTexts,
  plainText,
  upscaleTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, PictureId } from '@aisha/domain';
import { QUOTE_VALID_MS } from '@aisha/kinds';
import type { StartUpscale } from '@aisha/kinds/messages';
import { toReference, upscaleKey } from '@aisha/storage';
import { eventually, jobContext, ManualClock } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId, withWorkFacts } from '@aisha/platform';
import { inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { SCREEN } from '../../engine/deliveries/deliveries';

/** A person with credits and newly delivered pictures. */
const setup = async (pictures: number, { credits = 300, clock }: { credits?: number; clock?: ManualClock } = {}) => {
  const harness = await botHarness();
  const { postgres, replica, joins } = harness;
  const bot = await replica(clock && { clock });
  const anna = await joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits });
  await postgres.fixtures.consent({ userId });
  const { orderId } = await postgres.fixtures.generation({
    userId,
    state: 'succeeded',
    units: Math.min(pictures, 4), // only a session has more pictures than four
    delivered: Math.min(pictures, 4),
  });
  const ids: PictureId[] = [];
  for (let position = 0; position < pictures; position += 1) {
    ids.push((await postgres.fixtures.picture({ orderId, position })).id);
  }
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const delivered = { type: 'delivered', avatarId: null } as const;
  await postgres.database.transaction((tx) => cards.end(tx, { orderId, userId, kind: 'generation' }, delivered));
  const result = await anna.sees(saying(generateTexts.ru.done));
  const holds = async () =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'place-hold')
      .map(({ payload }) => payload as { orderId: OrderId; quotedCentiCredits: string; onHeld: Hold });
  /** Makes the last action so old that the next tap does not count as the second half of a double tap. */
  const pauses = () => postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);
  return {
    ...harness,
    bot,
    anna,
    userId,
    orderId,
    ids,
    cards,
    result,
    holds,
    /** The order that was placed. */
    placed: () => eventually(async () => (await holds())[0] ?? false),
    areDeleted: () => postgres.admin.query('UPDATE generator.picture SET file_path = NULL'),
    /**
     * Deletes the picture at this position. With `isDone` the generator has already handled the deletion, otherwise its message is on its
     * way.
     */
    deletes: (position: number, { isDone }: { isDone: boolean }) =>
      isDone
        ? postgres.admin.query('UPDATE generator.picture SET file_path = NULL WHERE position = $1', [position])
        : postgres.admin.query(
            `WITH asked AS (INSERT INTO bot.outbox (id, receiver, job, payload)
               VALUES (gen_random_uuid(), 'image-generator', 'delete-picture', '{}') RETURNING id)
             INSERT INTO bot.pending_change (set_id, change, item_id, message_id) SELECT $1, 'removed', $2, id FROM asked`,
            [userId, ids[position]],
          ),
    costs: (item: string, amount: number) =>
      postgres.admin.query('INSERT INTO billing.price (item, valid_from, amount) VALUES ($1, $2, $3)', [
        item,
        (clock?.now() ?? new Date()).toISOString(),
        amount,
      ]),
    pauses,
    /** Goes from this screen to the menu, and pauses there. */
    leaves: async ({ message_id: after }: SeenMessage) => {
      await anna.sends('/menu');
      await harness.isNoted(await anna.sees(saying(menuTexts.ru.menu), { after }));
      await pauses();
    },
    /** Waits until this many presses in a message are answered. */
    areAnswered: ({ message_id: pressed }: SeenMessage, presses: number) =>
      eventually(async () => {
        const shown = (await anna.chat()).find(({ message_id: id }) => id === pressed);
        return shown?.presses.filter(({ answer }) => answer).length === presses;
      }),
    /** The toast that answered the last press in a message. */
    toastIn: ({ message_id: id }: SeenMessage): Promise<string> =>
      eventually(async () => {
        const pressed = (await anna.chat()).find(({ message_id: messageId }) => messageId === id)?.presses.at(-1);
        return pressed?.answer?.text ?? false;
      }),
  };
};
interface Hold {
  readonly receiver: string;
  readonly job: string;
  readonly payload: StartUpscale;
}
const WHICH = /Какую картинку улучшить[^]*Длинная сторона: 2048 пикселей[^]*Цена: 1 кредит[^]*Останется: 299 кредитов/;
const PRICE = /Улучшить картинку[^]*Длинная сторона: 2048 пикселей[^]*Цена: 1 кредит[^]*Останется: 299 кредитов/;

describe('«Улучшить» below delivered pictures', () => {
  it('«Улучшить» below delivered pictures leads to the price at once when there is one picture, and orders it', async () => {
    const { anna, orderId, userId, ids, result, placed } = await setup(1);

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: offer });

    await anna.sees(inTurn(/Улучшение · до 2048 px/, saying(orderTexts.ru.accepted)));
    const { onHeld, quotedCentiCredits, ...hold } = await placed();
    expect(quotedCentiCredits).toBe('100');
    expect(onHeld).toMatchObject({ receiver: 'image-generator', job: 'start-upscale' });
    expect(onHeld.payload).toEqual({
      orderId: hold.orderId,
      userId,
      input: { kind: 'picture', orderId, pictureId: ids[0] },
      size: '2k',
    });
  });

  it('«Улучшить» below delivered pictures also offers the larger size, and orders it at the price of that size', async () => {
    const { anna, result, placed } = await setup(1);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);

    await anna.pressesIn(offer, '4096 px');
    await anna.sees(/Длинная сторона: 4096 пикселей[^]*Цена: 3 кредита/);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: offer });

    expect(await placed()).toMatchObject({ quotedCentiCredits: '300', onHeld: { payload: { size: '4k' } } });
  });

  it('«Улучшить» below delivered pictures offers only one size for a picture that is large already', async () => {
    const { anna, result, postgres } = await setup(1);
    await postgres.admin.query('UPDATE generator.picture SET width = 2752, height = 1536');

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });

    const { buttons } = await anna.sees(/Длинная сторона: 5504 пикселя[^]*Цена: 3 кредита/);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['✨ Улучшить', '‹ Назад', '🏠 Меню']);
  });

  it('«Улучшить» below several pictures asks which one to enlarge and shows the price, and one tap on a picture orders it', async () => {
    const { anna, ids, result, placed } = await setup(4);

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const { buttons } = await anna.sees(WHICH);
    const rows = buttons.map((row) => row.map(({ text }) => text));
    expect(rows).toEqual([
      ['✨ Картинка 1', '✨ Картинка 2'],
      ['✨ Картинка 3', '✨ Картинка 4'],
      ['📐 4096 px · 3 кредита'],
      ['🏠 Меню'],
    ]);
    await anna.presses(saying(upscaleTexts.ru.picture, { place: 2 }));

    await anna.sees(inTurn(/Улучшение · до 2048 px/, saying(orderTexts.ru.accepted)));
    const { onHeld, quotedCentiCredits } = await placed();
    expect(quotedCentiCredits).toBe('100');
    expect(onHeld.payload).toMatchObject({ input: { pictureId: ids[1] }, size: '2k' });
  });

  it('«Улучшить» below several pictures orders the larger size only once its price has been shown; a tap on the list with the earlier price orders nothing', async () => {
    const { anna, bot, replica, ids, result, placed, holds } = await setup(2);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const cheaper = await anna.sees(WHICH);
    await bot.stop();

    await anna.presses(saying(upscaleTexts.ru.otherSize));
    await anna.pressesIn(cheaper, saying(upscaleTexts.ru.picture, { place: 1 }));
    await replica();
    await anna.sees(/Длинная сторона: 4096 пикселей[^]*Цена: 3 кредита/);
    await anna.presses(saying(upscaleTexts.ru.picture, { place: 2 }));

    expect(await placed()).toMatchObject({
      quotedCentiCredits: '300',
      onHeld: { payload: { size: '4k', input: { pictureId: ids[1] } } },
    });
    expect(await holds()).toHaveLength(1);
  });

  it('«Улучшить» below pictures of a session of different sizes names the longest side with “up to”, and shows a button for every picture', async () => {
    const { anna, result, postgres } = await setup(8);
    await postgres.admin.query('UPDATE generator.picture SET width = 768, height = 1344 WHERE position = 3');

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });

    const { buttons, text } = await anna.sees(/Длинная сторона: до 2688 пикселей/);
    expect(buttons.flat().map((button) => button.text)).toHaveLength(10);
    expect(buttons.flat().map((button) => button.text)).toContain('📐 до 5376 px · 3 кредита');
    expect(text).not.toMatch(/уже больше этого размера/);
  });

  it('«Улучшить» below pictures of a session says why it does not offer those that are large already', async () => {
    const { anna, result, postgres } = await setup(3);
    await postgres.admin.query('UPDATE generator.picture SET width = 2752, height = 1536 WHERE position = 1');

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });

    const { buttons } = await anna.sees(
      /Длинная сторона: 2048 пикселей[^]*Картинок, которые уже больше этого размера, здесь нет/,
    );
    expect(buttons[0]!.map(({ text }) => text)).toEqual(['✨ Картинка 1', '✨ Картинка 3']);
  });

  it.each([
    ['whose deletion is on its way', false],
    ['that is deleted', true],
  ])(
    '«Улучшить» below several pictures leaves out a picture %s, and keeps the numbers of the others',
    async (_, isDone) => {
      const { anna, ids, result, placed, deletes } = await setup(4);
      await deletes(1, { isDone });

      await anna.pressesBehind(upscaleTexts.ru.start, { within: result });

      const { buttons, text } = await anna.sees(WHICH);
      expect(buttons.flat().map((button) => button.text)).toEqual([
        '✨ Картинка 1',
        '✨ Картинка 3',
        '✨ Картинка 4',
        '📐 4096 px · 3 кредита',
        '🏠 Меню',
      ]);
      expect(text).not.toMatch(/в альбоме/);
      expect(text).toMatch(/пропущены/);
      await anna.presses(saying(upscaleTexts.ru.picture, { place: 3 }));
      expect((await placed()).onHeld.payload).toMatchObject({ input: { pictureId: ids[2] } });
    },
  );

  it.each([1, 2])('a picture (of %i) that was deleted after the price was shown is not ordered', async (pictures) => {
    const { anna, bot, replica, result, holds, deletes } = await setup(pictures);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const offer = await anna.sees(pictures === 1 ? PRICE : WHICH);
    await deletes(0, { isDone: false });
    const label = pictures === 1 ? upscaleTexts.ru.start : saying(upscaleTexts.ru.picture, { place: 1 });
    await bot.stop();

    await anna.pressesIn(offer, label);
    await replica();

    await (pictures === 1
      ? anna.sees(saying(upscaleTexts.ru.gone))
      : eventually(async () => {
          const shown = (await anna.chat()).find(({ message_id: id }) => id === offer.message_id);
          expect(shown?.buttons.flat().map(({ text }) => text)).toContain('✨ Картинка 2');
          expect(shown?.buttons.flat().map(({ text }) => text)).not.toContain('✨ Картинка 1');
        }));
    expect(await holds()).toEqual([]);
  });

  it('two taps on different pictures of a list at the same moment make one order', async () => {
    const { anna, bot, replica, ids, result, placed, holds, areAnswered } = await setup(2);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const list = await anna.sees(WHICH);
    await bot.stop();

    await anna.pressesIn(list, saying(upscaleTexts.ru.picture, { place: 1 }));
    await anna.pressesIn(list, saying(upscaleTexts.ru.picture, { place: 2 }));
    await replica();

    expect((await placed()).onHeld.payload).toMatchObject({ input: { pictureId: ids[0] } });
    await areAnswered(list, 2);
    expect(await holds()).toHaveLength(1);
  });

  it('«Улучшить» below a lone picture orders nothing when it is tapped before the price of the chosen size is shown', async () => {
    const { anna, bot, replica, result, placed, holds, areAnswered } = await setup(1);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const cheaper = await anna.sees(PRICE);
    await bot.stop();

    await anna.pressesIn(cheaper, '4096 px');
    await anna.pressesIn(cheaper, upscaleTexts.ru.start);
    await replica();
    const dearer = await anna.sees(/Длинная сторона: 4096 пикселей[^]*Цена: 3 кредита/);
    await areAnswered(cheaper, 2);
    expect(await holds()).toEqual([]);
    await anna.pressesIn(dearer, upscaleTexts.ru.start);

    expect(await placed()).toMatchObject({ quotedCentiCredits: '300', onHeld: { payload: { size: '4k' } } });
    expect(await holds()).toHaveLength(1);
  });

  it.each([1, 2])(
    'the second half of a double tap does not accept a new price before it is shown (pictures: %i)',
    async (pictures) => {
      const clock = new ManualClock(new Date());
      const { anna, bot, replica, result, placed, holds, costs, areAnswered } = await setup(pictures, { clock });
      await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
      const offer = await anna.sees(pictures === 1 ? PRICE : WHICH);
      const label = pictures === 1 ? upscaleTexts.ru.start : saying(upscaleTexts.ru.picture, { place: 1 });
      clock.advance(QUOTE_VALID_MS);
      await costs('upscale', 200);
      await bot.stop();

      await anna.pressesIn(offer, label);
      await anna.pressesIn(offer, label);
      await replica({ clock });

      const dearer = await anna.sees(/Цена: 2 кредита/);
      await areAnswered(offer, 2);
      expect(await holds()).toEqual([]);
      await anna.pressesIn(dearer, label);
      expect(await placed()).toMatchObject({ quotedCentiCredits: '200' });
      expect(await holds()).toHaveLength(1);
    },
  );

  it('a tap on a picture in a list that the person has left shows the list again, and orders nothing', async () => {
    const { anna, ids, result, placed, holds, leaves } = await setup(2);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const list = await anna.sees(WHICH);
    await leaves(list);

    await anna.pressesIn(list, saying(upscaleTexts.ru.picture, { place: 2 }));

    const again = await anna.sees(WHICH, { after: list.message_id });
    expect(await holds()).toEqual([]);
    await anna.pressesIn(again, saying(upscaleTexts.ru.picture, { place: 2 }));
    expect((await placed()).onHeld.payload).toMatchObject({ input: { pictureId: ids[1] } });
  });

  it('a tap on the price of a lone picture that the person has left shows the price again, and orders nothing', async () => {
    const { anna, result, placed, holds, leaves } = await setup(1);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);
    await leaves(offer);

    await anna.pressesIn(offer, upscaleTexts.ru.start);

    const again = await anna.sees(PRICE, { after: offer.message_id });
    expect(await holds()).toEqual([]);
    await anna.pressesIn(again, upscaleTexts.ru.start);
    expect(await placed()).toMatchObject({ quotedCentiCredits: '100' });
  });

  it('a tap on the other size in a list that the person has left opens nothing', async () => {
    const { anna, result, holds, leaves, toastIn } = await setup(2);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const list = await anna.sees(WHICH);
    await leaves(list);

    await anna.pressesIn(list, saying(upscaleTexts.ru.otherSize));

    expect(await toastIn(list)).toBe(plainText(conversationTexts.ru.stale));
    expect(await holds()).toEqual([]);
  });

  it('a tap in a list that the person has left answers that the pictures are gone when they were deleted, and opens no screen', async () => {
    const { anna, result, holds, leaves, areDeleted, toastIn } = await setup(2);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const list = await anna.sees(WHICH);
    await leaves(list);
    await areDeleted();

    await anna.pressesIn(list, saying(upscaleTexts.ru.picture, { place: 2 }));

    expect(await toastIn(list)).toBe('Этих картинок уже нет.');
    expect(await holds()).toEqual([]);
  });

  it('a tap on a picture in a list of an earlier release shows the list with its price', async () => {
    const { anna, bot, postgres, userId, ids, result, holds, isNoted, pauses } = await setup(2);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const { message_id: after } = await anna.sees(WHICH);
    const inButton = Buffer.from(ids[0]!.replaceAll('-', ''), 'hex').toString('base64url');
    const earlier = messageWith(html`Какую?`, [[{ text: 'Первую', data: `pic.pick:${inButton}` }]]);
    await postgres.database.transaction((tx) => bot.deliveries.add(tx, userId, earlier, { cardKey: SCREEN }));
    const old = await anna.sees('Какую?');
    await isNoted(old);
    await pauses();

    await anna.pressesIn(old, 'Первую');

    await anna.sees(WHICH, { after });
    expect(await holds()).toEqual([]);
  });

  it('a tap in the list of another conversation that the person has left opens that conversation, and not the offer to enlarge below it', async () => {
    const { anna, result, holds, isNoted, pauses } = await setup(2);
    await anna.pressesBehind(animateTexts.ru.start, { within: result });
    const left = await anna.sees(/Какую картинку оживить/);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const offer = await anna.sees(WHICH);
    await isNoted(offer);
    await pauses();

    await anna.pressesIn(left, saying(animateTexts.ru.picture, { place: 2 }));

    await anna.sees(/Что оживить|Пришлите/, { after: offer.message_id });
    expect((await anna.chat()).filter(({ text }) => text && /Какую картинку улучшить/.test(text))).toHaveLength(1);
    expect(await holds()).toEqual([]);
  });

  it('«Улучшить» below delivered pictures goes back from the price of a lone picture to the list of pictures', async () => {
    const { anna, result } = await setup(1);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    await anna.sees(PRICE);

    await anna.presses(upscaleTexts.ru.back);

    await anna.sees(WHICH);
  });

  it('«Улучшить» below delivered pictures says that the pictures are gone when they were deleted', async () => {
    const { anna, result, areDeleted, toastIn, holds } = await setup(2);
    await areDeleted();

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });

    expect(await toastIn(result)).toBe('Этих картинок уже нет.');
    expect(await holds()).toEqual([]);
  });

  it('«Улучшить» below delivered pictures offers packs of credits when there are too few credits', async () => {
    const { anna, result } = await setup(1, { credits: 0 });

    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });

    const { buttons } = await anna.sees(/Не хватает 1 кредита/);
    expect(buttons.flat().map(({ text }) => text)).toEqual([
      '💎 100 кредитов · 150 ⭐',
      '⭐ Другие пакеты',
      '✓2048 px',
      '4096 px',
      '‹ Назад',
      '🏠 Меню',
    ]);
  });
});

describe('an enlarged picture', () => {
  const upscale = async () => {
    const harness = await setup(1);
    const { anna, result, placed, userId } = harness;
    await anna.pressesBehind(upscaleTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: offer });
    const { orderId } = await placed();
    await anna.sees(saying(orderTexts.ru.accepted));
    return { ...harness, order: { orderId, userId, kind: 'upscale' as const } };
  };

  /** Stores the enlarged picture, tells the bot twice that it is there, and then reports the charge. */
  const delivered = async ({ postgres, cards, objects, order }: Awaited<ReturnType<typeof upscale>>) => {
    const { orderId, userId } = order;
    const size = { width: 64, height: 64, channels: 3, background: 'red' } as const;
    const large = await sharp({ create: size }).jpeg().toBuffer();
    const place = upscaleKey(userId, orderId, 'jpg');
    await objects.put(place, large, { contentType: 'image/jpeg' });
    const deliver = new DeliverResultHandler(new Readers(postgres.database), cards);
    await postgres.fixtures.upscale({ orderId, userId, state: 'succeeded', filePath: toReference(place) });
    const ready = order;
    const messageId = newId<string>();
    await deliver.handle(ready, jobContext(postgres, { messageId }));
    await deliver.handle(ready, jobContext(postgres, { messageId }));
    await postgres.database.transaction((tx) =>
      cards.receipt(tx, order, {
        ...{ held: '100', charged: '100', released: '0', availableAfter: '29900', delivered: 1, of: 1 },
      }),
    );
    return large;
  };

  it('an enlarged picture is delivered once, as a file, byte for byte as it is stored, with the receipt below it', async () => {
    const harness = await upscale();
    const { anna } = harness;

    const large = await delivered(harness);

    const { buttons } = await anna.sees(/Улучшенная картинка — в файле[^]*Списан 1 кредит\. Доступно 299 кредитов/);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['🎨 Другая идея', '🏠 Меню']);
    const files = (await anna.chat()).filter(({ document }) => document);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      document: { name: 'aisha.jpg' },
      text: expect.stringContaining('Улучшенная картинка'),
    });
    expect(await anna.downloads(files[0]!)).toEqual([large]);
  });

  it('when Telegram refuses the file of an enlarged picture, the person is told so, and the receipt points to no file above it', async () => {
    const harness = await upscale();
    const { anna, telegram, order } = harness;
    telegram.faults.add({ kind: '400', method: 'sendDocument', forMs: 60_000 });

    await withWorkFacts({ orderId: order.orderId }, () => delivered(harness));

    await anna.sees(/Telegram не принял результат[^]*всё остальное готовое: \/files/);
    const { text } = await anna.sees(/✨ Готово![^]*Списан 1 кредит/);
    expect((await anna.chat()).some(({ document }) => document)).toBe(false);
    expect(text).not.toMatch(/выше/);
  });

  it.each([
    ['picture-not-found', 'Этой картинки больше нет'],
    ['provider-failed', 'Нейросеть не справилась'],
    ['cancelled-by-user', 'Заказ отменён'],
  ] as const)(
    'an upscale that failed because of %s is explained, and leads to the pictures, where it can be tried again',
    async (code, words) => {
      const { anna, postgres, cards, order } = await upscale();

      await postgres.database.transaction((tx) => cards.end(tx, order, { type: 'failed', code }));

      const { buttons } = await anna.sees(words);
      expect(buttons.flat().map(({ text }) => text)).toEqual([galleryTexts.ru.openPictures, '🏠 Меню']);
    },
  );
});
