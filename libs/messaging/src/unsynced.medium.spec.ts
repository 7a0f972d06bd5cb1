import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { UNSYNCED } from './unsynced';

describe('a statement that does not wait for the disk', () => {
  it('is alone in that: the next one on its connection waits', async () => {
    const { database } = await onPostgres('bot');
    const connection = `pg_backend_pid() AS connection, current_setting('synchronous_commit') AS waits`;
    await database.write(`SELECT set_config('synchronous_commit', 'on', false)`); // servers of tests have it off
    const [unsynced] = await database.write<object>(`SELECT ${connection} WHERE ${UNSYNCED}`);
    const [next] = await database.write<object>(`SELECT ${connection}`);

    expect(unsynced).toMatchObject({ waits: 'off' });
    expect(next).toEqual({ ...unsynced, waits: 'on' });
  });
});
