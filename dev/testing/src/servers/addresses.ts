import { TEST_POSTGRES_URL, TEST_REDIS_URL } from '@aisha/embedded';

/** The Postgres of this test run, as its owner: databases may be made in it and dropped. */
export const testPostgresUrl = (): string => {
  const url = process.env[TEST_POSTGRES_URL];
  if (!url) throw new Error('No Postgres runs for the tests: start them with `npx jest` at the root');
  return url;
};

/** The Redis of this test run, or undefined on a machine without `redis-server`. */
export const testRedisUrl = (): string | undefined => process.env[TEST_REDIS_URL];
