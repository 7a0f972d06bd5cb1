import { ApiError, badRequest, tooManyRequests } from '../wire/api-error';
import type { Journal, Table } from './journal';
import type { ScaledClock } from './scaled-clock';
import type { PendingUpdate, Updates } from './updates';

interface WebhookSettings {
  url: string;
  secret_token: string;
  max_connections: number;
  ip_address?: string;
  has_custom_certificate: boolean;
}

/** Handles a method call that the bot put into its answer. */
export type AnsweredCall = (method: string, values: Record<string, unknown>) => void;

const PORTS = new Set(['', '443', '80', '88', '8443']);
const RESPONSE_LIMIT_MS = 60_000;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = [60_000, 120_000] as const;
const RETRY_AFTER_LIMIT_SECONDS = 3600;
const GONE_REMOVES_AFTER_SECONDS = 23 * 3600;
const SET_AGAIN_PAUSE_SECONDS = 1;

interface DeliveryQueue {
  busy: boolean;
  failures: number;
  waits: boolean;
}

/** Posts updates to the bot's address: parallel across queues, one at a time inside a queue, with retries. */
export class Webhook {
  private readonly settings: Table<WebhookSettings>;
  private readonly queues = new Map<string, DeliveryQueue>();
  private readonly stopped = new AbortController();
  private lastSetAt = Number.NEGATIVE_INFINITY;
  private goneSince: number | undefined;
  private lastError: { last_error_date: number; last_error_message: string } | undefined;
  private inFlight = 0;

  constructor(
    journal: Journal,
    private readonly updates: Updates,
    private readonly clock: ScaledClock,
    private readonly onAnsweredCall: AnsweredCall,
  ) {
    this.settings = journal.table('webhook');
    updates.onArrival(() => this.pump());
  }

  get current(): WebhookSettings | undefined {
    return this.settings.get('current');
  }

  /** Sets the webhook, and returns the description in Telegram's answer. */
  set(wanted: WebhookSettings): string {
    checkAddress(wanted.url);
    checkSecret(wanted.secret_token);
    if (JSON.stringify(wanted) === JSON.stringify(this.current)) return 'Webhook is already set';
    if (this.clock.seconds() - this.lastSetAt < SET_AGAIN_PAUSE_SECONDS) throw tooManyRequests(SET_AGAIN_PAUSE_SECONDS);
    this.lastSetAt = this.clock.seconds();
    this.settings.put('current', wanted);
    this.lastError = undefined;
    this.goneSince = undefined;
    for (const queue of this.queues.values()) queue.failures = 0;
    setImmediate(() => this.pump());
    return 'Webhook was set';
  }

  remove(): string {
    if (!this.current) return 'Webhook is already deleted';
    this.settings.delete('current');
    return 'Webhook was deleted';
  }

  info(): Record<string, unknown> {
    const { current } = this;
    return {
      url: current?.url ?? '',
      has_custom_certificate: current?.has_custom_certificate ?? false,
      pending_update_count: this.updates.count,
      ...(current ? { ...this.lastError, max_connections: current.max_connections } : {}),
      ...(current?.ip_address ? { ip_address: current.ip_address } : {}),
      ...(this.updates.wanted.length > 0 ? { allowed_updates: this.updates.wanted } : {}),
    };
  }

  /** Starts every delivery that may start now. */
  pump(): void {
    if (!this.current || this.stopped.signal.aborted) return;
    for (const pending of this.updates.list()) {
      if (this.inFlight >= this.current.max_connections) return;
      const queue = this.queue(pending.queue);
      if (queue.busy || queue.waits) continue;
      queue.busy = true;
      void this.deliver(pending, queue, this.current);
    }
  }

  stop(): void {
    this.stopped.abort();
  }

  private queue(name: string): DeliveryQueue {
    const queue = this.queues.get(name) ?? { busy: false, failures: 0, waits: false };
    this.queues.set(name, queue);
    return queue;
  }

