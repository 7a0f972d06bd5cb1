import { describe, expect, it } from '@jest/globals';
import { LEDGER_INVARIANT_NAMES, LEDGER_INVARIANTS } from '@aisha/database/billing';
import { onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

/** A person with 20 credits, 5 of them held. */
const setup = async () => {
  const { url, admin, fixtures } = await onPostgres('billing');
  const { userId } = await fixtures.account({ credits: 20 });
  const { orderId } = await fixtures.hold({ userId, credits: 5 });
  const command = (...args: string[]) => aisha({ DATABASE_URL: url }, 'check-ledger', ...args);
  const breakBalance = () =>
    admin.query('UPDATE billing.account SET available = available + 1 WHERE user_id = $1', [userId]);
  /** Sets billing's watermark: its checks covered all of history an hour ago. */
  const checkedAnHourAgo = async () => {
    await admin.query(
      `INSERT INTO billing.ledger_check (only_row, checked_until, part, after_key, sweep_began_at, swept_at, succeeded_at)
       VALUES (true, now() - interval '1 hour', 'transactions', NULL, now() - interval '1 hour', now() - interval '1 hour', now())
       ON CONFLICT (only_row) DO UPDATE SET checked_until = excluded.checked_until, swept_at = excluded.swept_at`,
    );
    for (const table of ['transaction', 'purchase', 'credit_hold'])
      await admin.query(`UPDATE billing.${table} SET created_at = now() - interval '1 day'`);
  };
  const endsTheOrder = (finishedAt: Date) =>
    fixtures.order('generation', { orderId, userId, state: 'failed', finishedAt });
  return { userId, command, breakBalance, checkedAnHourAgo, endsTheOrder };
};

describe('the command that checks the ledger', () => {
  it('the command that checks the ledger names every invariant and exits 0 when the money adds up', async () => {
    const { command } = await setup();

    for (const result of [await command(), await command('--full')]) {
      expect(result.code).toBe(0);
      for (const name of LEDGER_INVARIANT_NAMES)
        expect(result.text).toContain(`ok  ${name}: ${LEDGER_INVARIANTS[name]}`);
      expect(result.text).not.toContain('BAD');
    }
  });

  it('the command that checks the ledger names each fault, and exits 1', async () => {
    const { userId, command, breakBalance } = await setup();
    await breakBalance();

    for (const result of [await command(), await command('--full')]) {
      expect(result.code).toBe(1);
      expect(result.text).toContain('BAD balance-equals-entries');
      expect(result.text).toContain(
        `    ${userId}: shows 1501 available, 500 held and 0 owed, its entries say 1500, 500 and 0\n`,
      );
      expect(result.text.match(/^BAD/gm)).toHaveLength(1);
    }
  });

  it('the command that checks a restored ledger takes for late what was late at the moment of --at, and asks for all rows', async () => {
    const { command, endsTheOrder } = await setup();
    const finishedAt = new Date(Date.now() - 3_600_000);
    await endsTheOrder(finishedAt);
    const at = (seconds: number) => ['--at', new Date(finishedAt.getTime() + seconds * 1_000).toISOString()];

    expect(await command('--full')).toMatchObject({ code: 1, text: expect.stringContaining('BAD finished-order') });
    expect(await command('--full', ...at(30))).toMatchObject({ code: 0 });
    expect(await command('--full', ...at(90))).toMatchObject({ code: 1 });
    expect(await command(...at(30))).toMatchObject({ code: 1, text: expect.stringContaining('--at goes with --full') });
  });

  it('the command that checks the ledger reads only new rows, and with --full all rows', async () => {
    const { command, breakBalance, checkedAnHourAgo } = await setup();
    await checkedAnHourAgo();
    await breakBalance(); // the balance of a person whose credits have not moved since the watermark

    expect(await command()).toMatchObject({ code: 0, text: expect.stringContaining('Written since ') });
    expect(await command('--full')).toMatchObject({ code: 1 });
  });

  it('the command that checks the ledger gives a program the same facts, and the same exit code', async () => {
    const { userId, command, breakBalance } = await setup();
    const told = async () => {
      const { code, text } = await command('--json');
      const checks = JSON.parse(text) as { invariant: string; violations: { subject: string }[] }[];
      return { code, names: checks.map(({ invariant }) => invariant), wrong: checks.flatMap((one) => one.violations) };
    };
    expect(await told()).toEqual({ code: 0, names: LEDGER_INVARIANT_NAMES, wrong: [] });
    await breakBalance();

    expect(await told()).toMatchObject({ code: 1, wrong: [{ subject: userId }] });
  });

  it('the command that checks the ledger refuses any other word', async () => {
    const { command } = await setup();

    expect((await command('--fast')).code).toBe(1);
  });
});
