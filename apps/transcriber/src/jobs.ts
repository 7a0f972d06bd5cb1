import { transcriberInbox, type StartTranscription } from '@aisha/contracts/transcriber';
import { serveInbox } from '@aisha/messaging';
import { localOrderJobs } from '@aisha/orders';
import { DeleteRecordingHandler } from './recordings/delete-recording.handler';

/** Everything this process receives. The dispatcher works on recordings from their rows. */
export const jobs = serveInbox(
  transcriberInbox,
  { concurrency: 5 },
  {
    ...localOrderJobs<'transcription', StartTranscription>('transcription'),
    'delete-recording': { handler: DeleteRecordingHandler, attempts: 10, timeoutMs: 30_000 },
  },
);
