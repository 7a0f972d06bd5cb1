import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { Session } from './session';
import { SYNCED, UNSYNCED } from './unsynced';

const WAITS = `current_setting('synchronous_commit')`;

/** A server that waits for the disk, unlike those of other tests. */
const setup = async () => {
  const { database } = await onPostgres('bot');
  await database.write(`SELECT set_config('synchronous_commit', 'on', false)`);
  return database;
};

describe('a statement that does not wait for the disk', () => {
  it('after a statement that need not wait for the disk, the next one on the connection waits again', async () => {
    const database = await setup();
    const connection = `pg_backend_pid() AS connection, ${WAITS} AS waits`;
    const [unsynced] = await database.write<object>(`SELECT ${connection} WHERE ${UNSYNCED}`);
    const [next] = await database.write<object>(`SELECT ${connection}`);

    expect(unsynced).toMatchObject({ waits: 'off' });
    expect(next).toEqual({ ...unsynced, waits: 'on' });
  });
});

describe('a transaction that does not wait for the disk', () => {
  it('a transaction that need not wait for the disk waits for it, as the server is configured, if it holds a message that leaves Postgres', async () => {
    const { url } = await onPostgres('bot');
    const session = new Session({ connectionString: url, options: '-c synchronous_commit=remote_write' });
    await session.connect();
    const waits = async (): Promise<unknown> => (await session.query(`SELECT ${WAITS} AS waits`)).rows[0];
    try {
      await session.query('START TRANSACTION');
      await session.query(`SELECT 1 WHERE ${UNSYNCED}`);
      expect(await waits()).toEqual({ waits: 'off' });
      await session.query(`SELECT ${SYNCED}`);
      expect(await waits()).toEqual({ waits: 'remote_write' });
      await session.query('COMMIT');
    } finally {
      await session.end();
    }
  });
});
