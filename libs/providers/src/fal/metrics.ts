import { AppError } from '@aisha/domain';
import { Histogram } from 'prom-client';

/** From a status answered at once to an archive uploaded over a slow line. */
const BUCKETS_SECONDS = [0.1, 0.3, 1, 3, 10, 30, 100, 300];

const requestSeconds = new Histogram({
  name: 'aisha_fal_request_duration_seconds',
  help: 'Requests to FAL by operation; outcome is ok or the code of the error',
  labelNames: ['operation', 'outcome'],
  buckets: BUCKETS_SECONDS,
});

/** Counts and times a request, however it ends. */
export async function measured<T>(operation: string, request: () => Promise<T>): Promise<T> {
  const stop = requestSeconds.startTimer({ operation });
  try {
    const answer = await request();
    stop({ outcome: 'ok' });
    return answer;
  } catch (error) {
    stop({ outcome: error instanceof AppError ? error.code : 'unexpected' });
    throw error;
  }
}
