import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { DeadLetters, DecideDeadLetterHandler } from '@aisha/messaging';
import { eventually, onPostgres } from '@aisha/testing';
import { answersActs } from './answering-acts';
import { aisha } from './ran-command';

const BY = ['--operator', 'nina', '--reason', 'the outage is over', '--yes'];

const setup = async () => {
  const postgres = await onPostgres('billing');
  await postgres.admin.query(
    `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
     VALUES ('lost-one', 'open-account', '{"userId": "somebody"}', 'unexpected', '{}', 3)`,
  );
  const command = (...args: string[]) => aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, 'dead-letters', ...args);
  const sent = async () => (await postgres.outboxOf('billing')).filter(({ job }) => job !== 'decide-dead-letter');
  /** Plays billing, which does what operators decide, until the test ends. */
  const handler = new DecideDeadLetterHandler(
    new DeadLetters(postgres.database, 'billing'),
    new OperatorActs('billing'),
  );
  const runs = () =>
    answersActs(postgres, 'billing', 'decide-dead-letter', (payload, context) =>
      handler.handle(payload as never, context),
    );
  const acts = () => postgres.admin.query(`SELECT act, operator, reason, outcome FROM billing.operator_act`);
  /** Makes `count` dead messages of one job with the same error. */
  const outage = (count: number, code: string, at: string) =>
    postgres.admin.query(
      `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts, died_at)
       SELECT $2 || n, 'settle-hold', '{"orderId": "o"}', $2, '{}', 3, $3::timestamptz FROM generate_series(1, $1) n`,
      [count, code, at],
    );
  const waiting = async () =>
    (await postgres.admin.query<object>(`SELECT FROM billing.dead_letter WHERE resolved IS NULL`)).length;
  return { command, sent, outage, waiting, runs, acts };
};

describe('the command for dead letters', () => {
  it('the command for dead letters lists messages without their content', async () => {
    const { command } = await setup();
    const { code, text } = await command();

    expect(code).toBe(0);
    expect(text).toMatch(/^lost-one {2}billing\/open-account {2}unexpected after 3/);
    expect(text).not.toContain('somebody');
  });

  it('the command for dead letters changes nothing without --yes, and acts once', async () => {
    const { command, sent, runs, acts } = await setup();
    runs();
    expect((await command('retry', 'lost-one')).text).toMatch(/would retry: lost-one[^]*Nothing was changed/);
    expect(await sent()).toEqual([]);
    await command('retry', 'lost-one', ...BY);
    expect(await sent()).toEqual([{ receiver: 'billing', job: 'open-account', payload: { userId: 'somebody' } }]);

    expect(await acts()).toEqual([
      { act: 'retry-dead-letter', operator: 'command:nina', reason: 'the outage is over', outcome: 'done' },
    ]);

    const again = await command('retry', 'lost-one', ...BY);
    expect([again.code, await sent()]).toMatchObject([1, [{ job: 'open-account' }]]);
    expect(again.text).toContain('no such message');
  });

  it('the command for dead letters joins thirty messages that failed alike in one line, lists each message on request, and gives a program all of them', async () => {
    const { command, outage } = await setup();
    await outage(30, 'database-unreachable', '2026-01-02T03:04:05Z');

    const { text } = await command();
    expect(text).toMatch(/^30 × billing\/settle-hold {2}database-unreachable {2}2026-01-02T03:04:05.000Z to /);
    expect(text.trimEnd().split('\n')).toHaveLength(3); // the line for the outage, the line for the other message, and the sum
    expect(text).toContain('31 in all');
    expect((await command('--each')).text.match(/billing\/settle-hold/g)).toHaveLength(30);

    const letters = JSON.parse((await command('--json')).text) as object[];
    expect(letters).toHaveLength(31);
    expect(letters[0]).toMatchObject({ receiver: 'billing', job: 'settle-hold', reference: 'o', attempts: 3 });
    expect(JSON.stringify(letters)).not.toContain('somebody');
  });

  it('the command for dead letters chooses by job, code and time, for the list and for the messages to send again or drop', async () => {
    const { command, sent, outage, waiting, runs } = await setup();
    runs();
    await outage(3, 'database-unreachable', '2026-01-02T03:04:05Z');
    await outage(2, 'storage-unreachable', '2026-01-03T03:04:05Z');

    expect((await command('--job', 'open-account')).text).toContain('1 in all');
    expect((await command('--job', 'billing/settle-hold', '--code', 'storage-unreachable')).text).toContain('2 in all');
    expect((await command('--since', '2026-01-03')).text).toContain('3 in all');
    expect((await command('--since', '2h')).text).toMatch(/^lost-one/);
    expect((await command('--code', 'nothing-such')).text).toBe('none\n');

    const all = ['all', '--code', 'database-unreachable'];
    expect((await command('retry', ...all)).text).toMatch(/would retry: 3 × [^]*Nothing was changed/);
    expect([await sent(), await waiting()]).toEqual([[], 6]);
    expect((await command('retry', ...all, ...BY)).code).toBe(0);
    expect([(await sent()).length, await waiting()]).toEqual([3, 3]);
    expect((await command('drop', 'all', ...BY)).code).toBe(0);
    expect([(await sent()).length, await waiting()]).toEqual([3, 0]);
  });

  it('the command for dead letters needs an operator’s name and a reason, and says when the app does not answer', async () => {
    const { command, waiting, runs } = await setup();
    expect(await command('drop', 'lost-one', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('--reason'),
    });

    expect((await command('drop', 'lost-one', ...BY)).text).toMatch(/drop is on its way: lost-one[^]*has not answered/);
    expect(await waiting()).toBe(1);

    runs();
    await eventually(async () => (await waiting()) === 0);
  });

  it('the command for dead letters refuses a choice that is incomplete, contradictory or not understood', async () => {
    const { command, waiting } = await setup();

    for (const words of [
      ['drop', ...BY],
      ['drop', 'lost-one', '--code', 'other', ...BY],
      ['drop', 'all', '--since', 'yesterday', ...BY],
      ['drop', 'all', '--kind', 'album', ...BY],
      ['lost-one'],
    ])
      expect([words, (await command(...words)).code]).toEqual([words, 1]);

    expect(await waiting()).toBe(1);
  });
});
