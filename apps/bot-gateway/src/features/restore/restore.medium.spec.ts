import {
  generateTexts,
  menuTexts,
  newAvatarTexts,
  orderTexts,
  photoPromptTexts,
  restoreTexts,
  sentPhotoTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { fileBudgetsIn } from '../../../spec/file-places';
import { describe, expect, it } from '@jest/globals';
import type { FetchFile, ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import { type ErrorCode, MAX_FILE_BYTES, type OrderId, type PhotoId, type UserId } from '@aisha/domain';
import type { StartRestoration } from '@aisha/kinds/messages';
import { comparisonKey, originalKey, sentPhotoKey, restorationKey, toReference } from '@aisha/storage';
import { eventually, jobContext, statementsOf } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId, withWorkFacts } from '@aisha/platform';
import { either, inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { offerIsOfNearlyADayAgo, photoOfADayAgo } from '../../../spec/sent-photos';
import { FileAnswers } from '../../free-files/file-answers';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { ShowSentPhotoHandler } from '../sent-photo/show-sent-photo.handler';
import { Readers } from '../../engine/conversation/readers';

const SMALL = { faces: 1, width: 300, height: 400 } as const;
const LARGE = { faces: 3, width: 2_048, height: 1_536 } as const;

const aPhoto = (grey = 90): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 120, channels: 3, background: { r: grey, g: grey, b: grey } } })
    .jpeg()
    .toBuffer();

const buttonsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** A person with credits who has given the consent. */
const setup = async ({ hasAvatar = false, credits = 300 } = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(either(saying(menuTexts.ru.menu), saying(newAvatarTexts.ru.create)));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits });
  await postgres.fixtures.consent({ userId });
  if (hasAvatar) await postgres.fixtures.avatar({ userId, status: 'completed', isMain: true, photos: 0, name: 'Аня' });
  const readers = new Readers(postgres.database);
  const budget = fileBudgetsIn(postgres.database);
  const handler = new ShowSentPhotoHandler(new FileAnswers(bot.conversations, bot.deliveries, readers, budget));
  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  const fetched = async () => (await sent<FetchFile>('fetch-file')).filter((one) => one.countedAs === 'sent-photos');
  return {
    ...harness,
    bot,
    readers,
    anna,
    userId,
    sent,
    fetched,
    /** Plays the trainer: answers about the newest photo. */
    answers: async (answer: Partial<Pick<ShowSentPhoto, 'photo' | 'refusal'>>) => {
      const photoId = (await fetched()).at(-1)!.onStored.payload['photoId'] as PhotoId;
      const job = { userId, photoId, usedFor: 'restore' as const, photo: null, refusal: null, ...answer };
      await handler.handle(job, jobContext(postgres, { messageId: newId<string>() }));
    },
    asks: async () => {
      await anna.sends('/menu');
      await anna.presses(saying(menuTexts.ru.storey, { storey: 'create' }));
      await anna.presses(menuTexts.ru.toPhotos);
      await anna.presses(restoreTexts.ru.orderTitle);
      return anna.sees(/Пришлите старое или нечёткое фото[^]*цену скажу до заказа/);
    },
    sendsPhoto: async () => {
      await anna.sendsPhotos([await aPhoto()]);
      return anna.sees(saying(sentPhotoTexts.ru.looking));
    },
    placed: () =>
      eventually(async () => (await sent<{ quotedCentiCredits: string; onHeld: Held }>('place-hold'))[0] ?? false),
  };
};
interface Held {
  readonly receiver: string;
  readonly job: string;
  readonly payload: StartRestoration;
}

const draftsOf = (postgres: Awaited<ReturnType<typeof setup>>['postgres'], userId: UserId) =>
  postgres.admin.query('SELECT flow FROM bot.draft WHERE user_id = $1 AND dropped_at IS NULL', [userId]);

