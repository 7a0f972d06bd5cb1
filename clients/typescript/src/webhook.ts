import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UploadedFileAnswer } from './types.ts';

/** A message to a webhook: ids and figures. There may be further types: answer 2xx to those that you do not know. */
export type WebhookEvent = OrderEvent | FileEvent;

/** An order has ended, and is settled. */
export interface OrderEvent {
  readonly type: 'order.succeeded' | 'order.failed' | 'order.cancelled';
  readonly timestamp: string;
  readonly data: {
    readonly orderId: string;
    readonly kind: string;
    readonly state: string;
    readonly units: number | null;
    readonly delivered: number;
    readonly chargedCredits: number;
    readonly errorCode: string | null;
  };
}

/** A sent file was checked: an order may take it, or `errorCode` says why none does. */
export interface FileEvent {
  readonly type: 'file.ready' | 'file.refused';
  readonly timestamp: string;
  readonly data: {
    readonly fileId: string;
    readonly for: UploadedFileAnswer['for'];
    readonly state: string;
    readonly errorCode: string | null;
  };
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How old a message may be: five minutes. Standard Webhooks advises a limit, so that no old message can be replayed. */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * The event of a message that Aisha has signed with this secret (https://www.standardwebhooks.com). `body` is the body as it came, not
 * parsed. Throws when the message is not Aisha's, or is too old. A message may come twice: remember its header webhook-id.
 */
export function verifiedWebhook(secret: string, headers: Headers, body: string, now = new Date()): WebhookEvent {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    throw new Error('The message has no signature.');
  if (!(Math.abs(now.getTime() / 1_000 - Number(timestamp)) < TOLERANCE_SECONDS))
    throw new Error('The message is too old.');
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const isSigned = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
  if (!isSigned) throw new Error('The message is not signed with this secret.');
  return JSON.parse(body) as WebhookEvent;
}
