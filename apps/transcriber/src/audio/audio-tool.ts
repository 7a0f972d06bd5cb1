/** A stretch of a recording, in seconds of sound from its start. */
export interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface CutRecording {
  /** Length of the sound that can be decoded, at most `atMostSeconds`. */
  readonly seconds: number;
  /** In order, without gap, the whole length; one that begins within a word overlaps the one before. */
  readonly pieces: readonly Stretch[];
  /** Where there is sound, in order; the rest is quiet. */
  readonly speech: readonly Stretch[];
  /** MP3 for speech models, 240 kB a minute: of one of the pieces, or of one that an earlier release has cut. */
  readonly read: (piece: Stretch) => Promise<Buffer>;
}

export interface CutLimits {
  /** Where decoding stops: a few megabytes may hold days of silence. */
  readonly atMostSeconds: number;
  /** The longest piece, give or take half a second. */
  readonly pieceSeconds: number;
}

/** What a recording sounds like. */
export interface Heard {
  /** Length of the sound that can be decoded. */
  readonly seconds: number;
  /** Where nothing is said, in order. */
  readonly silences: readonly Stretch[];
}

/** The same, and its sound in a file of ours, as the speech model will hear it. */
export interface HeardRecording extends Heard {
  readonly file: string;
}

/** The port to an audio program: few methods, so that another program can replace ffmpeg. */
export abstract class AudioTool {
  /**
   * Decodes a recording, once, into a file in `folder`, and tells where nothing is said. Throws `audio-unreadable` as `cut` does, with the
   * fact `problem: 'no-sound'` for a video without any.
   */
  abstract hear(recording: string, folder: string, atMostSeconds: number, signal: AbortSignal): Promise<HeardRecording>;

  /**
   * Turns a recording into pieces of speech in `folder`, cut in pauses where there are any. The same recording gives the same
   * pieces each time, so that a later run may skip the pieces which an earlier one has had written down. Throws `audio-unreadable`
   * when the file holds no sound that can be decoded, and `took-too-long` when the signal aborts. With `heard` the
   * recording is the file of `hear`: it is not decoded again.
   */
  abstract cut(
    recording: string,
    folder: string,
    limits: CutLimits,
    signal: AbortSignal,
    heard?: Heard,
  ): Promise<CutRecording>;
}
