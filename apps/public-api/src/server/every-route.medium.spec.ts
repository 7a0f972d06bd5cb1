import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type ApiScope, API_SCOPES, type OrderId, type UploadedFileId, type WebhookId } from '@aisha/domain';
import { pictureKey } from '@aisha/kinds/files';
import { newId } from '@aisha/platform';
import { toReference } from '@aisha/storage';
import { onApi, type Asked } from '../../spec/api-harness';

interface Route {
  /** The scope that a key needs; null when everybody may read the route. */
  readonly scope: ApiScope | null;
  /** The status for the owner of the ids in the request. */
  readonly owner: number;
  /** The status for another person with a key of all scopes, who sends the same ids. */
  readonly stranger: number;
  readonly body?: (ids: Ids) => object;
  /** Whether the body is a file. */
  readonly isFile?: boolean;
  /** The query of the path. */
  readonly query?: string;
}

interface Ids {
  readonly order: OrderId;
  readonly picture: string;
  readonly webhook: WebhookId;
  readonly file: UploadedFileId;
  readonly avatar: string;
  readonly transcript: OrderId;
}

/**
 * A list or a figure about the caller: a stranger also gets 200, with their own data. The last test looks for the owner’s ids in such
 * answers.
 */
const OF_ONESELF = { owner: 200, stranger: 200 } as const;
/** A thing with an id: for a stranger it does not exist. */
const NAMED = { owner: 200, stranger: 404 } as const;

/** Every route, with its scope and statuses. The test fails for a route without a line and for a line without a route. */
const ROUTES: Readonly<Record<string, Route>> = {
  'GET /v1/balance': { scope: 'read', ...OF_ONESELF },
  'GET /v1/prices': { scope: 'read', ...OF_ONESELF },
  'GET /v1/avatars': { scope: 'read', ...OF_ONESELF },
  'GET /v1/transcripts': { scope: 'read', ...OF_ONESELF },
  'GET /v1/orders': { scope: 'read', ...OF_ONESELF },
  'GET /v1/orders/{id}': { scope: 'read', ...NAMED },
  'GET /v1/orders/{id}/results': { scope: 'read', ...NAMED },
  'GET /v1/orders/{id}/files/{fileId}': { scope: 'read', ...NAMED },
  'POST /v1/orders/{id}/cancel': { scope: 'order', owner: 202, stranger: 404, body: () => ({}) },
  'POST /v1/quotes': {
    ...{ scope: 'read', ...NAMED },
    body: ({ order, picture }) => ({ kind: 'edit', orderId: order, pictureId: picture, change: 'make it evening' }),
  },
  'POST /v1/orders': {
    ...{ scope: 'order', owner: 202, stranger: 404 },
    body: ({ order, picture }) => ({ kind: 'upscale', orderId: order, pictureId: picture, maxCredits: 50 }),
  },
  'POST /v1/files': { scope: 'order', owner: 202, stranger: 202, isFile: true, query: '?for=restoration' },
  'GET /v1/files/{id}': { scope: 'read', ...NAMED },
  'GET /v1/webhooks': { scope: 'webhooks', ...OF_ONESELF },
  'POST /v1/webhooks': {
    ...{ scope: 'webhooks', owner: 201, stranger: 201 },
    body: () => ({ url: 'https://shop.example/aisha' }),
  },
  'POST /v1/webhooks/{id}/rotate': { scope: 'webhooks', ...NAMED, body: () => ({}) },
  'POST /v1/webhooks/{id}/resume': { scope: 'webhooks', ...NAMED, body: () => ({}) },
  'DELETE /v1/webhooks/{id}': { scope: 'webhooks', owner: 204, stranger: 404 },
};

