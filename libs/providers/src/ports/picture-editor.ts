import type { RemoteSubmission } from './remote-queue';

/** A change of one picture. */
export interface PictureEdit {
  /** The URL that `upload` gave. */
  readonly pictureUrl: string;
  /** What is to change, in English: one sentence. */
  readonly change: string;
  /**
   * The URL, given by `upload`, of a mask as large as the picture: what is white may change, what is black stays. Only a
   * model that takes a mask is asked then. Absent: the model finds by the words what changes.
   */
  readonly maskUrl?: string;
  /** A seed below 2^31; a model that takes no seed makes another picture each time. */
  readonly seed: number;
}

/** Changes a picture as a sentence says, and keeps the rest of it. An edit is remote work: a queue takes its `submission`. */
export abstract class PictureEditor {
  /** Uploads the picture, a JPEG, to the provider, which keeps it for a day. The URL alone gives access to the picture: never log it. */
  abstract upload(jpeg: Buffer): Promise<string>;

  /** Whether the provider still has a picture that was uploaded. */
  abstract has(pictureUrl: string): Promise<boolean>;

  /** Throws `model-gone` when no model is left that can make the edit. */
  abstract submission(edit: PictureEdit, webhookUrl: string): RemoteSubmission;

  /**
   * The file that the provider has made, 16 MB at most; its content is not checked. Throws `result-not-decent` when the
   * model itself withheld it, `provider-answer-unreadable` when the output names no file, `provider-result-lost` when the
   * file is gone, and the other `provider-*` codes.
   */
  abstract read(endpoint: string, output: unknown): Promise<Buffer>;
}
