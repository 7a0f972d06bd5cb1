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

/** The port to an audio program: one method, so that another program can replace ffmpeg. */
export abstract class AudioTool {
  /**
   * Turns a recording into pieces of speech in `folder`, cut in pauses where there are any. The same recording gives the same
   * pieces each time, so that a later run may skip the pieces which an earlier one has had written down. Throws `audio-unreadable`
   * when the file holds no sound that can be decoded, and `took-too-long` when the signal aborts.
   */
  abstract cut(recording: string, folder: string, limits: CutLimits, signal: AbortSignal): Promise<CutRecording>;
}
