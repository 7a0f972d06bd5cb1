import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { botHarness } from '../../../spec/bot-harness';

const OPENS = /https:\/\/desk\.inside\.test\/#\/login\?token=([\w-]{43})\b/;

const setup = async () => {
  const harness = await botHarness();
  const [owner, stranger] = [await harness.joins('Анна', 'ru'), await harness.joins('Boris', 'en')];
  await harness.replica({
    settings: { ADMIN_TELEGRAM_IDS: `${owner.id}:owner`, CONSOLE_URL: 'https://desk.inside.test' },
  });
  const sent = async () => (await harness.postgres.outboxOf('bot')).filter(({ receiver }) => receiver === 'console');
  return { owner, stranger, sent };
};

describe('/desk', () => {
  it('/desk gives an operator a link for ten minutes; the desk learns only the hash of its token', async () => {
    const { owner, sent } = await setup();

    await owner.sends('/desk');

    const { text = '' } = await owner.sees(OPENS);
    const [, token = ''] = OPENS.exec(text)!;
    expect(await sent()).toMatchObject([
      {
        job: 'open-desk-link',
        payload: { tokenHash: createHash('sha256').update(token).digest('hex'), telegramId: owner.id },
      },
    ]);
    const [opened] = await sent();
    const lasts = Date.parse(String(opened?.payload['expiresAt'])) - Date.now();
    expect(lasts).toBeGreaterThan(9 * 60_000);
    expect(lasts).toBeLessThanOrEqual(10 * 60_000);
    expect(JSON.stringify(await sent())).not.toContain(token);
  });

  it('/desk is an unknown command for anybody else', async () => {
    const { stranger, sent } = await setup();

    await stranger.sends('/desk');

    await stranger.sees(/don’t know that command/);
    expect(await sent()).toEqual([]);
  });
});
