import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import { onSpeech } from '../../spec/speech-harness';

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** A person who agreed yesterday, and a text of theirs. */
const setup = async () => {
  const harness = await onSpeech();
  const order = await harness.order({ text: 'С днём рождения, бабушка!' });
  const { userId } = order;
  await harness.postgres.fixtures.person({ userId });
  await harness.postgres.fixtures.consent({ userId, agreedAt: ago(1) });
  return {
    ...harness,
    order,
    withdraws: (at = new Date()) =>
      harness.postgres.admin.query('UPDATE bot.consent SET withdrawn_at = $1 WHERE withdrawn_at IS NULL', [at]),
  };
};

describe('a text that was sent to be read aloud', () => {
  it('goes with the consent, its first words too; what was read stays', async () => {
    const { start, work, order, withdraws, forget, row, isKept, postgres } = await setup();
    await start(order);
    await work();
    await forget();
    expect((await row(order)).title).toContain('бабушка');

    await withdraws();
    await forget();

    const { title, voicePath } = await row(order);
    expect(title).toBe('');
    expect(await isKept(voicePath!)).toBe(true);
    expect(await postgres.admin.tablesWith('бабушка')).toEqual([]);
  });

  it('keeps its first words when the consent was given anew before', async () => {
    const { start, work, order, withdraws, forget, row, postgres } = await setup();
    await withdraws(ago(0.5));
    await start(order);
    await work();
    const { createdAt: agreedAt } = await row(order);
    await postgres.fixtures.consent({ userId: order.userId, agreedAt });

    await forget();

    expect((await row(order)).title).toContain('бабушка');
  });

  it('is forgotten in a message that kept failing, which can still be retried', async () => {
    const { order, withdraws, forget, postgres } = await setup();
    await postgres.admin.query(
      `INSERT INTO transcriber.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES ($1, 'start-speech', $2, 'internal', '{}', 10)`,
      [newId<string>(), JSON.stringify(order)],
    );
    await forget();
    const payloads = () =>
      postgres.admin.query<{ payload: { text: string | null } }>('SELECT payload FROM transcriber.dead_letter');
    expect(await payloads()).toMatchObject([{ payload: { text: order.text } }]);

    await withdraws();
    await forget();

    expect(await payloads()).toEqual([{ payload: { ...order, text: null } }]);
  });
});
