import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@aisha/domain';
import type { RemoteOutcome, RemoteQueue, RemoteRequest } from '../ports';

/** How often a run of ours polls its request, and how long it waits for the answer. */
export interface PollTimeouts {
  readonly pollMs: number;
  readonly patienceMs: number;
}

type EndedRequest = Extract<RemoteOutcome, { readonly state: 'succeeded' | 'failed' }>;

/**
 * Polls a request until it has ended. Throws `provider-busy` once the patience is over: the id of the request stays kept, and the next run
 * polls it. Throws `took-too-long` when the signal ends the wait.
 */
export async function endOfRequest(
  fal: RemoteQueue,
  request: RemoteRequest,
  { pollMs, patienceMs }: PollTimeouts,
  signal: AbortSignal | undefined,
): Promise<EndedRequest> {
  const polls = Math.ceil(patienceMs / pollMs);
  for (let poll = 0; poll < polls; poll += 1) {
    const outcome = await fal.poll(request);
    if (outcome.state === 'succeeded' || outcome.state === 'failed') return outcome;
    await delay(pollMs, undefined, signal && { signal }).catch(() => {
      throw new AppError('took-too-long');
    });
  }
  throw new AppError('provider-busy', { facts: { polls } });
}
