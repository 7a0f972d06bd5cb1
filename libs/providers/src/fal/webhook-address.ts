import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookOrder } from '../ports';

/**
 * The callback address of an order. It names the order, so a callback finds its row even if the submission was never answered. It is signed,
 * so a forged callback is not mistaken for a real one.
 */
export function webhookAddress(base: string, secret: string, order: WebhookOrder): string {
  const url = new URL(base);
  url.searchParams.set('order', order.orderId);
  url.searchParams.set('kind', order.kind);
  url.searchParams.set('mac', macOf(secret, order).toString('hex'));
  return url.href;
}

/** Whether we issued this address; compared in constant time. */
export function isOurWebhookAddress(secret: string, order: WebhookOrder, mac: string): boolean {
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(mac) ? mac : '', 'hex');
  const ours = macOf(secret, order);
  return given.length === ours.length && timingSafeEqual(given, ours);
}

const macOf = (secret: string, { kind, orderId }: WebhookOrder): Buffer =>
  createHmac('sha256', secret).update(`${kind}:${orderId}`).digest();
