import { describe, expect, it } from '@jest/globals';
import type { FacesOfPhoto, FetchFile, ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import type { ErrorCode, Language, OrderId, PhotoId, PictureId } from '@aisha/domain';
import type { SentPhotoRefusal } from '@aisha/kinds';
import type { StartEdit } from '@aisha/kinds/messages';
import { editedPhotoKey, editKey, pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { newId } from '@aisha/platform';
import {
  conversationTexts,
  editTexts,
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
import type { SeenMessage } from '@aisha/fakes/telegram';
import sharp from 'sharp';
import { botHarness } from '../../../spec/bot-harness';
import { cameADayAgo, offerIsOfNearlyADayAgo } from '../../../spec/sent-photos';
import { fileBudgetsIn } from '../../../spec/file-places';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';
import { FileAnswers } from '../../free-files/file-answers';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { ShowSentPhotoHandler } from '../sent-photo/show-sent-photo.handler';
import { ShowEditLikenessHandler } from './result/show-edit-likeness.handler';

interface Hold {
  readonly orderId: OrderId;
  readonly quotedCentiCredits: string;
  readonly onHeld: { readonly receiver: string; readonly job: string; readonly payload: StartEdit };
}
const PRICE = /Изменить картинку[^]*Цена: 5 кредитов[^]*Останется: 295 кредитов/;

const aPhoto = (background = 'teal'): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 120, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** A person with credits and delivered pictures. */
const setup = async (pictures = 1) => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
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
  for (let position = 0; position < pictures; position += 1) {
    const place = pictureKey(userId, from, position, 'jpg');
    await objects.put(place, await aPhoto('navy'), { contentType: 'image/jpeg' });
    ids.push((await postgres.fixtures.picture({ orderId: from, position, filePath: toReference(place) })).id);
  }
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const delivered = { type: 'delivered', avatarId: null } as const;
  await postgres.database.transaction((tx) => cards.end(tx, { orderId: from, userId, kind: 'generation' }, delivered));
  const result = await anna.sees(saying(generateTexts.ru.done));
  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  const readers = new Readers(postgres.database);
  const budget = fileBudgetsIn(postgres.database);
  const shows = new ShowSentPhotoHandler(new FileAnswers(bot.conversations, bot.deliveries, readers, budget));
  const placed = (at = 0) => eventually(async () => (await sent<Hold>('place-hold'))[at] ?? false);
  const likeness = new ShowEditLikenessHandler(cards);
  const tells = async (found: Pick<ShowSentPhoto, 'photo' | 'refusal'>): Promise<PhotoId> => {
    const fetched = await eventually(async () => (await sent<FetchFile>('fetch-file')).at(-1) ?? false);
    const photoId = fetched.onStored.payload['photoId'] as PhotoId;
    expect(fetched).toMatchObject({ countedAs: 'sent-photos', onStored: { payload: { purpose: 'edit' } } });
    const told = { userId, photoId, usedFor: 'edit', ...found } as const;
    await shows.handle(told, jobContext(postgres, { messageId: newId<string>() }));
    return photoId;
  };
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
    placed,
    /** Goes from this screen to the menu, long enough ago that the next tap is no double tap. */
    leaves: async ({ message_id: after }: SeenMessage) => {
      await anna.sends('/menu');
      await harness.isNoted(await anna.sees(saying(menuTexts.ru.menu), { after }));
      await postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);
    },
    /** The toast that answered the last press of a button of this message. */
    toasted: async ({ message_id: id }: SeenMessage) =>
      (await anna.chat()).find((one) => one.message_id === id)?.presses.at(-1)?.answer?.text,
    /** Plays the trainer, which has looked at the photo: reports whose faces it shows. */
    looked: (whose: FacesOfPhoto) => tells({ photo: { faces: 1, width: 90, height: 120, whose }, refusal: null }),
    /** Plays the trainer, which refuses the photo. */
    refused: (refusal: SentPhotoRefusal) => tells({ photo: null, refusal }),
    /** Plays the generator: delivers the picture of an order. */
    made: async ({ orderId, onHeld: { payload } }: Hold) => {
      const { input, change, faces } = payload;
      const [place, original] = [editKey(userId, orderId), editedPhotoKey(userId, orderId)];
      await objects.put(place, await aPhoto('black'), { contentType: 'image/jpeg' });
      if (input.kind === 'photo') await objects.put(original, await aPhoto(), { contentType: 'image/jpeg' });
      await postgres.fixtures.edit({
        ...{ orderId, userId, state: 'succeeded', input, source: input.kind, change, faces },
        filePath: toReference(place),
        originalPath: input.kind === 'photo' ? toReference(original) : null,
      });
      await new DeliverResultHandler(readers, cards).handle(
        { orderId, userId, kind: 'edit' },
        jobContext(postgres, { messageId: newId<string>() }),
      );
      return anna.sees(/Готово! Изменённая картинка/);
    },
    /** Plays the generator, which has compared the faces. */
    compared: (orderId: OrderId, distance: number | null, isFaceLost = false) =>
      likeness.handle({ orderId, userId, distance, isFaceLost }, jobContext(postgres, { messageId: newId<string>() })),
    failed: async ({ orderId, onHeld: { payload } }: Hold, code: ErrorCode) => {
      const { input, change, faces } = payload;
      await postgres.fixtures.edit({
        ...{ orderId, userId, state: 'failed', input, source: input.kind, change, faces, errorCode: code },
      });
      await postgres.database.transaction((tx) =>
        cards.end(tx, { orderId, userId, kind: 'edit' }, { type: 'failed', code }),
      );
    },
  };
};
type Setup = Awaited<ReturnType<typeof setup>>;

