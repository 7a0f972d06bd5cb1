import type { RemoteSubmission } from './remote-queue';

export interface UpscaleInput {
  /** The URL that `upload` gave. */
  readonly pictureUrl: string;
  /** The price depends on the pixels of the picture as it is, not on its bytes. */
  readonly width: number;
  readonly height: number;
  /** The factor for each side, 1 to 4. */
  readonly factor: number;
}

/** Makes a picture or an old photo larger, and its faces sharp. An upscale is remote work: a queue takes its `submission`. */
export abstract class Upscaler {
  /** Uploads the picture, a JPEG, to the provider, which keeps it for a day. The URL alone gives access to the picture: never log it. */
  abstract upload(jpeg: Buffer): Promise<string>;

  /** Whether the provider still has a picture that was uploaded. */
  abstract has(pictureUrl: string): Promise<boolean>;

  abstract submission(input: UpscaleInput, webhookUrl: string): RemoteSubmission;

  /**
   * The file that the provider has made, 96 MiB at most; its content is not checked. Throws
   * `provider-answer-unreadable` when the output names no file, `provider-result-lost` when the file is gone, and the
   * other `provider-*` codes.
   */
  abstract read(endpoint: string, output: unknown): Promise<Buffer>;
}
