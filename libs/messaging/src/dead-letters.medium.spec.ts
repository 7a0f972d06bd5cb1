import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { DeadLetters } from './dead-letters';
import { DecideDeadLetterHandler } from './decide-dead-letter.handler';

const setup = async () => {
  const postgres = await onPostgres('billing');
  const userId = '0199a3e1-0b7d-7c3a-8e10-55aa7be90c11';
  for (const id of ['first', 'second']) {
    await postgres.admin.query(
      `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES ($1, 'open-account', $2, 'unexpected', '{}', 3)`,
      [id, JSON.stringify({ userId })],
    );
  }
  const message = { receiver: 'billing', job: 'open-account', payload: { userId } };
  /** Writes what billing writes while the Stars of a letter's payment are going back, and after Telegram's refusal. */
  const refunding = (messageId: string, since: Date | null) =>
    postgres.admin.query('UPDATE billing.dead_letter SET refunding_since = $2 WHERE message_id = $1', [
      messageId,
      since,
    ]);
  return { postgres, letters: new DeadLetters(postgres.database, 'billing'), message, refunding };
};

describe('a message that was given up', () => {
  it('a dead letter is listed without its payload, until an operator decides', async () => {
    const { letters } = await setup();
    expect(await letters.list()).toMatchObject([{ messageId: 'first', attempts: 3 }, { messageId: 'second' }]);
    expect(JSON.stringify(await letters.list())).not.toContain('userId');
    await letters.drop('first');

    expect(await letters.list()).toMatchObject([{ messageId: 'second' }]);
  });

  it.each([
    ['an order', { orderId: 'order-7', userId: 'u' }, 'order-7'],
    ['a payment', { telegramPaymentChargeId: 'charge-7', userId: 'u' }, 'charge-7'],
    ['neither', { userId: 'u' }, null],
  ])(
    'a dead letter about %s is listed with the id of that order or payment, if there is one',
    async (_, payload, reference) => {
      const { postgres, letters } = await setup();
      await postgres.admin.query(
        `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES ('third', 'some-job', $1, 'unexpected', '{}', 3)`,
        [JSON.stringify(payload)],
      );

      expect((await letters.list()).at(-1)).toMatchObject({ messageId: 'third', reference });
    },
  );

  it('a dead letter is sent again once, as a new message, however many operators retry it', async () => {
    const { postgres, letters, message } = await setup();
    const pressed = await Promise.all([letters.retry('first'), letters.retry('first'), letters.retry('first')]);

    expect(pressed.filter(Boolean)).toEqual([true]);
    expect(await postgres.outboxOf('billing')).toEqual([message]);
    expect(await postgres.admin.query('SELECT id::text FROM billing.outbox')).not.toEqual([{ id: 'first' }]);
  });

  it('a dead letter that is dropped is sent nowhere, and cannot be sent again afterwards', async () => {
    const { postgres, letters } = await setup();

    expect([await letters.drop('first'), await letters.retry('first'), await letters.drop('nobody')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await postgres.outboxOf('billing')).toEqual([]);
  });

  it('while the Stars of a dead letter’s payment are being given back, no operator can retry or drop the letter; after Telegram’s refusal they can', async () => {
    const { letters, refunding } = await setup();
    await refunding('first', new Date());
    expect([await letters.retry('first'), await letters.drop('first')]).toEqual([false, false]);
    expect(await letters.list()).toMatchObject([{ messageId: 'first', refundingSince: expect.any(Date) }, {}]);

    await refunding('first', null);

    expect(await letters.list()).toMatchObject([{ messageId: 'first', refundingSince: null }, {}]);
    expect(await letters.retry('first')).toBe(true);
  });

  it('an operator’s decision about a dead letter has its effect once per act, with an audit row that names the letter’s person', async () => {
    const { postgres, letters, message, refunding } = await setup();
    const handler = new DecideDeadLetterHandler(letters, new OperatorActs('billing'));
    const decide = (messageId: string, decision: 'retry' | 'drop', actId = newId<string>()) =>
      handler.handle(
        { actId, operator: 'command:nina', reason: 'it is over', messageId, decision },
        jobContext(postgres),
      );
    const actId = newId<string>();

    await Promise.all([decide('first', 'retry', actId), decide('first', 'retry', actId)]);
    await decide('first', 'drop');
    await refunding('second', new Date());
    await decide('second', 'retry');
    await decide('nobody', 'drop');

    expect(await postgres.outboxOf('billing')).toEqual([message]);
    const { userId } = message.payload;
    expect(
      await postgres.admin.query(
        `SELECT act, subject, user_id, outcome FROM billing.operator_act ORDER BY created_at, id`,
      ),
    ).toEqual([
      { act: 'retry-dead-letter', subject: 'first', user_id: userId, outcome: 'done' },
      { act: 'drop-dead-letter', subject: 'first', user_id: userId, outcome: 'decided-before' },
      { act: 'retry-dead-letter', subject: 'second', user_id: userId, outcome: 'letter-is-refunded' },
      { act: 'drop-dead-letter', subject: 'nobody', user_id: null, outcome: 'no-such-letter' },
    ]);
  });
});
