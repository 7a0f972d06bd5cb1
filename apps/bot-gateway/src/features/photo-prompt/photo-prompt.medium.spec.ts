import {
  generateTexts,
  lookGroupTexts,
  looksTexts,
  lookTexts,
  menuTexts,
  newAvatarTexts,
  photoPromptTexts,
  plainText,
  sentPhotoTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { FetchFile, ShowPhotoIdea } from '@aisha/contracts/bot-gateway';
import { MAX_FILE_BYTES, MAX_PHOTOS, type PhotoId, type UserId } from '@aisha/domain';
import type { StartGeneration } from '@aisha/kinds/messages';
import { eventually, jobContext } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import { either, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { FILE_BUDGETS, filePlaces } from '../../../spec/file-places';
import { FileAnswers } from '../../free-files/file-answers';
import { ShowPhotoIdeaHandler } from './show-photo-idea.handler';
import { Readers } from '../../engine/conversation/readers';

const IDEA = {
  russian: 'Человек у моря на закате, золотистые тона',
  english: 'A person by the sea at sunset, golden tones, 85mm lens at f/1.4',
  aspectRatio: '16:9',
} as const;

const aPicture = (hue = 90): Promise<Buffer> =>
  sharp({ create: { width: 160, height: 90, channels: 3, background: { r: hue, g: 90, b: 160 } } })
    .jpeg()
    .toBuffer();

const buttonsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** A person with a finished avatar and credits who has given the consent. */
const setup = async ({ hasAvatar = true } = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(either(saying(menuTexts.ru.menu), saying(newAvatarTexts.ru.create)));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  if (hasAvatar) await postgres.fixtures.avatar({ userId, status: 'completed', isMain: true, photos: 0, name: 'Аня' });
  const budget = filePlaces(postgres);
  const answers = new FileAnswers(bot.conversations, bot.deliveries, new Readers(postgres.database), budget.store);
  const handler = new ShowPhotoIdeaHandler(answers);
  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  return {
    ...harness,
    anna,
    userId,
    budget,
    sent,
    /** The photos about which the bot has asked the generator. */
    asked: async (): Promise<PhotoId[]> =>
      (await sent<FetchFile>('fetch-file'))
        .filter(({ countedAs }) => countedAs === 'photo-ideas')
        .map(({ onStored }) => onStored.payload['photoId'] as PhotoId),
    /** Plays the generator: answers about the newest photo, unless the test names another. */
    answers: async (answer: Partial<Pick<ShowPhotoIdea, 'idea' | 'refusal'>>, photoId?: PhotoId) => {
      const asked = await sent<FetchFile>('fetch-file');
      const newest = asked.at(-1)!.onStored.payload['photoId'] as PhotoId;
      const job = { userId, photoId: photoId ?? newest, idea: null, refusal: null, ...answer };
      await handler.handle(job, jobContext(postgres, { messageId: newId<string>() }));
    },
    /** Goes from the menu to the screen that says that the picture is being looked at. */
    sendsPicture: async (photo?: Buffer) => {
      await anna.sends('/menu');
      await anna.presses(saying(menuTexts.ru.storey, { storey: 'create' }));
      await anna.presses(menuTexts.ru.toPhotos);
      await anna.presses(photoPromptTexts.ru.entryPhotoPrompt);
      await anna.sees('Пришлите картинку, которая вам нравится');
      await anna.sendsPhotos([photo ?? (await aPicture())]);
      return anna.sees('Смотрю на картинку');
    },
  };
};

const draftsOf = (postgres: Awaited<ReturnType<typeof setup>>['postgres'], userId: UserId) =>
  postgres.admin.query<{ flow: string; step: string }>(
    'SELECT flow, step FROM bot.draft WHERE user_id = $1 AND dropped_at IS NULL',
    [userId],
  );

describe('a picture that a person sends for an idea', () => {
  it('a picture sent for an idea becomes an offer in the person’s language and the picture’s ratio, and its order has English words, too', async () => {
    const { anna, sendsPicture, answers, sent } = await setup();
    await sendsPicture();

    await answers({ idea: IDEA });

    await anna.sees(/Идея по вашей картинке: «Человек у моря на закате/);
    await anna.presses(/^⋯/);
    await anna.sees('✓16:9');
    await anna.presses(saying(generateTexts.ru.draw));
    const [order] = await eventually(async () => {
      const holds = await sent<{ onHeld: { payload: StartGeneration } }>('place-hold');
      return holds.length > 0 && holds;
    });
    expect(order!.onHeld.payload).toMatchObject({
      prompt: IDEA.russian,
      promptInEnglish: IDEA.english,
      aspectRatio: '16:9',
    });
  });

  it('a picture sent for an idea counts in a budget of its own, and the trainer makes it smaller', async () => {
    const { sendsPicture, sent, userId } = await setup();
    await sendsPicture();

    const [fetched] = await sent<FetchFile>('fetch-file');
    expect(fetched).toMatchObject({
      countedAs: 'photo-ideas',
      onStored: { receiver: 'avatar-trainer', job: 'shrink-photo', payload: { userId } },
      onFailed: { job: 'show-photo-idea', payload: { refusal: 'not-fetched' } },
    });
  });

  it('a picture sent for an idea becomes an idea that its person can rewrite, and the new words are translated like any other idea', async () => {
    const { anna, sendsPicture, answers, sent } = await setup();
    await sendsPicture();
    await answers({ idea: IDEA });
    await anna.sees('Идея по вашей картинке');

    await anna.sends('то же самое, но зимой');

    await anna.sees(/🎨 «то же самое, но зимой»/);
    await anna.presses(saying(generateTexts.ru.draw));
    const [order] = await eventually(async () => {
      const holds = await sent<{ onHeld: { payload: StartGeneration } }>('place-hold');
      return holds.length > 0 && holds;
    });
    expect(order!.onHeld.payload).toMatchObject({ prompt: 'то же самое, но зимой', promptInEnglish: null });
  });

  it('a look that is chosen after a picture was sent for an idea is ordered by its name and is not drawn word for word, even for a person who has turned improving off', async () => {
    const { anna, sendsPicture, answers, sent, postgres, userId } = await setup();
    await postgres.admin.query('UPDATE bot.person SET last_enhance = false WHERE user_id = $1', [userId]);
    await sendsPicture();
    await answers({ idea: IDEA });
    expect((await anna.sees('Идея по вашей картинке')).text).not.toContain('Слово в слово');

    await anna.presses(generateTexts.ru.anotherWay);
    await anna.presses(looksTexts.ru.looks);
    await anna.presses(lookGroupTexts.ru.cinema);
    await anna.presses(`· ${lookTexts.ru.western}`);
    expect((await anna.sees(/Образ «Вестерн»/)).text).not.toContain('Слово в слово');
    await anna.presses(saying(generateTexts.ru.draw));

    const [order] = await eventually(async () => {
      const holds = await sent<{ onHeld: { payload: StartGeneration } }>('place-hold');
      return holds.length > 0 && holds;
    });
    expect(order!.onHeld.payload).toMatchObject({ look: 'western', promptInEnglish: null, enhance: true });
  });

  it('a picture sent for an idea is refused politely when it may not be drawn, and another picture can be sent', async () => {
    const { anna, sendsPicture, answers, asked, postgres, userId } = await setup();
    await sendsPicture();

    await answers({ refusal: 'not-decent' });

    const words = await anna.sees('рисовать не возьмусь');
    expect(buttonsOf(words)).toEqual(['🏠 Меню']);
    expect(await draftsOf(postgres, userId)).toEqual([]);
    await anna.sendsPhotos([await aPicture(200)]);
    await eventually(async () => (await asked()).length >= 2);
  });

  it('a picture sent for an idea is looked at again on a tap after the models were unavailable, and the failed try does not count', async () => {
    const { anna, sendsPicture, answers, asked, budget, userId } = await setup();
    const { aDay } = FILE_BUDGETS['photo-ideas'];
    await sendsPicture();
    for (let taken = 1; taken < aDay; taken += 1) {
      await budget.take(userId, 'photo-ideas');
      await budget.judged(userId, 'photo-ideas');
    }
    const [photoId] = await eventually(async () => (await asked()).length > 0 && asked());
    expect(await budget.take(userId, 'photo-ideas', photoId)).toBe('taken'); // takes a place in the budget as fetch-file does

    await answers({ refusal: 'unavailable' });

    await anna.sees('сервис не отвечает');
    await anna.presses(photoPromptTexts.ru.again);
    const [first, second] = await eventually(async () => {
      const photos = await asked();
      return photos.length >= 2 && photos;
    });
    expect(second).not.toBe(first);
    await answers({ idea: IDEA });
    await anna.sees('Идея по вашей картинке');
    expect(await budget.take(userId, 'photo-ideas')).toBe('taken');
  });

  it('a picture sent for an idea is not fetched when it is too large, or no picture', async () => {
    const { anna, asked } = await setup();
    await anna.sends('/menu');
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'create' }));
    await anna.presses(menuTexts.ru.toPhotos);
    await anna.presses(photoPromptTexts.ru.entryPhotoPrompt);
    await anna.sees('Пришлите картинку');

    await anna.sendsDocument(Buffer.from('PK'), 'film.zip', 'application/zip');
    await anna.sees('Это не картинка');
    await anna.sendsDocument(Buffer.alloc(MAX_FILE_BYTES + 1), 'poster.jpg', 'image/jpeg');
    await anna.sees('слишком большая');
    expect(await asked()).toEqual([]);
  });

  it('a picture sent for an idea is not looked at when the person has no avatar to draw', async () => {
    const { anna, asked } = await setup({ hasAvatar: false });
    await anna.sends('/menu');
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'create' }));
    await anna.presses(menuTexts.ru.toPhotos);
    await anna.presses(photoPromptTexts.ru.entryPhotoPrompt);
    const words = await anna.sees('нужен ваш аватар: для начала хватит селфи');
    expect(buttonsOf(words)).toEqual(['✨ Создать аватар', '🏠 Меню']);

    await anna.sendsPhotos([await aPicture()]);

    await anna.sees('сначала сделаем аватар');
    expect(await asked()).toEqual([]);
  });

  it('a picture sent for an idea is drawn with the avatar of one selfie, which the screen calls enough, also when the last picture was without an avatar', async () => {
    const { anna, userId, postgres, sendsPicture, answers } = await setup({ hasAvatar: false });
    await postgres.fixtures.avatar({ userId, status: 'photos_uploading', photos: 1, name: 'Аня' });
    await postgres.admin.query('UPDATE bot.person SET last_without_avatar = true');
    await sendsPicture();

    await answers({ idea: IDEA });

    await anna.sees(/Аватар: Аня[^]*по одному фото/);
  });

  it('while the bot looks at a picture that was sent for an idea, it accepts no second picture', async () => {
    const { anna, sendsPicture, asked } = await setup();
    await sendsPicture();

    await anna.sendsPhotos([await aPicture(10)]);

    await anna.sees('По одной, пожалуйста');
    expect(await asked()).toHaveLength(1);
  });
});