describe('a photo that a person wants sharp', () => {
  it('a photo to be made sharp goes to the trainer, is offered at the scale that suits its size, and is ordered at the price of that scale', async () => {
    const { anna, asks, sendsPhoto, answers, fetched, placed, userId, isNoted } = await setup();
    await asks();
    const looking = await sendsPhoto();
    await isNoted(looking);
    const [file] = await fetched();
    expect(file).toMatchObject({
      onStored: { receiver: 'avatar-trainer', job: 'shrink-photo', payload: { userId, purpose: 'restore' } },
      onFailed: { job: 'show-sent-photo', payload: { refusal: 'not-fetched' } },
    });

    await answers({ photo: SMALL });

    const offer = await anna.sees(/Нашла 1 лицо[^]*1200×1600 пикселей[^]*Цена: 5 кредитов/);
    expect(offer.message_id).toBe(looking.message_id);
    expect(buttonsOf(offer)).toEqual(expect.arrayContaining(['×2 · 600×800', '✓ ×4 · 1200×1600']));
    await anna.presses(restoreTexts.ru.start);
    await anna.sees(inTurn(/Чёткое фото · ×4/, saying(orderTexts.ru.accepted)));
    const { onHeld, quotedCentiCredits } = await placed();
    expect(quotedCentiCredits).toBe('500');
    expect(onHeld).toMatchObject({ receiver: 'photo-enhancer', job: 'start-restoration' });
    expect(onHeld.payload).toMatchObject({ userId, photoId: file!.onStored.payload['photoId'], scale: 'x4' });
  });

  it('a photo to be made sharp is ordered at the scale that its person chooses, at the price of that scale', async () => {
    const { anna, asks, sendsPhoto, answers, placed } = await setup();
    await asks();
    await sendsPhoto();
    await answers({ photo: SMALL });
    await anna.sees(/1200×1600 пикселей/);

    await anna.presses('×2 · 600×800');
    await anna.sees(/600×800 пикселей[^]*Цена: 3 кредита/);
    await anna.presses(restoreTexts.ru.start);

    expect((await placed()).onHeld.payload).toMatchObject({ scale: 'x2' });
  });

  it('a sent photo that is about to be deleted is not ordered: its person reads that it is gone, and nothing is held', async () => {
    const { anna, asks, sendsPhoto, answers, postgres, sent } = await setup();
    await asks();
    await sendsPhoto();
    await answers({ photo: SMALL });
    await anna.sees(/1200×1600 пикселей/);
    await postgres.admin.query(offerIsOfNearlyADayAgo());

    await anna.presses(restoreTexts.ru.start);

    await anna.sees('Этого фото у меня больше нет');
    expect(await sent('place-hold')).toEqual([]);
  });

  it('a large photo to be made sharp is offered only at ×2', async () => {
    const { anna, asks, sendsPhoto, answers } = await setup();
    await asks();
    await sendsPhoto();

    await answers({ photo: LARGE });

    const offer = await anna.sees(/Нашла 3 лица[^]*4096×3072 пикселей[^]*Цена: 3 кредита/);
    expect(buttonsOf(offer).filter((text) => text.includes('×'))).toEqual([]);
  });

  it('a photo that shows no person has no price and no order, and another photo can be sent', async () => {
    const { anna, asks, sendsPhoto, answers, sent, fetched, postgres, userId } = await setup();
    await asks();
    await sendsPhoto();

    await answers({ refusal: 'no-face' });

    const words = await anna.sees(/Не нашла на этом фото лица[^]*переснимите его крупнее/);
    expect(words.text).not.toMatch(/кредит/i); // the bot has shown no price
    expect(buttonsOf(words)).toEqual(['🏠 Меню']);
    expect(await draftsOf(postgres, userId)).toEqual([]);
    await anna.sendsPhotos([await aPhoto(200)]);
    await eventually(async () => (await fetched()).length >= 2);
    expect(await sent('place-hold')).toEqual([]);
  });

  it('a photo that could not be checked is checked again on a tap', async () => {
    const { anna, asks, sendsPhoto, answers, fetched } = await setup();
    await asks();
    await sendsPhoto();
    await answers({ refusal: 'unavailable' });
    await anna.sees('Сейчас не получилось рассмотреть фото');

    await anna.presses(generateTexts.ru.repeat);

    await eventually(async () => (await fetched()).length >= 2);
  });

  it('a file to be made sharp is not fetched when it is too large, or no photo', async () => {
    const { anna, asks, fetched } = await setup();
    await asks();

    await anna.sendsDocument(Buffer.from('PK'), 'album.zip', 'application/zip');
    await anna.sees('Это не фото');
    await anna.sendsDocument(Buffer.alloc(MAX_FILE_BYTES + 1), 'scan.jpg', 'image/jpeg');
    await anna.sees('слишком большой');

    expect(await fetched()).toEqual([]);
  });

  it('a photo to be made sharp waits behind a button when its person has gone on to another screen', async () => {
    const { anna, asks, sendsPhoto, answers, postgres, userId } = await setup();
    await asks();
    await sendsPhoto();
    await anna.presses(generateTexts.ru.menu);
    await eventually(async () => (await draftsOf(postgres, userId)).length > 0);

    await answers({ photo: SMALL });

    await anna.sees(/Фото посмотрела/);
    await anna.presses(sentPhotoTexts.ru.toOffer);
    await anna.sees(/1200×1600 пикселей[^]*Цена/);
    expect(await draftsOf(postgres, userId)).toEqual([]);
  });

  it('a photo to be made sharp may come unasked', async () => {
    const { anna, fetched } = await setup({ hasAvatar: true });
    await anna.sendsPhotos([await aPhoto()]);
    await anna.sees(saying(photoPromptTexts.ru.which));

    await anna.presses(restoreTexts.ru.start);

    await anna.sees(saying(sentPhotoTexts.ru.looking));
    expect(await fetched()).toHaveLength(1);
  });
});

