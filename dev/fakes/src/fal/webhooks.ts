import type { KeyObject } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FalFaults } from './faults';
import type { Job, WebhookState } from './jobs/job';
import { newSigningKey, signWebhook } from './signature';
import type { Timing } from './timing';

const ATTEMPT_TIMEOUT_MS = 15_000;
/** The pauses between FAL's ten tries within two hours, in seconds. */
const RETRY_AFTER_SECONDS = [10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_000];
/** A stale webhook is this old: receivers refuse webhooks older than 300 s. */
const STALE_BY_SECONDS = 301;
const USER_ID = 'sandbox|user';

/** A request that reached, or tried to reach, a webhook. `status` is null without an answer. */
export interface WebhookAttempt {
  readonly requestId: string;
  readonly kind: string;
  readonly status: number | null;
}

export interface WebhookVariation {
  /** Whether the webhook is signed by a key that is not in the key set. */
  readonly forged?: boolean;
  /** The time to sign, in epoch milliseconds, in place of the present time. */
  readonly signedAt?: number;
  /** The id in the header; absent: the body's. */
  readonly requestId?: string;
}

/** Calls the webhooks of jobs. */
export class Webhooks {
  readonly attempts: WebhookAttempt[] = [];
  private readonly stopping = new AbortController();
  private readonly firstAttempts = new Map<string, Promise<void>>();

  constructor(
    private readonly key: KeyObject,
    private readonly timing: Timing,
    private readonly faults: FalFaults,
    private readonly now: () => number,
    private readonly onProgress: (job: Job, state: WebhookState, attempts: number) => void,
  ) {}

  /** Resolves once the job's webhook was tried for the first time, or never will be. */
  async firstAttempt(requestId: string): Promise<void> {
    await this.firstAttempts.get(requestId);
  }

  /** Calls the job's webhook until it is answered, or given up. Resolves after the last try. */
  deliver(job: Job): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.firstAttempts.set(job.id, promise);
    return this.tryUntilHeard(job, resolve).finally(() => {
      resolve();
      this.firstAttempts.delete(job.id);
    });
  }

  /**
   * Sends the webhook once more, whether or not it was answered before. @returns the receiver's status; null when it never answered, or the
   * job has no webhook.
   */
  async repeat(job: Job): Promise<number | null> {
    return job.webhookUrl === undefined
      ? null
      : this.post(job.webhookUrl, bodyOf(job, 'normal'), { requestId: job.id });
  }

  private async tryUntilHeard(job: Job, onFirstAttempt: () => void): Promise<void> {
    const url = job.webhookUrl;
    if (url === undefined) return;
    const fault = this.faults.take('webhook', `${job.endpoint} ${url}`);
    const kind = fault?.kind ?? 'normal';
    if (fault?.kind === 'lost') return this.onProgress(job, 'lost', 0);
    if (fault?.kind === 'late' && !(await this.pause(fault.delayMs ?? 1_000))) return;

    const body = bodyOf(job, kind);
    const variation: WebhookVariation = {
      requestId: job.id,
      ...(kind === 'forged' && { forged: true }),
      ...(kind === 'stale' && { signedAt: this.now() - STALE_BY_SECONDS * 1_000 }),
    };
    const copies = kind === 'duplicate' ? 3 : 1;
    for (let attempt = job.webhookAttempts; ; attempt += 1) {
      const statuses = await Promise.all(Array.from({ length: copies }, () => this.post(url, body, variation, kind)));
      onFirstAttempt();
      if (this.stopping.signal.aborted) return;
      const state = stateAfter(statuses[0] ?? null);
      const pause = RETRY_AFTER_SECONDS[attempt];
      const isLast = state !== 'pending' || pause === undefined || kind === 'forged' || kind === 'stale';
      this.onProgress(job, state === 'pending' && isLast ? 'given-up' : state, attempt + 1);
      if (isLast || !(await this.pause(this.timing.ms('webhooks', pause)))) return;
    }
  }

  /** Posts any body the way FAL would. @returns the receiver's status, or null when it never answered. */
  async post(url: string, body: string, variation: WebhookVariation = {}, kind = 'manual'): Promise<number | null> {
    const requestId = variation.requestId ?? requestIdIn(body);
    const timestamp = Math.floor((variation.signedAt ?? this.now()) / 1_000);
    const key = variation.forged ? newSigningKey() : this.key;
    const status = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json',
        'x-fal-webhook-request-id': requestId,
        'x-fal-webhook-user-id': USER_ID,
        'x-fal-webhook-timestamp': String(timestamp),
        'x-fal-webhook-signature': signWebhook(key, { requestId, userId: USER_ID, timestamp, body }),
      },
    }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => null,
    );
    this.attempts.push({ requestId, kind, status });
    return status;
  }

  stop(): void {
    this.stopping.abort();
  }

  private async pause(ms: number): Promise<boolean> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    return !this.stopping.signal.aborted;
  }
}

/** The state of a webhook after an answer; null stands for no answer. A redirect is final: FAL neither follows it nor calls again. */
const stateAfter = (status: number | null): 'delivered' | 'given-up' | 'pending' => {
  if (status === null) return 'pending';
  if (status >= 200 && status < 300) return 'delivered';
  return status >= 300 && status < 400 ? 'given-up' : 'pending';
};

const bodyOf = (job: Job, kind: string): string => {
  const { outcome } = job;
  const ids = `"request_id":${JSON.stringify(job.id)},"gateway_request_id":${JSON.stringify(job.id)}`;
  if (kind === 'error') {
    return `{${ids},"status":"ERROR","error":"Invalid status code: 500","payload":{"detail":"Internal Server Error"}}`;
  }
  if (kind === 'null-payload') {
    return `{${ids},"status":"OK","error":null,"payload":null,"payload_error":"Response payload is not JSON serializable"}`;
  }
  if (outcome?.failure) {
    return `{${ids},"status":"ERROR","error":"Invalid status code: ${outcome.status}","payload":${outcome.bodyText}}`;
  }
  return `{${ids},"status":"OK","error":null,"payload":${outcome?.bodyText ?? 'null'}}`;
};

const requestIdIn = (body: string): string => {
  try {
    return String((JSON.parse(body) as { request_id?: unknown }).request_id ?? '');
  } catch {
    return '';
  }
};
