import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRedis } from '@aisha/embedded';
import { afterThisTest } from '../timing/after-this-test';

/** A Redis of one test alone: it may be emptied and stopped. */
export interface OwnRedis {
  readonly url: string;
  /** The log of a durable server: all commands that it has on disk. */
  log(): string;
  stop(): Promise<void>;
  /** Starts the server again at the same address, with nothing in it. */
  startAgain(): Promise<void>;
}

/** Starts a Redis, which ends after the test; a durable one keeps a log of commands on disk. Throws when the machine has no `redis-server`. */
export const onRedis = async ({
  users = [],
  durable = false,
}: { users?: readonly string[]; durable?: boolean } = {}): Promise<OwnRedis> => {
  let stateDir = '';
  const start = async (place: { port?: number; password?: string } = {}) => {
    stateDir = mkdtempSync(path.join(tmpdir(), 'aisha-test-redis-'));
    const started = await startRedis({ stateDir, durable, users, ...place });
    if (!started) throw new Error('There is no redis-server on PATH');
    return started;
  };
  let server = await start();
  afterThisTest(async () => {
    await server.stop();
    rmSync(stateDir, { recursive: true, force: true }); // a durable server leaves its folder
  });
  return {
    url: server.url,
    log: () => {
      const folder = path.join(stateDir, 'redis', 'appendonlydir');
      return readdirSync(folder)
        .map((file) => readFileSync(path.join(folder, file), 'latin1'))
        .join('');
    },
    stop: () => server.stop(),
    startAgain: async () => void (server = await start({ port: server.port, password: new URL(server.url).password })),
  };
};
