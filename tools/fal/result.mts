import { setTimeout } from 'node:timers/promises';
import type { FalHttpQueue } from '@aisha/providers/fal';

/** How to wait for a result at FAL. */
interface Wait {
  readonly pollMs: number;
  readonly endsWithinMs: number;
  readonly signal?: AbortSignal;
}

/** Sends a request, waits until it has ended, and resolves to its output. Throws what FAL says when it refuses the request or fails. */
export async function resultOf(
  queue: FalHttpQueue,
  submission: Parameters<FalHttpQueue['submit']>[0],
  { pollMs, endsWithinMs, signal }: Wait,
): Promise<unknown> {
  const until = performance.now() + endsWithinMs;
  const answer = await queue.submit(submission);
  if (answer.state !== 'accepted') throw answer.error;
  while (performance.now() < until) {
    signal?.throwIfAborted();
    const polled = await queue.poll(answer.request);
    if (polled.state === 'failed') throw polled.error;
    if (polled.state === 'succeeded') return polled.output;
    await setTimeout(pollMs);
  }
  throw new Error(`${submission.endpoint} did not end in time`);
}
