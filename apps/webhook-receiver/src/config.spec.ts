import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '@aisha/platform';
import { secretsOf, WebhookReceiverConfig } from './config';

const SECRET = 'a secret of thirty-two characters or more';
const BEFORE = 'the secret before, of thirty-two characters';
const REDIS_URL = 'rediss://user:password@localhost:6380';
const DATABASE_URL = 'postgresql://user:password@localhost:5432/aisha';
const parse = (given: Record<string, string>) =>
  parseConfig(WebhookReceiverConfig, { WEBHOOK_SECRET: SECRET, ...given });

describe('the environment of the receiver', () => {
  it.each([{ REDIS_URL }, { DATABASE_URL }, { REDIS_URL: 'redis://localhost', DATABASE_URL: 'elsewhere' }])(
    'the receiver starts with Redis or Postgres for its queue: %j',
    (given) => {
      expect(() => parse(given)).not.toThrow();
    },
  );

  it.each([
    [{}, 'DATABASE_URL: must be a postgres:// URL'],
    [{ DATABASE_URL: 'mysql://localhost/aisha' }, 'DATABASE_URL: must be a postgres:// URL'],
    [{ DATABASE_URL: 'postgres:// /aisha' }, 'DATABASE_URL: must be a postgres:// URL'],
    [{ DATABASE_URL: `x${DATABASE_URL}` }, 'DATABASE_URL: must be a postgres:// URL'],
    [{ REDIS_URL: 'http://localhost', DATABASE_URL }, 'REDIS_URL: must be a redis:// URL'],
    [{ REDIS_URL: `x${REDIS_URL}` }, 'REDIS_URL: must be a redis:// URL'],
    [{ REDIS_URL: 'redis:// ' }, 'REDIS_URL: must be a redis:// URL'],
  ])('the receiver refuses the environment %j', (given, problem) => {
    expect(() => parse(given)).toThrow(problem);
  });

  it('the receiver accepts signatures by its secret, and by the previous secret while that secret is configured', () => {
    expect(secretsOf(parse({ REDIS_URL }))).toEqual([SECRET]);
    expect(secretsOf(parse({ REDIS_URL, WEBHOOK_SECRET_PREVIOUS: BEFORE }))).toEqual([SECRET, BEFORE]);
  });
});