describe('the idea of a picture whose person does something else meanwhile', () => {
  it('when the person does something else meanwhile, the idea of a picture waits behind a button, which leads to its offer', async () => {
    const { anna, sendsPicture, answers, postgres, userId } = await setup();
    await sendsPicture();
    await anna.presses(photoPromptTexts.ru.menu);
    await eventually(async () => (await draftsOf(postgres, userId)).length > 0);

    await answers({ idea: IDEA });

    await anna.sees(/Идея по вашей картинке готова/);
    await anna.presses(photoPromptTexts.ru.toOffer);
    await anna.sees(/Идея по вашей картинке: «Человек у моря/);
    expect(await draftsOf(postgres, userId)).toEqual([]);
  });

  it('a person who has dropped the draft of a picture gets no message about its idea', async () => {
    const { anna, sendsPicture, answers, postgres, userId, asked } = await setup();
    await sendsPicture();
    const [photoId] = await asked();
    await anna.presses(photoPromptTexts.ru.menu);
    await eventually(async () => (await draftsOf(postgres, userId)).length > 0);
    await postgres.admin.query('UPDATE bot.draft SET dropped_at = now()');
    const before = await anna.sends('/balance');
    await anna.sees(/Доступно/, { after: before });

    await answers({ idea: IDEA }, photoId!);
    await answers({ refusal: 'unavailable' }, photoId!);

    const after = await anna.sends('/balance');
    await anna.sees(/Доступно/, { after }); // this answer comes after all earlier messages of the chat
    const shown = (await anna.chat(before)).filter(({ by }) => by === 'bot');
    expect(shown.map(({ text }) => text)).toEqual(
      [/Доступно/, /Доступно/].map((words) => expect.stringMatching(words)),
    );
  });
});

