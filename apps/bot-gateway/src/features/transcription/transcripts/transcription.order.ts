import { type OrderId, sentencesOf } from '@aisha/domain';
import { EXPORT_FORMATS, type ExportFormat, speakersIn } from '@aisha/kinds';
import type { Transcript, TranscriptOfRecording } from '@aisha/kinds/tables';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { beginningOf, type Button, type Calendar, calendarFor, isoDayText, rowsOf } from '../../../engine/conversation';
import { type Content, documentOf } from '../../../engine/deliveries/content';
import type { FileKindView } from '../../../orders/file-kind';
import { FORMAT_LABELS } from '../../../orders/format-labels';
import type { OrderKindView } from '../../../orders/order-kind';
import { recordingRemoval, removal } from '../../../orders/removals';
import { itself, itsOrder } from '../../../orders/shown-by';
import { ChangedTranscripts } from '../../../readers';
import { makeDocument, openDocument } from '../../../callbacks/document.callbacks';
import { openSpeechOf, readTranscript } from '../../../callbacks/speech.callbacks';
import { askTranscript } from '../../../callbacks/question.callbacks';
import { moreOfResult } from '../../../orders/unfold-result.callback';
import {
  chooseFormat,
  exportTranscript,
  openText,
  openTranscripts,
  showTranscript,
} from '../../../callbacks/transcripts.callbacks';
import { openTranscribe, writeDown } from '../../../callbacks/recording.callbacks';

export const transcriptFile: FileKindView = {
  words: inEveryLanguage(transcribeTexts, (t) => ({
    many: t.transcriptMany,
    one: t.transcriptOne,
    fileName: t.transcriptFile,
    removedWith: t.transcriptRemovedWith,
  })),
  as: 'document',
  shownBy: itsOrder,
  uses: [openText, makeDocument, readTranscript],
  removal: ({ orderId }, userId) => removal({ kind: 'transcription', orderId, userId }),
};

const recordingFile: FileKindView = {
  words: inEveryLanguage(transcribeTexts, (t) => ({
    many: t.recordingMany,
    one: t.recordingOne,
    fileName: t.recordingFile,
  })),
  as: 'document',
  shownBy: itself,
  uses: [openText, writeDown],
  removal: ({ orderId }, userId) => recordingRemoval(orderId, userId),
};

/** The name of a file: the transcript's title, without characters that file systems refuse; without a title, its day. */
export const fileNameOf = (
  { title, createdAt }: Pick<Transcript, 'title' | 'createdAt'>,
  format: ExportFormat,
  calendar: Calendar,
): string => {
  const name = title
    ?.replace(/[\\/:*?"<>|.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${name || `${transcribeTexts[calendar.language].fileName}-${isoDayText(createdAt, calendar)}`}.${format}`;
};

/** The first sentences of a transcript, up to this many characters. Where possible, no sentence is cut. */
export function previewOf(content: string, characters: number): string {
  const text = content.replace(/\s+/g, ' ').trim();
  let whole = '';
  for (const sentence of sentencesOf(text.slice(0, 2 * characters))) {
    if ((whole + sentence).trimEnd().length > characters) break;
    whole += sentence;
  }
  const shown = whole.trimEnd();
  if (shown.length < characters / 3) return beginningOf(text, characters);
  return shown.length < text.length ? `${shown} …` : shown;
}

/** The facts about a transcribed recording. */
interface Facts {
  /** The length of the recording, which may end with silence. */
  readonly seconds: number;
  /** How many people speak; 0 when the model does not tell them apart. */
  readonly speakers: number;
}

export const factsOf = ({ segments, duration }: Pick<TranscriptOfRecording, 'segments' | 'duration'>): Facts => ({
  seconds: duration,
  speakers: speakersIn(segments).length,
});

/** How many characters of the text the caption shows: as many as people read at a glance. The rest is in the file. */
const PREVIEW = 400;

/** The text as a file, with its beginning as the caption. */
const deliveredTranscript = (transcript: TranscriptOfRecording, calendar: Calendar): Content => {
  const t = transcribeTexts[calendar.language];
  const fileName = fileNameOf(transcript, 'txt', calendar);
  const caption = t.delivered({ ...factsOf(transcript), preview: previewOf(transcript.content, PREVIEW) });
  return documentOf(transcript.documentPath, fileName, caption);
};

/** How many buttons with a format a row has. */
const FORMATS_IN_A_ROW = 2;

export const allFormats = (orderId: OrderId, { hasPdf }: { readonly hasPdf: boolean }): Button[][] =>
  rowsOf(
    EXPORT_FORMATS.filter((format) => format !== 'pdf' || hasPdf).map((format) =>
      exportTranscript.button(FORMAT_LABELS[format], { orderId, format }),
    ),
    FORMATS_IN_A_ROW,
  );

/** How the bot shows and handles an order of a transcript. */
export const transcriptionOrder: OrderKindView<'transcription'> = {
  kind: 'transcription',
  title: inEveryLanguage(transcribeTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(transcribeTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(transcribeTexts, (t) => t.orderPreparing),
  files: { recording: recordingFile, transcript: transcriptFile },
  units: inEveryLanguage(transcribeTexts, (t) => (minutes) => t.orderUnits({ minutes })),
  result: async (orderId, { readers, ...person }) => {
    const transcript = await readers.of(ChangedTranscripts).find(person.userId, orderId);
    return { contents: transcript ? [deliveredTranscript(transcript, await calendarFor(readers, person))] : [] };
  },
  again: inEveryLanguage(transcribeTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(transcribeTexts, (t) => () => t.orderDelivered),
  incomplete: inEveryLanguage(transcribeTexts, (t) => t.orderIncomplete),
  resultButtons: ({ orderId }, language) => [
    [
      askTranscript.button(transcribeTexts[language].askIt, { transcriptId: orderId }),
      openDocument.button(transcribeTexts[language].makeDocument, { transcriptId: orderId }),
    ],
    [chooseFormat.button(transcribeTexts[language].asFile, { orderId }), moreOfResult('transcription', orderId)],
  ],
  moreButtons: ({ orderId }, language) => [
    [
      showTranscript.button(transcribeTexts[language].openIt, { orderId }),
      openSpeechOf.button(transcribeTexts[language].aloud, { orderId }),
    ],
    [openTranscripts.button(transcribeTexts[language].mine, {})],
  ],
  // The recording of an order without a text is gone, so it has to be sent again.
  retryButtons: (_, language) => [[openTranscribe.button(transcribeTexts[language].another, {})]],
};
