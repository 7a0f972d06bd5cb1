import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRedis } from '@aisha/embedded';
import { afterThisTest } from '../postgres/on-postgres';

/** A Redis of one test alone: it may be emptied and stopped. */
export interface OwnRedis {
  readonly url: string;
  stop(): Promise<void>;
  /** At the same address, with nothing in it. */
  startAgain(): Promise<void>;
}

/** Starts one, or says that the machine has no `redis-server`. Gone after the test. */
export const onRedis = async (): Promise<OwnRedis> => {
  const start = async (place: { port?: number; password?: string } = {}) => {
    const stateDir = mkdtempSync(path.join(tmpdir(), 'aisha-test-redis-'));
    const started = await startRedis({ stateDir, durable: false, ...place });
    if (!started) throw new Error('There is no redis-server on PATH');
    return started;
  };
  let server = await start();
  afterThisTest(() => server.stop());
  return {
    url: server.url,
    stop: () => server.stop(),
    startAgain: async () => void (server = await start({ port: server.port, password: new URL(server.url).password })),
  };
};