/** Orders a change of the one delivered picture, and has it delivered. */
const changed = async (s: Setup, change = 'убери очки с лица') => {
  await s.anna.pressesBehind(editTexts.ru.start, { within: s.result });
  await s.anna.sees(saying(editTexts.ru.change));
  await s.anna.sends(change);
  await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(PRICE) });
  const hold = await s.placed();
  await s.anna.sees(saying(orderTexts.ru.accepted));
  return { hold, card: await s.made(hold) };
};

/** Sends a photo of one's own face, unless the test says whose, and types what to change; resolves to the message with the price. */
const offersForSentPhoto = async ({ anna, looked }: Setup, whose: FacesOfPhoto = 'own') => {
  await anna.sends('/edit');
  await anna.sees(/Пришлите фото, которое изменить/);
  await anna.sendsPhotos([await aPhoto()]);
  await anna.sees(saying(sentPhotoTexts.ru.looking));
  const photoId = await looked(whose);
  await anna.sees(saying(editTexts.ru.change));
  await anna.sends('добавь снег на крыши');
  return { photoId, offer: await anna.sees(PRICE) };
};

/** Orders a change of a sent photo. */
const ordersOfSentPhoto = async (setting: Setup, whose?: FacesOfPhoto): Promise<PhotoId> => {
  const { photoId, offer } = await offersForSentPhoto(setting, whose);
  await setting.anna.pressesBehind(editTexts.ru.start, { within: offer });
  return photoId;
};

