/** A stretch of a recording, in seconds of sound from its start. */
export interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface CutRecording {
  /** How many seconds of sound can be decoded. */
  readonly seconds: number;
  /** The pieces in order, without gap, over the whole length. A piece that begins within a word overlaps the piece before it. */
  readonly pieces: readonly Stretch[];
  /** The stretches with sound, in order; the rest is quiet. */
  readonly sound: readonly Stretch[];
  /** The stretches of the recording that are sent and charged, in order: the sound with its short pauses. */
  readonly speech: readonly Stretch[];
  /**
   * Reads the speech of a piece as MP3 for speech models (240 kB a minute). The piece may also be one that an earlier release has cut. Each
   * silence that is left out shifts the later times by at most one frame (36 ms).
   */
  readonly read: (piece: Stretch) => Promise<Buffer>;
}

/** What was measured on the sound of a recording. */
export interface Heard {
  /** How many seconds of sound can be decoded. */
  readonly seconds: number;
  /** The stretches without speech, in order. */
  readonly silences: readonly Stretch[];
}

/** A recording whose sound lies in a file of ours, in the form that the speech model will hear. */
export interface HeardRecording extends Heard {
  readonly file: string;
}

/** The port to an audio program. It has few methods, so that another program can replace ffmpeg. */
export abstract class AudioTool {
  /**
   * Decodes a recording, once, into a file in `folder`, and finds the stretches without speech. Decoding stops after `atMostSeconds`,
   * because a few megabytes may hold days of silence. Throws `audio-unreadable` when the file holds no sound that can be decoded; for a
   * video without sound the error has the fact `problem: 'no-sound'`. Throws `took-too-long` when the signal aborts, or when decoding
   * takes longer than a file of any length should, unless the file is at fault for that.
   */
  abstract hear(recording: string, folder: string, atMostSeconds: number, signal: AbortSignal): Promise<HeardRecording>;

  /**
   * Cuts the file that `hear` has made into pieces. A piece is at most half a second longer than `pieceSeconds`. It cuts in pauses where
   * there are any. The same recording always gives the same pieces, so that a later run may skip the pieces that an earlier run has
   * transcribed.
   */
  abstract cut(heard: HeardRecording, pieceSeconds: number): CutRecording;
}
