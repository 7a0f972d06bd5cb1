import { describe, expect, it } from '@jest/globals';
import type { BroadcastAction, Segment, UserId } from '@aisha/domain';
import { OperatorActReader, OperatorActs } from '@aisha/database';
import { BroadcastReader, linkOf } from '@aisha/database/bot';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { newsTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { BroadcastStore } from '../../engine/deliveries/broadcast.store';
import { PersonStore } from '../../engine/people/person.store';
import { DraftBroadcastHandler, OperateBroadcastHandler } from './broadcast.handlers';
import { BillingAccounts } from '../purchases/billing-accounts';

const BY = { operator: 'command:nina', reason: 'the new looks' };

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const store = new BroadcastStore(postgres.database);
  const acts = new OperatorActs('bot');
  const drafting = new DraftBroadcastHandler(acts, store);
  const operating = new OperateBroadcastHandler(
    acts,
    store,
    new PersonStore(new BillingAccounts(new Outbox('bot'))),
    bot.deliveries,
  );
  const broadcastId = newId<string>();
  const draft = (
    segment: Segment = {},
    words = 'Новые образы',
    id = broadcastId,
    { url, button }: { url?: string | undefined; button?: string | undefined } = {
      url: 'https://example.com/looks',
      button: 'Смотреть',
    },
  ) =>
    drafting.handle(
      {
        ...BY,
        actId: newId<string>(),
        broadcastId: id,
        texts: [
          { language: 'ru', text: `${words} <1>`, ...(button !== undefined && { button }) },
          { language: 'en', text: 'New looks' },
        ],
        ...(url !== undefined && { url }),
        segment,
      },
      jobContext(postgres),
    );
  const operate = (action: BroadcastAction, more: { at?: string; userId?: UserId; actId?: string } = {}) =>
    operating.handle({ ...BY, actId: newId<string>(), broadcastId, action, ...more }, jobContext(postgres));
  const reader = new BroadcastReader(postgres.database);
  const found = async () => (await reader.find(broadcastId))!;
  const outcomes = async () => {
    const audit = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    return (await audit.page({}, { limit: 20 })).acts.map(({ act, outcome }) => `${act}: ${outcome}`);
  };
  return { ...harness, bot, store, draft, operate, found, outcomes, reader };
};

