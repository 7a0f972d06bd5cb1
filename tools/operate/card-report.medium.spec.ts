import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packPayload, PACKS, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const [pack] = PACKS as [(typeof PACKS)[number]];
const LONG_AGO = new Date('2026-11-02Z');

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { admin, fixtures } = postgres;
  const pays = async (provider: string, { amount = 24_900, isConfirmed = true, isCredited = true } = {}) => {
    const userId = newId<UserId>();
    const { chargeId } = await fixtures.stars({
      ...{ userId, chargeId: `tpc-${provider}`, payload: packPayload(pack.id), currency: 'RUB', amount },
      ...{ providerChargeId: provider, createdAt: LONG_AGO, forwardedAt: LONG_AGO },
    });
    if (!isConfirmed)
      await admin.query(
        `UPDATE bot.star_transaction SET confirmed_at = NULL, forwarded_at = NULL, user_id = NULL, payer = '{}' WHERE charge_id = $1`,
        [chargeId],
      );
    if (isConfirmed && isCredited) {
      await fixtures.account({ userId, credits: 100 });
      await admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, currency, card_amount, credited)
         VALUES ($1, $2, $3, 0, 'RUB', $4, 10000)`,
        [chargeId, userId, pack.id, amount],
      );
    }
    return { userId, chargeId };
  };
  const returned = (chargeId: string, userId: UserId, state: string) =>
    admin.query(
      `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by, state, ended_at)
       VALUES ($1, $2, $3, 0, 'person', $4, CASE WHEN $4 <> 'open' THEN now() END)`,
      [newId<string>(), chargeId, userId, state],
    );
  /** What an erasure leaves of a payment (`PERSON_TABLES`). */
  const erased = (chargeId: string) =>
    admin.query(`UPDATE bot.star_transaction SET telegram_id = 0, payer = NULL, payload = '' WHERE charge_id = $1`, [
      chargeId,
    ]);
  const compare = async (...lines: string[]) => {
    const file = path.join(tmpdir(), `report-${newId<string>()}.csv`);
    await writeFile(file, ['provider_id,amount,currency,status', ...lines, ''].join('\r\n'));
    return aisha({ DATABASE_URL: postgres.url }, 'reconcile-payments', '--card-report', file);
  };
  return { postgres, pays, returned, erased, compare };
};

describe('the report of a card provider', () => {
  it('a report of a card provider that agrees with our payments has no difference', async () => {
    const { pays, returned, compare } = await setup();
    await pays('ch_1');
    const back = await pays('ch_2');
    await returned(back.chargeId, back.userId, 'returned');

    const said = await compare('ch_1,249.00,RUB,paid', 'ch_2,249,RUB,refunded', 'ch_0,99.00,RUB,refunded');

    expect(said).toMatchObject({ code: 0, text: expect.stringContaining('are the same') });
  });

  it('the report of a card provider is compared with our payments, and each difference is printed with what to do', async () => {
    const { pays, returned, compare } = await setup();
    await pays('known');
    await pays('other-money');
    await pays('uncertain', { isConfirmed: false });
    await pays('uncredited', { isCredited: false });
    await pays('unreported');
    await pays('charged-back');
    await pays('back-for-nothing', { isCredited: false });
    const waits = await pays('waits');
    await returned(waits.chargeId, waits.userId, 'open');
    const ours = await pays('ours-back');
    await returned(ours.chargeId, ours.userId, 'returned');

    const { code, text } = await compare(
      'known,249.00,RUB,paid',
      'other-money,250.00,RUB,paid',
      'uncertain,249.00,RUB,paid',
      'uncredited,249.00,RUB,paid',
      'charged-back,249.00,RUB,refunded',
      'back-for-nothing,249.00,RUB,refunded',
      'waits,249.00,RUB,refunded',
      'ours-back,249.00,RUB,paid',
      'untold,249.00,RUB,paid',
    );

    expect(code).toBe(1);
    expect(text).not.toContain('tpc-known ');
    for (const [found, provider] of [
      [/other money than Telegram, which says 249.00 RUB/, 'other-money'],
      [/`aisha confirm-payment/, 'uncertain'],
      [/not credited: see dead-letters/, 'uncredited'],
      [/credits are there: `aisha refund-payment/, 'charged-back'],
      [/it bought nothing: `aisha refund-payment …`, then/, 'back-for-nothing'],
      [/the return is open: `aisha refund-payment … --returned`/, 'waits'],
      [/returned by our books/, 'ours-back'],
      [/no update has told of it/, 'untold'],
      [/does not report the payment/, 'unreported'],
    ] as const)
      expect(text).toMatch(new RegExp(`BAD [^\\n]*${found.source}[^\\n]*\\n[^\\n]*at the provider ${provider} `));
  });

  it('the report of a card provider names a payment that bought nothing and whose person is erased, until its money is back', async () => {
    const { pays, erased, compare } = await setup();
    for (const options of [{ isConfirmed: false }, { isCredited: false }])
      await erased((await pays(`ch_${options.isConfirmed ?? 'uncredited'}`, options)).chargeId);
    await erased((await pays('ch_spent')).chargeId);

    const paid = await compare('ch_false,249,RUB,paid', 'ch_uncredited,249,RUB,paid', 'ch_spent,249,RUB,paid');
    expect(paid.code).toBe(1);
    expect(paid.text.match(/BAD .*/g)).toEqual(
      Array(2).fill(expect.stringMatching(/everything deleted.*at the provider$/)),
    );

    const back = await compare('ch_false,249,RUB,refunded', 'ch_uncredited,249,RUB,refunded', 'ch_spent,249,RUB,paid');
    expect(back).toMatchObject({ code: 0, text: expect.stringContaining('are the same') });
  });

  it.each([
    ['ch_1,249.00,RUB', /Line 2 of the report must be/],
    ['ch_1,249.001,RUB,paid', /Line 2 of the report must be/],
    ['ch_1,249,XTR,paid', /Line 2 of the report must be/],
    ['ch_1,249,RUB,paid\nch_1,249,RUB,refunded', /ch_1 stands in the report twice/],
  ])('a report of a card provider with the lines %j is refused', async (lines, why) => {
    const { compare } = await setup();

    expect(await compare(...lines.split('\n'))).toMatchObject({ code: 1, text: expect.stringMatching(why) });
  });
});

describe('the comparison with Telegram’s list', () => {
  /** Plays the bot, which reads the list, and runs `aisha reconcile-payments`. */
  const compared = async () => {
    const at = await setup();
    await at.postgres.admin.query(
      `INSERT INTO bot.star_reconciliation (due_at, finished_at) VALUES (now(), '2100-01-01')`,
    );
    return { ...at, compare: () => aisha({ DATABASE_URL: at.postgres.adminUrl }, 'reconcile-payments') };
  };

  it('a payment by card that bought nothing is a difference until its money is returned', async () => {
    const { postgres, pays, returned, compare } = await compared();
    const { chargeId, userId } = await pays('ch_1', { isCredited: false });
    await postgres.fixtures.account({ userId });

    const before = await compare();
    expect(before).toMatchObject({ code: 1, text: expect.stringContaining(`payment ${chargeId} of 249.00 RUB`) });

    await returned(chargeId, userId, 'returned');
    expect(await compare()).toMatchObject({ code: 0, text: expect.not.stringContaining('BAD') });
  });

  it.each([
    ['was never confirmed', { isConfirmed: false }],
    ['bought nothing', { isCredited: false }],
  ])('a payment that %s counts as no difference once its person is erased', async (_, options) => {
    const { pays, erased, compare } = await compared();
    const { chargeId } = await pays('ch_1', options);
    expect(await compare()).toMatchObject({ code: 1, text: expect.stringContaining(chargeId) });

    await erased(chargeId);

    expect(await compare()).toMatchObject({ code: 0, text: expect.not.stringContaining('BAD') });
  });
});