/** A person who has got a restored photo; its files are in storage. */
const setupResult = async () => {
  const given = await setup();
  const { postgres, objects, userId, bot, readers, anna } = given;
  const orderId = newId<OrderId>();
  const [original, photo, comparison] = [originalKey, restorationKey, comparisonKey].map((key) => key(userId, orderId));
  await objects.ensureBuckets();
  for (const [at, place] of [original!, photo!, comparison!].entries())
    await objects.put(place, await aPhoto(50 * (at + 1)), { contentType: 'image/jpeg' });
  const paths = { originalPath: toReference(original!), filePath: toReference(photo!) };
  const files = { ...paths, comparisonPath: toReference(comparison!) };
  await postgres.fixtures.restoration({ orderId, userId, state: 'succeeded', delivered: 1, ...files });
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const handler = new DeliverResultHandler(readers, cards);
  const job = { orderId, userId, kind: 'restoration' } as const;
  await withWorkFacts({ traceId: orderId }, () => handler.handle(job, jobContext(postgres)));
  const card = await anna.sees('Чёткое фото — в файле');
  return { ...given, orderId, card };
};

describe('a restored photo', () => {
  it('a restored photo comes as a comparison before and after, and as a file', async () => {
    const { anna, card } = await setupResult();

    const messages = (await anna.chat()).filter(({ by }) => by === 'bot');
    expect(messages.find(({ text }) => text?.includes('Было и стало'))?.photo).toBeDefined();
    expect(messages.find(({ text }) => text?.includes('в полном качестве'))?.document).toBeDefined();
    expect(buttonsOf(card)).toEqual(['🖼️ Оригинал', '🗑️ Удалить', '📷 Другое фото', '🏠 Меню']);
  });

  it('a tap sends the original of a restored photo', async () => {
    const { anna, card } = await setupResult();

    await anna.pressesIn(card, restoreTexts.ru.original);

    expect((await anna.sees('Фото, каким оно было')).document).toBeDefined();
  });

  it('a restored photo is deleted only after a question, and disappears from the chat, too', async () => {
    const { anna, card, sent, orderId, userId } = await setupResult();

    await anna.pressesIn(card, restoreTexts.ru.remove);
    await anna.pressesIn(await anna.sees('Удалить это фото?'), restoreTexts.ru.keep);
    await anna.pressesIn(await anna.sees('Чёткое фото — в файле'), restoreTexts.ru.remove);
    await anna.pressesIn(await anna.sees('Удалить это фото?'), restoreTexts.ru.removeSurely);

    await anna.sees('Фото удалено: и здесь, и у нас');
    expect(await sent('delete-result')).toEqual([{ kind: 'restoration', orderId, userId }]);
    await eventually(async () => !(await anna.chat()).some(({ text }) => text?.includes('Было и стало')));
  });

  it('the messages with a restored photo are looked up when the question before its deletion is asked, and not again when the person keeps the photo', async () => {
    const { anna, card, postgres } = await setupResult();
    const statements = statementsOf(postgres.database);
    const lookups = () => statements.filter((statement) => /trace_id"? = ANY/.test(statement)).length;

    await anna.pressesIn(card, restoreTexts.ru.remove);
    const asked = await anna.sees('Удалить это фото?');
    expect(lookups()).toBe(1);
    await anna.pressesIn(asked, restoreTexts.ru.keep);

    await anna.sees('Чёткое фото — в файле');
    expect(lookups()).toBe(1);
  });

  it('a restored photo that was deleted is neither shown nor deleted again', async () => {
    const { anna, card, postgres, sent, telegram } = await setupResult();
    await postgres.admin.query('UPDATE enhancer.enhancement SET file_path = NULL, original_path = NULL');
    const answers = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).length;

    for (const button of [restoreTexts.ru.original, restoreTexts.ru.remove]) {
      const before = answers();
      await anna.pressesIn(card, button);
      await eventually(() => expect(answers()).toBeGreaterThan(before));
    }

    expect(await sent('delete-result')).toEqual([]);
    expect((await anna.chat()).some(({ text }) => text?.includes('каким оно было'))).toBe(false);
  });
});

