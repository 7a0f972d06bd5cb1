/** A stretch of a recording, in seconds from its start. */
export interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What the transcriber needs of an audio program. Small, so that another program can take ffmpeg's place. */
export abstract class AudioTool {
  /**
   * Length in seconds, measured no further than `atMost`: a few megabytes may hold days of silence. Throws `audio-unreadable` when
   * the file holds no sound that can be decoded.
   */
  abstract secondsOf(file: string, atMost: number, signal: AbortSignal): Promise<number>;

  /** Stretches in which nobody speaks. */
  abstract silences(file: string, signal: AbortSignal): Promise<Stretch[]>;

  /** Writes one stretch as speech-sized MP3 to `target`. */
  abstract cut(file: string, stretch: Stretch, target: string, signal: AbortSignal): Promise<void>;
}
