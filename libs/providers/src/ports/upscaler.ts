import type { RemoteSubmission } from './remote-queue';

export interface UpscaleInput {
  /** The URL that `upload` has given. */
  readonly pictureUrl: string;
  /** The pixels of the picture as it is, not its bytes, are what is paid for. */
  readonly width: number;
  readonly height: number;
  /** The factor for each side, 1 to 4. */
  readonly factor: number;
}

/** Makes a picture or an old photo larger, and its faces sharp. It is remote work: a queue takes `submission`. */
export abstract class Upscaler {
  /** Gives the provider the picture, a JPEG; it keeps it for a day. The URL alone gives access to it: never log it. */
  abstract upload(jpeg: Buffer): Promise<string>;

  /** Whether the provider still has a picture that was uploaded. */
  abstract has(pictureUrl: string): Promise<boolean>;

  abstract submission(input: UpscaleInput, webhookUrl: string): RemoteSubmission;

  /**
   * The file that the provider has made, whatever is in it, 96 MiB at most: it may be no picture. Throws `provider-answer-unreadable` when the
   * output names none, `provider-result-lost` when it is gone, and the other `provider-*` codes.
   */
  abstract read(output: unknown): Promise<Buffer>;
}
