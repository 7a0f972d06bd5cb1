import { describe, expect, it } from '@jest/globals';
import { OperatorActs, type ActOutcome } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const WHY = ['--key', 'ticket-7', '--operator', 'olga', '--reason', 'charged  twice'];

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { userId, telegramId } = await postgres.fixtures.person();
  await postgres.fixtures.account({ userId, credits: 5 });
  const command = (...args: string[]) => aisha({ DATABASE_URL: postgres.url }, 'give-credits', ...args);
  /** Does the next act as billing does, with this outcome. */
  const answer = async (outcome: ActOutcome) => {
    const sent = await eventually(async () => (await postgres.outboxOf('billing'))[0] ?? false);
    const payload = sent.payload as { actId: string; operator: string; reason: string; userId: UserId };
    await postgres.admin.query('DELETE FROM billing.outbox');
    await postgres.database.transaction((tx) =>
      new OperatorActs('billing').record(tx, payload, { act: 'give-credits', userId: payload.userId }, () =>
        Promise.resolve(outcome),
      ),
    );
    return sent;
  };
  return { postgres, userId, person: String(telegramId), command, answer };
};

describe('the command that gives credits', () => {
  it('the command that gives credits changes nothing without --yes, and with it sends billing one act and prints the outcome', async () => {
    const { postgres, userId, person, command, answer } = await setup();
    expect((await command(person, '12', ...WHY)).text).toMatch(/would give 12 credits[^]*Nothing was changed/);
    expect(await postgres.outboxOf('billing')).toEqual([]);

    const done = { outcome: 'done', details: { given: '1200', availableAfter: '1700' } };
    const [said, sent] = await Promise.all([command(person, '12', ...WHY, '--yes'), answer(done)]);

    expect(said).toMatchObject({ code: 0, text: expect.stringMatching(/^12 credits given to \d+; available now: 17/) });
    expect(sent).toMatchObject({
      receiver: 'billing',
      job: 'give-credits',
      payload: { userId, centiCredits: '1200', key: 'ticket-7', operator: 'command:olga', reason: 'charged twice' },
    });
  });

  it.each([
    ['given-before', 0, /ticket-7: was given before, nothing was changed/],
    ['key-used', 1, /ticket-7: was used before, for another person or sum/],
    ['nothing-available', 1, /no credits available/],
    ['of-tomorrow', 1, /refused: of-tomorrow/],
  ])('the command that gives credits says when billing answers %s', async (outcome, code, text) => {
    const { person, command, answer } = await setup();

    const [said] = await Promise.all([command(person, '12', ...WHY, '--yes'), answer({ outcome })]);

    expect(said).toMatchObject({ code, text: expect.stringMatching(text) });
  });

  it('the command that takes credits says how many it could take', async () => {
    const { person, command, answer } = await setup();
    const done = { outcome: 'done', details: { given: '-500', availableAfter: '0' } };

    const [said, { payload }] = await Promise.all([command(person, '12', '--take', ...WHY, '--yes'), answer(done)]);

    expect(payload).toMatchObject({ centiCredits: '-1200' });
    expect(said.text).toMatch(/^12 credits taken from \d+: only 5 credits were there; available now: 0/);
  });

  it('the command that gives credits says, when billing does not answer, that billing will give them later', async () => {
    const { postgres, person, command } = await setup();

    expect(await command(person, '12', ...WHY, '--yes')).toMatchObject({
      code: 0,
      text: expect.stringContaining('told billing, which does it when it runs'),
    });
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
  });

  it('the command that gives credits refuses a stranger, a sum that was mistyped and a gift without a reason, in a sentence', async () => {
    const { postgres, person, command } = await setup();

    expect(await command('1', '12', ...WHY, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/no such/),
    });
    expect(await command(person, '12000', ...WHY, '--yes')).toMatchObject({ code: 1 });
    expect(await command(person, '12', '--key', 'k', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/--reason must be set/),
    });
    const long = [...WHY.slice(0, -1), 'x'.repeat(301)];
    expect(await command(person, '12', ...long, '--yes')).toMatchObject({ code: 1 });

    expect(await postgres.outboxOf('billing')).toEqual([]);
  });
});
