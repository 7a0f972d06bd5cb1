import { describe, expect, it } from '@jest/globals';
import { Health } from '@aisha/platform';
import { afterThisTest, onPostgres } from '@aisha/testing';
import { register, type Gauge } from 'prom-client';
import { answeringApp } from './answering-app';
import { aisha } from './ran-command';

const BY = ['--operator', 'nina', '--reason', 'the provider is away', '--yes'];

/** A gauge of libs/messaging, a library that the harness has loaded. */
const gauge = (name: string) => register.getSingleMetric(name) as Gauge;

/** A gateway that publishes how much waits and how many jobs run at once, as libs/messaging measures it. */
const setup = async () => {
  const { adminUrl, admin } = await onPostgres('bot');
  const takes = gauge('aisha_queue_concurrency');
  gauge('aisha_queue_depth').set({ queue: 'bot-gateway', state: 'waiting' }, 7);
  takes.set({ queue: 'bot-gateway' }, 20);
  takes.set({ queue: 'fetch-file' }, 4);
  const gateway = await answeringApp(new Health());
  const queue = (...words: string[]) =>
    aisha({ MIGRATE_DATABASE_URL: adminUrl, HEALTH_URLS: `bot-gateway=${gateway}` }, 'queue', ...words);
  const rows = () => admin.query('SELECT queue, is_paused, concurrency FROM bot.queue_setting ORDER BY queue');
  const acts = () =>
    admin.query(
      `SELECT act, operator, subject, outcome, details FROM console.operator_act ORDER BY created_at LIMIT 1`,
    );
  return { queue, rows, acts };
};

describe('aisha queue', () => {
  it("aisha queue lists how many jobs wait in every queue, and how many jobs the queue's app runs at once", async () => {
    const { queue } = await setup();

    const { code, text } = await queue();

    expect(code).toBe(0);
    expect(text).toContain('bot-gateway  7 waiting, 0 active, 0 delayed  next waits 0 s  takes 20\n');
    expect(text).toContain('billing  0 waiting, 0 active, 0 delayed  next waits 0 s  no process of it answers\n');
    expect(JSON.parse((await queue('--json')).text)).toContainEqual(
      expect.objectContaining({ queue: 'fetch-file', schemas: ['bot'], processes: [4], setting: null }),
    );
  });

  it('aisha queue pauses, resumes and sets how many jobs run at once, and changes nothing without --yes', async () => {
    const { queue, rows, acts } = await setup();

    expect((await queue('pause', 'fetch-file')).text).toContain('Nothing was changed');
    expect(await rows()).toEqual([]);

    await queue('concurrency', 'fetch-file', '2', ...BY);
    await queue('pause', 'fetch-file', ...BY);
    expect(await rows()).toEqual([{ queue: 'fetch-file', is_paused: true, concurrency: 2 }]);
    expect(await acts()).toEqual([
      {
        act: 'set-queue',
        operator: 'command:nina',
        subject: 'bot: fetch-file',
        outcome: 'done',
        details: { isPaused: false, concurrency: 2 },
      },
    ]);
    expect((await queue()).text).toMatch(/^fetch-file .* PAUSED by an operator$/m);

    await queue('resume', 'fetch-file', ...BY);
    expect(await rows()).toEqual([{ queue: 'fetch-file', is_paused: false, concurrency: 2 }]);
    await queue('concurrency', 'fetch-file', 'default', ...BY);
    expect(await rows()).toEqual([{ queue: 'fetch-file', is_paused: false, concurrency: null }]);
  });

  it('aisha queue pauses a long job that waits for an app which is away, and resumes it', async () => {
    const { adminUrl, admin } = await onPostgres('bot');
    const queue = (...words: string[]) =>
      aisha({ MIGRATE_DATABASE_URL: adminUrl, HEALTH_URLS: 'bot-gateway=http://127.0.0.1:1' }, 'queue', ...words);
    await admin.query(
      `INSERT INTO bot.long_job (message_id, job, payload, owner, turn) VALUES ('one', 'pack-files', '{}', 'one', 0)`,
    );

    expect((await queue('pause', 'pack-files', ...BY)).text).toContain('set pack-files: paused');
    await admin.query(`DELETE FROM bot.long_job`);
    expect((await queue()).text).toMatch(/^pack-files .* no process of it answers {2}PAUSED by an operator$/m);
    expect((await queue('resume', 'pack-files', ...BY)).text).toContain('set pack-files: at work');
    expect(await admin.query('SELECT queue, is_paused FROM bot.queue_setting')).toEqual([
      { queue: 'pack-files', is_paused: false },
    ]);
  });

  it('aisha queue pauses and resumes a long job in every app that has it, even in apps that are away', async () => {
    const { adminUrl, admin } = await onPostgres('bot');
    gauge('aisha_queue_concurrency').set({ queue: 'list-person' }, 1);
    afterThisTest(async () => gauge('aisha_queue_concurrency').remove({ queue: 'list-person' }));
    const gateway = await answeringApp(new Health());
    const queue = (...words: string[]) =>
      aisha({ MIGRATE_DATABASE_URL: adminUrl, HEALTH_URLS: `bot-gateway=${gateway}` }, 'queue', ...words);
    const paused = () =>
      admin.query(
        ['bot', 'trainer', 'generator', 'transcriber', 'enhancer']
          .map(
            (schema) =>
              `SELECT '${schema}' AS schema FROM ${schema}.queue_setting WHERE queue = 'list-person' AND is_paused`,
          )
          .join(' UNION ALL '),
      );

    await queue('pause', 'list-person', ...BY);
    expect(await paused()).toHaveLength(5);
    await queue('resume', 'list-person', ...BY);
    expect(await paused()).toEqual([]);
  });

  it('aisha queue refuses the queue that operators need to sign in, an unknown queue, an unknown action, and a number below one', async () => {
    const { queue, rows } = await setup();

    for (const words of [
      ['pause', 'console'], // operators need it to sign in
      ['pause', 'bot-gatway'],
      ['concurrency', 'bot-gateway', '0'],
      ['concurrency', 'bot-gateway'],
      ['stop', 'bot-gateway'],
    ])
      expect(await queue(...words, ...BY)).toMatchObject({ code: 1 });
    expect(await rows()).toEqual([]);
  });
});
