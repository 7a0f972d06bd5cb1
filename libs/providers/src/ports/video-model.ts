import type { RemoteSubmission } from './remote-queue';

export interface VideoInput {
  /** The URL that `upload` has given. */
  readonly pictureUrl: string;
  /** The motion in English: the thing that moves, and how. */
  readonly motion: string;
}

/** Makes a picture a video of five seconds, without sound. It is remote work: a queue takes `submission`. */
export abstract class VideoModel {
  /** Gives the provider the picture, a JPEG; it keeps it for a day. The URL alone gives access to it: never log it. */
  abstract upload(jpeg: Buffer): Promise<string>;

  /** Whether the provider still has a picture that was uploaded. */
  abstract has(pictureUrl: string): Promise<boolean>;

  abstract submission(input: VideoInput, webhookUrl: string): RemoteSubmission;

  /**
   * The file that the provider has made, whatever is in it, 30 MB at most: it may be no video. Throws `provider-answer-unreadable` when the
   * output names none, `provider-result-lost` when it is gone, and the other `provider-*` codes.
   */
  abstract read(output: unknown): Promise<Buffer>;
}
