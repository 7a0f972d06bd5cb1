import type { OnBehalf } from './call-ledger';

/** Hints that help a model to hear right. */
export interface SpeechHints {
  /** ISO 639-1 codes of the languages that may be spoken; empty: the model finds out. */
  readonly languages: readonly string[];

  /** Names and terms that are likely to be said, as they are written. */
  readonly vocabulary: readonly string[];
}

/**
 * The id of a request at a provider that answers later. A request with an id is paid: it is polled, and never sent
 * again.
 */
export interface KeptRequest {
  /** The request that an earlier run sent; null when none is known. */
  readonly requestId: string | null;
  /** Keeps the id before the first poll. */
  readonly keep: (requestId: string) => Promise<void>;
}

export interface Speech extends Partial<SpeechHints> {
  /** The file's name with the extension of its format: ogg, mp3, m4a, wav, flac, webm. */
  readonly fileName: string;

  /** The length of the recording by our own measurement, which decides the booked price until the provider reports its use. */
  readonly seconds: number;

  readonly onBehalf: OnBehalf;

  /** How the id of the request is kept for a provider that answers later; a provider that answers at once ignores it. */
  readonly request?: KeptRequest;

  readonly signal?: AbortSignal;
}

/** A sentence or a few, and the times at which they were said. */
export interface RecognizedSegment {
  /** Seconds from the beginning of the file. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly text: string;
  /**
   * The model's label of the speaker; in the next file the same person may have another label. Null if the model does not tell speakers
   * apart.
   */
  readonly speaker: string | null;
}

export interface RecognizedSpeech {
  /** Empty if the recording has no speech. */
  readonly text: string;

  /** ISO 639-1 codes of the spoken languages; empty when unknown. */
  readonly languages: readonly string[];

  /** The text with its times; null if the model gives no times. */
  readonly segments: readonly RecognizedSegment[] | null;
}

/** The lengths of the recordings that a model is given, in seconds of speech. */
export interface Fitting {
  /** A shorter recording costs less at the next model. */
  readonly from: number;
  /** A longer recording is more than the model takes. */
  readonly to: number;
}

/** Transcribes a recording. */
export abstract class SpeechRecognizer {
  /** The provider's model. A request that is kept in our rows belongs to the model that it was sent to. */
  abstract readonly model: string;

  /** Whether the model tells speakers apart. */
  abstract readonly tellsSpeakers: boolean;

  /**
   * The recordings that the model hears whole, so that a speaker has one label from beginning to end; null: it hears a
   * recording in pieces.
   */
  abstract readonly hearsWhole: Fitting | null;

  /** Whether the model can be told that this language is spoken (ISO 639-1); a model that cannot finds the language out. */
  takesLanguage(_language: string): boolean {
    return true;
  }

  /**
   * Throws `file-too-large` for a file that the model does not take, `audio-unreadable` for a file that is no recording or
   * is too long for the model, and the `provider-*` codes. A model that hears a
   * whole recording throws `provider-out-of-credit` and `provider-refused-key` only before it has the recording.
   */
  abstract transcribe(file: Buffer, speech: Speech): Promise<RecognizedSpeech>;
}