describe('a restoration that failed', () => {
  const setupFailure = async (code: ErrorCode, photoId = newId<PhotoId>()) => {
    const given = await setup();
    const { postgres, bot, userId, anna } = given;
    const { orderId } = await postgres.fixtures.restoration({ userId, state: 'failed', photoId });
    const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
    const ended = { orderId, userId, kind: 'restoration' } as const;
    await postgres.database.transaction((tx) => cards.end(tx, ended, { type: 'failed', code }));
    return { ...given, photoId, card: await anna.sees('📷 Другое фото') };
  };

  it('a restoration that failed at the provider can be tried again: the same photo is checked and offered again', async () => {
    const { anna, card, fetched, answers, photoId, userId, placed } = await setupFailure('provider-failed');

    await anna.pressesIn(card, sentPhotoTexts.ru.again);

    await anna.sees(saying(sentPhotoTexts.ru.looking));
    const kept = toReference(sentPhotoKey(userId, photoId));
    expect(await fetched()).toMatchObject([{ fileId: kept, onDeleted: { payload: { refusal: 'deleted' } } }]);
    await answers({ photo: SMALL });
    await anna.sees(/Нашла 1 лицо/);
    await anna.presses(restoreTexts.ru.start);
    expect((await placed()).onHeld.job).toBe('start-restoration');
  });

  it('a failed restoration says that its photo is no longer kept, and fetches nothing', async () => {
    const { anna, card, fetched } = await setupFailure('provider-failed', photoOfADayAgo());

    await anna.pressesIn(card, sentPhotoTexts.ru.again);

    await anna.seesMessage(({ presses }) => Boolean(presses.at(-1)?.answer?.text?.includes('Этого фото уже нет')));
    expect(await fetched()).toEqual([]);
  });

  it('a failed restoration whose original is gone says that the photo is gone, and not that the person deleted it', async () => {
    const { anna, card, answers } = await setupFailure('provider-failed');
    await anna.pressesIn(card, sentPhotoTexts.ru.again);
    await anna.sees(saying(sentPhotoTexts.ru.looking));

    await answers({ refusal: 'deleted' });

    const gone = await anna.sees('Этого фото у меня больше нет');
    expect(gone.text).not.toContain('удален');
  });

  it('another person’s restoration is reported as gone, and no file is fetched', async () => {
    const { anna, card, postgres, fetched } = await setupFailure('unexpected');
    await postgres.admin.query('UPDATE enhancer.enhancement SET user_id = gen_random_uuid()');

    await anna.pressesIn(card, sentPhotoTexts.ru.again);

    await anna.seesMessage(({ presses }) => Boolean(presses.at(-1)?.answer?.text?.includes('Этого фото уже нет')));
    expect(await fetched()).toEqual([]);
  });

  it.each(['no-face-to-restore', 'file-missing', 'cancelled-by-user'] as const)(
    'a failed restoration offers another photo when a new try would not help (%s)',
    async (code) => {
      const { card } = await setupFailure(code);

      expect(buttonsOf(card)).toEqual(['📷 Другое фото', '🏠 Меню']);
    },
  );
});
