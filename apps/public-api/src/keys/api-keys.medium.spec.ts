import { createHash, randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { KeepApiKey } from '@aisha/contracts/public-api';
import { MAX_API_KEYS, newApiKey, type ApiKeyId, type UserId, type WebhookId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { eventually, jobContext, onPostgres } from '@aisha/testing';
import { ApiKeyStore } from './api-key.store';
import { WebhookStore } from '../webhooks/webhook.store';
import { ApiKeys, KeepApiKeyHandler, RevokeApiKeyHandler } from './api-keys';

/** A new key of a person, with the message in which the gateway sends its digest. */
const aKey = (userId: UserId, more: Partial<KeepApiKey> = {}) => {
  const key = newApiKey(randomInt);
  const digest = createHash('sha256').update(key).digest('hex');
  const given = { keyId: newId<ApiKeyId>(), userId, name: 'spec', ending: key.slice(-4) };
  const job: KeepApiKey = { ...given, scopes: ['read'], digest, ...more };
  return { key, job };
};

const setup = async () => {
  const postgres = await onPostgres('api');
  const store = new ApiKeyStore(postgres.database);
  const log = Logger.silent();
  const keeping = new KeepApiKeyHandler(store, new Outbox('api'), log);
  const revoking = new RevokeApiKeyHandler(store, log);
  const keys = new ApiKeys(store);
  return {
    ...postgres,
    store,
    callerOf: (key: string) => keys.callerOf(key),
    /** Stores a new key of a person, as the gateway's message does. */
    keeps: async (userId: UserId, more: Partial<KeepApiKey> = {}) => {
      const { key, job } = aKey(userId, more);
      await keeping.handle(job, jobContext(postgres, { messageId: newId<string>() }));
      return { key, keyId: job.keyId };
    },
    revokes: (userId: UserId, keyId: ApiKeyId) =>
      revoking.handle({ keyId, userId }, jobContext(postgres, { messageId: newId<string>() })),
  };
};

describe('the keys of a person', () => {
  it('a stored key leads to its person and its scopes, its use is recorded, and the key itself is stored nowhere', async () => {
    const { keeps, callerOf, admin } = await setup();
    const userId = newId<UserId>();

    const { key, keyId } = await keeps(userId, { scopes: ['read', 'order', 'read'] });

    expect(await callerOf(key)).toEqual({ keyId, userId, scopes: ['read', 'order'] });
    expect(await callerOf(newApiKey(randomInt))).toBeNull();
    expect(await admin.query('SELECT last_used_at IS NOT NULL AS used FROM api.api_key')).toEqual([{ used: true }]);
    expect(await admin.tablesWith(key)).toEqual([]);
  });

  it('the use of a key is recorded once a minute, so that a busy key costs no write for each request', async () => {
    const { keeps, callerOf, admin } = await setup();
    const { key } = await keeps(newId<UserId>());
    const isRecorded = async (ago: string) => {
      await admin.query(`UPDATE api.api_key SET last_used_at = now() - $1::interval`, [ago]);
      const use = () => admin.query(`SELECT last_used_at::text AS at FROM api.api_key`);
      const before = JSON.stringify(await use());
      await callerOf(key);
      return JSON.stringify(await use()) !== before;
    };

    expect([await isRecorded('1 s'), await isRecorded('61 s')]).toEqual([false, true]);
  });

  it('a person has five keys at most, even if a sixth comes before the fifth is committed, and another person has keys of their own', async () => {
    const { keeps, callerOf, admin, database, store } = await setup();
    const [anna, boris] = [newId<UserId>(), newId<UserId>()];
    for (let kept = 1; kept < MAX_API_KEYS; kept += 1) await keeps(anna);

    let sixth: Promise<unknown> | undefined;
    await database.transaction(async (tx) => {
      expect(await store.keep(tx, aKey(anna).job)).toBe(true);
      let isOver = false;
      sixth = keeps(anna).finally(() => (isOver = true));
      await eventually(async () => isOver || (await admin.waitingForLocks()).length);
    });
    await sixth;
    const { key } = await keeps(boris);

    const [{ count }] = (await admin.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM api.api_key WHERE user_id = $1',
      [anna],
    )) as [{ count: number }];
    expect(count).toBe(MAX_API_KEYS);
    expect(await callerOf(key)).toMatchObject({ userId: boris });
  });

  it('a person who was shown a sixth key is told that it opens nothing, and by which name they know it', async () => {
    const { keeps, callerOf, outboxOf } = await setup();
    const userId = newId<UserId>();
    for (let kept = 0; kept < MAX_API_KEYS; kept += 1) await keeps(userId);
    expect(await outboxOf('api')).toEqual([]);

    const { key, keyId } = await keeps(userId, { name: 'Магазин' });

    expect(await callerOf(key)).toBeNull();
    const payload = { keyId, userId, name: 'Магазин', ending: key.slice(-4) };
    expect(await outboxOf('api')).toEqual([{ receiver: 'bot-gateway', job: 'tell-refused-api-key', payload }]);
  });

  it('a person can revoke only their own keys, and the answers stored for a key’s requests are deleted with the key', async () => {
    const { keeps, revokes, callerOf, admin } = await setup();
    const [anna, boris] = [newId<UserId>(), newId<UserId>()];
    const [first, second] = [await keeps(anna), await keeps(anna)];
    for (const { keyId } of [first, second])
      await admin.query(
        `INSERT INTO api.idempotent_answer (key_id, name, user_id, request, status, body) VALUES ($1, 'one', $2, 'r', 202, '{}')`,
        [keyId, anna],
      );
    const answered = () => admin.query('SELECT key_id AS "keyId" FROM api.idempotent_answer ORDER BY key_id');

    await revokes(boris, first.keyId);
    expect(await callerOf(first.key)).toMatchObject({ userId: anna });
    expect(await answered()).toHaveLength(2);

    await revokes(anna, first.keyId);
    expect(await callerOf(first.key)).toBeNull();
    expect(await callerOf(second.key)).toMatchObject({ userId: anna });
    expect(await answered()).toEqual([{ keyId: second.keyId }]);
  });

  it('the webhooks that a revoked key added end with it, also one that is added meanwhile and one whose key nobody knows; those of the person’s other keys stay', async () => {
    const { keeps, revokes, admin, database } = await setup();
    const webhooks = new WebhookStore(database);
    const anna = newId<UserId>();
    const [leaked, other] = [await keeps(anna), await keeps(anna)];
    const webhookOf = (keyId: ApiKeyId) => ({
      ...{ id: newId<WebhookId>(), userId: anna, keyId },
      ...{ url: 'https://example.com/hook', secret: 'whsec_c3BlYw==' },
    });
    const adds = (keyId: ApiKeyId) => database.transaction((tx) => webhooks.add(tx, webhookOf(keyId)));
    expect([await adds(leaked.keyId), await adds(other.keyId)]).toEqual(['added', 'added']);
    await admin.query(
      `INSERT INTO api.webhook (id, user_id, url, secret) VALUES (gen_random_uuid(), $1, 'https://example.com/unknown', 'whsec_c3BlYw==')`,
      [anna],
    );

    let revoking: Promise<unknown> | undefined;
    await database.transaction(async (tx) => {
      await webhooks.add(tx, webhookOf(leaked.keyId));
      let isOver = false;
      revoking = revokes(anna, leaked.keyId).finally(() => (isOver = true));
      await eventually(async () => isOver || (await admin.waitingForLocks()).length);
    });
    await revoking;

    expect(await adds(leaked.keyId)).toBe('revoked');
    expect(await admin.query('SELECT key_id AS "keyId" FROM api.webhook')).toEqual([{ keyId: other.keyId }]);
  });
});
