import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { onPostgres } from '@aisha/testing';

const ORDER = '0197c0de-0000-7000-8000-000000000001';

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person();
  const [refused] = await postgres.admin.query<{ id: string }>(
    `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, attempts, error, trace_id)
     VALUES ($1, 7, 'result', '{"kind": "album", "markup": "an idea of theirs"}', 'undelivered', 60, 'telegram-unreachable', $2)
     RETURNING id`,
    [userId, ORDER],
  );
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, [path.join(__dirname, 'undelivered.mts'), ...args], {
      env: { ...process.env, DATABASE_URL: postgres.url },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  const delivery = async () =>
    (
      await postgres.admin.query<object>('SELECT status, attempts, error, not_before <= now() AS due FROM bot.delivery')
    )[0];
  return { id: refused!.id, command, delivery };
};

describe('the command for results that Telegram would not take', () => {
  it('the command for undelivered results lists them with their orders, and without their content', async () => {
    const { id, command } = await setup();
    const { code, text } = await command();

    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`^${id} {2}album {2}telegram-unreachable .* ${ORDER} {2}to 7\n1 in all`));
    expect(text).not.toContain('an idea');
  });

  it('the command for undelivered results changes nothing without --yes, and with it has the bot send them again, once', async () => {
    const { id, command, delivery } = await setup();
    expect((await command('retry', id)).text).toMatch(/would retry: [^]*Nothing was changed/);
    expect(await delivery()).toMatchObject({ status: 'undelivered' });

    expect((await command('retry', id, '--yes')).code).toBe(0);

    expect(await delivery()).toEqual({ status: 'pending', attempts: 0, error: null, due: true });
    expect(await command('retry', id, '--yes')).toMatchObject({ code: 1, text: expect.stringContaining('no such') });
  });

  it('the command for undelivered results drops a result that the person got another way, and keeps the reason', async () => {
    const { id, command, delivery } = await setup();

    await command('drop', id, '--yes');

    expect(await delivery()).toMatchObject({
      status: 'dropped',
      error: 'dropped by an operator: telegram-unreachable',
    });
    expect((await command()).text).toBe('none\n');
  });

  it('the command for undelivered results chooses by kind, code and time, and prints everything but the content as JSON', async () => {
    const { id, command, delivery } = await setup();

    expect((await command('--kind', 'receipt')).text).toBe('none\n');
    expect((await command('--since', '2h', '--kind', 'album')).text).toContain('1 in all');
    const { text } = await command('--json');
    expect(JSON.parse(text)).toMatchObject([{ id, kind: 'album', reason: 'telegram-unreachable', orderId: ORDER }]);
    expect(text).not.toContain('an idea');

    expect((await command('retry', 'all', '--code', 'chat-is-gone', '--yes')).text).toBe('none matches\n');
    expect(await delivery()).toMatchObject({ status: 'undelivered' });
    await command('retry', 'all', '--code', 'telegram-unreachable', '--yes');
    expect(await delivery()).toMatchObject({ status: 'pending' });
  });
});
