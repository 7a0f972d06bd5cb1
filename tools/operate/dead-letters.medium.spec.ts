import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { onPostgres } from '@aisha/testing';

const setup = async () => {
  const postgres = await onPostgres('billing');
  await postgres.admin.query(
    `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
     VALUES ('lost-one', 'open-account', '{"userId": "somebody"}', 'unexpected', '{}', 3)`,
  );
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, [path.join(__dirname, 'dead-letters.mts'), ...args], {
      env: { ...process.env, MIGRATE_DATABASE_URL: postgres.adminUrl },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  const sent = () => postgres.outboxOf('billing');
  /** Makes `count` dead messages of one job with the same error. */
  const outage = (count: number, code: string, at: string) =>
    postgres.admin.query(
      `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts, died_at)
       SELECT $2 || n, 'settle-hold', '{"orderId": "o"}', $2, '{}', 3, $3::timestamptz FROM generate_series(1, $1) n`,
      [count, code, at],
    );
  const waiting = async () =>
    (await postgres.admin.query<object>(`SELECT FROM billing.dead_letter WHERE resolved IS NULL`)).length;
  return { command, sent, outage, waiting };
};

describe('the command for dead letters', () => {
  it('the command for dead letters lists messages without their content', async () => {
    const { command } = await setup();
    const { code, text } = await command();

    expect(code).toBe(0);
    expect(text).toMatch(/^lost-one {2}billing\/open-account {2}unexpected after 3/);
    expect(text).not.toContain('somebody');
  });

  it('the command for dead letters changes nothing without a yes, and acts once', async () => {
    const { command, sent } = await setup();
    expect((await command('retry', 'lost-one')).text).toMatch(/would retry: lost-one[^]*Nothing was changed/);
    expect(await sent()).toEqual([]);
    await command('retry', 'lost-one', '--yes');
    expect(await sent()).toEqual([{ receiver: 'billing', job: 'open-account', payload: { userId: 'somebody' } }]);

    const again = await command('retry', 'lost-one', '--yes');
    expect([again.code, await sent()]).toMatchObject([1, [{ job: 'open-account' }]]);
    expect(again.text).toContain('no such message');
  });

  it('the command for dead letters joins thirty messages that failed alike in one line, lists each on request, and gives a program all of them', async () => {
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
    const { command, sent, outage, waiting } = await setup();
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
    expect((await command('retry', ...all, '--yes')).code).toBe(0);
    expect([(await sent()).length, await waiting()]).toEqual([3, 3]);
    expect((await command('drop', 'all', '--yes')).code).toBe(0);
    expect([(await sent()).length, await waiting()]).toEqual([3, 0]);
  });

  it('the command for dead letters refuses a choice that would be read in two ways', async () => {
    const { command, waiting } = await setup();

    for (const words of [
      ['drop', '--yes'],
      ['drop', 'lost-one', '--code', 'other', '--yes'],
      ['drop', 'all', '--since', 'yesterday', '--yes'],
      ['drop', 'all', '--kind', 'album', '--yes'],
      ['lost-one'],
    ])
      expect([words, (await command(...words)).code]).toEqual([words, 1]);

    expect(await waiting()).toBe(1);
  });
});
