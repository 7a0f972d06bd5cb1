export interface Speech {
  /** With the extension of its format: ogg, mp3, m4a, wav, flac, webm. */
  readonly fileName: string;

  readonly signal?: AbortSignal;
}

export interface RecognizedSpeech {
  /** Empty if the recording has no speech. */
  readonly text: string;

  /** ISO 639-1 codes of what was spoken; empty when unknown. */
  readonly languages: readonly string[];
}

/** Transcribes a recording. */
export abstract class SpeechRecognizer {
  /**
   * Throws `file-too-large` above 25 MiB, `audio-unreadable` for a file that is no recording or is too long for the model (20 minutes
   * are safe), and the `provider-*` codes.
   */
  abstract transcribe(file: Buffer, speech: Speech): Promise<RecognizedSpeech>;
}
