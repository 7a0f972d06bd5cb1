import { transcriberInbox } from '@aisha/contracts/transcriber';
import { serveInbox } from '@aisha/messaging';
import { orderJobs } from '@aisha/orders';
import { ExportDocumentHandler } from './documents/export-document.handler';
import { JOIN_MS } from './speech/speech.work';
import { SampleVoiceHandler } from './voice-samples/sample-voice.handler';
import { ExportTranscriptHandler } from './transcripts/export-transcript.handler';
import { NameSpeakerHandler } from './transcripts/name-speaker.handler';
import { RenameTranscriptHandler } from './transcripts/rename-transcript.handler';
import { ReadTextHandler } from './sent-texts/read-text.handler';
import { MeasureRecordingHandler } from './sources/measure-recording.handler';

/** Work that takes a core: two children read files (decision 81), and ffmpeg takes one for each recording. */
const PAIR = { places: 2, ofOnePerson: 1 };

/** Everything this process receives. The dispatcher works on orders from their rows. */
export const jobs = serveInbox(
  transcriberInbox,
  { concurrency: 5 },
  {
    // A cancel joins the pieces that were read until then.
    ...orderJobs(transcriberInbox, { cancelMs: JOIN_MS + 30_000 }),
    // Long: the longest takes half a second of a core. A person is waiting, and will try again themselves.
    'export-transcript': { handler: ExportTranscriptHandler, attempts: 3, timeoutMs: 60_000, long: PAIR },
    'rename-transcript': { handler: RenameTranscriptHandler, attempts: 10, timeoutMs: 10_000 },
    'name-speaker': { handler: NameSpeakerHandler, attempts: 10, timeoutMs: 10_000 },
    // Long: a person is waiting. A file that takes longer than half a minute is refused (decision 81).
    'read-text': { handler: ReadTextHandler, attempts: 2, timeoutMs: 120_000, long: PAIR },
    'export-document': { handler: ExportDocumentHandler, attempts: 3, timeoutMs: 60_000, long: PAIR },
    // Long: the packaged ffmpeg takes two and a half minutes for five hours of Opus, a slow machine four times as long.
    // A person is waiting.
    'measure-recording': { handler: MeasureRecordingHandler, attempts: 2, timeoutMs: 15 * 60_000, long: PAIR },
    // Long: a sentence takes seconds, or half a minute at a slow provider; a person is waiting.
    'sample-voice': {
      handler: SampleVoiceHandler,
      attempts: 3,
      timeoutMs: 45_000,
      long: { places: 4, ofOnePerson: 2 },
    },
  },
);
