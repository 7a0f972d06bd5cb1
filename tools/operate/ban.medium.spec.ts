import { describe, expect, it } from '@jest/globals';
import { OperatorActs, type ActOutcome } from '@aisha/database';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const WHY = ['--operator', 'olga', '--reason', 'sends threats'];

const setup = async () => {
  const postgres = await onPostgres('bot');
  const anna = await postgres.fixtures.person({ username: 'anna_m' });
  const run = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, ...words);
  const answer = async (outcome: ActOutcome) => {
    const { payload, job } = await eventually(async () => (await postgres.outboxOf('bot'))[0] ?? false);
    await postgres.admin.query('DELETE FROM bot.outbox');
    await postgres.database.transaction((tx) =>
      new OperatorActs('bot').record(tx, payload as never, { act: 'ban-person' }, () => Promise.resolve(outcome)),
    );
    return { payload, job };
  };
  return { postgres, anna, run, answer };
};

describe('aisha ban and unban', () => {
  it('aisha ban sends the bot one act with --yes, and prints its outcome', async () => {
    const { postgres, anna, run, answer } = await setup();
    expect((await run('ban', '@anna_m', '--for-ever', ...WHY)).text).toMatch(/would ban \d+ Анна for ever[^]*Nothing/);
    expect(await postgres.outboxOf('bot')).toEqual([]);

    const [said, { job, payload }] = await Promise.all([
      run('ban', '@anna_m', '--for', '7d', ...WHY, '--yes'),
      answer({ outcome: 'done' }),
    ]);

    expect(said).toMatchObject({ code: 0, text: expect.stringMatching(/^banned \d+ Анна until 20/) });
    expect(job).toBe('ban-person');
    expect(payload).toMatchObject({ userId: anna.userId, operator: 'command:olga', reason: 'sends threats' });
    const days = (new Date(payload['until'] as string).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
  });

  it('aisha unban lets a banned person in again, and refuses when the person is not banned', async () => {
    const { postgres, anna, run, answer } = await setup();
    expect(await run('unban', '@anna_m', ...WHY)).toMatchObject({ code: 1, text: expect.stringMatching(/not banned/) });
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity'`);
    expect((await run('person', '@anna_m')).text).toContain('BANNED for ever');

    const [said, { job, payload }] = await Promise.all([
      run('unban', '@anna_m', ...WHY, '--yes'),
      answer({ outcome: 'done' }),
    ]);

    expect(said).toMatchObject({ code: 0, text: expect.stringMatching(/^let \d+ Анна in again/) });
    expect([job, payload['userId']]).toEqual(['unban-person', anna.userId]);
  });

  it('aisha ban and erase act on nobody by a part of a name, though one person alone has it', async () => {
    const { postgres, run } = await setup();
    for (const name of ['Анна', 'ан', 'anna_m', '0190f000'])
      for (const command of [
        ['ban', name, '--for-ever'],
        ['erase', name],
      ])
        expect(await run(...command, ...WHY, '--yes')).toEqual({
          code: 1,
          text: expect.stringContaining(`${name}: must be a Telegram id, our id or @name`),
        });
    expect(await postgres.outboxOf('bot')).toEqual([]);
  });

  it('aisha ban refuses a stranger, a past moment, a date as the length of a ban, no moment, two moments, and a ban without a reason', async () => {
    const { postgres, run } = await setup();
    for (const words of [
      ['@nobody', '--for-ever', ...WHY],
      ['@anna_m', '--until', '2020-01-01', ...WHY],
      ['@anna_m', '--until', '7d', ...WHY],
      ['@anna_m', '--for', '2020-01-01', ...WHY],
      ['@anna_m', '--for', '2099-01-01', ...WHY],
      ['@anna_m', ...WHY],
      ['@anna_m', '--for', '7d', '--for-ever', ...WHY],
      ['@anna_m', '--for-ever', '--operator', 'olga'],
    ])
      expect(await run('ban', ...words, '--yes')).toMatchObject({ code: 1 });
    expect(await postgres.outboxOf('bot')).toEqual([]);
  });
});
