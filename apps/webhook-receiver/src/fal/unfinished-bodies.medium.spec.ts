import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, RawClient } from '@aisha/testing';

/** The process is started as in production. No request of these tests reaches the queue. */
const REPOSITORY = path.join(__dirname, '..', '..', '..', '..');
const SECRET = 'a secret of thirty-two characters or more';
const PATH = '/api/v1/avatar/status_update';
const MB = 1024 * 1024;

describe('four hundred bodies that strangers never finish', () => {
  it('four hundred bodies that strangers never finish cost no more than 30 MB', async () => {
    const postgres = await onPostgres('billing');
    afterThisTest(() => postgres.close());
    execFileSync(process.execPath, ['tools/build.mts'], { cwd: REPOSITORY });
    const [apiPort, healthPort] = [await freePort(), await freePort()];
    const receiver = spawn(process.execPath, ['apps/webhook-receiver/dist/main.js'], {
      cwd: REPOSITORY,
      env: {
        PATH: process.env['PATH'],
        LISTEN_HOST: '127.0.0.1',
        API_PORT: String(apiPort),
        HEALTH_PORT: String(healthPort),
        DATABASE_URL: postgres.urlOf('receiver'),
        WEBHOOK_SECRET: SECRET,
        LOG_LEVEL: 'silent',
      },
      stdio: 'ignore',
    });
    afterThisTest(async () => void receiver.kill('SIGKILL'));
    const memory = async (): Promise<number> =>
      Number(
        /^process_resident_memory_bytes (\S+)/m.exec(
          await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text(),
        )?.[1],
      );
    await eventually(async () => (await fetch(`http://127.0.0.1:${healthPort}/health/ready`)).ok);
    const url = `http://127.0.0.1:${apiPort}`;
    for (let i = 0; i < 200; i += 1) await fetch(url + PATH, { method: 'POST', body: '' }); // warms the process up
    const before = await memory();

    const address = `${PATH}?order=${newId<OrderId>()}&kind=training&mac=${'0'.repeat(64)}`;
    const strangers = await Promise.all(Array.from({ length: 400 }, () => RawClient.to(url)));
    for (const stranger of strangers) stranger.begins(address, MB).sends(Buffer.alloc(MB - 1));
    let most = 0;
    await eventually(async () => {
      most = Math.max(most, await memory());
      return strangers.every(({ isClosed }) => isClosed);
    });

    expect((Math.max(most, await memory()) - before) / MB).toBeLessThanOrEqual(30);
  });
});
