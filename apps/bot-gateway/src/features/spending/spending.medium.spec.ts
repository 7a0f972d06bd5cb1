import { balanceTexts, spendingTexts, timeZoneTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation';
import { RemindOfBalanceHandler } from './remind-of-balance.handler';

const setup = async (language: 'ru' | 'en' = 'ru') => {
  const harness = await botHarness();
  const bot = await harness.replica();
  const { postgres } = harness;
  const anna = await harness.joins('Анна', language);
  const t = spendingTexts[language];
  await anna.sends('/spending');
  await anna.sees(saying(t.noLimit));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 50 });
  return {
    postgres,
    anna,
    t,
    userId,
    sent: async () =>
      (await postgres.outboxOf('bot')).filter(({ job }) => job === 'set-spending').map(({ payload }) => payload),
    has: (limit: number, remindBelow: number | null = null) =>
      postgres.admin.query(
        `INSERT INTO billing.spending_setting (user_id, time_zone, limit_a_day, remind_below) VALUES ($1, 'Europe/Moscow', $2, $3)`,
        [userId, limit * 100, remindBelow && remindBelow * 100],
      ),
    spent: (credits: number) => postgres.fixtures.hold({ userId, credits }),
    reminds: () =>
      new RemindOfBalanceHandler(bot.deliveries, new Readers(postgres.database)).handle(
        { userId, available: '4200', threshold: '5000' },
        jobContext(postgres),
      ),
  };
};

describe("a person's own limit and reminder", () => {
  it.each(['ru', 'en'] as const)(
    "a person's own limit and reminder are typed as whole credits (%s)",
    async (language) => {
      const { anna, t, sent, userId } = await setup(language);

      await anna.presses(t.setLimit);
      await anna.sends('сто');
      await anna.sees(saying(t.notUnderstood));
      await anna.sends('1 00');
      await anna.sees(saying(t.limitSet));
      await anna.sends('/spending');
      await anna.presses(t.setReminder);
      await anna.sends('20');
      await anna.sees(saying(t.reminderSet));

      await eventually(async () =>
        expect(await sent()).toMatchObject([
          { userId, setsLimit: true, limit: '10000', remindBelow: null },
          { userId, setsReminder: true, remindBelow: '2000', limit: null },
        ]),
      );
    },
  );

  it('a person’s own limit and reminder are shown with what was spent today, and the limit can be removed', async () => {
    const { anna, t, has, spent, sent } = await setup();
    await has(30, 10);
    await spent(12);

    await anna.sends('/spending');
    const screen = await anna.sees(/Лимит на день: 30 кредитов, сегодня потрачено 12 кредитов/);
    expect(screen.text).toContain('меньше 10 кредитов');
    expect(screen.buttons.flat().length).toBeLessThanOrEqual(6);
    await anna.presses(t.dropLimit);

    await anna.sees(saying(t.dropped));
    await eventually(async () => expect(await sent()).toMatchObject([{ setsLimit: true, limit: null }]));
  });

  it('the day from which another limit holds is told in the time zone by whose days the limit counts', async () => {
    const { anna, has, postgres, userId } = await setup();
    await has(10);
    await postgres.admin.query(
      `UPDATE billing.spending_setting SET time_zone = 'Asia/Kamchatka', next_limit = 2000, next_from = '2100-01-01T00:00+12'
       WHERE user_id = $1`,
      [userId],
    );

    await anna.sends('/spending');

    await anna.sees(/С 1 января 2100 лимит станет 20 кредитов/);
  });

  it('billing is told when a person chooses another time zone, because the person’s own limit counts by the days of that zone', async () => {
    const { anna, has, sent } = await setup();
    await has(30);

    await anna.sends('/history');
    await anna.presses(saying(balanceTexts.ru.zoneButton));
    await anna.presses(new RegExp(timeZoneTexts.ru.vladivostok));

    await eventually(async () => expect(await sent()).toMatchObject([{ timeZone: 'Asia/Vladivostok', limit: null }]));
  });

  it('the reminder says how much is left, with a button to the packs', async () => {
    const { anna, t, reminds } = await setup();

    await reminds();

    const reminder = await anna.sees(saying(t.remind, { available: 4_200n, threshold: 5_000n }));
    expect(reminder.buttons.flat().map(({ text }) => text)).toContain(t.topUp);
  });
});
