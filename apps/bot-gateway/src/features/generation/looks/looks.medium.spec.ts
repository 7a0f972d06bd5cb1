import { generateTexts, lookGroupTexts, looksTexts, lookTexts, menuTexts } from '@aisha/words';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { LOOK_GROUPS, LOOKS, type TrainingType } from '@aisha/domain';
import type { StartGeneration } from '@aisha/kinds/messages';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../../spec/bot-harness';

/** A person with a finished avatar and credits, at the menu. */
const setup = async (trainingType: TrainingType = 'portrait') => {
  const harness = await botHarness();
  const { postgres } = harness;
  await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const avatar = { userId, name: 'Аня', trainingType, status: 'completed', isMain: true, photos: 0 } as const;
  await postgres.fixtures.avatar(avatar);
  const buttonsOf = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
    message.buttons.flat().map(({ text }) => text);
  return {
    ...harness,
    anna,
    userId,
    buttonsOf,
    atLooks: async () => {
      await anna.sends('/generate');
      await anna.presses(looksTexts.ru.looks);
      return anna.sees(/Образы/);
    },
    placed: () =>
      eventually(async () => {
        const [hold] = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
        return (hold?.payload as { onHeld: { payload: StartGeneration } } | undefined)?.onHeld.payload ?? false;
      }),
  };
};

describe('the catalogue of looks', () => {
  it('the catalogue of looks leads from the menu through a theme and a look to the usual offer and the order, in the look’s ratio', async () => {
    const { anna, placed } = await setup();
    await anna.sends('/start');
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'create' }));

    await anna.presses(generateTexts.ru.entryLooks);
    await anna.sees(/Кем побудем/);
    await anna.presses(lookGroupTexts.ru.cinema);
    await anna.sees(/Кино · Аня/);
    await anna.presses(`· ${lookTexts.ru.western}`);
    await anna.sees(/Образ «Вестерн»[^]*16:9/);
    await anna.presses(saying(generateTexts.ru.draw));

    expect(await placed()).toMatchObject({ prompt: 'Вестерн', look: 'western', aspectRatio: '16:9' });
  });

  it('a look is drawn in its own ratio; an idea typed instead of it, or after it, is drawn in the person’s ratio', async () => {
    const { anna, placed } = await setup();
    const atIdea = async () => {
      const after = await anna.sends('/generate');
      await anna.sees(/Опишите идею/, { after });
    };
    const atWestern = async () => {
      await atIdea();
      await anna.presses(looksTexts.ru.looks);
      await anna.presses(lookGroupTexts.ru.cinema);
      await anna.presses(`· ${lookTexts.ru.western}`);
      await anna.sees(/Образ «Вестерн»[^]*16:9/);
    };
    await atWestern();
    await anna.presses(saying(generateTexts.ru.draw));
    expect(await placed()).toMatchObject({ look: 'western', aspectRatio: '16:9' });

    await atIdea();
    await anna.sends('кошка на крыше');
    await anna.sees(/«кошка на крыше»[^]*картинки 3:4/);
    await atWestern();
    await anna.sends('я на мосту');
    await anna.sees(/«я на мосту»[^]*картинки 3:4/);
  });

  it('the catalogue of looks shows a picture on each of its screens, and leads back by buttons', async () => {
    const { anna, atLooks } = await setup();
    expect(await atLooks()).toMatchObject({ photo: expect.anything() });
    await anna.presses(lookGroupTexts.ru.festive);
    expect(await anna.sees(/Праздник · Аня/)).toMatchObject({ photo: expect.anything() });
    await anna.presses(`· ${lookTexts.ru.halloween}`);
    expect(await anna.sees(/Образ «Хэллоуин»/)).toMatchObject({ photo: expect.anything() });

    await anna.presses(looksTexts.ru.otherLook);
    await anna.sees(/Праздник · Аня/);
    await anna.presses(looksTexts.ru.otherGroups);
    await anna.sees(/Кем побудем/);
    await anna.presses(generateTexts.ru.back);
    await anna.sees(/Опишите идею/);
  });

  it('the catalogue of looks offers for a style only the looks that need no face', async () => {
    const { anna, atLooks, buttonsOf } = await setup('style');

    expect(buttonsOf(await atLooks()).slice(0, -2)).toEqual(['✈️ Путешествия', '🐉 Фэнтези', '🎉 Праздник']);

    await anna.presses(lookGroupTexts.ru.fantasy);
    const group = buttonsOf(await anna.sees(/Фэнтези · Аня/));
    expect(group).not.toContainEqual(expect.stringContaining('Трон'));
    expect(group).toContainEqual(expect.stringContaining('Дракон'));
  });

  it('a text typed in the catalogue of looks is the person’s own idea, not a look', async () => {
    const { anna, atLooks, placed } = await setup();
    await atLooks();
    await anna.presses(lookGroupTexts.ru.business);
    await anna.presses(`· ${lookTexts.ru.speaker}`);
    await anna.sees(/Образ «Спикер»/);

    await anna.sends('на крыше с котом');
    await anna.sees(/«на крыше с котом»/);
    await anna.presses(saying(generateTexts.ru.draw));

    expect(await placed()).toMatchObject({ prompt: 'на крыше с котом', look: null });
  });
});

describe('a look from which the avatar is removed', () => {
  it('when the person removes the avatar from the offer of a look, the look is dropped, too, and the person is asked for an idea', async () => {
    const { anna, atLooks } = await setup();
    await atLooks();
    await anna.presses(lookGroupTexts.ru.cinema);
    await anna.presses(`· ${lookTexts.ru.western}`);
    await anna.sees(/Образ «Вестерн»/);

    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    await anna.presses(generateTexts.ru.withoutAvatar);

    await anna.sees(/Картинка без аватара[^]*Или выберите готовый образ/);
  });
});

describe('the pictures that come with the bot', () => {
  const folder = path.join(__dirname, '../../../pictures');
  const read = (name: string) => readFile(path.join(folder, `${name}.jpg`));

  it.each(LOOKS.map((look) => [look.id, look] as const))(
    'the pictures that come with the bot hold a small preview of %s in its ratio',
    async (id, look) => {
      const bytes = await read(`look-${id}`);
      const { width, height } = await sharp(bytes).metadata();
      const [across = 0, down = 1] = look.aspectRatio.split(':').map(Number);

      expect(bytes.length).toBeLessThanOrEqual(25_000);
      expect(width / height).toBeCloseTo(across / down, 2);
    },
  );

  it('the pictures that come with the bot hold a sheet of each group of looks and one of all looks, of 60 kB at most', async () => {
    for (const name of ['looks', ...LOOK_GROUPS.map((group) => `looks-${group}`)]) {
      expect((await read(name)).length).toBeLessThanOrEqual(60_000);
    }
  });
});
