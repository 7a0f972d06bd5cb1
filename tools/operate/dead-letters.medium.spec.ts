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
      env: { ...process.env, DATABASE_URL: postgres.url },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  const sent = () => postgres.outboxOf('billing');
  return { command, sent };
};

describe('the command for dead letters', () => {
  it('shows what was given up, and not what it carried', async () => {
    const { command } = await setup();
    const { code, text } = await command();

    expect(code).toBe(0);
    expect(text).toMatch(/^lost-one {2}billing\/open-account {2}unexpected after 3/);
    expect(text).not.toContain('somebody');
  });

  it('changes nothing until it is told yes, and then once', async () => {
    const { command, sent } = await setup();
    expect((await command('retry', 'lost-one')).text).toMatch(/would retry: lost-one[^]*Nothing was changed/);
    expect(await sent()).toEqual([]);
    await command('retry', 'lost-one', '--yes');
    expect(await sent()).toEqual([{ receiver: 'billing', job: 'open-account', payload: { userId: 'somebody' } }]);

    const again = await command('retry', 'lost-one', '--yes');
    expect([again.code, await sent()]).toMatchObject([1, [{ job: 'open-account' }]]);
    expect(again.text).toContain('no such message');
  });
});