describe('a photo that the bot did not ask for', () => {
  it('when a person with an avatar sends a photo unasked, the bot asks what it is for, and a picture is one of the answers', async () => {
    const { anna, asked } = await setup();

    await anna.sendsPhotos([await aPicture()]);

    const question = await anna.sees('Что сделать с этим фото?');
    expect(buttonsOf(question)).toEqual([
      '🖼️ Картинку по этому фото',
      '📷 Сделать чётким',
      '🎬 Оживить',
      '✏️ Изменить',
      '✨ Новый аватар',
      '🏠 Меню',
    ]);
    await anna.presses(photoPromptTexts.ru.likeThis);
    await anna.sees('Смотрю на картинку');
    expect(await asked()).toHaveLength(1);
  });

  it('a photo that comes unasked may be for a new avatar, together with those sent after it', async () => {
    const { anna, sent } = await setup();
    await anna.sendsPhotos([await aPicture()]);
    await anna.sees('Что сделать с этим фото?');
    await anna.sendsPhotos([await aPicture(20)]);

    await anna.presses(saying(photoPromptTexts.ru.newAvatar, { photos: 0 }));

    await eventually(async () => (await sent('create-avatar')).length > 0);
    await eventually(async () => (await sent<FetchFile>('fetch-file')).length >= 2);
    expect((await sent<FetchFile>('fetch-file')).map(({ onStored }) => onStored.job)).toEqual([
      'check-photo',
      'check-photo',
    ]);
  });

  it('the button that begins an avatar with photos that are left says that they are gone, and names no avatar', async () => {
    const { anna, sent, telegram } = await setup();
    await anna.sendsPhotos([await aPicture()]);
    const which = await anna.sees('Что сделать с этим фото?');
    await anna.sends('/balance');
    await anna.sees(/Доступно/);

    await anna.pressesIn(which, saying(photoPromptTexts.ru.newAvatar, { photos: 1 }));

    const said = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).at(-1)?.params['text'];
    await eventually(() => expect(said()).toBe(plainText(sentPhotoTexts.ru.gone)));
    expect(await sent('create-avatar')).toEqual([]);
  });

  it('of many photos that come unasked, the bot keeps only as many as an avatar may have', async () => {
    const { anna, sent } = await setup();
    const picture = await aPicture();
    for (let count = 0; count < MAX_PHOTOS + 2; count += 1) await anna.sendsPhotos([picture]);

    await anna.presses(saying(photoPromptTexts.ru.newAvatar, { photos: 0 }));

    await eventually(async () => (await sent<FetchFile>('fetch-file')).length >= MAX_PHOTOS);
    expect(await sent<FetchFile>('fetch-file')).toHaveLength(MAX_PHOTOS);
  });

  it('a photo sent while the bot asks for an idea is described as an idea', async () => {
    const { anna, asked } = await setup();
    await anna.sends('/generate');
    await anna.sees('Опишите идею');

    await anna.sendsPhotos([await aPicture()]);

    await anna.sees('Смотрю на картинку');
    expect(await asked()).toHaveLength(1);
  });

  it('a photo that a person without an avatar sends unasked begins an avatar, and so does every album', async () => {
    const { anna, sent } = await setup({ hasAvatar: false });
    await anna.sendsPhotos([await aPicture()]);
    await eventually(async () => (await sent('create-avatar')).length >= 1);

    const other = await setup();
    await other.anna.sendsPhotos([await aPicture(), await aPicture(20)]);
    await eventually(async () => (await other.sent('create-avatar')).length >= 1);
  });
});
