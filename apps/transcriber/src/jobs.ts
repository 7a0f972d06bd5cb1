import { transcriberInbox } from '@aisha/contracts/transcriber';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { orderJobs } from '@aisha/orders';
import { ExportDocumentHandler } from './documents/export-document.handler';
import { HEARING_MS } from './audio/ffmpeg-audio-tool';
import { JOIN_MS } from './speech/speech.work';
import { SampleVoiceHandler } from './voice-samples/sample-voice.handler';
import { ExportTranscriptHandler } from './transcripts/export-transcript.handler';
import { NameSpeakerHandler, RenameTranscriptHandler } from './transcripts/naming.handlers';
import { ReadTextHandler } from './sent-texts/read-text.handler';
import { MeasureRecordingHandler } from './sources/measure-recording.handler';

/**
 * How many jobs that take a core run at once, in all and of one person: two children read files (decision 81), and ffmpeg takes one core
 * for each recording.
 */
const PAIR = { places: 2, ofOnePerson: 1 };

/** The jobs of the transcriber. The dispatcher works on orders from their rows, so no job does. */
export const jobs = serveInbox(
  transcriberInbox,
  { concurrency: 5 },
  {
    // A cancel takes this long because it joins the pieces that were read aloud before it.
    ...orderJobs(transcriberInbox, { cancelMs: JOIN_MS + 30_000 }),
    // This job is long, because the longest transcript takes half a second of a core. It has few attempts, because the person is waiting
    // and can press the button again.
    'export-transcript': { handler: ExportTranscriptHandler, attempts: 3, timeoutMs: 60_000, long: PAIR },
    'rename-transcript': { handler: RenameTranscriptHandler, attempts: 10, timeoutMs: 10_000 },
    'name-speaker': { handler: NameSpeakerHandler, attempts: 10, timeoutMs: 10_000 },
    // This job is long, because reading a file takes up to half a minute; a file that takes longer is refused (decision 81). A person is
    // waiting.
    'read-text': { handler: ReadTextHandler, attempts: 2, timeoutMs: 120_000, long: PAIR },
    'export-document': { handler: ExportDocumentHandler, attempts: 3, timeoutMs: 60_000, long: PAIR },
    // This job is long: the packaged ffmpeg takes two and a half minutes for five hours of Opus, and on a slow machine four times as long.
    // Decoding has an end of its own before this time is over, because then the fault would be ours and the file would not count. A person is
    // waiting.
    'measure-recording': { handler: MeasureRecordingHandler, attempts: 2, timeoutMs: HEARING_MS + 60_000, long: PAIR },
    // This job is long: reading a sentence takes seconds, or half a minute at a slow provider. A person is waiting.
    'sample-voice': {
      handler: SampleVoiceHandler,
      attempts: 3,
      timeoutMs: 45_000,
      long: { places: 4, ofOnePerson: 2 },
    },
    ...deadLetterJobs,
  },
);
