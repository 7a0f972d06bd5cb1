import { avatarsTexts, faceOwnerTexts, generateTexts, offerTexts, plainText } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { Avatar } from '@aisha/database/trainer';
import { FACE_WORD_VERSION } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';

interface Begun extends Partial<Avatar> {
  readonly photos?: number;
  readonly references?: number;
  /**
   * The offer of the models' catalogue whose last model the image generator has reported as gone; absent when every such offer has a model.
   */
  readonly offSale?: string;
}

/** A person with credits and one avatar that has no model yet, on the avatar's screen. */
const setup = async ({ offSale, ...begun }: Begun = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const avatar = await postgres.fixtures.avatar({
    userId,
    name: 'Анна',
    status: 'photos_uploading',
    photos: 1,
    ...begun,
  });
  if (offSale !== undefined)
    await postgres.admin.query(
      `INSERT INTO generator.model_state (model, gone_since, off_sale) VALUES ('fal-ai/flux-lora', now(), ARRAY[$1])`,
      [offSale],
    );
  await anna.sends('/avatars');
  await anna.presses(/Анна/);
  const shown = await anna.sees('✏️ Имя');
  const placed = (): Promise<PlaceHold> =>
    eventually(async () => {
      const hold = (await postgres.outboxOf('bot')).find(({ job }) => job === 'place-hold');
      return hold ? (hold.payload as unknown as PlaceHold) : false;
    });
  return { ...harness, anna, userId, avatar, shown, placed };
};
const labels = ({ buttons }: { readonly buttons: readonly (readonly { readonly text: string }[])[] }): string[] =>
  buttons.flat().map(({ text }) => text);

