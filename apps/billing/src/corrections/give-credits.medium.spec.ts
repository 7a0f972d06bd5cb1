import { describe, expect, it } from '@jest/globals';
import type { GiveCredits } from '@aisha/contracts/billing';
import { OperatorActReader, OperatorActs } from '@aisha/database';
import { HistoryReader, LedgerInvariantsReader } from '@aisha/database/billing';
import { PersonRowsStore } from '@aisha/database/people';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { centiCredits, type TelegramId, type UserId } from '@aisha/domain';
import { jobContext, onPostgres } from '@aisha/testing';
import { LedgerStore } from '../ledger/ledger.store';
import { BillingConfig } from '../config';
import { CorrectionStore } from './correction.store';
import { GiveCreditsHandler } from './give-credits.handler';
import { GivingLimit } from './giving-limit';

const OWNER = 'telegram:500001';
const SUPPORT = 'telegram:500002';

const setup = async (credits = 5) => {
  const postgres = await onPostgres('billing');
  const { userId } = await postgres.fixtures.account({ credits });
  const handler = new GiveCreditsHandler(
    new OperatorActs('billing'),
    new GivingLimit(
      Object.assign(new BillingConfig(), { ADMIN_TELEGRAM_IDS: '500001,500002:support', SUPPORT_GIVES_A_DAY: 20 }),
    ),
    new CorrectionStore(new LedgerStore()),
    new Outbox('billing'),
    Logger.silent(),
  );
  const by = () => ({ actId: newId<string>(), operator: 'command:nina', reason: 'charged twice' });
  const give = (asked: Partial<GiveCredits>, context = jobContext(postgres)) =>
    handler.handle({ ...by(), userId, centiCredits: '1200', ...asked }, context);
  const acts = async () => {
    const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    return (await reader.page({}, { limit: 100 })).acts.map(({ outcome, details }) => ({ outcome, ...details }));
  };
  return { postgres, handler, userId, give, by, acts };
};

describe('an operator who gives credits', () => {
  it('credits that an operator gives arrive once per act, with one audit row and one message to the person', async () => {
    const { postgres, userId, give, by, acts } = await setup();
    const act = by();

    await Promise.all([give(act), give(act)]);
    await give(act);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 17, held: 0 });
    expect(await acts()).toEqual([
      { outcome: 'done', asked: '1200', given: '1200', debtPaid: '0', availableAfter: '1700' },
    ]);
    expect(await postgres.outboxOf('billing')).toMatchObject([
      { job: 'announce-correction', payload: { userId, given: '1200', debtPaid: '0', availableAfter: '1700' } },
    ]);
    expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
  });

  it('an operator’s name and reason are in the act only: neither the person’s export nor the transactions after an erasure hold them', async () => {
    const { postgres, userId, give } = await setup();
    const rows = new PersonRowsStore(postgres.database, 'billing');

    await give({ operator: 'telegram:500001', reason: 'has asked about a divorce' });
    await give({ centiCredits: '-100', operator: 'telegram:500001', reason: 'has asked about a divorce' });
    let given = '';
    for await (const { json } of rows.rowsOf({ userId, avatarIds: [] })) given += json;
    await postgres.database.transaction((tx) => rows.forget(tx, { userId, avatarIds: [] }));

    expect(given).not.toMatch(/500001|divorce/);
    const left = await postgres.admin.query<{ description: string }>('SELECT description FROM billing.transaction');
    expect(left.map(({ description }) => description).join('\n')).not.toMatch(/500001|divorce/);
  });

  it('an act with a used key gives no credits, whether it repeats the first act or asks for something else', async () => {
    const { postgres, userId, give, acts } = await setup();
    const other = await postgres.fixtures.account({ credits: 1 });

    await give({ key: 'ticket-7' });
    await give({ key: 'ticket-7' });
    await give({ key: 'ticket-7', centiCredits: '1300' });
    await give({ key: 'ticket-7', userId: other.userId });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 17, held: 0 });
    expect(await postgres.balanceOf(other.userId)).toEqual({ available: 1, held: 0 });
    expect((await acts()).map(({ outcome }) => outcome)).toEqual(['key-used', 'key-used', 'given-before', 'done']);
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
  });

  it('an operator who takes credits takes at most what is available, once per key, and the history shows it as a deduction', async () => {
    const { postgres, userId, give, acts } = await setup(5);

    await give({ centiCredits: '-1200', key: 'ticket-8' });
    await give({ centiCredits: '-1200', key: 'ticket-8' });
    await give({ centiCredits: '-100', key: 'ticket-9' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 0 });
    expect(await acts()).toMatchObject([
      { outcome: 'nothing-available' },
      { outcome: 'given-before' },
      { outcome: 'done', asked: '-1200', given: '-500', availableAfter: '0' },
    ]);
    const { receipts } = await new HistoryReader(postgres.database).page(userId, { limit: 10 });
    expect(receipts).toMatchObject([{ kind: 'deduction', credited: -500n }, { kind: 'correction' }]);
    expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
  });

  it('credits that an operator gives pay the person’s debt first', async () => {
    const { postgres, give, acts } = await setup(0);
    const { userId } = await postgres.fixtures.account({ credits: 0, debt: centiCredits(500) });

    await give({ userId });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 7, held: 0 });
    expect(await acts()).toMatchObject([{ outcome: 'done', given: '1200', debtPaid: '500', availableAfter: '700' }]);
  });

  it('an act is refused with an audit row when its person is unknown or its sum is larger than one act may give', async () => {
    const { postgres, userId, give, acts } = await setup();

    await give({ userId: newId<UserId>() });
    await give({ centiCredits: '200001' });
    await give({ centiCredits: '-200001' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 5, held: 0 });
    expect((await acts()).map(({ outcome }) => outcome)).toEqual(['too-many', 'too-many', 'person-unknown']);
    expect(await postgres.outboxOf('billing')).toEqual([]);
  });

  it('an act whose process dies before the commit leaves nothing behind, and the next attempt gives the credits', async () => {
    const { postgres, userId, give, by, acts } = await setup();
    const act = by();
    const dies = {
      ...jobContext(postgres),
      once: async <T>(work: Parameters<ReturnType<typeof jobContext>['once']>[0]) =>
        postgres.database.transaction<T>(async (tx) => {
          await work(tx);
          throw new Error('killed');
        }),
    };

    await expect(give(act, dies as ReturnType<typeof jobContext>)).rejects.toThrow('killed');
    expect(await postgres.balanceOf(userId)).toEqual({ available: 5, held: 0 });
    expect(await acts()).toEqual([]);
    await give(act);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 17, held: 0 });
    expect(await acts()).toMatchObject([{ outcome: 'done' }]);
  });
});

