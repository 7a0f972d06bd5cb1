import { RETENTION_MS } from '@aisha/domain';
import type { FalFiles } from './files';
import { requestTo, upscaler, type UpscaleInput } from './models';
import type { RemoteQueue, RemoteSubmission } from '../ports';

/** One day: FAL fetches the picture once, and we copy the result within seconds. */
const KEPT_AT_FAL_SECONDS = RETENTION_MS.copyAtFal / 1000;
/** The largest that is asked for has 31 megapixels: three bytes each if PNG saves nothing. */
const FETCH_LIMITS = { maxBytes: 96 * 1024 * 1024, timeoutMs: 60_000 };

/** Makes pictures larger at FAL, and their faces sharp: those it drew, and a person's old photos. */
export class FalUpscaler {
  constructor(
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
  ) {}

  /** Gives FAL the picture, a JPEG. The URL alone gives access to it. */
  upload(picture: Buffer): Promise<string> {
    const file = new Blob([new Uint8Array(picture)], { type: 'image/jpeg' });
    return this.fal.upload(file, 'picture.jpg', KEPT_AT_FAL_SECONDS);
  }

  /** Whether FAL still has a picture that was uploaded. */
  has(pictureUrl: string): Promise<boolean> {
    return this.files.isThere(pictureUrl);
  }

  submission(input: UpscaleInput, webhookUrl: string): RemoteSubmission {
    return { ...requestTo(upscaler, input), webhookUrl, keepFilesSeconds: KEPT_AT_FAL_SECONDS };
  }

  /** The file that FAL has made, whatever is in it. */
  read(output: unknown): Promise<Buffer> {
    return this.files.read(upscaler.output(output).url, FETCH_LIMITS);
  }
}