describe('an avatar without a model', () => {
  it('an avatar without a model is drawn from its first photo at once, one picture at the usual price, and leads to its training', async () => {
    const { anna, avatar, placed } = await setup();

    await anna.presses(avatarsTexts.ru.tryNow);
    const asked = await anna.sees(inTurn(saying(generateTexts.ru.instant), /Аватар: Анна/));
    expect(labels(asked)).toContain('🧬 Обучить');
    await anna.sends('на мосту под снегом');
    const offer = await anna.sees(/Аватар: Анна ⚡ по одному фото[^]*1 картинка 3:4 · 3 кредита/);
    expect(labels(offer)).not.toContain('×2');
    expect(labels(offer)).not.toContain('⚙️ Ещё'); // because there are no further choices
    await anna.presses(saying(generateTexts.ru.draw, { count: 1, price: 300n }));

    const { item, units, onHeld } = await placed();
    expect({ item, units }).toEqual({ item: 'picture', units: 1 });
    expect(onHeld.payload).toMatchObject({ input: { kind: 'avatar', avatarId: avatar.id }, pictureCount: 1 });
  });

  it('an avatar without a model is the one that the question for an idea is about, also before its first picture', async () => {
    const { anna } = await setup();

    await anna.sends('/generate');

    await anna.sees(inTurn(saying(generateTexts.ru.instant), /Аватар: Анна/));
  });

  it('an avatar without a model can be left out of a picture, and then chosen again', async () => {
    const { anna } = await setup();
    await anna.presses(avatarsTexts.ru.tryNow);
    await anna.sends('маяк на скале');
    await anna.sees(/«маяк на скале»[^]*Аватар: Анна/);

    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    await anna.presses(generateTexts.ru.withoutAvatar);
    await anna.sees(/«маяк на скале»[^]*Без аватара/);
    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    await anna.presses(saying(generateTexts.ru.avatarLine, { isMain: false, name: 'Анна', isInstant: true }));

    await anna.sees(/«маяк на скале»[^]*Аватар: Анна/);
  });

  it('an avatar without a model leads from the question for an idea to its photos', async () => {
    const { anna } = await setup();
    await anna.presses(avatarsTexts.ru.tryNow);

    await anna.presses(generateTexts.ru.trainIt);

    await anna.sees(/1 из 20/);
  });

  it('an avatar without a model can be exchanged for a trained one before the idea is typed', async () => {
    const { anna, postgres, onlyUserId } = await setup();
    await postgres.fixtures.avatar({ userId: await onlyUserId(), name: 'Белла', status: 'completed' });
    await anna.presses(avatarsTexts.ru.tryNow);
    await anna.sees(saying(generateTexts.ru.instant));

    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: true }));
    await anna.presses('Белла');

    const { text } = await anna.sees(/Аватар: Белла/);
    expect(text).not.toContain('по одному фото');
  });

  it('an avatar without a model is drawn from the photo while it is trained, and with its model afterwards', async () => {
    const { anna, avatar, postgres } = await setup({ status: 'training', photos: 10 });
    await anna.presses(avatarsTexts.ru.tryNow);
    await anna.sends('на мосту');
    await anna.sees(/⚡ по одному фото/);

    await postgres.admin.query(
      `UPDATE trainer.avatar SET status = 'completed', lora_key = 'files:a', lora_sha256 = 'a', finetune_id = 'f',
         training_completed_at = now(), is_main = true WHERE id = $1`,
      [avatar.id],
    );
    const after = await anna.sends('на мосту под дождём');

    const { text } = await anna.sees(/«на мосту под дождём»[^]*Аватар: Анна/, { after });
    expect(text).not.toContain('⚡ по одному фото');
  });

  it('an avatar without a model can be chosen beside a finished one, and an avatar without photos cannot', async () => {
    const { anna, avatar, postgres } = await setup();
    const { userId } = avatar;
    await postgres.fixtures.avatar({ userId, name: 'Вера', status: 'completed', isMain: true, photos: 0 });
    await postgres.fixtures.avatar({ userId, name: 'Пустая', status: 'draft', photos: 0 });
    await anna.sends('/generate');
    await anna.sees(/Аватар: Вера/);

    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: true }));
    const asked = await anna.sees(saying(generateTexts.ru.chooseAvatar));
    expect(labels(asked).slice(0, -3)).toEqual(['⭐ Вера', 'Анна ⚡ по фото']);
    await anna.presses(saying(generateTexts.ru.avatarLine, { isMain: false, name: 'Анна', isInstant: true }));

    await anna.sees(inTurn(saying(generateTexts.ru.instant), /Аватар: Анна/));
  });

  it.each([
    ['a style', { trainingType: 'style' as const }],
    ['one without photos', { photos: 0 }],
  ])('an avatar without a model is not offered for drawing when it is %s', async (_what, begun) => {
    expect(labels((await setup(begun)).shown)).not.toContain(avatarsTexts.ru.tryNow);
  });
});

