import type { OrderId, SourceId } from '@aisha/domain';
import type { RecordingRefusal, SpeakerNames, SpokenLanguage } from '@aisha/kinds';
import { flowKit, type DraftKey } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { transcribeTexts } from '@aisha/words';

/** A recording as it lies at Telegram or with us, or where a link leads. */
export type SentRecording = (
  | {
      /** The file's id at Telegram, or its reference in our storage. */
      readonly fileId: string;
      readonly link?: never;
    }
  | { readonly link: string; readonly fileId?: never }
) & {
  /** The message that brought the recording; 0 for a file that we keep. */
  readonly messageId: number;
};

/** A recording that was listened to. */
export interface Measured {
  readonly seconds: number;
  /** Seconds of speech among them, without pauses and silence. */
  readonly speech: number;
  /** When it was measured, as ISO time. The transcriber forgets it after `RETENTION_MS.measuredRecording`. */
  readonly at: string;
}

export interface TranscribeDraft extends OfferedDraft {
  /** The recording that is being listened to, was listened to, or was refused. */
  readonly file?: SentRecording;
  /** The id of one attempt to listen to it. */
  readonly sourceId?: SourceId;
  readonly measured?: Measured;
  /** The language of the recording, as the person said; absent: the model finds out. */
  readonly language?: SpokenLanguage | undefined;
  readonly refusal?: RecordingRefusal;
  /** Recordings sent while this one is listened to or its price is shown. Their turn comes in the order they were sent. */
  readonly next?: readonly SentRecording[];
  /** Where the list of transcripts begins. */
  readonly before?: OrderId | null;
  /** The words that the list is searched for. */
  readonly words?: string | null;
  /** The transcript that is looked at. */
  readonly opened?: OrderId | null;
  /** Names of its speakers that were given just now, by the model's labels. */
  readonly named?: SpeakerNames;
  /** The speaker who is being named, by the model's label. */
  readonly picked?: string;
}

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
  | 'transcript'
  | 'rename'
  | 'speakers'
  | 'speaker'
  | 'remove'
>()(transcribeTexts);
