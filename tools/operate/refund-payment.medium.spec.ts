import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TelegramId } from '@aisha/domain';
import { Person, startTelegram, type Update } from '@aisha/fakes/telegram';
import { DeadLetters } from '@aisha/messaging';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';

const TOKEN = '7000001:sandbox-token';
const STARS = 250;

/** A person's payment at the fake Telegram that billing could not credit. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const telegram = await startTelegram({ token: TOKEN });
  afterThisTest(() => telegram.close());
  const bot = async (method: string, parameters: object): Promise<unknown> => {
    const response = await fetch(`${telegram.url}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return ((await response.json()) as { result: unknown }).result;
  };
  const ann = await Person.join(telegram.url, { firstName: 'Ann' });
  await ann.sends('/start');
  const prices = [{ label: 'credits', amount: STARS }];
  const invoice = { title: 'Credits', description: 'Some', payload: 'pack:gone', provider_token: '', currency: 'XTR' };
  await bot('sendInvoice', { chat_id: ann.id, ...invoice, prices });
  const agree = () =>
    eventually(async () => {
      const updates = (await bot('getUpdates', { timeout: 10 })) as Update[];
      const query = updates.find((update) => update.pre_checkout_query)?.pre_checkout_query;
      if (!query) throw new Error('not asked yet');
      await bot('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true });
    });
  const [outcome] = await Promise.all([ann.pays(), agree()]);
  if (!outcome.paid) throw new Error(outcome.reason);

  const { userId } = await postgres.fixtures.person({ telegramId: ann.id as TelegramId });
  const payload = { telegramPaymentChargeId: outcome.charge_id };
  const telegramId = ann.id as TelegramId;
  await postgres.fixtures.stars({
    userId,
    telegramId,
    chargeId: outcome.charge_id,
    payload: 'pack:gone',
    amount: STARS,
  });
  await postgres.admin.query(
    `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
     VALUES ('in-vain', 'credit-purchase', $1, 'payment-fits-no-pack', '{}', 1)`,
    [JSON.stringify(payload)],
  );
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, [path.join(__dirname, 'refund-payment.mts'), ...args], {
      env: { ...process.env, DATABASE_URL: postgres.url, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  const refunding = async () =>
    postgres.admin.query('SELECT FROM billing.dead_letter WHERE refunding_since IS NOT NULL AND resolved IS NULL');
  const resolved = async () =>
    (await postgres.admin.query<{ resolved: string | null }>('SELECT resolved FROM billing.dead_letter'))[0]?.resolved;
  return { postgres, telegram, ann, userId, charge: outcome.charge_id, command, resolved, refunding };
};

describe('the command that gives Stars back', () => {
  it('the command that gives Stars back changes nothing without a yes, then gives them back once and takes the payment off the list', async () => {
    const { ann, charge, command, resolved } = await setup();
    expect((await command(charge)).text).toMatch(/would give back 250 Stars[^]*Nothing was changed/);
    expect([await ann.stars(), await resolved()]).toEqual([9_750, null]);

    expect(await command(charge, '--yes')).toMatchObject({ code: 0 });
    expect((await command(charge, '--yes')).text).toContain('given back before');

    expect([await ann.stars(), await resolved()]).toEqual([10_000, 'dropped']);
  });

  /** Lets billing credit the payment after all; the person then has this many credits. */
  const credited = async (
    { postgres, charge, userId }: Awaited<ReturnType<typeof setup>>,
    balance: { readonly available: number; readonly debt?: number },
  ) => {
    await postgres.admin.query('DELETE FROM billing.dead_letter');
    await postgres.admin.query('INSERT INTO billing.account (user_id, available, debt) VALUES ($1, $2, $3)', [
      userId,
      balance.available * 100,
      (balance.debt ?? 0) * 100,
    ]);
    await postgres.admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'p', 250, 10000)`,
      [charge, userId],
    );
  };

  it('the command that gives Stars back refunds a purchase with unspent credits, once', async () => {
    const given = await setup();
    const { ann, charge, command } = given;
    await credited(given, { available: 100 });
    expect((await command(charge)).text).toMatch(/would give back 250 Stars to \d+, and take its 100 credits\nNothing/);
    expect(await ann.stars()).toBe(9_750);

    expect(await command(charge, '--yes')).toMatchObject({ code: 0, text: expect.stringContaining('are back with') });
    expect((await command(charge, '--yes')).text).toContain('given back before');

    expect(await ann.stars()).toBe(10_000);
  });

  it.each([
    ['spent in part', { available: 99.99 }, '100 credits were bought, 99.99 are there and 0 owed'],
    ['of a person who owes credits', { available: 100, debt: 1 }, '100 credits were bought, 100 are there and 1 owed'],
  ])('the command that gives Stars back refuses a purchase that is %s, and says why', async (_, balance, why) => {
    const given = await setup();
    await credited(given, balance);

    expect(await given.command(given.charge, '--yes')).toMatchObject({ code: 1, text: expect.stringContaining(why) });

    expect(await given.ann.stars()).toBe(9_750);
  });

  it('the command that gives Stars back refunds a purchase at the next run when Telegram did not answer', async () => {
    const given = await setup();
    const { telegram, ann, charge, command } = given;
    await credited(given, { available: 100 });
    telegram.faults.add({ kind: 'reset', method: 'refundStarPayment' });

    expect(await command(charge, '--yes')).toMatchObject({ code: 1, text: expect.stringContaining('Run this again') });
    expect(await command(charge, '--yes')).toMatchObject({ code: 0 });

    expect(await ann.stars()).toBe(10_000);
  });

  it('the command that gives Stars back does not touch payments that are being credited or are unknown', async () => {
    const { ann, charge, command, postgres } = await setup();
    await postgres.admin.query(`UPDATE billing.dead_letter SET resolved = 'retried', resolved_at = now()`);
    const retried = await command(charge, '--yes');
    const unknown = await command('stxElse', '--yes');

    expect([retried.code, unknown.code]).toEqual([1, 1]);
    expect(retried.text).toContain('is being credited');
    expect(unknown.text).toContain('no such payment');
    expect(await ann.stars()).toBe(9_750);
  });

  it.each(['reset', '502-html', '429'] as const)(
    'the command that gives Stars back keeps the payment on the list while Telegram answers with %s, explains it in a sentence, and ends it at the next run',
    async (kind) => {
      const { postgres, telegram, ann, charge, command, resolved, refunding } = await setup();
      telegram.faults.add({ kind, method: 'refundStarPayment' });

      const { code, text } = await command(charge, '--yes');

      expect([code, await ann.stars(), await resolved(), (await refunding()).length]).toEqual([1, 9_750, null, 1]);
      expect(text).toMatch(/^\S+: Telegram did not say yes \(.+\)\. It stays on the list: run this again .+\n$/);
      expect(await new DeadLetters(postgres.database, 'billing').list()).toHaveLength(1);
      expect(await new DeadLetters(postgres.database, 'billing').drop('in-vain')).toBe(false);

      expect((await command(charge, '--yes')).code).toBe(0);
      expect([await ann.stars(), await resolved()]).toEqual([10_000, 'dropped']);
    },
  );

  it('the command that gives Stars back leaves the decision to the operator when Telegram refuses', async () => {
    const { telegram, charge, command, resolved, refunding } = await setup();
    telegram.faults.add({ kind: '400', method: 'refundStarPayment' });

    expect((await command(charge, '--yes')).text).toContain('Telegram says');

    expect([await resolved(), (await refunding()).length]).toEqual([null, 0]);
  });
});
