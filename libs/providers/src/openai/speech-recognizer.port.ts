export interface Speech {
  /** With an extension that says the format: ogg, mp3, m4a, wav, flac, webm. */
  readonly fileName: string;

  readonly signal?: AbortSignal;
}

export interface RecognizedSpeech {
  /** Empty when nothing was said. */
  readonly text: string;

  /** ISO 639-1 codes of what was spoken; empty when unknown. */
  readonly languages: readonly string[];
}

/** Writes down what is said in a recording. */
export abstract class SpeechRecognizer {
  /**
   * Throws `file-too-large` above 25 MiB, `audio-unreadable` for what is no recording or longer than the model takes (20 minutes are
   * safe), and the `provider-*` codes.
   */
  abstract transcribe(file: Buffer, speech: Speech): Promise<RecognizedSpeech>;
}
