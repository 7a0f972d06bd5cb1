import { asAppError, type AppError } from '@aisha/domain';
import { Histogram } from 'prom-client';

/** From a quick status to the upload of an archive over a slow line. */
const BUCKETS_SECONDS = [0.1, 0.3, 1, 3, 10, 30, 100, 300];

/** Counts and times a provider's requests, by how they end. */
export function requestTimer(provider: string, title: string, named: (error: unknown) => AppError = asAppError) {
  const seconds = new Histogram({
    name: `aisha_${provider}_request_duration_seconds`,
    help: `Requests to ${title} by operation; outcome is ok or the code of the error`,
    labelNames: ['operation', 'outcome'],
    buckets: BUCKETS_SECONDS,
  });
  return async <T>(operation: string, request: () => Promise<T>): Promise<T> => {
    const stop = seconds.startTimer({ operation });
    try {
      const answer = await request();
      stop({ outcome: 'ok' });
      return answer;
    } catch (error) {
      stop({ outcome: named(error).code });
      throw error;
    }
  };
}
