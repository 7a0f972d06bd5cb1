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
});