describe('an avatar with several photos and no model', () => {
  const SEVERAL = { photos: 5, references: 4 };
  const offered = async (begun: Parameters<typeof setup>[0] = SEVERAL) => {
    const all = await setup(begun);
    await all.anna.presses(begun?.status === 'completed' ? avatarsTexts.ru.generate : avatarsTexts.ru.tryNow);
    await all.anna.sends('на мосту под снегом');
    return all;
  };

  it('an avatar with several photos is drawn from all fit photos together; its screen, the question for an idea, the offer and the order say so', async () => {
    const { anna, shown, placed } = await setup(SEVERAL);
    expect(shown.text).toContain('⚡ Уже рисую сразу по 4 фото');

    await anna.presses(avatarsTexts.ru.tryNow);
    await anna.sees(/Пока рисую сразу по вашим 4 фото[^]*Аватар: Анна/);
    await anna.sends('на мосту под снегом');
    const offer = await anna.sees(/Аватар: Анна ⚡ по 4 фото[^]*2 картинки 3:4 · 6 кредитов/);
    expect(labels(offer)).toEqual([
      '🎨 Нарисовать 2 · 6 кредитов',
      '🧬 Обучить',
      '👤 Кого рисуем',
      '⋯ Изменить',
      '‹ Другая идея',
      '🏠 Меню',
    ]);
    await anna.presses(/^⋯/);
    const choices = await anna.sees('✓📸 4 фото');
    expect(labels(choices)).toEqual(expect.arrayContaining(['📷 Одно фото', '×4']));
    expect(labels(choices)).not.toContain('⚙️ Ещё'); // an editing model has no qualities
    await anna.presses(saying(generateTexts.ru.draw, { count: 2, price: 600n }));

    const { onHeld } = await placed();
    expect(onHeld.payload).toMatchObject({ path: 'references', pictureCount: 2 });
  });

  it('an avatar with several photos is drawn from one photo, one picture at a time, when its person chooses one photo', async () => {
    const { anna, placed } = await offered();

    await anna.pressesBehind(saying(generateTexts.ru.pathLabel, { path: 'photo', references: 4, likeness: null }));
    const offer = await anna.sees(/Анна ⚡ по одному фото[^]*1 картинка/);
    expect(labels(offer)).toContain('✓📷 Одно фото');
    await anna.presses(saying(generateTexts.ru.draw, { count: 1, price: 300n }));

    expect((await placed()).onHeld.payload).toMatchObject({ path: 'photo', pictureCount: 1 });
  });

  it('an avatar that was offered from one photo is drawn from all photos in as many pictures as before', async () => {
    const { anna, placed } = await offered();
    const pathOf = (path: 'photo' | 'references') =>
      saying(generateTexts.ru.pathLabel, { path, references: 4, likeness: null });
    await anna.pressesBehind(pathOf('photo'));
    await anna.sees(/Анна ⚡ по одному фото[^]*1 картинка/);

    await anna.pressesBehind(pathOf('references'));
    await anna.presses(saying(generateTexts.ru.draw, { count: 2, price: 600n }));

    expect((await placed()).onHeld.payload).toMatchObject({ path: 'references', pictureCount: 2 });
  });

  it('an offer uses the path whose pictures are most like the person, says in tenths how similar they are, and has the other path behind «⋯»', async () => {
    const measured = { status: 'completed', likenessDistance: 0.45, referencesDistance: 0.34 } as const;
    const { anna, shown, placed } = await offered({ ...SEVERAL, ...measured });
    expect(shown.text).toContain('По 4 вашим фото выходит похоже на 9 из 10: больше, чем у обученной модели');

    const offer = await anna.sees(/Аватар: Анна ⚡ по 4 фото · похоже на 9 из 10/);
    expect(labels(offer)).not.toContain('🧬 Модель · 7/10');
    await anna.presses(/^⋯/);
    expect(labels(await anna.sees('✓📸 4 фото · 9/10'))).toContain('🧬 Модель · 7/10');
    await anna.pressesBehind(saying(generateTexts.ru.pathLabel, { path: 'model', references: 4, likeness: 7 }));
    await anna.sees(/Аватар: Анна · похоже на 7 из 10/);
    await anna.presses(saying(generateTexts.ru.draw, { count: 2, price: 600n }));

    expect((await placed()).onHeld.payload).toMatchObject({ path: 'model' });
  });

  it('an offer uses the next best path while the best one has no model left, and the order keeps that path', async () => {
    const measured = { status: 'completed', likenessDistance: 0.34, referencesDistance: 0.45 } as const;
    const { anna, placed } = await offered({ ...SEVERAL, ...measured, offSale: 'lora.flux-1' });

    await anna.sees(/Аватар: Анна ⚡ по 4 фото · похоже на 7 из 10/);
    await anna.presses(saying(generateTexts.ru.draw, { count: 2, price: 600n }));

    expect((await placed()).onHeld.payload).toMatchObject({ path: 'references' });
  });

  it.each([
    [
      'another way has proved to be more like the person',
      `UPDATE trainer.avatar SET references_distance = 0.6, photo_distance = 0.4`,
    ],
    ['photos were removed', `DELETE FROM trainer.avatar_photo WHERE reference_rank > 2`],
    [
      'photos are of another person after all',
      `UPDATE trainer.avatar_photo SET reference_rank = NULL WHERE reference_rank > 2`,
    ],
  ])(
    'an offer that was made before %s is made again when it is tapped, and nothing is ordered',
    async (_what, change) => {
      const { anna, postgres } = await offered();
      await anna.sees(/Анна ⚡ по 4 фото/);

      await postgres.admin.query(change);
      await anna.presses(saying(generateTexts.ru.draw, { count: 2, price: 600n }));

      await anna.sees(/Анна ⚡ по одному фото[^]*1 картинка 3:4 · 3 кредита/);
      expect((await postgres.outboxOf('bot')).map(({ job }) => job)).not.toContain('place-hold');
    },
  );

  it('an offer in English says how similar its pictures will be to the person', async () => {
    const { anna, postgres, userId } = await setup({ ...SEVERAL, referencesDistance: 0.34 });
    await postgres.admin.query(`UPDATE bot.person SET language = 'en' WHERE user_id = $1`, [userId]);

    const after = await anna.sends('/avatars');
    await anna.presses(/Анна/, { after });
    await anna.presses(avatarsTexts.en.tryNow, { after });
    await anna.sees(/For now I draw from 4 of your photos together/, { after });
    await anna.sends('on a bridge in the snow');

    await anna.sees(/Avatar: Анна ⚡ from 4 photos · 9 of 10 alike/, { after });
  });
});

