import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OrderId } from '@aisha/domain';
import type { KindWithSlots } from '@aisha/kinds';

/** The order of a webhook. */
export interface WebhookOrder {
  readonly kind: KindWithSlots;
  readonly orderId: OrderId;
}

/**
 * The callback address of an order. It names the order, so a callback finds its row even if the submission was never answered. It
 * is signed, so a forged callback does not pass for a real one.
 */
export function webhookAddress(base: string, secret: string, order: WebhookOrder): string {
  const url = new URL(base);
  url.searchParams.set('order', order.orderId);
  url.searchParams.set('kind', order.kind);
  url.searchParams.set('mac', macOf(secret, order).toString('hex'));
  return url.href;
}

/** Where FAL calls back about the orders of an app. */
export abstract class FalCallbacks {
  abstract urlOf(order: WebhookOrder): string;
}

/** Whether we issued this address; compared in constant time. */
export function isOurWebhookAddress(secret: string, order: WebhookOrder, mac: string): boolean {
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(mac) ? mac : '', 'hex');
  const ours = macOf(secret, order);
  return given.length === ours.length && timingSafeEqual(given, ours);
}

const macOf = (secret: string, { kind, orderId }: WebhookOrder): Buffer =>
  createHmac('sha256', secret).update(`${kind}:${orderId}`).digest();
