import type { RemoteSubmission } from './remote-queue';

export interface VideoInput {
  /** The URL that `upload` gave. */
  readonly pictureUrl: string;
  /** The motion in English: the thing that moves, and how. */
  readonly motion: string;
}

/** Makes a video of five seconds, without sound, from a picture. That is remote work: a queue takes its `submission`. */
export abstract class VideoModel {
  /** Uploads the picture, a JPEG, to the provider, which keeps it for a day. The URL alone gives access to the picture: never log it. */
  abstract upload(jpeg: Buffer): Promise<string>;

  /** Whether the provider still has a picture that was uploaded. */
  abstract has(pictureUrl: string): Promise<boolean>;

  abstract submission(input: VideoInput, webhookUrl: string): RemoteSubmission;

  /**
   * The file that the provider has made, 30 MB at most; its content is not checked. Throws `provider-answer-unreadable`
   * when the output names no file, `provider-result-lost` when the file is gone, and the other `provider-*` codes.
   */
  abstract read(endpoint: string, output: unknown): Promise<Buffer>;
}
