import { describe, expect, it } from '@jest/globals';
import { type UserId } from '@aisha/domain';
import { SCHEMAS } from '@aisha/database';
import { Logger, newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { ForgetWords } from './forget-words';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const QUESTION = 'Кто готовит отчёт для бабушки?';

/** A person who agreed an hour ago, and messages that kept failing half an hour ago. */
const setup = async (schema: (typeof SCHEMAS)[number] = 'billing') => {
  const postgres = await onPostgres(schema);
  const { userId } = await postgres.fixtures.person({ userId: newId<UserId>() });
  await postgres.fixtures.consent({ userId, agreedAt: ago(60) });
  const forgetting = new ForgetWords(postgres.database, schema, Logger.silent());
  return {
    postgres,
    userId,
    fails: (payload: object, diedAt = ago(30)) =>
      postgres.admin.query(
        `INSERT INTO ${schema}.dead_letter (message_id, job, payload, code, facts, attempts, died_at)
         VALUES ($1, 'some-job', $2, 'internal', '{}', 10, $3)`,
        [newId<string>(), JSON.stringify(payload), diedAt],
      ),
    withdraws: () => postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL'),
    forget: () => forgetting.run(),
    letters: async () =>
      (
        await postgres.admin.query<{ payload: object }>(`SELECT payload FROM ${schema}.dead_letter ORDER BY died_at`)
      ).map(({ payload }) => payload),
  };
};

describe('what a person wrote, in a message that kept failing', () => {
  it.each(SCHEMAS)(
    'when a consent is withdrawn, its person’s words in a failing message are deleted, and the rest stays for an operator to retry (%s)',
    async (schema) => {
      const { userId, fails, withdraws, forget, letters } = await setup(schema);
      const asks = { orderId: newId<string>(), userId, question: QUESTION, units: 1 };
      await fails(asks);
      await forget();
      expect(await letters()).toEqual([asks]);

      await withdraws();
      await forget();

      const { question: _, ...rest } = asks;
      expect(await letters()).toEqual([rest]);
    },
  );

  it('a person’s words are deleted also from an order that billing would have forwarded', async () => {
    const { userId, fails, withdraws, forget, letters } = await setup();
    const hold = { userId, item: 'question', onHeld: { receiver: 'transcriber', job: 'start-question' } };
    await fails({ ...hold, onHeld: { ...hold.onHeld, payload: { userId, question: QUESTION, units: 1 } } });

    await withdraws();
    await forget();

    expect(await letters()).toEqual([{ ...hold, onHeld: { ...hold.onHeld, payload: { userId, units: 1 } } }]);
  });

  it('words in failing messages stay if they are another person’s, or if their person agreed again before the message failed', async () => {
    const { userId, postgres, fails, withdraws, forget, letters } = await setup();
    const others = { userId: newId<string>(), question: QUESTION };
    await fails(others, ago(31));
    await fails({ userId, question: QUESTION }, ago(30));
    await withdraws();
    await postgres.fixtures.consent({ userId, agreedAt: ago(20) });
    const later = { userId, question: QUESTION };
    await fails(later, ago(10));

    await forget();

    expect(await letters()).toEqual([others, { userId }, later]);
  });
});
