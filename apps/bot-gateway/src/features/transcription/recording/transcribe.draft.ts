import type { OrderId, SourceId } from '@aisha/domain';
import type { RecordingRefusal, SpeakerNames, SpokenLanguage } from '@aisha/kinds';
import { transcribeTexts } from '@aisha/words';
import { flowKit, type DraftKey } from '../../../engine/conversation';
import type { OfferedDraft } from '../../../orders/offer';
import type { MarkingDraft } from '../../chosen-files/marks';

/** A recording that is stored at Telegram or with us, or to which a link leads. */
export type SentRecording = (
  | {
      /** The file's id at Telegram, or its reference in our storage. */
      readonly fileId: string;
      readonly link?: never;
    }
  | { readonly link: string; readonly fileId?: never }
) & {
  /** The person's message with the recording; 0 for a file that we keep. */
  readonly messageId: number;
};

/** The measurements of a recording. */
export interface Measured {
  readonly seconds: number;
  /** How many seconds of the recording contain speech; pauses and silence do not count. */
  readonly speech: number;
  /**
   * When the recording was measured, as an ISO time. The transcriber deletes the recording at the age of `RETENTION_MS.measuredRecording`.
   */
  readonly at: string;
}

export interface TranscribeDraft extends OfferedDraft, MarkingDraft {
  /** The recording that is being measured, has been measured, or was refused. */
  readonly file?: SentRecording;
  /** The id of one attempt to measure the recording. */
  readonly sourceId?: SourceId;
  readonly measured?: Measured;
  /** The language of the recording, as the person stated it. When absent, the model recognises the language. */
  readonly language?: SpokenLanguage | undefined;
  readonly refusal?: RecordingRefusal;
  /**
   * Recordings that the person sent while the present one is measured or its price is shown. They have their turns in the order in which
   * they were sent.
   */
  readonly next?: readonly SentRecording[];
  /** The transcript after which the page of the list begins; null or absent on the first page. */
  readonly before?: OrderId | null;
  /** The words that are looked for in the transcripts; null or absent when the person searches nothing. */
  readonly words?: string | null;
  /** The transcript that is open; null or absent when none is. */
  readonly opened?: OrderId | null;
  /** The names that the person has just given to the speakers of the open transcript; the key is the model's label of the speaker. */
  readonly named?: SpeakerNames;
  /** The model's label of the speaker whom the person is naming. */
  readonly picked?: string;
}

/**
 * What remains of a draft when its recording is refused or left: the recordings that wait. They keep the id of that recording, because drafts
 * with the same id, or with none, take each other's place.
 */
export const whatWaits = ({ sourceId, next = [] }: TranscribeDraft): TranscribeDraft =>
  next.length > 0 ? { next, ...(sourceId && { sourceId }) } : {};

export const TRANSCRIBE = 'transcribe';

/** The key of the draft about one recording. */
export const keyOf = (sourceId: SourceId): DraftKey => ({ flow: TRANSCRIBE, about: sourceId });

export const { loading, step, on, onVoice, onAudio, onVideo, onFile, onText, goTo, stay, flow } = flowKit<
  TranscribeDraft,
  | 'recording'
  | 'listening'
  | 'confirm'
  | 'language'
  | 'words'
  | 'list'
  | 'choose'
  | 'download'
  | 'remove-chosen'
  | 'transcript'
  | 'formats'
  | 'rename'
  | 'speakers'
  | 'speaker'
  | 'remove'
>()(transcribeTexts);
