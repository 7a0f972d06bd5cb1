import { describe, expect, it } from '@jest/globals';
import { PersonRowsStore } from '@aisha/database/people';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { Outbox } from './outbox';
import { ListPersonRowsHandler } from './person-rows.handlers';

describe('the rows that an app without files lists for an export', () => {
  it('of a person with very many rows those are listed that fit into a message, each of them whole', async () => {
    const postgres = await onPostgres('api');
    const userId = newId<UserId>();
    await postgres.admin.query(
      `INSERT INTO api.uploaded_file (id, user_id, key_id, used_for, name, digest, bytes, checked_at, expires_at, refusal)
       SELECT gen_random_uuid(), $1, $1, 'restoration', n::text, repeat('a', 64), 1, now(), now(), repeat('x', 100000)
       FROM generate_series(1, 130) AS n`,
      [userId],
    );
    const handler = new ListPersonRowsHandler(new PersonRowsStore(postgres.database, 'api'), new Outbox('api'));

    await handler.handle({ userId, exportId: newId<string>(), avatarIds: [] }, jobContext(postgres));

    const [listed] = await postgres.outboxOf('api');
    const lines = (listed?.payload as { lines: string }).lines.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.length).toBeGreaterThan(110);
    expect(lines.length).toBeLessThan(120);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ table: 'api.uploaded_file' });
  });
});
