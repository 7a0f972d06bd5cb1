import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { Database } from '@aisha/database';
import type { OrderId, PhotoId, UploadedFileId, UserId } from '@aisha/domain';
import { Sender } from '@aisha/messaging';
import { AT_REST, newId } from '@aisha/platform';
import { afterThisTest, eventually, statementsOf } from '@aisha/testing';
import { Webhook } from 'standardwebhooks';
import { onApi } from '../../spec/api-harness';
import { PlacedOrderStore } from '../orders/placed-order.store';
import { SendWebhooks } from './send-webhooks';
import { WEBHOOK_ANSWERS_MS } from '../http/terms';
import { WriteEnds } from './write-ends';

interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The fields of a file that nobody has looked at yet. */
const UNSEEN = { checked_at: null, width: null, height: null, faces: null };

const DELIVERIES = `SELECT attempts, gave_up_at AS "gaveUpAt", delivered_at IS NOT NULL AS "isTaken" FROM api.webhook_delivery`;

/** A server whose paths are the endpoints of people’s programs. */
const onEndpoints = async (answers: Record<string, () => number | 'nothing'> = {}) => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({
        path,
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(parts).toString(),
      });
      const answer = answers[path]?.() ?? 200;
      if (answer !== 'nothing') response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { received, host, at: (path: string) => received.filter((one) => one.path === path) };
};

