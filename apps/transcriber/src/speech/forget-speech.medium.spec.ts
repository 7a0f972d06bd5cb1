import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { onSpeech } from '../../spec/speech-harness';

const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** A person who agreed yesterday and ordered a text to be read. */
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
  it('a text sent to be read aloud, and its first words, are deleted when the consent is withdrawn; the sound stays', async () => {
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

  it('the first words of a text that is still to be read stay until its order has ended', async () => {
    const { start, work, order, withdraws, forget, row } = await setup();
    await start(order);
    await withdraws();

    await forget();
    expect((await row(order)).title).toContain('бабушка');

    await work();
    await forget();
    expect((await row(order)).title).toBe('');
  });

  it('the first words of a text sent to be read aloud stay when the person gave the consent again before sending the text', async () => {
    const { start, work, order, withdraws, forget, row, postgres } = await setup();
    await withdraws(ago(0.5));
    await start(order);
    await work();
    const { createdAt: agreedAt } = await row(order);
    await postgres.fixtures.consent({ userId: order.userId, agreedAt });

    await forget();

    expect((await row(order)).title).toContain('бабушка');
  });
});
