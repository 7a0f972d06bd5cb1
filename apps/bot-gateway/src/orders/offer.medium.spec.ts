import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { UserId } from '@aisha/domain';
import { botHarness } from '../../spec/bot-harness';

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/** A person with credits and an avatar, one step before the price of pictures. */
const setup = async (language = 'ru') => {
  const harness = await botHarness();
  const { fixtures, admin } = harness.postgres;
  await harness.replica();
  const anna = await harness.joins('Anna', language);
  await anna.sends('/start');
  await anna.sees(/Чем займёмся|What shall we do/);
  const [{ userId }] = (await admin.query('SELECT user_id AS "userId" FROM bot.person')) as [{ userId: UserId }];
  await fixtures.account({ userId, credits: 300 });
  await fixtures.consent({ userId });
  const avatar = await fixtures.avatar({ userId, isMain: true });
  const input = { kind: 'avatar', avatarId: avatar.id } as const;
  return {
    anna,
    /** Orders of other people that have not ended; one that has took twenty minutes. The account runs two at once. */
    isBusyWith: async (open: number) => {
      const done = { state: 'succeeded', startedAt: ago(20), finishedAt: ago(0) } as const;
      await fixtures.generation({ input, ...done });
      for (let made = 0; made < open; made += 1) await fixtures.generation({ input });
    },
    /** Orders the person stopped after they had been sent, so many days ago. */
    hasCancelled: async (times: number, daysAgo = 1) => {
      const finishedAt = ago(daysAgo * 24 * 60);
      for (let made = 0; made < times; made += 1) {
        await fixtures.generation({ input, userId, state: 'cancelled', submitStartedAt: finishedAt, finishedAt });
      }
    },
    price: async () => {
      await anna.sends('/generate');
      await anna.sees(/Опишите идею|Describe your idea/);
      await anna.sends('sunset');
      await anna.presses('3:4');
      await anna.presses(/^1 · /);
      return anna.sees(/Цена|Price/);
    },
  };
};

describe('the price of an order that would have to wait for longer than its kind should', () => {
  it.each([
    ['ru', /начну примерно через 20 мин\. До начала заказ можно свободно отменить/, /Рисуй/],
    ['en', /I would begin in about 20 min\. Until then you may cancel freely/, /Draw/],
  ])('says how long, and that it may be left, before it is paid (%s)', async (language, words, draw) => {
    const { anna, isBusyWith, price } = await setup(language);
    await isBusyWith(2);

    const { text } = await price();

    expect(text).toMatch(words);
    await anna.presses(draw);
    await anna.sees(/Заказ принят|Order taken/);
  });

  it('says nothing of a wait while there is room', async () => {
    const { isBusyWith, price } = await setup();
    await isBusyWith(1);

    expect((await price()).text).not.toContain('⏳');
  });
});

describe('the price for a person who has used up the late cancels of a month', () => {
  it.each([
    ['ru', /уже не отменить: поздние отмены за последние 30 дней исчерпаны/],
    ['en', /cannot be cancelled: you have used up your late cancels/],
  ])('says that the order cannot be stopped once work begins, and why (%s)', async (language, words) => {
    const { hasCancelled, price } = await setup(language);
    await hasCancelled(3);

    expect((await price()).text).toMatch(words);
  });

  it('says nothing of it before the last of them, nor of those longer ago', async () => {
    const { hasCancelled, price } = await setup();
    await hasCancelled(2);
    await hasCancelled(5, 31);

    expect((await price()).text).not.toContain('❗');
  });

  it('says nothing of it for work that costs us nothing when it is stopped', async () => {
    const { anna, hasCancelled } = await setup();
    await hasCancelled(3);

    await anna.sendsVoice(await recordedTone(2), 2);

    expect((await anna.sees(/Запись 0:02/)).text).not.toContain('❗');
  });
});
