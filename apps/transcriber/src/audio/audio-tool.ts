/** A stretch of a recording, in seconds of sound from its start. */
export interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface CutRecording {
  /** Length of the sound that can be decoded. */
  readonly seconds: number;
  /** The pieces in order, without gap, over the whole length; one that begins within a word overlaps the one before. */
  readonly pieces: readonly Stretch[];
  /** Where there is sound, in order; the rest is quiet. */
  readonly sound: readonly Stretch[];
  /** The stretches of the recording that are sent and charged, in order: the sound with its short pauses. */
  readonly speech: readonly Stretch[];
  /**
   * MP3 for speech models, 240 kB a minute: the speech of one of the pieces, or of a piece that an earlier release has
   * cut. Each silence that is left out shifts times by one frame (36 ms) at most.
   */
  readonly read: (piece: Stretch) => Promise<Buffer>;
}

/** The sound of a recording. */
export interface Heard {
  /** Length of the sound that can be decoded. */
  readonly seconds: number;
  /** The stretches without speech, in order. */
  readonly silences: readonly Stretch[];
}

/** A recording, with its sound in a file of ours in the form that the speech model will hear. */
export interface HeardRecording extends Heard {
  readonly file: string;
}

/** The port to an audio program: few methods, so that another program can replace ffmpeg. */
export abstract class AudioTool {
  /**
   * Decodes a recording, once, into a file in `folder`, and finds the stretches without speech. Decoding stops after
   * `atMostSeconds`: a few megabytes may hold days of silence. Throws `audio-unreadable` when the file holds no sound
   * that can be decoded, with the fact `problem: 'no-sound'` for a video without any, and `took-too-long` when the
   * signal aborts.
   */
  abstract hear(recording: string, folder: string, atMostSeconds: number, signal: AbortSignal): Promise<HeardRecording>;

  /**
   * Cuts a file of `hear` into pieces of speech, each at most this many seconds, give or take half a second, in pauses
   * where there are any. The same recording always gives the same pieces, so that a later run may skip pieces which an
   * earlier one has had written down.
   */
  abstract cut(heard: HeardRecording, pieceSeconds: number): CutRecording;
}
