import { transcriberInbox, type StartSpeech, type StartTranscription } from '@aisha/contracts/transcriber';
import { serveInbox } from '@aisha/messaging';
import { localOrderJobs } from '@aisha/orders';

/** Everything this process receives. The dispatcher works on orders from their rows. */
export const jobs = serveInbox(
  transcriberInbox,
  { concurrency: 5 },
  {
    ...localOrderJobs<'transcription', StartTranscription>('transcription'),
    ...localOrderJobs<'speech', StartSpeech>('speech'),
  },
);
