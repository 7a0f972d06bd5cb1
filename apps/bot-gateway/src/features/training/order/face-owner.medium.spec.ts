import { avatarsTexts, faceOwnerTexts, newAvatarTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { Avatar } from '@aisha/database/trainer';
import { FACE_WORD_VERSION, MIN_PHOTOS } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../../spec/bot-harness';

/** A person who sees the price of training an avatar that has all its photos. */
const setup = async (begun: Partial<Avatar> = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const ready = { userId, name: 'Анна', status: 'ready_for_training', faceOwner: null } as const;
  const avatar = await postgres.fixtures.avatar({ ...ready, photos: MIN_PHOTOS, ...begun });
  await anna.sends('/avatars');
  await anna.presses(/Анна/);
  await anna.presses(avatarsTexts.ru.resume);
  await anna.presses(newAvatarTexts.ru.done);
  await anna.presses(saying(newAvatarTexts.ru.preset, { preset: 'fast' }));
  const sent = async () => (await postgres.outboxOf('bot')).filter(({ job }) => /place-hold|say-face/.test(job));
  return { ...harness, anna, avatar, userId, sent };
};

describe('the price of a training', () => {
  it.each([
    [faceOwnerTexts.ru.train({ start: newAvatarTexts.ru.start }), 'own'],
    [faceOwnerTexts.ru.trainAgreed, 'agreed'],
  ])(
    'the screen with the price of a training asks whose face it is, and the button that pays is the answer: %s',
    async (label, faceOwner) => {
      const { anna, avatar, userId, sent } = await setup();
      const offer = await anna.sees('🚀 Обучить');
      expect(offer.text).toMatch(/Цена:.*\nОстанется:.*\n\nДругой взрослый должен знать[^]*\n\nЕсли не получится/);
      expect(offer.text).not.toContain('выглядит молодо');
      expect(offer.buttons.flat().length).toBeLessThanOrEqual(6);

      await anna.presses(label);

      await eventually(async () =>
        expect((await sent()).map(({ job }) => job)).toEqual(['say-face-owner', 'place-hold']),
      );
      const [said] = await sent();
      expect(said?.payload).toEqual({ avatarId: avatar.id, userId, faceOwner, version: FACE_WORD_VERSION });
    },
  );

  it('the price of a training says, when the face looks young, that the answer is also about the age', async () => {
    const { anna } = await setup({ faceAge: 19 });

    await anna.sees(/выглядит молодо[^]*есть 18/);
  });

  it('the price of a training asks nothing of a person who has answered already, nor about a style', async () => {
    const { anna, sent } = await setup({ faceOwner: 'own' });
    const { buttons } = await anna.sees('🚀 Обучить');
    expect(buttons.flat().map(({ text }) => text)).toContain('🚀 Обучить');
    await anna.presses(newAvatarTexts.ru.start);
    await eventually(async () => expect((await sent()).map(({ job }) => job)).toEqual(['place-hold']));

    const style = await setup({ trainingType: 'style', subject: 'other' });
    const offer = await style.anna.sees('🚀 Обучить');
    expect(offer.buttons.flat().map(({ text }) => text)).toContain('🚀 Обучить');
  });

  it('a person who says that the face is a child’s is refused, and nothing is ordered', async () => {
    const { anna, sent } = await setup();

    await anna.presses(faceOwnerTexts.ru.child);

    await anna.sees(/Детей я не рисую[^]*\/avatars/);
    expect(await sent()).toEqual([]);
  });

  it('a person whose avatar’s face looks like a child’s sees the reason instead of the price of a training, and no button that pays', async () => {
    const { anna } = await setup({ faceAge: 12 });

    const { buttons } = await anna.sees(/младше 16 лет[^]*\/support/);

    expect(buttons.flat().map(({ text }) => text)).toEqual(['‹ Назад', '🏠 Меню']);
  });
});