const setup = async (answers: Record<string, () => number | 'nothing'> = {}) => {
  const endpoints = await onEndpoints(answers);
  const api = await onApi({ WEBHOOK_PRIVATE_HOSTS: endpoints.host });
  const { ask, postgres } = api;
  const hook = async (key: string, path: string): Promise<{ id: string; secret: string }> =>
    (await ask('/v1/webhooks', { method: 'POST', key, body: { url: `http://${endpoints.host}${path}` } })).body;
  /** An order by the API that was just settled; the process looks for it at once unless nothing notifies it. */
  const ended = async (
    userId: UserId,
    state: 'succeeded' | 'failed' = 'succeeded',
    { isNoticed = true } = {},
  ): Promise<OrderId> => {
    const orderId = newId<OrderId>();
    const errorCode = state === 'failed' ? ('prompt-refused' as const) : null;
    await postgres.fixtures.generation({ orderId, userId, state, delivered: errorCode ? 0 : 1, errorCode });
    await postgres.fixtures.hold({
      ...{ orderId, userId, status: errorCode ? 'released' : 'captured', settledAt: new Date() },
      ...{ delivered: errorCode ? 0 : 1, deliveredOf: 1 },
    });
    await postgres.admin.query(
      `UPDATE billing.credit_hold SET captured = CASE status WHEN 'captured' THEN amount ELSE 0 END`,
    );
    await postgres.admin.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $2, $1, 'generation', 300)`,
      [orderId, userId],
    );
    if (isNoticed) api.app.get(WriteEnds).wake();
    return orderId;
  };
  /** Makes the messages that wait for their next attempt due now. */
  const makeDue = async (change = '', where = 'true'): Promise<void> => {
    await postgres.admin.query(`UPDATE api.webhook_delivery SET next_at = now()${change} WHERE ${where}`);
    api.app.get(SendWebhooks).wake();
  };
  /** Says to the API that an order may use the photo. */
  const toldOf = (userId: UserId, fileId: UploadedFileId) =>
    api.app.get(Sender).send(
      message(publicApiInbox, 'show-sent-photo', {
        ...{ userId, photoId: fileId as string as PhotoId, usedFor: 'animate', refusal: null },
        photo: { faces: 0, width: 640, height: 800 },
      }),
    );
  return { ...api, endpoints, hook, ended, makeDue, toldOf };
};

describe('a webhook', () => {
  it('a webhook gets one message about the end of each order, signed so that the Standard Webhooks library can verify it, and without texts of the person', async () => {
    const { person, hook, ended, endpoints } = await setup();
    const { key, userId } = await person();
    const { secret } = await hook(key, '/anna');

    const done = await ended(userId);
    const failed = await ended(userId, 'failed');

    await eventually(() => endpoints.at('/anna').length === 2);
    const told = endpoints
      .at('/anna')
      .map(
        ({ body, headers }) => new Webhook(secret).verify(body, headers) as { type: string; data: { orderId: string } },
      );
    expect(told.find(({ data }) => data.orderId === done)).toEqual({
      type: 'order.succeeded',
      timestamp: expect.any(String),
      data: {
        ...{ orderId: done, kind: 'generation', state: 'succeeded', units: 1, delivered: 1 },
        ...{ chargedCredits: 3, errorCode: null },
      },
    });
    expect(told.find(({ data }) => data.orderId === failed)).toMatchObject({
      type: 'order.failed',
      data: { chargedCredits: 0, errorCode: 'prompt-refused' },
    });
    expect(() =>
      new Webhook('whsec_AAAA').verify(endpoints.at('/anna')[0]!.body, endpoints.at('/anna')[0]!.headers),
    ).toThrow();
  });

  it('a message says whether an order may use a file: only the webhook of the file’s owner gets the message, once, and without the words of a refusal', async () => {
    const { person, hook, file, endpoints, app } = await setup();
    const [anna, boris] = [await person(), await person()];
    const { secret } = await hook(anna.key, '/anna');
    await hook(boris.key, '/boris');
    const [good, bad] = [await file(anna, 'animation', UNSEEN), await file(anna, 'restoration', UNSEEN)];
    const answers = (photoId: UploadedFileId, isGood: boolean) =>
      app.get(Sender).send(
        message(publicApiInbox, 'show-sent-photo', {
          ...{ userId: anna.userId, photoId: photoId as string as PhotoId, usedFor: isGood ? 'animate' : 'restore' },
          photo: isGood ? { faces: 0, width: 640, height: 800 } : null,
          refusal: isGood ? null : 'no-face',
        }),
      );

    await answers(good, true);
    await answers(good, true);
    await answers(bad, false);
    await eventually(() => endpoints.at('/anna').length === 2);

    const told = endpoints
      .at('/anna')
      .map(({ body, headers }) => new Webhook(secret).verify(body, headers) as { data: { for: string } });
    expect(told.toSorted((one, other) => one.data.for.localeCompare(other.data.for))).toEqual([
      {
        ...{ type: 'file.ready', timestamp: expect.any(String) },
        data: { fileId: good, for: 'animation', state: 'ready', errorCode: null },
      },
      {
        ...{ type: 'file.refused', timestamp: expect.any(String) },
        data: { fileId: bad, for: 'restoration', state: 'refused', errorCode: 'no-face' },
      },
    ]);
    expect(endpoints.at('/boris')).toEqual([]);
  });

  it('a message about a file, and one that a paused webhook missed, is sent at once when it is written or the webhook is resumed', async () => {
    const { app, ask, person, hook, file, toldOf, endpoints, postgres } = await setup();
    const anna = await person();
    const { id } = await hook(anna.key, '/anna');
    const sent = statementsOf(app.get(Database));
    const looks = () => sent.filter((statement) => statement.includes('DISTINCT ON (webhook_id)')).length;
    const rests = async (): Promise<void> => {
      const before = looks();
      app.get(SendWebhooks).wake();
      await eventually(() => looks() > before); // it finds nothing, and the next look is 10 s away
    };
    const soon = { timeoutMs: 9_000 };

    await rests();
    await toldOf(anna.userId, await file(anna, 'animation', UNSEEN));
    await eventually(() => endpoints.at('/anna').length === 1, soon);

    await postgres.admin.query('UPDATE api.webhook SET paused_at = now()');
    await toldOf(anna.userId, await file(anna, 'animation', UNSEEN));
    await eventually(async () => expect(await postgres.admin.query(DELIVERIES)).toHaveLength(2));
    await rests();
    await ask(`/v1/webhooks/${id}/resume`, { method: 'POST', key: anna.key, body: {} });
    await eventually(() => endpoints.at('/anna').length === 2, soon);
  });

  it('when an older program refuses a message about a file, the message is not repeated, and the webhook still gets the messages about orders', async () => {
    let answer = 422;
    const { person, hook, file, ended, toldOf, endpoints, ask, postgres } = await setup({ '/old': () => answer });
    const anna = await person();
    await hook(anna.key, '/old');
    await postgres.admin.query(`UPDATE api.webhook SET failing_since = now() - interval '25 hours'`);

    await toldOf(anna.userId, await file(anna, 'animation', UNSEEN));
    await eventually(async () => {
      const [row] = await postgres.admin.query('SELECT attempts, lease_until, gave_up_at FROM api.webhook_delivery');
      return row?.attempts === 1 && row.lease_until === null && row.gave_up_at !== null;
    });
    expect((await ask('/v1/webhooks', { key: anna.key })).body.webhooks).toMatchObject([{ isPaused: false }]);

    answer = 200;
    const orderId = await ended(anna.userId);
    await eventually(() => endpoints.at('/old').some(({ body }) => body.includes(orderId)));
  });

  it.each([
    ['refuses the message about a file that it failed to take', 422, ''],
    ['fails to take a message for the last time', 503, ', attempts = 7'],
  ])('a webhook does not fail any more once its endpoint %s', async (_what, answered, change) => {
    let answer = 503;
    const { person, hook, file, ended, toldOf, ask, postgres, makeDue } = await setup({ '/anna': () => answer });
    const anna = await person();
    await hook(anna.key, '/anna');
    const isTried = (which: string) =>
      eventually(async () =>
        expect(await postgres.admin.query(`${DELIVERIES} WHERE lease_until IS NULL AND ${which}`)).toHaveLength(1),
      );
    await toldOf(anna.userId, await file(anna, 'animation', UNSEEN));
    await isTried('attempts = 1');
    answer = answered;
    await makeDue(change);
    await isTried('gave_up_at IS NOT NULL');

    await postgres.admin.query(`UPDATE api.webhook SET failing_since = failing_since - interval '25 hours'`);
    answer = 503;
    await ended(anna.userId);

    await isTried('attempts = 1 AND order_id IS NOT NULL');
    expect((await ask('/v1/webhooks', { key: anna.key })).body.webhooks).toMatchObject([{ isPaused: false }]);
  });

  it.each([408, 425, 429])(
    'a message about a file that is answered with %i is sent again, because the endpoint says “later”',
    async (later) => {
      let answer = later;
      const { person, hook, file, toldOf, endpoints, postgres, makeDue } = await setup({ '/busy': () => answer });
      const anna = await person();
      await hook(anna.key, '/busy');

      await toldOf(anna.userId, await file(anna, 'animation', UNSEEN));
      await eventually(async () =>
        expect(await postgres.admin.query(`${DELIVERIES} WHERE lease_until IS NULL AND attempts = 1`)).toEqual([
          { attempts: 1, gaveUpAt: null, isTaken: false },
        ]),
      );

      answer = 200;
      await makeDue();
      await eventually(() => endpoints.at('/busy').length === 2);
    },
  );

  it('a webhook whose address answers a message about a file with 410 is paused', async () => {
    const { person, hook, file, toldOf, ask } = await setup({ '/gone': () => 410 });
    const anna = await person();
    await hook(anna.key, '/gone');

    await toldOf(anna.userId, await file(anna, 'animation', UNSEEN));

    await eventually(async () =>
      expect((await ask('/v1/webhooks', { key: anna.key })).body.webhooks).toMatchObject([{ isPaused: true }]),
    );
  });

  it('a message that an endpoint refuses is sent again with the same id, and a slow endpoint delays no other endpoint', async () => {
    let isBroken = true;
    const { person, hook, ended, endpoints, makeDue } = await setup({
      '/broken': () => (isBroken ? 500 : 200),
      '/silent': () => 'nothing',
    });
    const [anna, boris, vera] = [await person(), await person(), await person()];
    await hook(anna.key, '/broken');
    await hook(boris.key, '/silent');
    await hook(vera.key, '/fine');

    await Promise.all([ended(boris.userId), ended(boris.userId), ended(anna.userId)]);
    await eventually(() => endpoints.at('/broken').length === 1 && endpoints.at('/silent').length === 1);
    await ended(vera.userId);
    await eventually(() => endpoints.at('/fine').length === 1);
    expect(endpoints.at('/silent')).toHaveLength(1);

    isBroken = false;
    await makeDue('', 'attempts = 1 AND lease_until IS NULL');
    await eventually(() => endpoints.at('/broken').length === 2);
    const [first, second] = endpoints.at('/broken');
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.body).toBe(first!.body);
  });

  it('a message is sent again when its process stopped before the answer, and does not count as a failure of its webhook', async () => {
    const { app, person, hook, ended, endpoints, postgres } = await setup({ '/silent': () => 'nothing' });
    const { key, userId } = await person();
    await hook(key, '/silent');
    await ended(userId);
    await eventually(() => endpoints.at('/silent').length === 1);

    await app.close();

    expect(
      await postgres.admin.query(
        `SELECT failing_since, lease_until IS NOT NULL AS "isLeased", delivered_at
           FROM api.webhook JOIN api.webhook_delivery ON webhook_id = webhook.id`,
      ),
    ).toEqual([{ failing_since: null, isLeased: true, delivered_at: null }]);
  });

  it('a process sends fifty messages at once, and no other process takes them while it waits for the answers', async () => {
    const { postgres, endpoints, makeDue } = await setup({ '/silent': () => 'nothing' });
    await postgres.admin.query(
      `INSERT INTO api.webhook (id, user_id, url, secret)
       SELECT gen_random_uuid(), gen_random_uuid(), $1, 'whsec_AAAA' FROM generate_series(1, 60)`,
      [`http://${endpoints.host}/silent`],
    );
    await postgres.admin.query(
      `INSERT INTO api.webhook_delivery (id, webhook_id, user_id, order_id, body)
       SELECT gen_random_uuid(), id, user_id, gen_random_uuid(), '{}' FROM api.webhook`,
    );

    const [begun] = await postgres.admin.query('SELECT now() AS at');
    await makeDue();

    await eventually(() => endpoints.at('/silent').length === 50);
    const [taken] = await postgres.admin.query(
      `SELECT count(*)::int AS count, bool_and(lease_until > $1::timestamptz + $2 * interval '1 ms') AS "isLong"
         FROM api.webhook_delivery WHERE lease_until IS NOT NULL`,
      [begun!['at'], WEBHOOK_ANSWERS_MS],
    );
    expect(taken).toEqual({ count: 50, isLong: true });
  });

  it('a webhook that has failed for a day is paused, its owner is informed once, and when it is resumed it gets the messages that it missed', async () => {
    let isBroken = true;
    const { person, hook, ended, endpoints, postgres, ask } = await setup({ '/anna': () => (isBroken ? 503 : 204) });
    const { key, userId } = await person();
    const { id } = await hook(key, '/anna');
    await hook(key, '/other');
    await postgres.admin.query(`UPDATE api.webhook SET failing_since = now() - interval '25 hours'`);

    await ended(userId);
    await eventually(async () => {
      const { body } = await ask('/v1/webhooks', { key });
      return body.webhooks[0].isPaused === true;
    });
    const missed = await ended(userId);
    await eventually(() => endpoints.at('/other').length === 2);
    // One statement chooses the messages for all webhooks. `/other` has got its message, so this statement has run, and has left out the
    // paused webhook.
    expect(
      await postgres.admin.query('SELECT attempts FROM api.webhook_delivery WHERE webhook_id = $1 AND order_id = $2', [
        id,
        missed,
      ]),
    ).toEqual([{ attempts: 0 }]);
    const told = (await postgres.outboxOf('api')).filter(({ job }) => job === 'tell-paused-webhook');
    expect(told).toEqual([
      {
        receiver: 'bot-gateway',
        job: 'tell-paused-webhook',
        payload: { webhookId: id, userId, host: expect.stringContaining('127.0.0.1') },
      },
    ]);

    isBroken = false;
    const before = endpoints.at('/anna').length;
    expect((await ask(`/v1/webhooks/${id}/resume`, { method: 'POST', key, body: {} })).status).toBe(200);
    await eventually(() => endpoints.at('/anna').length === before + 2);
  });

  it('a message whose last attempt pauses its webhook comes after the webhook is resumed', async () => {
    let isBroken = true;
    const { person, hook, ended, endpoints, postgres, ask, makeDue } = await setup({
      '/anna': () => (isBroken ? 503 : 204),
    });
    const { key, userId } = await person();
    const { id } = await hook(key, '/anna');
    await ended(userId);
    await eventually(async () => {
      expect(await postgres.admin.query(`${DELIVERIES} WHERE lease_until IS NULL AND attempts = 1`)).toHaveLength(1);
    });
    await postgres.admin.query(`UPDATE api.webhook SET failing_since = now() - interval '25 hours'`);
    await makeDue(', attempts = 7');
    await eventually(async () => (await ask('/v1/webhooks', { key })).body.webhooks[0].isPaused === true);
    expect(await postgres.admin.query(DELIVERIES)).toEqual([{ attempts: 8, gaveUpAt: null, isTaken: false }]);

    isBroken = false;
    const before = endpoints.at('/anna').length;
    expect((await ask(`/v1/webhooks/${id}/resume`, { method: 'POST', key, body: {} })).status).toBe(200);
    await eventually(() => endpoints.at('/anna').length === before + 1);
  });

  it('a message about an order that its endpoint refuses is tried again, because the endpoint may be mended', async () => {
    let isOld = true;
    const { person, hook, ended, endpoints, postgres, makeDue } = await setup({ '/anna': () => (isOld ? 404 : 204) });
    const { key, userId } = await person();
    await hook(key, '/anna');
    await ended(userId);
    await eventually(async () => {
      const [delivery] = await postgres.admin.query(`${DELIVERIES} WHERE lease_until IS NULL AND attempts = 1`);
      expect(delivery).toEqual({ attempts: 1, gaveUpAt: null, isTaken: false });
    });

    isOld = false;
    await makeDue();
    await eventually(async () =>
      expect(await postgres.admin.query(DELIVERIES)).toEqual([{ attempts: 2, gaveUpAt: null, isTaken: true }]),
    );
    expect(endpoints.at('/anna')).toHaveLength(2);
  });

  it('a message whose process died while it was sending is sent again, and the end of an order is found although no process was notified of it', async () => {
    const { person, hook, ended, endpoints, postgres } = await setup();
    const { key, userId } = await person();
    const { id } = await hook(key, '/anna');
    const orderId = newId<OrderId>();
    await postgres.admin.query(
      `INSERT INTO api.webhook_delivery (id, webhook_id, user_id, order_id, body, attempts, lease_until)
       VALUES (gen_random_uuid(), $1, $2, $3, '{"left":"behind"}', 1, now() - interval '1 second')`,
      [id, userId, orderId],
    );
    await ended(userId, 'succeeded', { isNoticed: false });

    await eventually(() => endpoints.at('/anna').length === 2, { timeoutMs: 60_000 });
    expect(endpoints.at('/anna').map(({ body }) => body)).toContain('{"left":"behind"}');
  });

  it('ends are searched often while an order by the API is open, and more rarely while none is', async () => {
    const { app, postgres } = await setup();
    const search = app.get(WriteEnds);
    expect(await search.run()).toBe(AT_REST);

    await postgres.admin.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $1, $1, 'generation', 300)`,
      [newId<OrderId>()],
    );
    expect(await search.run()).toBeUndefined();

    await postgres.admin.query('UPDATE api.placed_order SET ended_at = now()');
    expect(await search.run()).toBe(AT_REST);
  });

  it('an order that a process places ends the rest of its search for ends', async () => {
    const { app, person } = await setup();
    const { userId } = await person();
    const database = app.get(Database);
    const searches = statementsOf(database);
    const count = () => searches.filter((statement) => statement.includes('"areOpen"')).length;
    app.get(WriteEnds).wake();
    await eventually(() => count() >= 1); // it found nothing, and the next search is 15 s away

    const order = {
      orderId: newId<OrderId>(),
      userId,
      keyId: newId<never>(),
      kind: 'generation',
      price: 300n,
    } as const;
    await database.transaction((tx) => app.get(PlacedOrderStore).add(tx, order as never));

    const before = count();
    await eventually(() => count() > before + 1, { timeoutMs: 10_000 }); // and goes on each second
  });

  it('a second rotation is refused while the secret before still signs, which was promised a day', async () => {
    const { person, hook, ask, postgres } = await setup();
    const { key } = await person();
    const { id, secret: first } = await hook(key, '/anna');
    const rotate = (webhook = id) => ask(`/v1/webhooks/${webhook}/rotate`, { method: 'POST', key, body: {} });

    const both = await Promise.all([rotate(), rotate()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'old-secret-signs' });
    const [kept] = await postgres.admin.query<{ previous: string }>(
      'SELECT previous_secret AS previous FROM api.webhook',
    );
    expect(kept!.previous).toBe(first);
    expect((await rotate(newId<never>())).body).toMatchObject({ code: 'not-found' });

    await postgres.admin.query(`UPDATE api.webhook SET previous_until = now() - interval '1 second'`);
    expect((await rotate()).status).toBe(200);
  });

  it('for a day after a rotation messages are signed by the new and the old secret, and then by the new one alone', async () => {
    const { person, hook, ended, endpoints, ask, postgres } = await setup();
    const { key, userId } = await person();
    const { id, secret: old } = await hook(key, '/anna');
    const { body: rotated } = await ask(`/v1/webhooks/${id}/rotate`, { method: 'POST', key, body: {} });

    await ended(userId);
    await eventually(() => endpoints.at('/anna').length === 1);
    const [both] = endpoints.at('/anna');
    for (const secret of [old, rotated.secret as string]) new Webhook(secret).verify(both!.body, both!.headers);
    await postgres.admin.query(`UPDATE api.webhook SET previous_until = now() - interval '1 second'`);
    await ended(userId);

    await eventually(() => endpoints.at('/anna').length === 2);
    const [, later] = endpoints.at('/anna');
    expect(() => new Webhook(old).verify(later!.body, later!.headers)).toThrow();
    new Webhook(rotated.secret as string).verify(later!.body, later!.headers);
  });

  it('a webhook to a private address is refused, and so is the sixth webhook of a person', async () => {
    const { ask, person } = await setup();
    const { key } = await person();
    const add = (url: string) => ask('/v1/webhooks', { method: 'POST', key, body: { url } });

    expect(await add('https://10.0.0.1/')).toMatchObject({ status: 422, body: { code: 'webhook-not-allowed' } });
    const added = await Promise.all(Array.from({ length: 6 }, (_, n) => add(`https://shop.example/${n}`)));

    expect(added.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409]);
  });
});
