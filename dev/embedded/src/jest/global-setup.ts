import path from 'node:path';
import { startPostgres } from '../postgres';
import { startRedis } from '../redis';
import { TEST_POSTGRES_URL, TEST_REDIS_URL } from '../test-addresses';
import { scratchDirectory } from '../scratch-directory';
import { testServers } from './servers';

const REPOSITORY = path.join(__dirname, '..', '..', '..', '..');

const throwaway = (name: string) => ({
  stateDir: scratchDirectory(`aisha-test-${name}-`),
  durable: false,
});

/** One Postgres and, where the machine has it, one Redis for a whole test run. They stop when the run ends, even when it is killed. */
export default async (): Promise<void> => {
  // Programs that tests start, such as operators' commands, share a cache of compiled modules. Without it they would spend a quarter of
  // their time on compiling the same modules.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(REPOSITORY, 'node_modules', '.cache', 'compiled-apps');
  const [postgres, redis] = await Promise.all([startPostgres(throwaway('postgres')), startRedis(throwaway('redis'))]);
  process.env[TEST_POSTGRES_URL] = postgres.url;
  if (redis) process.env[TEST_REDIS_URL] = redis.url;
  else process.stderr.write('What needs a Redis is skipped: there is no redis-server on PATH.\n');
  testServers.push(postgres, ...(redis ? [redis] : []));
};
