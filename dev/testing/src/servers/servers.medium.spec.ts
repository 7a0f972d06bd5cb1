import { describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { Client } from 'pg';
import { testPostgresUrl, testRedisUrl } from './addresses';

describe('the servers of a test run', () => {
  it('the servers of a test run offer a Postgres in which databases may be made', async () => {
    const client = new Client({ connectionString: testPostgresUrl() });
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_setting('fsync') AS fsync, rolcreatedb FROM pg_roles WHERE rolname = current_user`,
    );
    await client.end();

    expect(rows).toEqual([{ fsync: 'off', rolcreatedb: true }]);
  });

  const redis = testRedisUrl();
  (redis ? it : it.skip)('the servers of a test run offer a Redis where the machine has one', async () => {
    const reply = await new Promise<string>((resolve, reject) => {
      const { port, password } = new URL(redis!);
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(`AUTH ${password}\r\n`));
      socket.once('error', reject).once('data', (data) => {
        socket.end();
        resolve(data.toString());
      });
    });

    expect(reply).toBe('+OK\r\n');
  });
});
