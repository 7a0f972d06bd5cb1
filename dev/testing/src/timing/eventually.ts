import { setTimeout as delay } from 'node:timers/promises';

interface Patience {
  timeoutMs?: number;
  everyMs?: number;
}

type Success<T> = Exclude<T, false | null | 0 | ''>;

/**
 * Repeats `attempt` until it neither throws nor returns something falsy, and returns its result; undefined, the result
 * of a function that only expects, counts as success. At the deadline it throws with the last failure as its message.
 */
export const eventually = async <T>(
  attempt: () => T | Promise<T>,
  { timeoutMs = 60_000, everyMs = 50 }: Patience = {},
): Promise<Success<T>> => {
  for (const deadline = Date.now() + timeoutMs; ;) {
    let failure: unknown;
    try {
      const answer = await attempt();
      if (answer || answer === undefined) return answer as Success<T>;
      failure = new Error(`it was ${JSON.stringify(answer)}`);
    } catch (error) {
      failure = error;
    }
    if (Date.now() >= deadline) {
      const reason = failure instanceof Error ? failure.message : String(failure);
      throw new Error(`Not so after ${timeoutMs} ms: ${reason}`, { cause: failure });
    }
    await delay(everyMs);
  }
};
