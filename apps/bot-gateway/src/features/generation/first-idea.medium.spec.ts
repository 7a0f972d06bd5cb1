import { consentTexts, conversationTexts, generateTexts, menuTexts, newAvatarTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import sharp from 'sharp';
import { fileBudgetsIn } from '../../../spec/file-places';
import { botHarness } from '../../../spec/bot-harness';
import { showsVerdicts } from '../../../spec/photo-verdicts';
import { Readers } from '../../engine/conversation/readers';
import { isOfThemselves } from './typed-idea';

const labels = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

const selfie = (): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 120, channels: 3, background: 'tan' } })
    .jpeg()
    .toBuffer();

/** A new person, and a trainer that accepts every photo that it gets. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 250 });
  const show = showsVerdicts(bot, new Readers(postgres.database), fileBudgetsIn(postgres.database));
  return {
    ...harness,
    anna,
    /** Plays the trainer, which has accepted the first photo. */
    isAccepted: async () => {
      const { avatarId, photoId } = await eventually(async () => {
        const fetch = (await postgres.outboxOf('bot')).find(({ job }) => job === 'fetch-file');
        return fetch ? ((fetch.payload['onStored'] as { payload: CheckPhoto }).payload as CheckPhoto) : false;
      });
      await postgres.fixtures.avatar({
        id: avatarId,
        userId,
        name: 'Анна',
        status: 'photos_uploading',
        subject: null,
        photos: 1,
      });
      const verdict = { userId, avatarId, photoId, accepted: true, findings: [], acceptedCount: 1, isRevised: false };
      await show.handle(verdict, jobContext(postgres));
    },
    placed: (): Promise<PlaceHold> =>
      eventually(async () => {
        const hold = (await postgres.outboxOf('bot')).find(({ job }) => job === 'place-hold');
        return hold ? (hold.payload as unknown as PlaceHold) : false;
      }),
  };
};

describe('the first idea of a person without an avatar', () => {
  it('the first idea of a person without an avatar is kept while the person agrees and sends a selfie, and is drawn with the selfie', async () => {
    const { anna, isAccepted, placed } = await setup();

    await anna.sends('я в Париже');
    const asked = await anna.sees(/«я в Париже»[^]*Пришлите одно селфи[^]*3 кредита/);
    expect(labels(asked)).toEqual(['🖼️ Без меня · 5 кредитов', '🏠 Меню']);
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agree);
    await isAccepted();
    await anna.presses(saying(newAvatarTexts.ru.drawIdea, { idea: 'я в Париже' }));
    await anna.sees(/«я в Париже»[^]*Аватар: Анна ⚡ по одному фото[^]*1 картинка 3:4 · 3 кредита/);
    await anna.presses(saying(generateTexts.ru.draw, { count: 1, price: 300n }));

    const { onHeld } = await placed();
    expect(onHeld.payload).toMatchObject({ prompt: 'я в Париже', input: { kind: 'avatar' }, pictureCount: 1 });
    expect(await anna.transcript()).not.toContain('Не поняла');
  });

  it('one tap turns a first idea into an offer without an avatar, and the next idea is then drawn without asking for a photo', async () => {
    const { anna, placed } = await setup();
    await anna.sends('на обложке журнала');
    await anna.sees(/Пришлите одно селфи/);

    await anna.presses(saying(newAvatarTexts.ru.withoutMe));
    await anna.sees(/«на обложке журнала»[^]*Без аватара/);
    const after = await anna.sends('я на Луне');
    await anna.sees(/«я на Луне»[^]*Без аватара/, { after });
    await anna.presses(saying(generateTexts.ru.draw, { count: 2 }), { after });
    await anna.presses(consentTexts.ru.agree);

    expect((await placed()).onHeld.payload).toMatchObject({ prompt: 'я на Луне', input: { kind: 'idea' } });
  });

  it('the next idea replaces a first idea, and the menu offers to continue with the words of the new idea', async () => {
    const { anna } = await setup();
    await anna.sends('я в Париже');
    await anna.sees(/«я в Париже»/);
    await anna.sends('нет, лучше на Луне');
    await anna.sees(/«нет, лучше на Луне»/);

    await anna.sends('/menu');
    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'нет, лучше на Луне' }));

    await anna.sees(/«нет, лучше на Луне»[^]*Пришлите одно селфи/);
  });

  it('a first idea uses a selfie that comes after the person went back to the menu', async () => {
    const { anna, isAccepted } = await setup();
    await anna.sends('я в Париже');
    await anna.sees(/Пришлите одно селфи/);
    await anna.sends('/menu');

    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agree);
    await isAccepted();
    await anna.presses(saying(newAvatarTexts.ru.drawIdea, { idea: 'я в Париже' }));

    await anna.sees(/«я в Париже»[^]*по одному фото/);
    const after = await anna.sends('/menu');
    const menu = await anna.sees(saying(menuTexts.ru.menu), { after });
    // The menu offers the draft of the idea and that of the avatar, but no third draft of an idea without a photo.
    expect(labels(menu)).toEqual(expect.arrayContaining(['🔄 Продолжить: я в Париже', '🗂️ Ещё черновики: 1']));
  });

  it.each(['/generate', 'a lighthouse on a cliff'])(
    'a first idea about the person asks for a selfie even after «%s» has begun a picture without an avatar',
    async (first) => {
      const { anna } = await setup();
      await anna.sends(first);
      await anna.sees(/Картинка без аватара|lighthouse/);

      await anna.sends('я в куртке на мосту');

      await anna.sees(/«я в куртке на мосту»[^]*Пришлите одно селфи/);
    },
  );

  it('an idea that is typed at the menu is offered with the person’s avatar that has one photo', async () => {
    const { anna, postgres, onlyUserId } = await setup();
    const userId = await onlyUserId();
    await postgres.fixtures.avatar({ userId, name: 'Анна', status: 'photos_uploading', photos: 1 });

    await anna.sends('на Луне');

    await anna.sees(/«на Луне»[^]*Аватар: Анна ⚡ по одному фото/);
  });
});

describe('an idea about the person who writes it', () => {
  it.each(['я в Париже', 'Мы с мамой', 'на Луне', 'как Шерлок Холмс', 'me in Paris', 'On the Moon', 'my dog and me'])(
    '«%s» is an idea about the writer',
    (idea) => expect(isOfThemselves(idea)).toBe(true),
  );
  it.each(['маяк на скале', 'кот в скафандре', 'a lighthouse in a storm', 'космонавт', '🌊'])(
    '«%s» is no idea about the writer',
    (idea) => expect(isOfThemselves(idea)).toBe(false),
  );
});