const setup = async () => {
  const api = await onApi({
    PUBLIC_API_REQUESTS_A_MINUTE: '10000',
    PUBLIC_API_ORDERS_A_MINUTE: '10000',
    PUBLIC_API_FILES_A_MINUTE: '10000',
  });
  const { postgres, ask, keyOf, person } = api;
  const [owner, stranger, former] = [await person(), await person(), await person()];
  await postgres.admin.query('DELETE FROM api.api_key WHERE id = $1', [former.keyId]);

  /** For each request, makes anew the rows and files that the owner’s ids name, because a request may delete them. */
  const things = async (): Promise<Ids> => {
    const order = newId<OrderId>();
    const { userId, keyId } = owner;
    await postgres.admin.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $2, $3, 'generation', 300)`,
      [order, userId, keyId],
    );
    await postgres.fixtures.generation({ orderId: order, userId, state: 'succeeded', delivered: 1 });
    const object = pictureKey(userId, order, 0, 'jpg');
    const picture = await postgres.fixtures.picture({ orderId: order, filePath: toReference(object) });
    await api.objects.put(object, Buffer.from('a picture'), { contentType: 'image/jpeg' });
    const webhook = newId<WebhookId>();
    await postgres.admin.query('DELETE FROM api.webhook');
    await postgres.admin.query(
      `INSERT INTO api.webhook (id, user_id, url, secret) VALUES ($1, $2, 'https://owners.example/', 'whsec_AAAA')`,
      [webhook, userId],
    );
    const avatar = await postgres.fixtures.avatar({ userId, status: 'completed' });
    const { orderId: transcript } = await postgres.fixtures.transcript({ userId });
    await postgres.admin.query('DELETE FROM api.uploaded_file'); // a person may send only fifty a day
    const file = await api.file(owner);
    return { file, order, picture: picture.id, webhook, avatar: avatar.id, transcript };
  };

  const request = async (route: string, key: string | undefined) => {
    const ids = await things();
    const [method, path] = route.split(' ') as [NonNullable<Asked['method']>, string];
    const id = path.startsWith('/v1/webhooks') ? ids.webhook : path.startsWith('/v1/files') ? ids.file : ids.order;
    const { isFile = false, query = '' } = ROUTES[route] ?? {};
    const named = (path + query).replace('{id}', id).replace('{fileId}', ids.picture);
    const body = ROUTES[route]?.body?.(ids);
    const file = isFile && { file: { content: Buffer.from(randomUUID()), type: 'image/jpeg' } };
    const answer = await ask(named, { method, ...(key !== undefined && { key }), ...(body && { body }), ...file });
    return { ...answer, ids };
  };
  const lacking = (scope: ApiScope) =>
    keyOf(
      owner.userId,
      API_SCOPES.filter((one) => one !== scope),
    );
  const { body: document } = await ask('/v1/openapi.json');
  const routes = Object.entries(document.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return { request, lacking, owner, stranger, former, routes };
};

describe('every route of the API', () => {
  it('every route of the OpenAPI document is in the table with its scope, and answers each kind of caller as the table says', async () => {
    const world = await setup();

    expect(Object.keys(ROUTES).sort()).toEqual([...world.routes].sort());

    for (const [route, { scope, owner, stranger }] of Object.entries(ROUTES)) {
      const { request } = world;
      const seen = {
        route,
        nobody: (await request(route, undefined)).status,
        garbage: (await request(route, 'garbage')).status,
        'well-formed garbage': (await request(route, 'aisha_live_00000000000000000000000000000000000000')).status,
        revoked: (await request(route, world.former.key)).status,
        'without the scope': scope && (await request(route, (await world.lacking(scope)).key)).status,
        stranger: (await request(route, world.stranger.key)).status,
        owner: (await request(route, world.owner.key)).status,
      };
      const refused = scope === null ? owner : 401;
      expect(seen).toEqual({
        route,
        ...{ nobody: refused, garbage: refused, 'well-formed garbage': refused, revoked: refused },
        ...{ 'without the scope': scope && 403, stranger, owner },
      });
    }
  });

  it('no answer to a stranger contains an id of the owner', async () => {
    const world = await setup();

    for (const route of Object.keys(ROUTES)) {
      const { body, ids } = await world.request(route, world.stranger.key);
      const said = typeof body === 'string' ? body : JSON.stringify(body);
      const found = [world.owner.userId, ...Object.values(ids)].filter((id) => said.includes(String(id)));
      expect({ route, found }).toEqual({ route, found: [] });
    }
  });
});
