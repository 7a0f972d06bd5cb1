import { transcriberInbox, type StartTranscription } from '@aisha/contracts/transcriber';
import { serveInbox } from '@aisha/messaging';
import { localOrderJobs } from '@aisha/orders';
import { MeasureRecordingHandler } from './sources/measure-recording.handler';

/** Everything this process receives. The dispatcher works on recordings from their rows. */
export const jobs = serveInbox(
  transcriberInbox,
  { concurrency: 5, longConcurrency: 2 }, // ffmpeg takes a core each
  {
    ...localOrderJobs<'transcription', StartTranscription>('transcription'),
    // Long: five hours of Opus take the packaged ffmpeg two and a half minutes, a slow machine four times as long. A person is waiting.
    'measure-recording': { handler: MeasureRecordingHandler, attempts: 2, timeoutMs: 15 * 60_000 },
  },
);
