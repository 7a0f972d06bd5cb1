import { RETENTION_MS } from '@aisha/domain';
import type { FalFiles, ResultFileLimits } from './files';
import { requestTo, type FalModel } from './models';
import type { RemoteQueue, RemoteSubmission } from '../ports';

/** One day: FAL fetches the picture once, and we copy the result within seconds. */
const KEPT_AT_FAL_SECONDS = RETENTION_MS.copyAtFal / 1000;

/** A model that makes one file of a picture at FAL. */
export abstract class FromPictureAtFal<Input> {
  protected abstract readonly model: FalModel<Input, { readonly url: string }>;
  protected abstract readonly limits: ResultFileLimits;

  constructor(
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
  ) {}

  /** Gives FAL the picture, a JPEG. The URL alone gives access to it. */
  upload(jpeg: Buffer): Promise<string> {
    const file = new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
    return this.fal.upload(file, 'picture.jpg', KEPT_AT_FAL_SECONDS);
  }

  /** Whether FAL still has a picture that was uploaded. */
  has(pictureUrl: string): Promise<boolean> {
    return this.files.isThere(pictureUrl);
  }

  submission(input: Input, webhookUrl: string): RemoteSubmission {
    return { ...requestTo(this.model, input), webhookUrl, keepFilesSeconds: KEPT_AT_FAL_SECONDS };
  }

  /** Fetches the file that FAL has made, whatever its content. */
  async read(output: unknown): Promise<Buffer> {
    return this.files.read(this.model.output(output).url, this.limits);
  }
}
