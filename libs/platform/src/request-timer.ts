import { Histogram } from 'prom-client';

/** How requests to one service are counted and timed. */
export interface TimedRequests {
  /** The name of the metric. */
  readonly name: string;
  readonly help: string;
  /** The service's name for its requests: `operation`, `method`. */
  readonly label: string;
  /** Upper ends, in seconds. */
  readonly buckets: number[];
  /** The `outcome` of a request that failed; `ok` for the others. */
  readonly outcomeOf: (error: unknown) => string;
}

/** Counts and times requests, by how they end. */
export function requestTimer({ name, help, label, buckets, outcomeOf }: TimedRequests) {
  const seconds = new Histogram({ name, help, labelNames: [label, 'outcome'], buckets });
  return async <T>(operation: string, request: () => Promise<T>): Promise<T> => {
    const stop = seconds.startTimer({ [label]: operation });
    try {
      const answer = await request();
      stop({ outcome: 'ok' });
      return answer;
    } catch (error) {
      stop({ outcome: outcomeOf(error) });
      throw error;
    }
  };
}