describe('whose face it is', () => {
  const asksToDraw = async (ages: Partial<Avatar> = {}) => {
    const all = await setup({ faceOwner: null, ...ages });
    await all.anna.presses(avatarsTexts.ru.tryNow);
    await all.anna.sends('на мосту под снегом');
    await all.anna.presses(saying(generateTexts.ru.draw, { count: 1, price: 300n }));
    const jobs = async () => (await all.postgres.outboxOf('bot')).map(({ job }) => job);
    return { ...all, jobs };
  };

  it('the question “Whose face is it?” comes before the first picture; its answer orders the picture and is kept', async () => {
    const { anna, avatar, userId, placed, postgres } = await asksToDraw();
    const asked = await anna.sees(/Чьё лицо у аватара «Анна»/);
    expect(asked.text).not.toContain('выглядит молодо');

    await anna.presses(faceOwnerTexts.ru.agreed);

    const { onHeld } = await placed();
    expect(onHeld.payload).toMatchObject({ input: { kind: 'avatar', avatarId: avatar.id } });
    const [said] = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'say-face-owner');
    expect(said?.payload).toEqual({ avatarId: avatar.id, userId, faceOwner: 'agreed', version: FACE_WORD_VERSION });
  });

  it('the question “Whose face is it?” is not asked below a price that the pressed button does not carry: its answer would order at a price that nobody has seen', async () => {
    const { anna, postgres } = await setup({ faceOwner: null });
    await anna.presses(avatarsTexts.ru.tryNow);
    await anna.sends('на мосту под снегом');
    const offer = await anna.sees(saying(generateTexts.ru.draw, { count: 1, price: 300n }));
    // The offer was made again at another price, as by the first half of a double tap.
    await postgres.admin.query(`UPDATE bot.conversation SET draft = jsonb_set(draft, '{quote,total}', '"500"')`);

    await anna.pressesIn(offer, saying(generateTexts.ru.draw));

    await anna.seesMessage(({ presses }) => presses.at(-1)?.answer?.text === plainText(offerTexts.ru.renewed));
    expect(await postgres.admin.query('SELECT step FROM bot.conversation')).toEqual([{ step: 'offer' }]);
    await anna.presses(saying(generateTexts.ru.draw));
    await anna.sees(/Чьё лицо у аватара «Анна»/);
  });

  it('the question “Whose face is it?” is also about the age when the face looks young', async () => {
    const { anna } = await asksToDraw({ faceAge: 18, mainFaceAge: 18 });

    await anna.sees(/выглядит молодо[^]*есть 18/);
  });

  it('when the person answers that the face is a child’s, nothing is ordered, and the answer is not kept', async () => {
    const { anna, jobs } = await asksToDraw();

    await anna.presses(faceOwnerTexts.ru.child);

    await anna.sees(/Детей я не рисую[^]*\/avatars/);
    expect(await jobs()).not.toContain('place-hold');
    expect(await jobs()).not.toContain('say-face-owner');
  });
});