describe('a broadcast of an operator', () => {
  it('an operator’s broadcast is shown to the operator first, and then once to each person in their language, with a button that turns news off', async () => {
    const { joins, postgres, store, draft, operate, found, onlyUserId } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/news');
    await anna.sees(/Изредка рассказываю/);
    const userId = await onlyUserId();
    await draft();
    await operate('preview', { userId });
    const preview = await anna.sees('Новые образы <1>');
    expect(preview.buttons.flat().map(({ text }) => text)).toEqual(['Смотреть', newsTexts.ru.noMore]);
    expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE class = 'broadcast'`)).toEqual([]);

    await operate('start');
    await store.feed();

    const shown = await anna.sees('Новые образы <1>', { after: preview });
    await store.feed();
    expect(await found()).toMatchObject({ state: 'done', reached: 1 });
    await anna.presses(newsTexts.ru.noMore, { after: preview });
    await anna.sees(/Новости выключены/, { after: shown });
    expect(await postgres.admin.query('SELECT hears_news FROM bot.person')).toEqual([{ hears_news: false }]);
    await anna.presses(newsTexts.ru.turnOn);
    await eventually(async () =>
      expect(await postgres.admin.query('SELECT hears_news FROM bot.person')).toEqual([{ hears_news: true }]),
    );
  });

  it('the link of a draft’s button can be read back, and a button without a link, or a link without a button, is refused', async () => {
    const { draft, found, outcomes } = await setup();
    await draft();

    await draft({}, 'Без ссылки', undefined, { button: 'Смотреть' });
    await draft({}, 'Без кнопки', undefined, { url: 'https://example.com/looks' });

    expect(linkOf(await found())).toBe('https://example.com/looks');
    expect((await found()).texts.ru?.text).toBe('Новые образы <1>');
    await draft({}, 'Без обоих', undefined, {});
    expect(linkOf(await found())).toBeUndefined();
    expect(await outcomes()).toEqual([
      'draft-broadcast: done',
      'draft-broadcast: button-incomplete',
      'draft-broadcast: button-incomplete',
      'draft-broadcast: done',
    ]);
  });

  it('a broadcast reaches the people of its segment, and nobody who turned news off, blocked the bot or is banned', async () => {
    const { postgres, store, draft, operate, found, reader } = await setup();
    const { fixtures, admin } = postgres;
    const person = async (overrides: Parameters<typeof fixtures.person>[0] = {}) =>
      (await fixtures.person(overrides)).userId;
    const [paid, idle, busy] = [await person(), await person(), await person()];
    await person({ language: 'en' });
    await person({ hearsNews: false });
    await person({ blockedAt: new Date() });
    await person({ bannedUntil: new Date('2100-01-01') });
    for (const userId of [paid, idle, busy]) await fixtures.account({ userId, credits: 30 });
    await admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), 'purchase', $1, 1, '', 'purchase:1'), (gen_random_uuid(), 'subscription', $2, 1, '', 'purchase:2')`,
      [paid, busy],
    );
    await fixtures.hold({ userId: busy });

    expect(await reader.audience({})).toBe(4);
    expect(await reader.audience({ paid: true })).toBe(2);
    expect(await reader.audience({ paid: false })).toBe(2);
    expect(await reader.audience({ language: 'en' })).toBe(1);
    expect(await reader.audience({ idleDays: 7 })).toBe(3);
    await draft({ idleDays: 7, language: 'ru' });
    await operate('start');
    for (let round = 0; round < 3; round += 1) await store.feed();

    const told = await admin.query<{ user_id: string }>(`SELECT user_id FROM bot.delivery WHERE class = 'broadcast'`);
    expect(told.map(({ user_id }) => user_id).sort()).toEqual([paid, idle].sort());
    expect(await found()).toMatchObject({ state: 'done', reached: 2 });
  });

  it('a paused broadcast reaches nobody until it is resumed, and then each remaining person once; a finished broadcast cannot be stopped', async () => {
    const { postgres, store, draft, operate, found, outcomes } = await setup();
    await postgres.admin.query(
      `INSERT INTO bot.person (user_id, telegram_id, first_name, language) SELECT gen_random_uuid(), n, 'P', 'ru' FROM generate_series(1, 500) n`,
    );
    await draft();
    await operate('start');
    await store.feed();
    expect((await found()).reached).toBe(200);

    await operate('pause');
    const sent = () => postgres.admin.query(`UPDATE bot.delivery SET status = 'sent'`);
    await sent();
    await store.feed();
    expect(await found()).toMatchObject({ state: 'paused', reached: 200 });
    await operate('start');
    for (let round = 0; round < 4; round += 1) {
      await store.feed();
      await sent();
    }
    expect(await found()).toMatchObject({ state: 'done', reached: 500 });
    const [people] = await postgres.admin.query(
      `SELECT count(*)::int AS deliveries, count(DISTINCT user_id)::int AS people FROM bot.delivery WHERE class = 'broadcast'`,
    );
    expect(people).toEqual({ deliveries: 500, people: 500 });
    await operate('stop');
    expect((await outcomes())[0]).toBe('stop-broadcast: is-done');
  });

  it('a stopped broadcast reaches nobody else, and cannot be resumed', async () => {
    const { postgres, store, draft, operate, found, outcomes } = await setup();
    await postgres.admin.query(
      `INSERT INTO bot.person (user_id, telegram_id, first_name, language) SELECT gen_random_uuid(), n, 'P', 'ru' FROM generate_series(1, 300) n`,
    );
    await draft();
    await operate('start');
    await store.feed();
    expect((await found()).reached).toBe(200);

    await operate('stop');
    await operate('start');
    await operate('pause');
    for (let round = 0; round < 3; round += 1) {
      await postgres.admin.query(`UPDATE bot.delivery SET status = 'sent'`);
      await store.feed();
    }

    expect(await found()).toMatchObject({ state: 'stopped', reached: 200 });
    const [{ deliveries }] = (await postgres.admin.query(
      `SELECT count(*)::int AS deliveries FROM bot.delivery WHERE class = 'broadcast'`,
    )) as [{ deliveries: number }];
    expect(deliveries).toBe(200);
    expect((await outcomes()).slice(0, 3)).toEqual([
      'pause-broadcast: is-stopped',
      'start-broadcast: is-stopped',
      'stop-broadcast: done',
    ]);
  });

  it('a broadcast begins at its set time, but not at a time that is past; a repeated act changes nothing, and only a draft can be changed', async () => {
    const { postgres, store, draft, operate, found, outcomes } = await setup();
    await postgres.fixtures.person();
    await draft();
    await draft({}, 'Лучше так');
    await operate('start', { at: new Date(Date.now() - 2 * 3_600_000).toISOString() });
    await store.feed();
    expect(await found()).toMatchObject({ state: 'draft', reached: 0 });
    const actId = newId<string>();
    const at = new Date(Date.now() + 3_600_000).toISOString();
    await Promise.all([operate('start', { at, actId }), operate('start', { at, actId })]);
    await store.feed();
    expect(await found()).toMatchObject({ state: 'scheduled', reached: 0 });

    await postgres.admin.query(`UPDATE bot.broadcast SET begins_at = now()`);
    await store.feed();
    expect(await found()).toMatchObject({ reached: 1, texts: { ru: { text: 'Лучше так <1>' } } });
    await draft({}, 'Поздно');
    await operate('preview', { userId: newId<UserId>() });

    expect(await outcomes()).toEqual([
      'preview-broadcast: person-unknown',
      'draft-broadcast: no-draft',
      'start-broadcast: done',
      'start-broadcast: is-past',
      'draft-broadcast: done',
      'draft-broadcast: done',
    ]);
  });
});
