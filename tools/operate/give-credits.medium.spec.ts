import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { onPostgres } from '@aisha/testing';

const WHY = ['--key', 'ticket-7', '--operator', 'olga', '--reason', 'charged twice'];

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { userId, telegramId } = await postgres.fixtures.person();
  await postgres.fixtures.account({ userId, credits: 5 });
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, [path.join(__dirname, 'give-credits.mts'), ...args], {
      env: { ...process.env, DATABASE_URL: postgres.url },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  return { postgres, userId, person: String(telegramId), command };
};

describe('the command that gives credits', () => {
  it('the command that gives credits changes nothing without a yes, then gives them once per key, explained in the ledger', async () => {
    const { postgres, userId, person, command } = await setup();
    expect((await command(person, '12', ...WHY)).text).toMatch(/would give 12 credits[^]*Nothing was changed/);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 5, held: 0 });

    expect(await command(person, '12', ...WHY, '--yes')).toMatchObject({ code: 0 });
    expect((await command(person, '12', ...WHY, '--yes')).text).toContain('was given before');

    expect(await postgres.balanceOf(userId)).toEqual({ available: 17, held: 0 });
    const given = `SELECT amount::int, description FROM billing.transaction WHERE idempotency_key = 'correction:ticket-7'`;
    expect(await postgres.admin.query(given)).toEqual([{ amount: 1_200, description: 'olga: charged twice' }]);
    expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
  });

  it('the command that gives credits tells when the key was used for another person or another sum, before and after the yes', async () => {
    const { postgres, userId, person, command } = await setup();
    await command(person, '12', ...WHY, '--yes');
    const other = await postgres.fixtures.person();
    await postgres.fixtures.account({ userId: other.userId, credits: 5 });
    const usedBefore = {
      code: 1,
      text: expect.stringContaining(`ticket-7: was used before, for 12 credits to ${person}`),
    };

    expect(await command(person, '13', ...WHY, '--yes')).toMatchObject(usedBefore);
    expect(await command(String(other.telegramId), '12', ...WHY, '--yes')).toMatchObject(usedBefore);
    expect(await command(String(other.telegramId), '12', ...WHY)).toMatchObject(usedBefore);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 17, held: 0 });
    expect(await postgres.balanceOf(other.userId)).toEqual({ available: 5, held: 0 });
  });

  it('the command that gives credits refuses a stranger, a sum that was mistyped and a gift without a reason, in a sentence', async () => {
    const { postgres, userId, person, command } = await setup();

    expect(await command('1', '12', ...WHY, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/no such/),
    });
    expect(await command(person, '12000', ...WHY, '--yes')).toMatchObject({ code: 1 });
    expect(await command(person, '12', '--key', 'k', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/--reason must be set/),
    });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 5, held: 0 });
  });
});
