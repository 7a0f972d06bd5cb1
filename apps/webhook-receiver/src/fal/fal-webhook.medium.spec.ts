import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { webhookAddress } from '@aisha/providers/fal';
import { register } from 'prom-client';
import { SECRET, startReceiver } from '../../spec/receiver-harness';

const setup = async () => {
  const receiver = await startReceiver();
  const orderId = newId<OrderId>();
  const address = webhookAddress(`${receiver.server.url}/api/v1/avatar/status_update`, SECRET, {
    kind: 'training',
    orderId,
  });
  const counted = async () =>
    Object.fromEntries(
      (await register.getSingleMetric('aisha_fal_webhooks_total')!.get()).values.map(({ labels, value }) => [
        labels['outcome'],
        value,
      ]),
    );
  register.resetMetrics();
  return { ...receiver, orderId, address, counted };
};

const BODY = JSON.stringify({ request_id: 'req-1', status: 'OK' });

describe('the receiver’s log of callbacks', () => {
  it('the receiver logs the order and the request of a callback that it has passed on, and logs no refusal', async () => {
    const { fal, server, address, orderId, lines, counted } = await setup();

    expect(await fal.sendWebhook(address, BODY, { requestId: 'req-1' })).toBe(200);
    await server.beforeApplicationShutdown(); // logs the refusals that are not logged yet

    expect(lines('webhook.accepted')).toMatchObject([{ orderId, kind: 'training', requestId: 'req-1' }]);
    expect(lines('webhook.refused')).toEqual([]);
    expect(await counted()).toEqual({ accepted: 1 });
  });

  it('the receiver logs the order and the request of a callback that it could not pass on, and FAL is asked to send the callback again', async () => {
    const { postgres, fal, server, address, orderId, lines, counted } = await setup();
    await postgres.admin.query('ALTER TABLE bullmq.job RENAME TO gone');

    expect(await fal.sendWebhook(address, BODY, { requestId: 'req-1' })).toBe(503);
    await server.beforeApplicationShutdown();

    expect(lines('webhook.not-handed-on')).toMatchObject([
      { code: 'queue-unreachable', orderId, kind: 'training', requestId: 'req-1' },
    ]);
    expect(lines('webhook.accepted')).toEqual([]);
    expect(lines('webhook.refused')).toMatchObject([{ refused: { 'queue-unreachable': 1 } }]);
    expect(await counted()).toEqual({ 'queue-unreachable': 1 });
  });

  it('the receiver counts callbacks to a wrong path separately from callbacks to a malformed address', async () => {
    const { fal, server, address, lines, counted } = await setup();
    const changed = (name: string, value: string) => {
      const url = new URL(address);
      url.searchParams.set(name, value);
      return url.href;
    };

    expect(await fal.sendWebhook(`${server.url}/elsewhere`, BODY, { requestId: 'req-1' })).toBe(404);
    expect(await fal.sendWebhook(changed('kind', 'transcription'), BODY, { requestId: 'req-1' })).toBe(400);
    expect(await fal.sendWebhook(changed('order', 'no-id'), BODY, { requestId: 'req-1' })).toBe(400);
    await server.beforeApplicationShutdown();

    expect(await counted()).toEqual({ 'no-such-path': 1, malformed: 2 });
    const refused = lines('webhook.refused').map((line) => line['refused'] as Record<string, number>);
    expect(refused[0]).toEqual({ 'no-such-path': 1 });
    expect(refused.slice(1).reduce((sum, { malformed = 0 }) => sum + malformed, 0)).toBe(2);
  });
});

describe('a receiver that stops', () => {
  it('a receiver that stops accepts no more callbacks', async () => {
    const { fal, server, address } = await setup();

    await server.beforeApplicationShutdown();

    expect(await fal.sendWebhook(address, BODY, { requestId: 'req-1' })).toBeNull();
  });
});

describe('a callback to a wrong address', () => {
  it('a callback to a wrong address is refused before its signature is checked', async () => {
    const { webhook, orderId } = await setup();

    const query = { order: orderId, kind: 'training', mac: '0'.repeat(64) };
    expect(await webhook.accept({ query, headers: {}, body: Buffer.from(BODY) })).toBe('not-our-address');
  });
});
