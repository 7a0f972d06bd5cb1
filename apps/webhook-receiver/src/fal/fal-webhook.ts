import { createHash } from 'node:crypto';
import { finishOrder } from '@aisha/contracts';
import { KINDS_WITH_SLOTS, parseId, type OrderId } from '@aisha/domain';
import type { Sender } from '@aisha/messaging';
import type { Logger } from '@aisha/platform';
import {
  isOurWebhookAddress,
  type SignatureVerdict,
  type WebhookHeaders,
  type WebhookOrder,
  type WebhookSignature,
} from '@aisha/providers/fal';

/** A callback as it came in. */
export interface IncomingWebhook {
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: WebhookHeaders;
  readonly body: Buffer;
}

export type WebhookOutcome =
  | 'accepted'
  /** Not a callback FAL could have sent. */
  | 'malformed'
  | 'not-our-address'
  | 'not-signed-by-fal'
  | 'stale'
  /** The body is about another request than the one that was signed for. */
  | 'another-request'
  /** It may be good, but cannot be checked or handed on now: FAL is to send it again. */
  | 'keys-unreachable'
  | 'queue-unreachable';

/**
 * FAL says that a request is done. What it says is not believed, only that it is worth asking: the worker of the order gets
 * a hint, and the callback counts as accepted once that is in its queue.
 */
export class FalWebhook {
  constructor(
    private readonly secret: string,
    private readonly signature: WebhookSignature,
    private readonly sender: Sender,
    private readonly log: Logger,
  ) {}

  async accept({ query, headers, body }: IncomingWebhook): Promise<WebhookOutcome> {
    const address = readAddress(query);
    if (!address) return 'malformed';
    // Ours first: it costs nothing, and strangers do not get us to ask FAL for its keys.
    if (!isOurWebhookAddress(this.secret, address.order, address.mac)) return 'not-our-address';
    const signature: SignatureVerdict = await this.signature.check(headers, body);
    if (signature.verdict !== 'valid') return signature.verdict;
    const { requestId } = signature;
    const about = requestIdIn(body);
    if (about === undefined) return 'malformed';
    if (about !== requestId) return 'another-request';
    return this.handOn(address.order, requestId, body);
  }

  private async handOn({ kind, orderId }: WebhookOrder, requestId: string, body: Buffer): Promise<WebhookOutcome> {
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    try {
      // The same callback again is the same message; a different one about the same request is another hint.
      await this.sender.send(finishOrder(kind, { orderId, requestId, source: 'webhook' }), {
        id: `fal:${requestId}:${digest}`,
      });
    } catch (error) {
      this.log.failed('webhook.not-handed-on', error, { orderId, kind, requestId });
      return 'queue-unreachable';
    }
    this.log.info('webhook.accepted', { orderId, kind, requestId });
    return 'accepted';
  }
}

function readAddress({ order, kind, mac }: IncomingWebhook['query']): { order: WebhookOrder; mac: string } | undefined {
  const orderId = typeof order === 'string' ? parseId<OrderId>(order) : undefined;
  const known = KINDS_WITH_SLOTS.find((name) => name === kind);
  return orderId && known && typeof mac === 'string' ? { order: { orderId, kind: known }, mac } : undefined;
}

function requestIdIn(body: Buffer): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    const id = parsed && typeof parsed === 'object' ? (parsed as { request_id?: unknown }).request_id : undefined;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
