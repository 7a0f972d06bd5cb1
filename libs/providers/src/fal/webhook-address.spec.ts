import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { isOurWebhookAddress, webhookAddress } from './webhook-address';
import type { WebhookOrder } from '../ports';

const SECRET = 'a secret of thirty-two characters or more';
const BASE = 'https://aisha.example/api/v1/avatar/status_update';
const order: WebhookOrder = { kind: 'training', orderId: '01a1f809-d765-7338-b4aa-bb8f8791ffac' as OrderId };
const macIn = (address: string) => new URL(address).searchParams.get('mac') ?? '';

describe('the address at which FAL calls back', () => {
  it('the address of FAL’s callback names the order and its kind, and is signed', () => {
    const address = new URL(webhookAddress(BASE, SECRET, order));

    expect(address.origin + address.pathname).toBe(BASE);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      order: order.orderId,
      kind: 'training',
      mac: createHmac('sha256', SECRET).update(`training:${order.orderId}`).digest('hex'),
    });
  });

  it('the address of FAL’s callback is recognised by its signature', () => {
    expect(isOurWebhookAddress(SECRET, order, macIn(webhookAddress(BASE, SECRET, order)))).toBe(true);
  });

  it.each<[string, string, WebhookOrder]>([
    ['another order', SECRET, { ...order, orderId: '01a1f809-d765-7338-b4aa-bb8f8791ffad' as OrderId }],
    ['another kind', SECRET, { ...order, kind: 'generation' }],
    ['another secret', 'another secret of ours', order],
  ])('the address at which FAL calls back is not accepted as one of %s', (_, secret, other) => {
    expect(isOurWebhookAddress(secret, other, macIn(webhookAddress(BASE, SECRET, order)))).toBe(false);
  });

  it.each(['', 'zz', '00'.repeat(32), 'é'.repeat(64), 'ab'.repeat(31), 'ab'.repeat(33)])(
    'an address with the signature "%s" is not ours',
    (mac) => {
      expect(isOurWebhookAddress(SECRET, order, mac)).toBe(false);
    },
  );
});
