import type { S3Client } from '@aws-sdk/client-s3';
import { requestTimer } from '@aisha/platform';
import { Counter, Gauge } from 'prom-client';

const measured = requestTimer({
  service: 'storage',
  help: 'Requests to the storage with their retries, by operation; outcome is ok, the status of the refusal, or unreachable',
  label: 'operation',
  buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30], // from a HEAD to the upload of a part of an archive
  outcomeOf: (error) =>
    String((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 'unreachable'),
});

/** Counts and times every request of a client to the storage. */
export function measureRequests(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      (args) =>
        measured(commandName.replace(/Command$/, ''), () => next(args)),
    { step: 'initialize', name: 'measureRequests' },
  );
}

const unownedFiles = new Counter({
  name: 'aisha_unowned_files_removed_total',
  help: 'Files that belonged to nothing and were removed, by prefix: something was interrupted between a file and its row. Many are an alarm',
  labelNames: ['prefix'],
});
const unownedBytes = new Counter({
  name: 'aisha_unowned_bytes_removed_total',
  help: 'Their bytes, by prefix',
  labelNames: ['prefix'],
});

/** Files that belong to nothing and were left, because they are far too many. */
export const unownedLeft = new Gauge({
  name: 'aisha_unowned_files_left',
  help: 'Files that belong to nothing and were left by the last look, by prefix: they are so many that the database is probably not theirs',
  labelNames: ['prefix'],
});

/** Uploads that never ended and were dropped with their parts: a process had died while it sent a file. */
export const uploadsDropped = new Counter({
  name: 'aisha_unfinished_uploads_dropped_total',
  help: 'Uploads that never ended and were dropped with the parts that had come: a process died while it sent a file',
});

/** Counts removed files that belonged to no row. */
export function unownedRemoved(
  prefix: string,
  { files, bytes }: { readonly files: number; readonly bytes: number },
): void {
  unownedFiles.inc({ prefix }, files);
  unownedBytes.inc({ prefix }, bytes);
}