describe('«Изменить»', () => {
  it('«Изменить» below a single picture asks what to change, shows the price of the typed sentence, and orders the edit on a tap', async () => {
    const { anna, result, from, ids, placed, userId } = await setup();

    await anna.pressesBehind(editTexts.ru.start, { within: result });
    await anna.sees(saying(editTexts.ru.change));
    await anna.sends('  убери   очки  с лица ');
    const offer = await anna.sees(PRICE);
    expect(offer.text).toContain('убери очки с лица');
    await anna.pressesBehind(editTexts.ru.start, { within: offer });

    await anna.sees(inTurn(/Изменённая картинка · убери очки с лица/, saying(orderTexts.ru.accepted)));
    const { onHeld, quotedCentiCredits, orderId } = await placed();
    expect(quotedCentiCredits).toBe('500');
    expect(onHeld).toMatchObject({ receiver: 'image-generator', job: 'start-edit' });
    const input = { kind: 'picture', orderId: from, pictureId: ids[0] };
    expect(onHeld.payload).toEqual({ orderId, userId, input, change: 'убери очки с лица', faces: null });
  });

  it('a tap in an offer to change a picture that the person has left asks again about that picture, and a tapped suggestion is offered again', async () => {
    const { anna, result, ids, placed, leaves, sent } = await setup(2);
    await anna.pressesBehind(editTexts.ru.start, { within: result });
    await anna.presses(saying(editTexts.ru.picture, { place: 2 }));
    const asked = await anna.sees(saying(editTexts.ru.change));
    await anna.sends('убери очки с лица');
    const offer = await anna.sees(PRICE);
    await leaves(offer);

    await anna.pressesIn(offer, editTexts.ru.start);
    const again = await anna.sees(saying(editTexts.ru.change), { after: offer.message_id });
    await leaves(again);
    await anna.pressesIn(asked, saying(editTexts.ru.suggestion, { suggestion: 'snow' }));

    const offered = await anna.sees(/Добавь снег[^]*Цена/, { after: again.message_id });
    expect(await sent('place-hold')).toEqual([]);
    await anna.pressesIn(offered, editTexts.ru.start);
    expect((await placed()).onHeld.payload).toMatchObject({ input: { pictureId: ids[1] }, change: 'Добавь снег' });
  });

  it('a tap in an offer whose sentence the person has replaced shows the offer with the new sentence', async () => {
    const { anna, result, sent, isNoted, postgres } = await setup();
    await anna.pressesBehind(editTexts.ru.start, { within: result });
    await anna.sees(saying(editTexts.ru.change));
    await anna.sends('убери очки с лица');
    const offer = await anna.sees(PRICE);
    await anna.sends('одень в костюм');
    const newer = await anna.sees(/одень в костюм[^]*Цена/, { after: offer.message_id });
    await isNoted(newer);
    await postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);

    await anna.pressesIn(offer, editTexts.ru.start);

    await anna.sees(/одень в костюм[^]*Цена/, { after: newer.message_id });
    expect(await sent('place-hold')).toEqual([]);
  });

  it('a tap in an offer to change the result of an edit that the person has left asks again about that result, or says that it is gone', async () => {
    const s = await setup();
    const { hold, card } = await changed(s);
    await s.anna.pressesIn(card, editTexts.ru.more);
    const asked = await s.anna.sees(saying(editTexts.ru.change), { after: card.message_id });
    await s.leaves(asked);
    await s.anna.pressesIn(asked, saying(editTexts.ru.suggestion, { suggestion: 'suit' }));
    const offer = await s.anna.sees(/Одень в костюм[^]*Цена/, { after: asked.message_id });
    await s.anna.pressesIn(offer, editTexts.ru.start);
    const input = { kind: 'edit', orderId: hold.orderId, side: 'after' };
    expect((await s.placed(1)).onHeld.payload).toMatchObject({ input, change: 'Одень в костюм' });

    await s.leaves(offer);
    await s.postgres.admin.query(`UPDATE generator.edit SET file_path = NULL WHERE order_id = $1`, [hold.orderId]);
    await s.anna.pressesIn(asked, saying(editTexts.ru.suggestion, { suggestion: 'snow' }));
    await eventually(async () => {
      const shown = (await s.anna.chat()).find(({ message_id: id }) => id === asked.message_id);
      expect(shown?.presses.at(-1)?.answer?.text).toBe(plainText(editTexts.ru.goneNow));
    });
  });

  it('«Изменить» asks which of several pictures to change; a tapped suggestion counts as the sentence until the person types another', async () => {
    const { anna, result, ids, placed } = await setup(3);

    await anna.pressesBehind(editTexts.ru.start, { within: result });
    await anna.presses(saying(editTexts.ru.picture, { place: 2 }));
    await anna.sees(saying(editTexts.ru.change));
    await anna.presses(saying(editTexts.ru.suggestion, { suggestion: 'evening' }));
    await anna.sees(/Вечерний фон[^]*Цена/);
    await anna.sends('одень в костюм');
    await anna.pressesBehind(editTexts.ru.start, { within: await anna.sees(/одень в костюм[^]*Цена/) });

    expect((await placed()).onHeld.payload).toMatchObject({ input: { pictureId: ids[1] }, change: 'одень в костюм' });
  });

  it('a sentence that is too short or too long is not accepted, and the person reads why', async () => {
    const { anna, result } = await setup();
    await anna.pressesBehind(editTexts.ru.start, { within: result });
    await anna.sees(saying(editTexts.ru.change));

    await anna.sends('а');
    await anna.sees(/хотя бы 3 символа/);
    await anna.sends('убери очки '.repeat(50));
    await anna.sees(/5\d\d символ[^]*а я понимаю до 400/);
  });
});

