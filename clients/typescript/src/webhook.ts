import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a webhook is told: ids and figures. */
export interface WebhookEvent {
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

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How old a message may be: five minutes, as Standard Webhooks advises against messages that are played again. */
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
