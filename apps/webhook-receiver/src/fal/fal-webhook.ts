import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { finishOrder } from '@aisha/contracts';
import { type OrderId, parseId } from '@aisha/domain';
import { KINDS_WITH_SLOTS } from '@aisha/kinds';
import { Sender } from '@aisha/messaging';
import { Logger, tracedWork, withWorkFacts } from '@aisha/platform';
import {
  isOurWebhookAddress,
  type SignatureVerdict,
  type WebhookHeaders,
  WebhookSignature,
} from '@aisha/providers/fal';
import type { WebhookOrder } from '@aisha/providers/ports';
import { WebhookReceiverConfig, secretsOf } from '../config';

/** A callback before any check. */
interface IncomingWebhook {
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: WebhookHeaders;
  readonly body: Buffer;
}

export type WebhookOutcome =
  | 'accepted'
  /** FAL cannot have sent this callback. */
  | 'malformed'
  | 'not-our-address'
  | 'not-signed-by-fal'
  | 'stale'
  /** The body names another request than the one that FAL signed. */
  | 'another-request'
  /** The callback may be genuine, but we cannot check or forward it now: FAL must send it again. */
  | 'keys-unreachable'
  | 'queue-unreachable';

/** The secrets that may have signed an address of ours. */
@Injectable()
export class WebhookSecrets {
  readonly all: readonly string[];

  constructor(config: WebhookReceiverConfig) {
    this.all = secretsOf(config);
  }
}

/**
 * Handles FAL's message that a request is done. The result in the body is not trusted: the order's worker gets only a hint, and polls FAL.
 * The callback counts as accepted once the hint is in the queue.
 */
@Injectable()
export class FalWebhook {
  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly signature: WebhookSignature,
    private readonly sender: Sender,
    private readonly log: Logger,
  ) {}

  /**
   * Finds the order that an address of ours names, or the reason why the address is refused. This needs neither the body nor FAL's keys, so
   * it comes before both are read.
   */
  orderOf(query: IncomingWebhook['query']): WebhookOrder | 'malformed' | 'not-our-address' {
    const address = readAddress(query);
    if (!address) return 'malformed';
    const isOurs = this.secrets.all.some((secret) => isOurWebhookAddress(secret, address.order, address.mac));
    return isOurs ? address.order : 'not-our-address';
  }

  async accept({ query, headers, body }: IncomingWebhook): Promise<WebhookOutcome> {
    const order = this.orderOf(query);
    if (typeof order === 'string') return order;
    const { orderId } = order;
    const span = { name: 'fal webhook', kind: 'server', facts: { 'aisha.order.id': orderId } } as const;
    return withWorkFacts({ orderId }, () =>
      tracedWork(span, async (note) => {
        const outcome = await this.acceptOf(order, { headers, body });
        note({ 'aisha.outcome': outcome });
        return outcome;
      }),
    );
  }

  private async acceptOf(
    order: WebhookOrder,
    { headers, body }: Pick<IncomingWebhook, 'headers' | 'body'>,
  ): Promise<WebhookOutcome> {
    const signature: SignatureVerdict = await this.signature.check(headers, body);
    if (signature.verdict !== 'valid') return signature.verdict;
    const { requestId } = signature;
    const about = requestIdIn(body);
    if (about === undefined) return 'malformed';
    if (about !== requestId) return 'another-request';
    return this.handOn(order, requestId, body);
  }

  private async handOn({ kind, orderId }: WebhookOrder, requestId: string, body: Buffer): Promise<WebhookOutcome> {
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    try {
      // A repeated callback has the same id, so it is the same message. A callback with other content about the same request is another
      // message.
      await this.sender.send(finishOrder({ kind, orderId, requestId, source: 'webhook' }), {
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
    const { request_id: id } = JSON.parse(body.toString('utf8')) as { request_id?: unknown }; // null, or a body that is no JSON, throws
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
