import { describe, expect, it } from '@jest/globals';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import type { ErrorCode, OrderId, PhotoId, PictureId } from '@aisha/domain';
import type { StartAnimation } from '@aisha/kinds/messages';
import { animationKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { movingPicture } from '@aisha/fakes/moving-picture';
import { newId } from '@aisha/platform';
import {
  animateTexts,
  failureText,
  filesTexts,
  generateTexts,
  menuTexts,
  orderTexts,
  photoPromptTexts,
  plainText,
  sentPhotoTexts,
} from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import sharp from 'sharp';
import { botHarness } from '../../../spec/bot-harness';
import { cameADayAgo, offerIsOfNearlyADayAgo } from '../../../spec/sent-photos';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';
import { FileAnswers } from '../../free-files/file-answers';
import { fileBudgetsIn } from '../../../spec/file-places';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import type { ReceiptState } from '../../orders/result.state';
import { ShowSentPhotoHandler } from '../sent-photo/show-sent-photo.handler';

interface Hold {
  readonly orderId: OrderId;
  readonly quotedCentiCredits: string;
  readonly onHeld: { readonly receiver: string; readonly job: string; readonly payload: StartAnimation };
}
const PRICE = /Оживить[^]*видео на 5 секунд[^]*Цена: 10 кредитов[^]*Останется: 290 кредитов/;

const aPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 120, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();

/** A person with credits and delivered pictures. */
const setup = async (pictures = 1) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  await postgres.fixtures.avatar({ userId, status: 'completed', isMain: true, photos: 0, name: 'Аня' });
  const { orderId: from } = await postgres.fixtures.generation({
    userId,
    state: 'succeeded',
    units: pictures,
    delivered: pictures,
  });
  const ids: PictureId[] = [];
  for (let position = 0; position < pictures; position += 1)
    ids.push((await postgres.fixtures.picture({ orderId: from, position })).id);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const delivered = { type: 'delivered', avatarId: null } as const;
  await postgres.database.transaction((tx) => cards.end(tx, { orderId: from, userId, kind: 'generation' }, delivered));
  const result = await anna.sees(saying(generateTexts.ru.done));
  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  const readers = new Readers(postgres.database);
  const budget = fileBudgetsIn(postgres.database);
  const shows = new ShowSentPhotoHandler(new FileAnswers(bot.conversations, bot.deliveries, readers, budget));
  return {
    ...harness,
    anna,
    userId,
    from,
    ids,
    cards,
    result,
    readers,
    sent,
    /** Goes from this screen to the menu, long enough ago that the next tap is no double tap. */
    leaves: async ({ message_id: after }: SeenMessage) => {
      await anna.sends('/menu');
      await harness.isNoted(await anna.sees(saying(menuTexts.ru.menu), { after }));
      await postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);
    },
    placed: (at = 0) => eventually(async () => (await sent<Hold>('place-hold'))[at] ?? false),
    /** Plays the generator and billing: the order fails, and its credits come back. */
    failed: async ({ orderId, onHeld: { payload } }: Hold, code: ErrorCode) => {
      const { input, motion } = payload;
      const order = { orderId, userId, kind: 'animation' } as const;
      await postgres.fixtures.animation({ orderId, userId, state: 'failed', input, motion, errorCode: code });
      const receipt = { held: '1000', charged: '0', released: '1000', availableAfter: '30000', delivered: 0, of: 1 };
      await postgres.database.transaction(async (tx) => {
        await cards.end(tx, order, { type: 'failed', code });
        await cards.receipt(tx, order, receipt);
      });
      return anna.sees(saying(failureText('ru', code)));
    },
    /** Plays the trainer, which has looked at the photo: reports what it found. */
    looked: async () => {
      const fetched = await eventually(async () => (await sent<FetchFile>('fetch-file')).at(-1) ?? false);
      const photoId = fetched.onStored.payload['photoId'] as PhotoId;
      expect(fetched).toMatchObject({ countedAs: 'sent-photos', onStored: { payload: { purpose: 'animate' } } });
      const photo = { faces: 0, width: 90, height: 120 };
      const told = { userId, photoId, usedFor: 'animate', photo, refusal: null } as const;
      await shows.handle(told, jobContext(postgres, { messageId: newId<string>() }));
      return photoId;
    },
  };
};

type Setup = Awaited<ReturnType<typeof setup>>;

