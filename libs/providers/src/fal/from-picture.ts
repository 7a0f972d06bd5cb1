import { AppError } from '@aisha/domain';
import type { ModelNeed } from '../catalogue';
import { KEPT_AT_FAL_SECONDS, type FalFiles, type ResultFileLimits } from './files';
import { ModelsAtFal, type FalModel } from './models';
import type { MadeFile } from './models/model';
import type { RemoteQueue, RemoteSubmission } from '../ports';

/** A model that makes one file of a picture at FAL. */
export abstract class FromPictureAtFal<Work extends 'upscale' | 'animate' | 'edit', Input> {
  protected abstract readonly does: Work;
  protected abstract readonly limits: ResultFileLimits;

  constructor(
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
    private readonly models = new ModelsAtFal(),
  ) {}

  /** Gives FAL the picture, a JPEG. Resolves to its URL, which alone gives access to it. */
  upload(jpeg: Buffer): Promise<string> {
    const file = new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
    return this.fal.upload(file, 'picture.jpg', KEPT_AT_FAL_SECONDS);
  }

  /** Whether FAL still has a picture that was uploaded. */
  has(pictureUrl: string): Promise<boolean> {
    return this.files.isThere(pictureUrl);
  }

  submission(input: Input, webhookUrl: string): RemoteSubmission {
    const model = this.models.chosen({ ...this.needOf(input), does: this.does }) as FalModel<Input, MadeFile>;
    return { ...model.request(input), webhookUrl, keepFilesSeconds: KEPT_AT_FAL_SECONDS };
  }

  /** What the model must be able to do besides the work itself. */
  protected needOf(_input: Input): Omit<ModelNeed, 'does'> {
    return {};
  }

  /**
   * Fetches the file that the model at the endpoint has made, whatever its content. Throws `provider-failed` if the endpoint is unknown.
   */
  async read(endpoint: string, output: unknown): Promise<Buffer> {
    const model = this.models.at(this.does, endpoint);
    if (!model) throw new AppError('provider-failed', { facts: { endpoint } });
    const { url, bytes = null }: MadeFile = model.output(output);
    return this.files.read(url, { ...this.limits, bytes });
  }
}
