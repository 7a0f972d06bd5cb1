import { describe, expect, it } from '@jest/globals';
import type { ApiKeyId, OrderId, UserId, WebhookId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { WebhookStore } from './webhook.store';

const LEASE_SECONDS = 30;
const LATER = { inSeconds: 300, isGone: false };

/** A webhook with one message, which two processes have leased: the first came to a stop for longer than its lease. */
const onTwoProcesses = async () => {
  const { database, admin } = await onPostgres('api');
  const store = new WebhookStore(database);
  const [id, userId, orderId] = [newId<WebhookId>(), newId<UserId>(), newId<OrderId>()];
  const keyId = newId<ApiKeyId>();
  await admin.query(
    `INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending) VALUES ($1, $2, 'spec', '{webhooks}', $3, 'spec')`,
    [keyId, userId, 'a'.repeat(64)],
  );
  await database.transaction(async (tx) => {
    await store.add(tx, { id, userId, keyId, url: 'https://example.com/', secret: 'whsec_AAAA' });
    await store.tell(tx, { userId, orderId }, { type: 'order.succeeded', at: new Date(), data: {} });
  });
  const [stopped] = await store.lease(1, LEASE_SECONDS);
  await admin.query(`UPDATE api.webhook_delivery SET lease_until = now() - interval '1 second'`);
  const [other] = await store.lease(1, LEASE_SECONDS);
  const row = async () => {
    const [found] = await admin.query(
      `SELECT failing_since IS NOT NULL AS "isFailing", delivered_at IS NOT NULL AS "isTaken", gave_up_at IS NOT NULL AS "isGivenUp",
         coalesce(lease_until > now(), false) AS "isLeased" FROM api.webhook JOIN api.webhook_delivery ON webhook_id = webhook.id`,
    );
    return found;
  };
  return { database, store, stopped: stopped!, other: other!, row };
};

describe('a message for a webhook whose process came to a stop', () => {
  it('a message does not count as a failure of its webhook when the process that stopped wakes and fails after another process has sent it', async () => {
    const { database, store, stopped, other, row } = await onTwoProcesses();
    await database.transaction((tx) => store.delivered(tx, other));

    await database.transaction((tx) => store.failed(tx, stopped, LATER));

    expect(await row()).toEqual({ isFailing: false, isTaken: true, isGivenUp: false, isLeased: false });
  });

  it.each([
    ['its attempt has failed', 'failed'],
    ['the endpoint does not want it', 'unwanted'],
  ] as const)(
    'a message stays with the process that sends it now when its first process finds that %s',
    async (_, how) => {
      const { database, store, stopped, row } = await onTwoProcesses();

      await database.transaction<unknown>((tx) =>
        how === 'failed' ? store.failed(tx, stopped, LATER) : store.unwanted(tx, stopped),
      );

      expect(await row()).toEqual({ isFailing: false, isTaken: false, isGivenUp: false, isLeased: true });
    },
  );
});