describe('a photo that is sent to be changed', () => {
  it('a photo of the person’s own face is changed without a question about faces, and its order says that the face is their own', async () => {
    const { anna, looked, placed } = await setup();

    await anna.sends('/edit');
    await anna.sees(/Пришлите фото, которое изменить/);
    await anna.sendsPhotos([await aPhoto()]);
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    const photoId = await looked('own');
    await anna.sees(saying(editTexts.ru.change));
    await anna.sends('добавь снег на крыши');
    await anna.pressesBehind(editTexts.ru.start, { within: await anna.sees(PRICE) });

    const { payload } = (await placed()).onHeld;
    expect(payload).toMatchObject({ input: { kind: 'photo', photoId }, change: 'добавь снег на крыши', faces: 'own' });
  });

  it('a photo of another face is changed only after the person has said that everybody in it agrees', async () => {
    const { anna, looked, placed, sent } = await setup();

    await anna.sendsPhotos([await aPhoto()]);
    await anna.pressesBehind(editTexts.ru.start, { within: await anna.sees(saying(photoPromptTexts.ru.which)) });
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    await looked('others');
    const question = await anna.sees(saying(editTexts.ru.faces));
    await anna.pressesIn(question, editTexts.ru.agree);
    await anna.sees(saying(editTexts.ru.change));
    await anna.sends('добавь снег на крыши');
    await anna.pressesBehind(editTexts.ru.start, { within: await anna.sees(PRICE) });

    expect((await placed()).onHeld.payload).toMatchObject({ faces: 'agreed' });
    expect(await sent<Hold>('place-hold')).toHaveLength(1);
  });

  it('a photo of another face is changed only once the person says that everybody in it agrees', async () => {
    const { anna, looked, sent } = await setup();

    await anna.sends('/edit');
    await anna.sees(/Пришлите фото, которое изменить/);
    await anna.sendsPhotos([await aPhoto()]);
    await anna.sees(saying(sentPhotoTexts.ru.looking));
    await looked('others');
    const question = await anna.sees(saying(editTexts.ru.faces));
    await anna.sends('убери очки с лица');
    await anna.pressesIn(question, editTexts.ru.disagree);

    await anna.sees(/Пришлите фото, которое изменить/);
    expect(await sent<Hold>('place-hold')).toEqual([]);
  });
});

