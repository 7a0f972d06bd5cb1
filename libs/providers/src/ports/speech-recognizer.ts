import type { OnBehalf } from '../call-ledger';

/** Hints that help a model to hear right. */
export interface SpeechHints {
  /** ISO 639-1 codes of the languages that may be spoken; empty: the model finds out. */
  readonly languages: readonly string[];

  /** Names and terms that are likely to be said, as they are written. */
  readonly vocabulary: readonly string[];
}

export interface Speech extends Partial<SpeechHints> {
  /** The file's name with the extension of its format: ogg, mp3, m4a, wav, flac, webm. */
  readonly fileName: string;

  /**
   * How long the recording sounds by our own measurement, which decides the booked price until the provider reports its
   * use.
   */
  readonly seconds: number;

  readonly onBehalf: OnBehalf;

  readonly signal?: AbortSignal;
}

/** A sentence or a few, and the times at which they were said. */
export interface RecognizedSegment {
  /** Seconds from the beginning of the file. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly text: string;
  /** The model's label; the same person may have another one in the next file. Null if the model does not tell speakers apart. */
  readonly speaker: string | null;
}

export interface RecognizedSpeech {
  /** Empty if the recording has no speech. */
  readonly text: string;

  /** ISO 639-1 codes of the spoken languages; empty when unknown. */
  readonly languages: readonly string[];

  /** The text with its times; null if the model gives none. */
  readonly segments: readonly RecognizedSegment[] | null;
}

/** Transcribes a recording. */
export abstract class SpeechRecognizer {
  /** Whether the model tells speakers apart. */
  abstract readonly tellsSpeakers: boolean;

  /**
   * Throws `file-too-large` above 25 MiB, `audio-unreadable` for a file that is no recording or is too long for the model (20 minutes
   * are safe), and the `provider-*` codes.
   */
  abstract transcribe(file: Buffer, speech: Speech): Promise<RecognizedSpeech>;
}