describe('an operator of support who gives credits', () => {
  it('support gives no more within a day than the setting allows, not even by three acts at once, and is told what is left', async () => {
    const { postgres, userId, give, acts } = await setup();
    const { userId: operatorId } = await postgres.fixtures.person({ telegramId: 500_002 as TelegramId });
    const others = await Promise.all([5, 5, 5].map((credits) => postgres.fixtures.account({ credits })));

    await Promise.all(others.map((one) => give({ userId: one.userId, operator: SUPPORT })));

    expect((await acts()).map(({ outcome }) => outcome).toSorted()).toEqual([
      'done',
      'too-many-today',
      'too-many-today',
    ]);
    expect((await acts()).find(({ outcome }) => outcome !== 'done')).toMatchObject({ asked: '1200', leftToday: '800' });
    const told = (await postgres.outboxOf('billing')).filter(({ job }) => job === 'explain-kept-credits');
    expect(told.map(({ payload }) => payload)).toEqual([
      { userId: operatorId, leftToday: '800' },
      { userId: operatorId, leftToday: '800' },
    ]);
    await give({ userId, operator: SUPPORT, centiCredits: '800' });
    await give({ userId, operator: SUPPORT, centiCredits: '-100' });
    await give({ userId, operator: SUPPORT, centiCredits: '1' });
    expect((await acts()).slice(0, 3).map(({ outcome }) => outcome)).toEqual(['too-many-today', 'done', 'done']);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 12, held: 0 });
    expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
  });

  it('an operator of support has a limit for credits given in 24 hours; taken credits and other operators’ acts do not count', async () => {
    const { postgres, userId, give, acts } = await setup();
    await give({ operator: SUPPORT, centiCredits: '2000' });
    await give({ operator: SUPPORT, centiCredits: '-500' });
    await give({ operator: 'telegram:500003', centiCredits: '2000' });
    await give({ operator: SUPPORT, centiCredits: '100' });
    await postgres.admin.query(`UPDATE billing.operator_act SET created_at = created_at - interval '24 hours'`);
    await give({ operator: SUPPORT, centiCredits: '2000' });

    expect((await acts()).map(({ outcome }) => outcome)).toEqual(['done', 'too-many-today', 'done', 'done', 'done']);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 60, held: 0 });
  });

  it('support cannot change its own account; an owner can give credits to their own account, and neither an owner nor a command has a limit', async () => {
    const { postgres, userId, give, acts } = await setup();
    const own = async (telegramId: number) => {
      const person = await postgres.fixtures.person({ telegramId: telegramId as TelegramId });
      await postgres.fixtures.account({ userId: person.userId, credits: 5 });
      return person.userId;
    };
    const [owner, support] = [await own(500_001), await own(500_002)];

    await give({ userId: support, operator: SUPPORT, centiCredits: '100' });
    await give({ userId: support, operator: SUPPORT, centiCredits: '-100' });
    await give({ userId: owner, operator: OWNER, centiCredits: '2100' });
    await give({ userId, operator: OWNER, centiCredits: '2100' });
    await give({ userId, centiCredits: '2100' });

    expect((await acts()).map(({ outcome }) => outcome)).toEqual([
      'done',
      'done',
      'done',
      'own-account',
      'own-account',
    ]);
    expect(await postgres.balanceOf(support)).toEqual({ available: 5, held: 0 });
    const told = (await postgres.outboxOf('billing')).filter(({ job }) => job === 'explain-kept-credits');
    expect(told.map(({ payload }) => payload)).toEqual([{ userId: support }, { userId: support }]);
  });

  it('an operator whom billing does not know has the limit of support, and is told nothing when the bot does not know them either', async () => {
    const { postgres, give, acts } = await setup();

    await give({ operator: 'telegram:500009', centiCredits: '2001' });

    expect(await acts()).toEqual([{ outcome: 'too-many-today', asked: '2001', leftToday: '2000' }]);
    expect(await postgres.outboxOf('billing')).toEqual([]);
  });
});