describe('a changed picture', () => {
  it('a changed picture is delivered with the sentence that changed it, and its card says how similar the face is to the original', async () => {
    const s = await setup();
    const { hold } = await changed(s);

    await s.compared(hold.orderId, 0.34);

    await s.anna.sees(/Готово! Изменённая картинка[^]*Лицо похоже на исходное: 9 из 10/);
    const [picture] = (await s.anna.chat()).filter(
      ({ photo, text }) => photo && text?.includes('✏️ убери очки с лица'),
    );
    expect(picture).toBeDefined();
  });

  it.each<[string, number | null, boolean, RegExp]>([
    ['is far from the original', 0.72, false, /Лицо вышло непохожим на исходное: 1 из 10[^]*Попробуйте ещё раз/],
    ['is found no more', null, true, /Лица с исходной картинки на изменённой не видно[^]*попробуйте ещё раз/],
  ])(
    'when the face of a changed picture %s, its card tells the person so, and offers the same change again',
    async (_what, distance, isLost, words) => {
      const s = await setup();
      const { hold } = await changed(s);

      await s.compared(hold.orderId, distance, isLost);

      const card = await s.anna.sees(words);
      await s.anna.pressesIn(card, editTexts.ru.again);
      const offer = await s.anna.sees(PRICE);
      expect(offer.text).toContain('убери очки с лица');
    },
  );

  it('a changed picture offers the same change of its original again, and a further change, without typing or choosing anything twice', async () => {
    const s = await setup();
    const { hold, card } = await changed(s);

    await s.anna.pressesIn(card, editTexts.ru.again);
    await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(PRICE) });
    const anew = await s.placed(1);
    expect(anew.onHeld.payload).toMatchObject({ input: hold.onHeld.payload.input, change: 'убери очки с лица' });

    await s.anna.pressesIn(card, editTexts.ru.more);
    await s.anna.sees(saying(editTexts.ru.change));
    await s.anna.sends('одень меня в костюм');
    await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(/одень меня в костюм[^]*Цена/) });
    const further = await s.placed(2);
    expect(further.onHeld.payload).toMatchObject({
      input: { kind: 'edit', orderId: hold.orderId, side: 'after' },
      change: 'одень меня в костюм',
    });
  });

  it('a changed picture leads back to the original, which can be changed in another way', async () => {
    const s = await setup();
    const { card, hold } = await changed(s);

    await s.anna.pressesIn(card, editTexts.ru.undo);
    const before = await s.anna.sees(/Картинка, какой она была/);
    expect(before.photo).toBeTruthy();
    await s.anna.pressesIn(before, editTexts.ru.changeBefore);
    await s.anna.sees(saying(editTexts.ru.change));
    await s.anna.sends('добавь снег на крыши');
    await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(/добавь снег на крыши[^]*Цена/) });

    expect((await s.placed(1)).onHeld.payload.input).toEqual(hold.onHeld.payload.input);
  });

  it('a sent photo can be changed again from its kept copy, with the same words and no new question about faces, and a button shows it as it was', async () => {
    const s = await setup();
    await s.anna.sends('/edit');
    await s.anna.sees(/Пришлите фото, которое изменить/);
    await s.anna.sendsPhotos([await aPhoto()]);
    await s.anna.sees(saying(sentPhotoTexts.ru.looking));
    await s.looked('others');
    await s.anna.pressesIn(await s.anna.sees(saying(editTexts.ru.faces)), editTexts.ru.agree);
    await s.anna.sees(saying(editTexts.ru.change));
    await s.anna.sends('добавь снег на крыши');
    await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(PRICE) });
    const hold = await s.placed();
    const card = await s.made(hold);

    await s.anna.pressesIn(card, editTexts.ru.again);
    await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(PRICE) });

    expect((await s.placed(1)).onHeld.payload).toMatchObject({
      input: { kind: 'edit', orderId: hold.orderId, side: 'before' },
      change: 'добавь снег на крыши',
    });
    await s.anna.pressesIn(card, editTexts.ru.undo);
    expect((await s.anna.sees(/Картинка, какой она была/)).photo).toBeTruthy();
  });

  it('a failed edit of a sent photo can be ordered again with the same photo, the same sentence and the same answer about its faces', async () => {
    const s = await setup();
    const photoId = await ordersOfSentPhoto(s);
    await s.failed(await s.placed(), 'provider-failed');

    await s.anna.pressesIn(await s.anna.sees(/Нейросеть не справилась/), editTexts.ru.again);
    await s.anna.pressesBehind(editTexts.ru.start, { within: await s.anna.sees(PRICE) });

    expect((await s.placed(1)).onHeld.payload).toMatchObject({
      input: { kind: 'photo', photoId },
      change: 'добавь снег на крыши',
      faces: 'own',
    });
  });

  it('a sent photo that is about to be deleted is not changed: its person reads that it is gone, and nothing is held', async () => {
    const setting = await setup();
    const { anna, postgres, sent } = setting;
    const { offer } = await offersForSentPhoto(setting);
    await postgres.admin.query(offerIsOfNearlyADayAgo());

    await anna.pressesBehind(editTexts.ru.start, { within: offer });

    await anna.sees('Этого фото у меня больше нет');
    expect(await sent('place-hold')).toEqual([]);
  });

  it.each([
    ['the person’s own face that is sent instead', 'own', 'stays'],
    ['another face that is sent instead', 'others', 'stays'],
    ['the person’s own face whose look its person does not wait for', 'own', 'leaves'],
  ] as const)(
    'what was typed for a photo that is gone is offered for the photo of %s, and not asked for again',
    async (_of, whose, does) => {
      const setting = await setup();
      const { anna, looked, postgres, placed } = setting;
      const { offer } = await offersForSentPhoto(setting);
      await postgres.admin.query(offerIsOfNearlyADayAgo());
      await anna.pressesBehind(editTexts.ru.start, { within: offer });
      await anna.sees('Этого фото у меня больше нет');

      await anna.sends('сейчас пришлю');
      await anna.sendsPhotos([await aPhoto('navy')]);
      await anna.sees(saying(sentPhotoTexts.ru.looking), { after: offer.message_id });
      if (does === 'leaves') await anna.sees(saying(menuTexts.ru.menu), { after: await anna.sends('/menu') });
      const photoId = await looked(whose);
      if (does === 'leaves') await anna.presses(sentPhotoTexts.ru.toOffer);
      if (whose === 'others') await anna.pressesIn(await anna.sees(saying(editTexts.ru.faces)), editTexts.ru.agree);

      const anew = await anna.sees(/добавь снег на крыши[^]*Цена/, { after: offer.message_id });
      await anna.pressesBehind(editTexts.ru.start, { within: anew });
      expect((await placed()).onHeld.payload).toMatchObject({
        input: { kind: 'photo', photoId },
        change: 'добавь снег на крыши',
      });
    },
  );

  it('what was typed for a photo that is gone outlives the refusal of the next photo, and a way to the menu, while its person is elsewhere', async () => {
    const setting = await setup();
    const { anna, looked, refused, postgres, placed } = setting;
    const { offer } = await offersForSentPhoto(setting);
    await postgres.admin.query(offerIsOfNearlyADayAgo());
    await anna.pressesBehind(editTexts.ru.start, { within: offer });
    await anna.sees('Этого фото у меня больше нет');
    await anna.sendsPhotos([await aPhoto('navy')]);
    await anna.sees(saying(sentPhotoTexts.ru.looking), { after: offer.message_id });
    await anna.sees(saying(menuTexts.ru.menu), { after: await anna.sends('/menu') });

    await refused('unavailable');

    await anna.presses(sentPhotoTexts.ru.another);
    const first = await anna.sees(saying(editTexts.ru.again), { after: offer.message_id });
    await anna.presses(sentPhotoTexts.ru.another); // the button stays below the refusal
    const asked = await anna.sees(saying(editTexts.ru.again), { after: first.message_id });
    const left = await anna.sees(saying(menuTexts.ru.menu), { after: await anna.sends('/menu') });
    await anna.pressesIn(left, saying(conversationTexts.ru.continueDraft));
    await anna.sees(saying(editTexts.ru.again), { after: asked.message_id });
    await anna.sendsPhotos([await aPhoto('black')]);
    await anna.sees(saying(sentPhotoTexts.ru.looking), { after: asked.message_id });
    const photoId = await looked('own');
    const anew = await anna.sees(/добавь снег на крыши[^]*Цена/, { after: asked.message_id });
    await anna.pressesBehind(editTexts.ru.start, { within: anew });
    expect((await placed()).onHeld.payload).toMatchObject({
      input: { kind: 'photo', photoId },
      change: 'добавь снег на крыши',
    });
  });

  it.each([
    ['the same change', 'provider-failed', editTexts.ru.again],
    ['another change', 'prompt-refused', editTexts.ru.anotherChange],
  ] as const)(
    'the button of a failed edit that offers %s says that a sent photo is no longer kept, and asks for it again',
    async (_, code, button) => {
      const s = await setup();
      await ordersOfSentPhoto(s);
      await s.failed(await s.placed(), code);
      await s.postgres.admin.query(cameADayAgo('generator.edit'));

      const failed = await s.anna.sees(saying(failureText('ru', code)));
      await s.anna.pressesIn(failed, button);

      await s.anna.seesMessage(({ presses }) => presses.at(-1)?.answer?.text === plainText(editTexts.ru.tooOld));
    },
  );

  it('a change of a photo of people is refused after a day before anything is typed or held, and the photo is asked for again', async () => {
    const s = await setup();
    await ordersOfSentPhoto(s);
    const hold = await s.placed();
    const card = await s.made(hold);
    await s.anna.pressesIn(card, editTexts.ru.more);
    const asked = await s.anna.sees(saying(editTexts.ru.change), { after: card.message_id });
    await s.anna.sends('добавь солнце');
    const offer = await s.anna.sees(/добавь солнце[^]*Цена/, { after: asked.message_id });
    await s.postgres.admin.query(`UPDATE generator.edit SET created_at = now() - interval '25 hours'`);

    await s.anna.pressesIn(offer, editTexts.ru.start);
    await s.anna.sees(saying(editTexts.ru.ask), { after: asked.message_id });
    expect(await s.toasted(offer)).toBe(plainText(editTexts.ru.facesTooOld));
    for (const button of [editTexts.ru.again, editTexts.ru.more]) {
      await s.anna.pressesIn(card, button);
      await eventually(async () => expect(await s.toasted(card)).toBe(plainText(editTexts.ru.facesTooOld)));
    }
    await s.leaves(card);
    await s.anna.pressesIn(asked, saying(editTexts.ru.suggestion, { suggestion: 'snow' }));
    await eventually(async () => expect(await s.toasted(asked)).toBe(plainText(editTexts.ru.facesTooOld)));
    await s.anna.pressesIn(card, editTexts.ru.undo);
    const before = await s.anna.sees(/Картинка, какой она была/);
    await s.anna.pressesIn(before, editTexts.ru.changeBefore);
    await eventually(async () => expect(await s.toasted(before)).toBe(plainText(editTexts.ru.facesTooOld)));
    expect(await s.sent('place-hold')).toHaveLength(1);
  });

  it('a change of a photo without people can be changed further after a day', async () => {
    const s = await setup();
    await ordersOfSentPhoto(s, 'nobody');
    const card = await s.made(await s.placed());
    await s.postgres.admin.query(`UPDATE generator.edit SET created_at = now() - interval '25 hours'`);

    await s.anna.pressesIn(card, editTexts.ru.more);

    await s.anna.sees(saying(editTexts.ru.change), { after: card.message_id });
  });

  it('a changed picture stays when the person answers no to the question before the deletion, and can be deleted in «Мои файлы»', async () => {
    const s = await setup();
    const { card, hold } = await changed(s);

    await s.anna.pressesBehind(editTexts.ru.remove, { within: card });
    await s.anna.pressesIn(await s.anna.sees(/Удалить изменённую картинку/), editTexts.ru.keep);
    await s.anna.sees(/Готово! Изменённая картинка/);
    await s.anna.sends('/files');
    await s.anna.presses(saying(filesTexts.ru.titled, { sign: editTexts.ru.fileOne.split(' ')[0]! }));
    const file = await s.anna.sees(/✏️ Правка[^]*📥 Прислать файл/);
    await s.anna.pressesIn(file, filesTexts.ru.remove);
    await s.anna.presses(filesTexts.ru.removeSurely);

    const removed = await eventually(async () => (await s.sent<{ orderId: OrderId }>('delete-result'))[0] ?? false);
    expect(removed).toMatchObject({ kind: 'edit', orderId: hold.orderId, userId: s.userId });
  });

  it.each<[Language, RegExp]>([
    ['ru', /Ничего не списано/],
    ['en', /Nothing was charged/],
    ['de', /nichts berechnet/],
  ])(
    'the refusal of a change says what happened to the credits and offers the next step, in %s',
    (language, credits) => {
      for (const code of ['edit-undresses', 'edit-of-child', 'edit-of-other-face', 'picture-not-changed'] as const) {
        const outcome = { type: 'failed', code } as const;
        const state = { orderId: newId<OrderId>(), kind: 'edit', what: '', outcome, receipt: null } as const;

        expect(failureText(language, code)).toMatch(credits);
        expect(orderKindViews.edit.retryButtons(state, language).flat().length).toBeGreaterThan(0);
      }
    },
  );
});