describe('«Оживить»', () => {
  it('«Оживить» below a single picture shows the price at once, and orders a video of it with the chosen motion', async () => {
    const { anna, result, from, ids, placed, userId } = await setup();

    await anna.pressesBehind(animateTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);
    await anna.pressesBehind(saying(animateTexts.ru.motion, { isChosen: false, motion: 'wind' }), { within: offer });
    await anna.sees(/Оживить/);
    await anna.pressesBehind(animateTexts.ru.start, { within: offer });

    await anna.sees(inTurn(/Видео · ветер/, saying(orderTexts.ru.accepted)));
    const { onHeld, quotedCentiCredits, orderId } = await placed();
    expect(quotedCentiCredits).toBe('1000');
    expect(onHeld).toMatchObject({ receiver: 'image-generator', job: 'start-animation' });
    const input = { kind: 'picture', orderId: from, pictureId: ids[0] };
    expect(onHeld.payload).toEqual({ orderId, userId, input, motion: 'wind' });
  });

  it('a tap in an offer to animate that the person has left shows the offer of its picture again with its motion, and orders nothing', async () => {
    const { anna, result, ids, placed, leaves, postgres } = await setup(2);
    await anna.pressesBehind(animateTexts.ru.start, { within: result });
    await anna.presses(saying(animateTexts.ru.picture, { place: 2 }));
    const offer = await anna.sees(PRICE);
    await anna.pressesBehind(saying(animateTexts.ru.motion, { isChosen: false, motion: 'wind' }), { within: offer });
    const windy = await anna.sees(saying(animateTexts.ru.motion, { isChosen: true, motion: 'wind' }));
    await leaves(windy);

    await anna.pressesIn(windy, animateTexts.ru.start);

    const again = await anna.sees(PRICE, { after: offer.message_id });
    expect((await postgres.outboxOf('bot')).map(({ job }) => job)).not.toContain('place-hold');
    await anna.pressesIn(again, animateTexts.ru.start);
    expect((await placed()).onHeld.payload).toMatchObject({ input: { pictureId: ids[1] }, motion: 'wind' });
  });

  it('«Оживить» asks which of several pictures to animate', async () => {
    const { anna, result, ids, placed } = await setup(3);

    await anna.pressesBehind(animateTexts.ru.start, { within: result });
    await anna.sees(/Какую картинку оживить/);
    await anna.presses(saying(animateTexts.ru.picture, { place: 2 }));
    await anna.pressesBehind(animateTexts.ru.start, { within: await anna.sees(PRICE) });

    expect((await placed()).onHeld.payload.input).toMatchObject({ pictureId: ids[1] });
  });

  it('a photo that is sent for a video is checked, then the price is shown and the video can be ordered', async () => {
    const { anna, looked, placed } = await setup();

    await anna.sends('/animate');
    await anna.sees(/Пришлите фото, которое оживить/);
    await anna.sendsPhotos([await aPhoto()]);
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    const photoId = await looked();
    await anna.pressesBehind(animateTexts.ru.start, { within: await anna.sees(PRICE) });

    expect((await placed()).onHeld.payload).toMatchObject({ input: { kind: 'photo', photoId }, motion: 'alive' });
  });

  it('a photo that the bot did not ask for can be animated: the bot offers a video of it', async () => {
    const { anna, looked } = await setup();

    await anna.sendsPhotos([await aPhoto()]);
    await anna.pressesBehind(animateTexts.ru.start, { within: await anna.sees(saying(photoPromptTexts.ru.which)) });
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    await looked();

    await anna.sees(PRICE);
  });
});

describe('a sent photo that waits in its offer', () => {
  it('a sent photo that is about to be deleted is not animated: its person reads that it is gone, and nothing is held', async () => {
    const { anna, looked, postgres, sent } = await setup();
    await anna.sends('/animate');
    await anna.sees(/Пришлите фото, которое оживить/);
    await anna.sendsPhotos([await aPhoto()]);
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    await looked();
    const offer = await anna.sees(PRICE);
    await postgres.admin.query(offerIsOfNearlyADayAgo());

    await anna.pressesBehind(animateTexts.ru.start, { within: offer });

    await anna.sees('Этого фото у меня больше нет');
    expect(await sent('place-hold')).toEqual([]);
  });
});

