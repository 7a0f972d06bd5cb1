import { avatarsTexts, faceOwnerTexts, generateTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { Avatar } from '@aisha/database/trainer';
import { FACE_WORD_VERSION } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';

/** A person with credits and one avatar that has no model yet, on the avatar's screen. */
const setup = async (begun: Partial<Avatar> & { readonly photos?: number } = {}) => {
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
  it('an avatar without a model is drawn from its first photo at once, one picture at the price of any, and leads to its training', async () => {
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

  it('an avatar without a model goes on to its photos from the offer', async () => {
    const { anna } = await setup();
    await anna.presses(avatarsTexts.ru.tryNow);

    await anna.presses(generateTexts.ru.trainIt);

    await anna.sees(/1 из 20/);
  });

  it('an avatar without a model leads to an avatar that has one', async () => {
    const { anna, postgres, onlyUserId } = await setup();
    await postgres.fixtures.avatar({ userId: await onlyUserId(), name: 'Белла', status: 'completed' });
    await anna.presses(avatarsTexts.ru.tryNow);
    await anna.sees(saying(generateTexts.ru.instant));

    await anna.presses(saying(generateTexts.ru.otherAvatar, { areSeveral: true }));
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

  it('an avatar without a model is among those to choose from beside a finished one, and one without photos is not', async () => {
    const { anna, avatar, postgres } = await setup();
    const { userId } = avatar;
    await postgres.fixtures.avatar({ userId, name: 'Вера', status: 'completed', isMain: true, photos: 0 });
    await postgres.fixtures.avatar({ userId, name: 'Пустая', status: 'draft', photos: 0 });
    await anna.sends('/generate');
    await anna.sees(/Аватар: Вера/);

    await anna.presses(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    const asked = await anna.sees(saying(generateTexts.ru.chooseAvatar));
    expect(labels(asked).slice(0, -3)).toEqual(['⭐ Вера', 'Анна ⚡ по одному фото']);
    await anna.presses(saying(generateTexts.ru.avatarLine, { isMain: false, name: 'Анна', isInstant: true }));

    await anna.sees(inTurn(saying(generateTexts.ru.instant), /Аватар: Анна/));
  });

  it.each([
    ['a style', { trainingType: 'style' as const }],
    ['one without photos', { photos: 0 }],
  ])('an avatar without a model is not offered to be drawn as %s', async (_what, begun) => {
    expect(labels((await setup(begun)).shown)).not.toContain('⚡ Попробовать сразу');
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

  it('the question whose face it is comes once, before the first picture: the answer draws it, and is kept', async () => {
    const { anna, avatar, userId, placed, postgres } = await asksToDraw();
    const asked = await anna.sees(/Чьё лицо у аватара «Анна»/);
    expect(asked.text).not.toContain('выглядит молодо');

    await anna.presses(faceOwnerTexts.ru.agreed);

    const { onHeld } = await placed();
    expect(onHeld.payload).toMatchObject({ input: { kind: 'avatar', avatarId: avatar.id } });
    const [said] = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'say-face-owner');
    expect(said?.payload).toEqual({ avatarId: avatar.id, userId, faceOwner: 'agreed', version: FACE_WORD_VERSION });
  });

  it('the question whose face it is asks about the age, too, where the face looks young', async () => {
    const { anna } = await asksToDraw({ faceAge: 18, mainFaceAge: 18 });

    await anna.sees(/выглядит молодо[^]*есть 18/);
  });

  it('a child’s face gets no such question: nothing is ordered, and no answer is kept', async () => {
    const { anna, jobs } = await asksToDraw();

    await anna.presses(faceOwnerTexts.ru.child);

    await anna.sees(/Детей я не рисую[^]*\/avatars/);
    expect(await jobs()).not.toContain('place-hold');
    expect(await jobs()).not.toContain('say-face-owner');
  });
});
