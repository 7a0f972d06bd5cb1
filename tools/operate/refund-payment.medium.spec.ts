import { describe, expect, it } from '@jest/globals';
import { OperatorActs, type ActOutcome } from '@aisha/database';
import { newId } from '@aisha/platform';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const WHY = ['--operator', 'olga', '--reason', 'bought by mistake'];
const CHARGE = 'stxCharge_1';

/** A person who has bought 100 credits and has this many left. */
const setup = async (available = 100) => {
  const postgres = await onPostgres('billing');
  const { userId, telegramId } = await postgres.fixtures.person();
  await postgres.fixtures.stars({ userId, telegramId, chargeId: CHARGE });
  await postgres.fixtures.account({ userId, credits: available });
  await postgres.admin.query(
    `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'small-1', 150, 10000)`,
    [CHARGE, userId],
  );
  await postgres.admin.query(
    `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key) VALUES ($1, 'purchase', $2, 10000, 'a pack', $3)`,
    [newId<string>(), userId, `purchase:${CHARGE}`],
  );
  const command = (...args: string[]) => aisha({ DATABASE_URL: postgres.url }, 'refund-payment', ...args);
  /** Does the next act as billing does; with `state`, the return ends as Telegram answered. */
  const answer = async (outcome: ActOutcome, state?: 'returned' | 'refused') => {
    const sent = await eventually(async () => (await postgres.outboxOf('billing'))[0] ?? false);
    const payload = sent.payload as { actId: string; operator: string; reason: string };
    await postgres.admin.query('DELETE FROM billing.outbox');
    await postgres.database.transaction((tx) =>
      new OperatorActs('billing').record(tx, payload, { act: 'refund-purchase', userId }, () =>
        Promise.resolve(outcome),
      ),
    );
    if (state)
      await postgres.admin.query(
        `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by, reason, state, problem, ended_at)
         VALUES ($1, $2, $3, 0, 'command:olga', 'why', $4, $5, now())`,
        [newId<string>(), CHARGE, userId, state, state === 'refused' ? 'CHARGE_NOT_FOUND' : null],
      );
    return sent;
  };
  return { postgres, userId, telegramId, command, answer };
};

describe('the command that gives Stars back', () => {
  it('the command that gives Stars back changes nothing without --yes, and with it sends billing one act and prints Telegram’s answer', async () => {
    const { postgres, command, answer, telegramId } = await setup();
    expect((await command(CHARGE)).text).toMatch(/would give back 150 Stars to \d+, and take its 100 credits\nNothing/);
    expect(await postgres.outboxOf('billing')).toEqual([]);

    const [said, sent] = await Promise.all([command(CHARGE, ...WHY, '--yes'), answer({ outcome: 'done' }, 'returned')]);

    expect(said).toMatchObject({ code: 0, text: `150 Stars are back with ${telegramId}\n` });
    expect(sent).toMatchObject({
      receiver: 'billing',
      job: 'refund-by-operator',
      payload: {
        telegramPaymentChargeId: CHARGE,
        evenIfSpent: false,
        operator: 'command:olga',
        reason: 'bought by mistake',
      },
    });
    expect((await command(CHARGE, ...WHY, '--yes')).text).toBe(`150 Stars are back with ${telegramId}\n`);
  });

  it('the command that gives Stars back says in advance, with figures, what giving back a spent purchase would cost the person', async () => {
    const { command, answer } = await setup(60);

    expect((await command(CHARGE)).text).toMatch(
      /40 of 100 credits are spent: 0 would be taken from other credits, 40 become a debt\.\nNothing was changed\. Add --even-if-spent/,
    );
    const details = { credited: '10000', spent: '4000', fromOthers: '0', owed: '4000' };
    const [said] = await Promise.all([command(CHARGE, ...WHY, '--yes'), answer({ outcome: 'spent-in-part', details })]);

    expect(said).toMatchObject({ code: 1, text: expect.stringContaining('40 of 100 credits are spent') });
  });

  it('the command that gives Stars back says in advance that the bonus of the purchase goes back, too', async () => {
    const { command, postgres, userId } = await setup();
    await postgres.admin.query(
      `INSERT INTO billing.gain (id, user_id, reason, credits, telegram_payment_charge_id) VALUES (gen_random_uuid(), $1, 'referral-friend', 3000, $2)`,
      [userId, CHARGE],
    );

    expect((await command(CHARGE)).text).toMatch(
      /0 of 100 credits are spent, and its bonus of 30 goes back, too: 0 would be taken from other credits, 30 become a debt\.\nNothing was changed\. Add --yes/,
    );
  });

  it.each([
    ['returned-before', 0, /given back before/],
    ['being-credited', 1, /is being credited/],
    ['of-tomorrow', 1, /refused: of-tomorrow/],
  ])('the command that gives Stars back says when billing answers %s', async (outcome, code, text) => {
    const { command, answer } = await setup();

    const [said] = await Promise.all([command(CHARGE, ...WHY, '--yes'), answer({ outcome })]);

    expect(said).toMatchObject({ code, text: expect.stringMatching(text) });
  });

  it('the command that gives Stars back exits 1 when Telegram refuses, and prints Telegram’s words', async () => {
    const { command, answer } = await setup();

    const [said] = await Promise.all([command(CHARGE, ...WHY, '--yes'), answer({ outcome: 'done' }, 'refused')]);

    expect(said).toMatchObject({ code: 1, text: expect.stringContaining('Telegram says: CHARGE_NOT_FOUND') });
  });

  it('the command that gives Stars back refuses a payment that Telegram never reported, and an operator without a name', async () => {
    const { command, postgres } = await setup();

    expect((await command('stxElse', ...WHY, '--yes')).text).toContain('no such payment');
    expect((await command(CHARGE, '--yes')).text).toContain('--operator and --reason must be set');
    expect(await postgres.outboxOf('billing')).toEqual([]);
  });
});
