import { Histogram } from 'prom-client';
import { tracedCall } from './work-facts';

/** How requests to one service are counted and timed. */
interface TimedRequests {
  /** The name of the service in the metric and in traces: `fal`, `storage`. */
  readonly service: string;
  readonly help: string;
  /** The name of the label that says which request it was, in the service's own term: `operation`, `method`. */
  readonly label: string;
  /** Upper bounds of the histogram, in seconds. */
  readonly buckets: number[];
  /** The `outcome` of a request that failed. A request that succeeded has `ok`. */
  readonly outcomeOf: (error: unknown) => string;
}

/** Counts and times requests by how they end, and shows them, never their addresses, in the traces of their orders. */
export function requestTimer({ service, help, label, buckets, outcomeOf }: TimedRequests) {
  const name = `aisha_${service}_request_duration_seconds`;
  const seconds = new Histogram({ name, help, labelNames: [label, 'outcome'], buckets });
  return async <T>(operation: string, request: () => Promise<T>): Promise<T> => {
    const stop = seconds.startTimer({ [label]: operation });
    const facts = { 'peer.service': service, 'aisha.operation': operation };
    return tracedCall({ name: `${service} ${operation}`, facts }, async (note) => {
      try {
        const answer = await request();
        stop({ outcome: 'ok' });
        return answer;
      } catch (error) {
        const outcome = outcomeOf(error);
        stop({ outcome });
        note({ 'aisha.outcome': outcome });
        throw error;
      }
    });
  };
}
