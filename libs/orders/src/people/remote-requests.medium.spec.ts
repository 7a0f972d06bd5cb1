import { describe, expect, it } from '@jest/globals';
import { REQUESTS_A_MESSAGE } from '@aisha/contracts/image-generator';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { forgetsRequests } from './remote-requests';

describe('the requests of an erased person', () => {
  it('the requests of an erased person are all those of their orders, past requests too, and none of anybody else’s', async () => {
    const { database, fixtures, admin } = await onPostgres('generator');
    const { userId } = await fixtures.person();
    const { orderId: drawn } = await fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
    const { orderId: enlarged } = await fixtures.upscale({ userId, state: 'succeeded' });
    await fixtures.generation({ state: 'succeeded', delivered: 1 });
    await admin.query(`UPDATE generator.image_generation SET request_id = order_id::text, past_requests = '{}'`);
    await admin.query(
      `UPDATE generator.image_generation SET request_id = 'last', past_requests = '{first,second}' WHERE order_id = $1`,
      [drawn],
    );
    await admin.query(`UPDATE generator.upscale SET request_id = 'large' WHERE order_id = $1`, [enlarged]);

    const messages = await database.transaction((tx) => forgetsRequests(tx, 'generator', userId));

    const asked = { requestIds: ['first', 'large', 'last', 'second'] };
    expect(messages).toMatchObject([{ receiver: 'image-generator', job: 'forget-requests', payload: asked }]);
    expect(await database.transaction((tx) => forgetsRequests(tx, 'generator', newId<UserId>()))).toEqual([]);
    expect(await database.transaction((tx) => forgetsRequests(tx, 'transcriber', userId))).toEqual([]);
  });

  it('the requests of a person who ordered much are spread over messages, each with as many as its receiver takes', async () => {
    const { database, fixtures, admin } = await onPostgres('generator');
    const { userId } = await fixtures.person();
    await fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
    const requests = Array.from(
      { length: REQUESTS_A_MESSAGE + 1 },
      (_, at) => `request ${String(at).padStart(2, '0')}`,
    );
    await admin.query(`UPDATE generator.image_generation SET request_id = $1, past_requests = $2`, [
      requests.at(-1),
      requests.slice(0, -1),
    ]);

    const messages = await database.transaction((tx) => forgetsRequests(tx, 'generator', userId));

    expect(messages.map(({ payload }) => payload['requestIds'])).toEqual([requests.slice(0, -1), requests.slice(-1)]);
  });
});