  private async deliver(pending: PendingUpdate, queue: DeliveryQueue, settings: WebhookSettings): Promise<void> {
    this.inFlight += 1;
    let failure: Failure | undefined;
    for (let copy = 0; copy < pending.copies && !failure; copy += 1) failure = await this.post(pending, settings);
    this.inFlight -= 1;
    if (this.stopped.signal.aborted) return;
    queue.busy = false;
    if (failure) this.retryLater(failure, queue);
    else {
      queue.failures = 0;
      this.goneSince = undefined;
      this.updates.confirm(pending.update.update_id);
    }
    this.pump();
  }

  private retryLater(failure: Failure, queue: DeliveryQueue): void {
    this.lastError = { last_error_date: this.clock.seconds(), last_error_message: failure.reason };
    this.goneSince = failure.isGone ? (this.goneSince ?? this.clock.seconds()) : undefined;
    if (this.goneSince !== undefined && this.clock.seconds() - this.goneSince >= GONE_REMOVES_AFTER_SECONDS) {
      this.remove();
      return;
    }
    const [shortest, longest] = LONGEST_RETRY_MS;
    const cap = shortest + Math.random() * (longest - shortest);
    const delay = failure.retryAfterMs ?? Math.min(FIRST_RETRY_MS * 2 ** queue.failures, cap);
    queue.failures += 1;
    queue.waits = true;
    this.clock.after(delay, () => {
      queue.waits = false;
      this.pump();
    });
  }

  private async post({ update }: PendingUpdate, settings: WebhookSettings): Promise<Failure | undefined> {
    const { address, authorization } = splitCredentials(settings.url);
    try {
      const response = await fetch(address, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'accept-encoding': 'gzip, deflate',
          ...(settings.secret_token ? { 'x-telegram-bot-api-secret-token': settings.secret_token } : {}),
          ...(authorization ? { authorization } : {}),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(this.clock.scaled(RESPONSE_LIMIT_MS))]),
      });
      const body = await response.text();
      if (response.ok) {
        this.runAnswer(body);
        return undefined;
      }
      const seconds = Number(response.headers.get('retry-after'));
      return {
        reason: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
        isGone: response.status === 410,
        retryAfterMs: seconds > 0 ? Math.min(seconds, RETRY_AFTER_LIMIT_SECONDS) * 1000 : undefined,
      };
    } catch {
      return { reason: 'Connection refused or timed out', isGone: false, retryAfterMs: undefined };
    }
  }

  private runAnswer(body: string): void {
    if (!body.trim().startsWith('{')) return;
    try {
      const { method, ...values } = JSON.parse(body) as Record<string, unknown>;
      if (typeof method === 'string' && !/^(get|setWebhook$|deleteWebhook$|close$|logOut$)/i.test(method)) {
        this.onAnsweredCall(method, values);
      }
    } catch {
      // Telegram ignores an answer that it cannot read; the update counts as delivered.
    }
  }
}

interface Failure {
  reason: string;
  isGone: boolean;
  retryAfterMs: number | undefined;
}

const splitCredentials = (url: string): { address: string; authorization?: string } => {
  const address = new URL(url);
  if (!address.username) return { address: url };
  const credentials = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  address.username = '';
  address.password = '';
  return { address: address.href, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
};

/** Refuses an address that Telegram would refuse. Loopback addresses may have plain http and any port, as with a server started with --local. */
const checkAddress = (url: string): void => {
  const { protocol, port, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', port: '', hostname: '' };
  if (!/^https?:$/.test(protocol)) throw badRequest('invalid webhook URL specified');
  if (/^(127\.|localhost$|\[::1\]$)/.test(hostname)) return;
  if (protocol !== 'https:') {
    throw new ApiError(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (!PORTS.has(port)) {
    throw new ApiError(400, 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
};

const checkSecret = (secret: string): void => {
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
};
