import type { S3Client } from '@aws-sdk/client-s3';
import { Histogram } from 'prom-client';

/** From a HEAD to the upload of a part of an archive. */
const BUCKETS_SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

const requestSeconds = new Histogram({
  name: 'aisha_storage_request_duration_seconds',
  help: 'Requests to the storage with their retries, by operation; outcome is ok, the status of the refusal, or unreachable',
  labelNames: ['operation', 'outcome'] as const,
  buckets: BUCKETS_SECONDS,
});

/** Counts and times everything a client asks of the storage. */
export function measureRequests(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      async (args) => {
        const stop = requestSeconds.startTimer({ operation: commandName.replace(/Command$/, '') });
        try {
          const answer = await next(args);
          stop({ outcome: 'ok' });
          return answer;
        } catch (error) {
          const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
          stop({ outcome: String($metadata?.httpStatusCode ?? 'unreachable') });
          throw error;
        }
      },
    { step: 'initialize', name: 'measureRequests' },
  );
}
