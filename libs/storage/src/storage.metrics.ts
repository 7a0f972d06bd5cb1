import type { S3Client } from '@aws-sdk/client-s3';
import { requestTimer } from '@aisha/platform';

const measured = requestTimer({
  name: 'aisha_storage_request_duration_seconds',
  help: 'Requests to the storage with their retries, by operation; outcome is ok, the status of the refusal, or unreachable',
  label: 'operation',
  buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30], // from a HEAD to the upload of a part of an archive
  outcomeOf: (error) =>
    String((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 'unreachable'),
});

/** Counts and times everything a client asks of the storage. */
export function measureRequests(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      (args) =>
        measured(commandName.replace(/Command$/, ''), () => next(args)),
    { step: 'initialize', name: 'measureRequests' },
  );
}
