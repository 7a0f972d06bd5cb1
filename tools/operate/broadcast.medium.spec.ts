import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const WHY = ['--operator', 'olga', '--reason', 'the new looks'];

describe('aisha broadcast', () => {
  it('aisha broadcast starts nothing at a past moment, as which a mistyped date and 2h count, and takes a date to come', async () => {
    const postgres = await onPostgres('bot');
    const id = randomUUID();
    await postgres.admin.query(
      `INSERT INTO bot.broadcast (id, content, texts, segment, state, finished_at) VALUES ($1, '{}', '{}', '{}', 'draft', 'infinity')`,
      [id],
    );
    const starts = (at: string, ...more: string[]) =>
      aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, 'broadcast', 'start', id, '--at', at, ...WHY, ...more);

    for (const at of ['2h', '2026-01-24', 'soon'])
      expect(await starts(at, '--yes')).toEqual({
        code: 1,
        text: expect.stringContaining(`--at ${at}: must be a date to come`),
      });
    expect((await starts('2099-01-24')).text).toMatch(/would start .* at 2099-01-24T[^]*Nothing was changed/);
    expect(await postgres.outboxOf('bot')).toEqual([]);
  });

  it('aisha broadcast lists how each text begins, so that two drafts are told apart', async () => {
    const postgres = await onPostgres('bot');
    for (const text of ['New looks\nare here', 'W'.repeat(61)])
      await postgres.admin.query(
        `INSERT INTO bot.broadcast (id, content, texts, segment, state, reached, finished_at)
         VALUES (gen_random_uuid(), '{}', $1, '{}', 'draft', 1, 'infinity')`,
        [JSON.stringify({ en: { text } })],
      );

    const { text } = await aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, 'broadcast');

    expect(text).toMatch(/ draft {2}.* {2}1 person reached {2}\{\} {2}New looks$/m);
    expect(text).toMatch(/ {2}W{60}…$/m);
  });

  it('aisha broadcast shows where the button of a draft leads, so that no wrong link is started', async () => {
    const postgres = await onPostgres('bot');
    const id = randomUUID();
    await postgres.admin.query(
      `INSERT INTO bot.broadcast (id, content, texts, segment, state, finished_at) VALUES ($1, $2, $3, '{}', 'draft', 'infinity')`,
      [
        id,
        JSON.stringify({ en: { buttons: [[{ label: 'Look', url: 'https://example.com/looks' }]] } }),
        JSON.stringify({ en: { text: 'News', button: 'Look' } }),
      ],
    );
    const show = (...more: string[]) =>
      aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, 'broadcast', 'show', id, ...more);

    expect((await show()).text).toContain('its button opens https://example.com/looks');
    expect(JSON.parse((await show('--json')).text)).toMatchObject({ url: 'https://example.com/looks' });
  });

  it('aisha broadcast refuses a draft that the bot could not read, before anything is sent', async () => {
    const postgres = await onPostgres('bot');
    const drafts = (...more: string[]) =>
      aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, 'broadcast', 'draft', '--en', 'News', ...WHY, ...more);

    for (const [words, why] of [
      [['--id', 'the-new-looks', '--yes'], '--id the-new-looks: is no id of a draft'],
      [['--url', 'http://example.com', '--button-en', 'Look'], '--url: must be an https address'],
      [['--url', 'https://example.com', '--button-en', 'L'.repeat(41), '--yes'], '--button-en: 40 characters at most'],
    ] as const)
      expect(await drafts(...words)).toEqual({ code: 1, text: expect.stringContaining(why) });
    expect((await drafts('--url', 'https://example.com', '--button-en', 'Look')).text).toContain('would draft');
    expect(await postgres.outboxOf('bot')).toEqual([]);
  });
});
