import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { OperatorActReader, OperatorActs } from '@aisha/database';
import { PersonSearchReader } from '@aisha/database/people';
import type { UserId } from '@aisha/domain';
import { newId, SystemClock } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { conversationTexts, menuTexts, myDataTexts, plainText, returnsTexts, supportTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation';
import { PersonStore } from '../../engine/people/person.store';
import { Outbox } from '@aisha/messaging';
import { BanPersonHandler, UnbanPersonHandler } from './ban.handlers';
import { BillingAccounts } from '../purchases/billing-accounts';

const BANNED = /Доступ к боту закрыт/;

const setup = async (language = 'ru') => {
  const harness = await botHarness();
  const { postgres } = harness;
  const { deliveries } = await harness.replica();
  const acts = new OperatorActs('bot');
  const people = new PersonStore(new BillingAccounts(new Outbox('bot')));
  const operators = { ADMIN_TELEGRAM_IDS: '' };
  const readers = new Readers(postgres.database, operators);
  const banning = new BanPersonHandler(acts, people, deliveries, readers, new SystemClock());
  const unbanning = new UnbanPersonHandler(acts, people, deliveries);
  const by = () => ({ actId: newId<string>(), operator: 'command:nina', reason: 'sends threats' });
  const { anna, userId } = await harness.annaWithCredits(20);
  await postgres.admin.query('UPDATE bot.person SET language = $1', [language]);
  const ban = (changes: { actId?: string; userId?: UserId; until?: string | null } = {}) =>
    banning.handle({ ...by(), userId, until: null, ...changes }, jobContext(postgres));
  const unban = (of = userId) => unbanning.handle({ ...by(), userId: of }, jobContext(postgres));
  const outcomes = async () => {
    const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    return (await reader.page({}, { limit: 10 })).acts.map(({ outcome }) => outcome);
  };
  const sent = async () => (await postgres.outboxOf('bot')).map(({ job }) => job);
  return { ...harness, anna, userId, by, ban, unban, outcomes, sent, operators };
};

describe('a banned person', () => {
  it('a banned person reads about the ban once whatever they send, and can still write to support; no other app gets a message', async () => {
    const { anna, ban, sent } = await setup();
    const before = await sent();
    await ban();
    await anna.sees(BANNED);

    await anna.sends('кошка на крыше');
    await anna.sends('/generate');
    await anna.sendsPhotos([
      await sharp({ create: { width: 90, height: 120, channels: 3, background: '#5a5a5a' } })
        .jpeg()
        .toBuffer(),
    ]);
    await anna.sends('/start');
    await anna.sends('/support');
    const { text } = await anna.sees(/Напишите прямо сюда/);
    expect(text).not.toMatch(/\/(history|report)/); // both are closed to her
    await anna.sends('за что?');
    await anna.sees(/Передала/);

    const told = (await anna.chat()).filter(({ text }) => BANNED.test(text ?? ''));
    expect(told).toHaveLength(2); // the message about the ban, and one answer to all of these inputs
    expect(await sent()).toEqual(before);
  });

  it('a banned person still reaches refunds and their own data, but the menu behind them only says that the person is banned', async () => {
    const { anna, ban } = await setup();
    await ban();

    await anna.sends('/paysupport');
    await anna.sees(saying(supportTexts.ru.paySupport));
    await anna.sends('/privacy');
    await anna.sees(saying(supportTexts.ru.privacy));
    await anna.presses(supportTexts.ru.withdraw);
    await anna.sees(saying(supportTexts.ru.askWithdraw));
    const pressed = await anna.presses(supportTexts.ru.menu);
    await anna.sees(BANNED, { after: pressed });
  });

  it.each(['ru', 'en', 'de'] as const)(
    'a banned person reads nothing of the closed balance beside refunds, and each press is answered (%s)',
    async (language) => {
      const { anna, ban } = await setup(language);
      await ban();
      await anna.sends('/paysupport');
      const shown = await anna.sees(saying(supportTexts[language].paySupport));
      expect(shown.text).not.toContain('/balance');

      for (const presses of [1, 2]) {
        await anna.pressesIn(shown, supportTexts[language].menu);
        await eventually(async () => {
          const pressed = (await anna.chat()).find(({ message_id: id }) => id === shown.message_id)?.presses ?? [];
          expect(pressed.map(({ answer }) => answer?.text)).toEqual(
            Array.from({ length: presses }, () => plainText(conversationTexts[language].bannedPress)),
          );
        });
      }
      await anna.pressesIn(shown, supportTexts[language].returnStars);
      const returns = await anna.sees(saying(returnsTexts[language].rule));
      expect(returns.buttons.flat().map(({ text }) => text)).toEqual([returnsTexts[language].menu]);
    },
  );

  it('a banned person may begin the export of their data, and stop it', async () => {
    const { anna, ban } = await setup();
    await ban();
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.exportData);
    await anna.presses(myDataTexts.ru.exportNow);

    const pressed = await anna.presses(myDataTexts.ru.exportStop);

    await anna.sees(/Выгрузка остановлена/);
    const told = (await anna.chat()).filter(
      ({ text, message_id: id }) => BANNED.test(text ?? '') && id > pressed.message_id,
    );
    expect(told).toEqual([]);
  });

  it('a ban ends when an operator lifts it, or when its time is over', async () => {
    const { anna, ban, unban, outcomes, postgres } = await setup();
    await ban({ until: new Date(Date.now() + 86_400_000).toISOString() });
    await anna.sees(/закрыт до \d+/);

    await unban();
    await anna.sees(saying(conversationTexts.ru.unbanned));
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await ban();
    await postgres.admin.query(`UPDATE bot.person SET banned_until = now() - interval '1 second'`);
    await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu));

    await unban();
    expect(await outcomes()).toEqual(['not-banned', 'done', 'done', 'done']);
  });

  it('a ban that comes twice bans once; a ban of an unknown person, or until a past moment, bans nobody', async () => {
    const { userId, ban, by, unban, outcomes, postgres } = await setup();
    const { actId } = by();

    await Promise.all([ban({ actId }), ban({ actId })]);
    await unban();
    await ban({ actId });

    const { people } = await new PersonSearchReader(postgres.database).find(userId);
    expect(people[0]?.bannedUntil).toBeNull();
    await ban({ userId: newId<UserId>() });
    await unban(newId<UserId>());
    await ban({ until: new Date(Date.now() - 1_000).toISOString() });
    expect(await outcomes()).toEqual(['over-already', 'person-unknown', 'person-unknown', 'done', 'done']);
  });

  it('a ban of an operator bans nobody, so that support cannot shut the owner out', async () => {
    const { anna, ban, outcomes, operators, postgres } = await setup();
    const [row] = await postgres.admin.query<{ id: string }>('SELECT telegram_id AS id FROM bot.person');
    operators.ADMIN_TELEGRAM_IDS = `${row!.id}:owner`;

    await ban();

    expect(await outcomes()).toEqual(['is-operator']);
    await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu));
  });
});
