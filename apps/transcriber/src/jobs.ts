import { transcriberInbox } from '@aisha/contracts/transcriber';
import { serveInbox } from '@aisha/messaging';
import { CancelTranscriptionHandler } from './recordings/cancel-transcription.handler';
import { StartTranscriptionHandler } from './recordings/start-transcription.handler';

/** Everything this process does. */
export const jobs = serveInbox(
  transcriberInbox,
  // ffmpeg takes a core each; more than two at once only makes all of them slower.
  { concurrency: 5, longConcurrency: 2 },
  {
    // Long, thirty minutes: three hours of sound in pieces of ten minutes, a piece in at most a minute or so.
    'start-transcription': { handler: StartTranscriptionHandler, attempts: 5, timeoutMs: 30 * 60_000 },
    'cancel-transcription': { handler: CancelTranscriptionHandler, attempts: 5, timeoutMs: 10_000 },
  },
);
