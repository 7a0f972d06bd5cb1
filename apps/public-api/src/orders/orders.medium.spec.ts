import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { CONSENT_VERSION, type OrderId, type PictureId } from '@aisha/domain';
import { VOICES } from '@aisha/kinds';
import { Sender } from '@aisha/messaging';
import { pictureKey } from '@aisha/kinds/files';
import { toReference } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { onApi } from '../../spec/api-harness';

const IDEA = { kind: 'generation', idea: 'a lighthouse in the fog', maxCredits: 20 };

describe('an order by the API', () => {
  it('an order by the API asks billing for the same hold as the gateway, at the quoted price', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId, keyId } = await person();
    const { body: quote } = await ask('/v1/quotes', { method: 'POST', key, body: IDEA });

    const { status, body } = await ask('/v1/orders', { method: 'POST', key, body: IDEA });

    expect({ status, body }).toEqual({
      status: 202,
      body: {
        ...{ id: expect.any(String), kind: 'generation', state: 'placed', ahead: null, units: null, delivered: 0 },
        ...{ priceCredits: quote.priceCredits, chargedCredits: null, createdAt: expect.any(String), endedAt: null },
        error: null,
      },
    });
    expect(await postgres.outboxOf('api')).toEqual([
      {
        receiver: 'billing',
        job: 'place-hold',
        payload: {
          ...{ orderId: body.id, userId, kind: 'generation', item: quote.item, units: 1 },
          quotedCentiCredits: String(Math.round(quote.priceCredits * 100)),
          quotedAt: expect.any(String),
          refusedTo: 'public-api',
          onHeld: {
            receiver: 'image-generator',
            job: 'start-generation',
            payload: expect.objectContaining({ orderId: body.id, userId, prompt: IDEA.idea, pictureCount: 1 }),
          },
        },
      },
    ]);
    const [row] = await postgres.admin.query('SELECT key_id, kind FROM api.placed_order');
    expect(row).toEqual({ key_id: keyId, kind: 'generation' });
  });

  it('repeated requests with one Idempotency-Key, even when sent at once, place one order and get one answer; another body with that key is refused', async () => {
    const { ask, person, postgres } = await onApi();
    const { key } = await person();
    const place = (name: string, body: object = IDEA) => ask('/v1/orders', { method: 'POST', key, body, name });

    const name = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => place(name)));
    const later = await place(name);
    const other = await place(name, { ...IDEA, idea: 'another idea' });

    expect(new Set([...answers, later].map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    expect(await postgres.admin.query('SELECT FROM api.placed_order')).toHaveLength(1);
    expect(await postgres.outboxOf('api')).toHaveLength(1);
  });

  it('a refusal says that no credits were held or charged, and what the caller can do, and no message is sent', async () => {
    const { ask, person, postgres } = await onApi();
    const rich = await person();
    const poor = await person({ credits: 1 });
    const stranger = await person({ agrees: false });
    const banned = await person();
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity' WHERE user_id = $1`, [banned.userId]);
    const place = (key: string, body: unknown, name?: string | null) =>
      ask('/v1/orders', { method: 'POST', key, body, ...(name !== undefined && { name }) });
    const avatar = await postgres.fixtures.avatar({ userId: poor.userId, status: 'completed' });

    const refused = await Promise.all([
      place(poor.key, IDEA),
      place(stranger.key, IDEA),
      place(banned.key, IDEA),
      place(rich.key, { ...IDEA, maxCredits: 0.5 }),
      place(rich.key, { ...IDEA, maxCredits: undefined }),
      place(rich.key, { ...IDEA, colour: 'blue' }),
      place(rich.key, { ...IDEA, pictures: 9 }),
      place(rich.key, { kind: 'training' }),
      place(rich.key, { ...IDEA, idea: 'a cat\0' }),
      place(rich.key, { ...IDEA, idea: 'a cat 🐈'.slice(0, -1) }),
      place(rich.key, '{"kind":'),
      place(rich.key, IDEA, null),
      place(rich.key, { ...IDEA, avatarId: avatar.id }),
      place(rich.key, { ...IDEA, avatarId: randomUUID() }),
    ]);

    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '402 not-enough-credits',
      '403 consent-missing',
      '403 banned',
      '409 price-above-limit',
      '422 body-not-valid',
      '422 body-not-valid',
      '422 body-not-valid',
      '422 body-not-valid',
      '422 body-not-valid',
      '422 body-not-valid',
      '400 body-unreadable',
      '400 idempotency-key-missing',
      '404 not-found',
      '404 not-found',
    ]);
    for (const { headers, body } of refused) {
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({ credits: 'No credits were held or charged.', next: expect.any(String) });
    }
    expect(refused[5]?.body.errors).toEqual([{ field: 'colour', message: 'property colour should not exist' }]);
    for (const { body } of refused.slice(8, 10))
      expect(body.errors).toEqual([
        { field: 'idea', message: 'idea has a NUL character, or half of a surrogate pair' },
      ]);
    expect(await postgres.outboxOf('api')).toEqual([]);
  });

  it('an order of a person who agreed to an older text is refused until they agree to today’s, as in the chat', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person({ version: CONSENT_VERSION - 1 });
    const place = async () => (await ask('/v1/orders', { method: 'POST', key, body: IDEA })).status;

    const before = [await place(), (await postgres.outboxOf('api')).length];
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1', [userId]);
    await postgres.fixtures.consent({ userId });

    expect([before, await place()]).toEqual([[403, 0], 202]);
  });

  it('an order that its worker would refuse, or that no model can do, is refused before credits are held', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person();
    const stopped = await postgres.fixtures.avatar({ userId, stoppedFor: 'reported' });
    const unsaid = await postgres.fixtures.avatar({ userId, faceOwner: null });
    const own = await postgres.fixtures.avatar({ userId });
    await postgres.admin.query(
      `INSERT INTO transcriber.model_state (model, gone_since, off_sale) VALUES ('a voice', now(), '{speech.part}')`,
    );
    const speech = { kind: 'speech', text: 'Good evening.', voice: VOICES[0], maxCredits: 20 };
    const answered = async (body: object) => {
      const { status, body: answer } = await ask('/v1/orders', { method: 'POST', key, body });
      return `${status} ${answer.code}`;
    };

    expect(await answered({ ...IDEA, avatarId: stopped.id })).toBe('409 avatar-stopped');
    expect(await answered({ ...IDEA, avatarId: unsaid.id })).toBe('409 face-owner-unsaid');
    expect(await answered(speech)).toBe('409 off-sale');
    expect(await postgres.outboxOf('api')).toEqual([]);
    expect(await answered({ ...IDEA, avatarId: own.id })).toBe('202 undefined');
  });

  it('pictures of an avatar are ordered by a path that is on sale, and refused while none is', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person();
    const avatar = await postgres.fixtures.avatar({ userId, status: 'completed', trainingType: 'portrait' });
    const asks = () => ask('/v1/orders', { method: 'POST', key, body: { ...IDEA, avatarId: avatar.id } });
    const offSale = (...offers: string[]) =>
      postgres.admin.query(`INSERT INTO generator.model_state (model, gone_since, off_sale) VALUES ($1, now(), $2)`, [
        offers.join(),
        offers,
      ]);

    await asks();
    await offSale(`lora.${avatar.loraFamily}`);
    await asks();
    expect(await postgres.outboxOf('api')).toMatchObject(
      [null, 'references'].map((path) => ({ payload: { onHeld: { payload: { path } } } })),
    );

    await offSale('picture.references');
    expect((await asks()).body).toMatchObject({ code: 'off-sale', credits: 'No credits were held or charged.' });
  });

  it('an order by the API shows its state from the hold to the end, and what was charged', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person();
    const { body: placed } = await ask('/v1/orders', { method: 'POST', key, body: IDEA });
    const orderId = placed.id as OrderId;
    const state = async () => (await ask(`/v1/orders/${orderId}`, { key })).body;

    await postgres.fixtures.hold({ orderId, userId, credits: placed.priceCredits });
    expect(await state()).toMatchObject({ state: 'queued', units: 1, chargedCredits: null });
    await postgres.fixtures.generation({ orderId, userId, state: 'queued' });
    expect(await state()).toMatchObject({ state: 'queued', ahead: 0 });
    await postgres.admin.query(
      `UPDATE generator.image_generation SET state = 'failed', error_code = 'prompt-refused', finished_at = now()`,
    );
    await postgres.admin.query(
      `UPDATE billing.credit_hold SET status = 'released', delivered = 0, delivered_of = 1, settled_at = now(), reason = 'prompt-refused'`,
    );

    expect(await state()).toMatchObject({
      ...{ state: 'failed', chargedCredits: 0, endedAt: expect.any(String) },
      error: { code: 'prompt-refused', message: expect.stringContaining('Nothing was charged') },
    });
    const { body: list } = await ask('/v1/orders?limit=1', { key });
    expect(list).toMatchObject({ orders: [{ id: orderId, state: 'failed' }], next: null });
  });

  it('the reason of an order that was charged all the same, or delivered in part, does not say that nothing was charged', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person();
    const { body: placed } = await ask('/v1/orders', { method: 'POST', key, body: { ...IDEA, pictures: 4 } });
    const orderId = placed.id as OrderId;
    await postgres.fixtures.hold({ orderId, userId, credits: placed.priceCredits, units: 4 });
    await postgres.fixtures.generation({ orderId, userId, state: 'failed', units: 4, errorCode: 'result-not-decent' });
    const reason = async (set: string) => {
      await postgres.admin.query(`UPDATE generator.image_generation SET ${set}`);
      return (await ask(`/v1/orders/${orderId}`, { key })).body.error.message as string;
    };
    await postgres.admin.query(
      `UPDATE billing.credit_hold SET status = 'captured', captured = 300, delivered = 0, delivered_of = 4, settled_at = now()`,
    );

    expect(await reason(`delivered = 0`)).toMatch(
      /can’t be shown\. There was no free try for this order.* Try another idea/,
    );
    expect(await reason(`state = 'succeeded', delivered = 2`)).toMatch(/can’t be shown\. Try another idea/);
  });

  it('an order that billing refuses is shown as refused, with the reason, its number and the moment of its end', async () => {
    const { app, ask, person } = await onApi();
    const { key, userId } = await person();
    const { body: placed } = await ask('/v1/orders', { method: 'POST', key, body: IDEA });

    await app.get(Sender).send(
      message(publicApiInbox, 'explain-refusal', {
        ...{ orderId: placed.id, userId, kind: 'generation', code: 'too-many-orders' },
        ...{ price: '500', available: '9000', maxOpenOrders: 10 },
      }),
    );

    await eventually(async () => {
      const { body } = await ask(`/v1/orders/${placed.id}`, { key });
      expect(body).toMatchObject({
        ...{ state: 'refused', chargedCredits: 0, endedAt: expect.any(String) },
        error: { code: 'too-many-orders', maxOpenOrders: 10 },
      });
    });
  });

  it('a cancellation by the API sends the same job as the chat, and changes nothing about an ended order', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person();
    const { body: placed } = await ask('/v1/orders', { method: 'POST', key, body: IDEA });
    const cancel = () => ask(`/v1/orders/${placed.id}/cancel`, { method: 'POST', key });

    expect((await cancel()).status).toBe(202);
    await postgres.fixtures.generation({ orderId: placed.id, userId, state: 'cancelled' });
    expect(await cancel()).toMatchObject({ status: 202, body: { state: 'cancelled' } });

    const jobs = (await postgres.outboxOf('api')).map(({ job, receiver }) => `${receiver}/${job}`);
    expect(jobs).toEqual(['billing/place-hold', 'image-generator/cancel-order']);
  });

  it('each page of orders begins after the last order of the previous page', async () => {
    const { ask, person } = await onApi({ PUBLIC_API_ORDERS_A_MINUTE: '100' });
    const { key } = await person();
    for (let n = 0; n < 5; n += 1) await ask('/v1/orders', { method: 'POST', key, body: IDEA });
    const ids: string[] = [];

    for (let before = ''; ids.length < 10;) {
      const { body } = await ask(`/v1/orders?limit=2${before && `&before=${before}`}`, { key });
      ids.push(...(body.orders as { id: string }[]).map(({ id }) => id));
      before = body.next;
      if (!before) break;
    }

    expect(ids).toHaveLength(5);
    expect([...ids].sort().reverse()).toEqual(ids);
  });

  it('the owner of a key can read and enlarge the pictures of a result; for another person the pictures do not exist', async () => {
    const { ask, person, postgres, objects } = await onApi();
    const { key, userId } = await person();
    const other = await person();
    const { body: placed } = await ask('/v1/orders', { method: 'POST', key, body: IDEA });
    const orderId = placed.id as OrderId;
    await postgres.fixtures.generation({ orderId, userId, state: 'succeeded', delivered: 1 });
    const picture = await postgres.fixtures.picture({ orderId });
    const object = pictureKey(userId, orderId, 0, 'jpg');
    await objects.put(object, Buffer.from('a picture'), { contentType: 'image/jpeg' });
    await postgres.admin.query('UPDATE generator.picture SET file_path = $1', [toReference(object)]);

    const { body: results } = await ask(`/v1/orders/${orderId}/results`, { key });

    const [file] = results.files;
    expect(file).toMatchObject({
      id: picture.id satisfies PictureId,
      kind: 'picture',
      contentType: 'image/jpeg',
      url: null,
    });
    expect(await ask(file.path, { key })).toMatchObject({ status: 200, body: 'a picture' });
    expect((await ask(file.path, { key: other.key })).status).toBe(404);
    expect((await ask(`/v1/orders/${orderId}/results`, { key: other.key })).status).toBe(404);
    const larger = { kind: 'upscale', orderId, pictureId: picture.id, maxCredits: 20 };
    expect((await ask('/v1/orders', { method: 'POST', key, body: larger })).status).toBe(202);
    expect((await ask('/v1/orders', { method: 'POST', key: other.key, body: larger })).status).toBe(404);
  });

  it('an order by ids in capital letters is the same order, and its messages have the ids in small letters; a path may have capital letters, too', async () => {
    const { ask, file, person, postgres } = await onApi();
    const { key, keyId, userId } = await person();
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
    const { id: pictureId } = await postgres.fixtures.picture({ orderId });
    const fileId = await file({ userId, keyId });
    const capital = { orderId: orderId.toUpperCase(), pictureId: pictureId.toUpperCase() };
    const place = (body: object) => ask('/v1/orders', { method: 'POST', key, body: { ...body, maxCredits: 20 } });

    const edited = await place({ kind: 'edit', ...capital, change: 'make it evening' });
    const restored = await place({ kind: 'restoration', fileId: fileId.toUpperCase() });

    expect([edited.status, restored.status]).toEqual([202, 202]);
    expect((await ask(`/v1/orders/${edited.body.id.toUpperCase()}`, { key })).body.id).toBe(edited.body.id);
    const starts = (await postgres.outboxOf('api')).map(({ payload }) => (payload as { onHeld: object }).onHeld);
    expect(starts).toMatchObject([
      { job: 'start-edit', payload: { input: { orderId, pictureId } } },
      { job: 'start-restoration', payload: { photoId: fileId } },
    ]);
  });

  it('a field with null counts as absent', async () => {
    const { ask, person, postgres } = await onApi();
    const { key } = await person();
    const absent = { avatarId: null, aspectRatio: null, pictures: null };

    const placed = await ask('/v1/orders', { method: 'POST', key, body: { ...IDEA, ...absent } });
    const unlimited = await ask('/v1/orders', { method: 'POST', key, body: { ...IDEA, maxCredits: null } });

    expect(placed.status).toBe(202);
    expect(unlimited).toMatchObject({ status: 422, body: { errors: [{ field: 'maxCredits' }] } });
    const [sent] = await postgres.outboxOf('api');
    expect(sent).toMatchObject({
      payload: { onHeld: { payload: { input: { kind: 'idea' }, aspectRatio: '3:4', pictureCount: 1 } } },
    });
  });

  it('a picture can be enlarged only to a size that is larger than the picture, which the price and the order check', async () => {
    const { ask, person, postgres } = await onApi();
    const { key, userId } = await person();
    const sizesFor = async (width: number, height: number) => {
      const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
      const { id: pictureId } = await postgres.fixtures.picture({ orderId, width, height });
      const body = (size: string) => ({ kind: 'upscale', orderId, pictureId, size, maxCredits: 20 });
      const placed = await ask('/v1/orders', { method: 'POST', key, body: body('2k') });
      const quoted = await Promise.all(
        ['2k', '4k'].map((size) => ask('/v1/quotes', { method: 'POST', key, body: body(size) })),
      );
      return [placed, ...quoted].map((answer) => [answer.status, answer.body.item ?? answer.body.errors]);
    };

    const onlyAs4k = [{ field: 'size', message: 'size may be, for this picture: 4k' }];
    const asNone = [{ field: 'size', message: 'size may be, for this picture: none' }];
    expect(await sizesFor(1024, 1024)).toEqual([
      [202, undefined],
      [200, 'upscale'],
      [200, 'upscale.4k'],
    ]);
    expect(await sizesFor(2368, 1792)).toEqual([
      [422, onlyAs4k],
      [422, onlyAs4k],
      [200, 'upscale.4k'],
    ]);
    expect(await sizesFor(3136, 1344)).toEqual([
      [422, asNone],
      [422, asNone],
      [422, asNone],
    ]);
    expect(await postgres.outboxOf('api')).toHaveLength(1);
  });
});