describe('a video that failed', () => {
  /** Orders a video of the one picture, in which wind blows. */
  const ordersOfPicture = async ({ anna, result }: Setup) => {
    await anna.pressesBehind(animateTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);
    await anna.pressesBehind(saying(animateTexts.ru.motion, { isChosen: false, motion: 'wind' }), { within: offer });
    const windy = await anna.sees(saying(animateTexts.ru.motion, { isChosen: true, motion: 'wind' }));
    await anna.pressesBehind(animateTexts.ru.start, { within: windy });
  };
  const ordersOfSentPhoto = async ({ anna, looked }: Setup) => {
    await anna.sends('/animate');
    await anna.sees(/Пришлите фото, которое оживить/);
    await anna.sendsPhotos([await aPhoto()]);
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    await looked();
    await anna.pressesBehind(animateTexts.ru.start, { within: await anna.sees(PRICE) });
  };

  it.each([
    ['picture', ordersOfPicture, 'wind'],
    ['sent photo', ordersOfSentPhoto, 'alive'],
  ] as const)(
    'a video that failed at the provider can be ordered again of the same %s and with the same motion, at today’s price',
    async (_, orders, motion) => {
      const s = await setup();
      await orders(s);
      const hold = await s.placed();
      const card = await s.failed(hold, 'provider-failed');
      await s.postgres.admin.query(
        `INSERT INTO billing.price (item, valid_from, amount) VALUES ('animation', now() - interval '1 minute', 1200)`,
      );

      await s.anna.pressesIn(card, sentPhotoTexts.ru.again);
      const offer = await s.anna.sees(/Оживить[^]*Цена: 12 кредитов/, { after: card.message_id });
      await s.anna.pressesBehind(animateTexts.ru.start, { within: offer });

      const again = await s.placed(1);
      expect(again.quotedCentiCredits).toBe('1200');
      expect(again.onHeld.payload).toMatchObject({ input: hold.onHeld.payload.input, motion });
    },
  );

  it.each([
    ['picture', ordersOfPicture, 'UPDATE generator.picture SET file_path = NULL', animateTexts.ru.goneNow],
    ['sent photo', ordersOfSentPhoto, cameADayAgo('generator.animation'), sentPhotoTexts.ru.gone],
  ] as const)(
    'a video that failed is not ordered again once its %s is gone, and its person reads so',
    async (_, orders, goes, words) => {
      const s = await setup();
      await orders(s);
      const card = await s.failed(await s.placed(), 'provider-failed');
      await s.postgres.admin.query(goes);

      await s.anna.pressesIn(card, sentPhotoTexts.ru.again);

      await s.anna.seesMessage(({ presses }) => presses.at(-1)?.answer?.text === plainText(words));
    },
  );

  it.each<[string, ErrorCode, Partial<ReceiptState>]>([
    ['its picture shows a stopped avatar', 'avatar-stopped', {}],
    ['its picture is gone', 'picture-not-found', {}],
    ['its photo is gone', 'file-missing', {}],
    ['its order never reached the generator', 'unexpected', { held: '0' }],
  ])('a video that failed offers no second attempt when %s', (_, code, settled) => {
    const receipt = { held: '1000', charged: '0', released: '1000', availableAfter: '30000', delivered: 0, of: 1 };
    const outcome = { type: 'failed', code } as const;
    const state = { orderId: newId<OrderId>(), kind: 'animation', what: '', outcome } as const;

    const shown = orderKindViews.animation.retryButtons({ ...state, receipt: { ...receipt, ...settled } }, 'ru').flat();

    expect(shown.map(({ text }) => text)).toEqual([animateTexts.ru.other]);
  });
});

describe('a video that was made', () => {
  it('a video that was made is sent once, as a video, and can be sent again and deleted in «Мои файлы»', async () => {
    const { anna, result, placed, postgres, objects, cards, readers, userId } = await setup();
    await anna.pressesBehind(animateTexts.ru.start, { within: result });
    const offer = await anna.sees(PRICE);
    await anna.pressesBehind(animateTexts.ru.start, { within: offer });
    const { orderId } = await placed();
    await anna.sees(saying(orderTexts.ru.accepted));
    const place = animationKey(userId, orderId);
    const mp4 = await movingPicture(await aPhoto(), AbortSignal.timeout(60_000));
    await objects.put(place, mp4, { contentType: 'video/mp4' });
    const made = { width: 90, height: 120, seconds: 5, bytes: mp4.length };
    await postgres.fixtures.animation({ orderId, userId, state: 'succeeded', filePath: toReference(place), ...made });
    const deliver = new DeliverResultHandler(readers, cards);
    const order = { orderId, userId, kind: 'animation' } as const;
    const messageId = newId<string>();
    await deliver.handle(order, jobContext(postgres, { messageId }));
    await deliver.handle(order, jobContext(postgres, { messageId }));

    await anna.sees(/Готово! Видео — в чате/);
    const videos = async () => (await anna.chat()).filter(({ video }) => video);
    expect(await videos()).toMatchObject([{ text: expect.stringContaining('сделано нейросетью') }]);
    expect(await anna.downloads((await videos())[0]!)).toEqual([mp4]);

    await anna.sends('/files');
    await anna.presses(saying(filesTexts.ru.line, { one: animateTexts.ru.one }));
    const file = await anna.sees(/🎬 Видео[^]*📥 Прислать файл/);
    await anna.pressesIn(file, filesTexts.ru.sendAgain);
    await eventually(async () => (await videos()).length === 2);
    await anna.pressesIn(file, filesTexts.ru.remove);
    await anna.presses(filesTexts.ru.removeSurely);

    const removed = await eventually(
      async () => (await postgres.outboxOf('bot')).find(({ job }) => job === 'delete-result') ?? false,
    );
    expect(removed.payload).toMatchObject({ kind: 'animation', orderId, userId });
  });
});
