import { AppError } from '@aisha/domain';
import { KEPT_AT_FAL_SECONDS, type FalFiles } from './files';
import { ModelsAtFal, type FalModel } from './models';
import {
  DRAWING_WORK,
  ImageModels,
  type Drawing,
  type DrawingNeed,
  type DrawingWork,
  type DrawnPicture,
  type DrawnPictures,
  type ImageModel,
  type ImageModelOf,
  type RemoteSubmission,
} from '../ports';

/** The limits are generous: a picture of four megapixels has at most 8 MB as PNG. */
const FETCH_LIMITS = { maxBytes: 16 * 1024 * 1024, timeoutMs: 30_000 };

class FalImageModel<Input extends Drawing> implements ImageModel<Input> {
  constructor(private readonly model: FalModel<Input, DrawnPictures>) {}

  get mostReferences(): number {
    return this.model.entry.takes?.references ?? 0;
  }

  submission(input: Input, webhookUrl: string): RemoteSubmission {
    return { ...this.model.request(input), webhookUrl, keepFilesSeconds: KEPT_AT_FAL_SECONDS };
  }
}

/** Draws at FAL, by the models of the catalogue. */
export class FalImageModels extends ImageModels {
  constructor(
    private readonly files: FalFiles,
    private readonly models = new ModelsAtFal(),
  ) {
    super();
  }

  override that<Work extends DrawingWork>(need: DrawingNeed<Work>): ImageModelOf<Work> {
    return new FalImageModel<Drawing>(
      this.models.chosen(need) as FalModel<Drawing, DrawnPictures>,
    ) as ImageModelOf<Work>;
  }

  override drawnAt(endpoint: string, output: unknown): DrawnPictures {
    const model = DRAWING_WORK.map((work) => this.models.at(work, endpoint)).find((known) => known !== undefined);
    if (!model) throw new AppError('provider-failed', { facts: { endpoint } });
    return model.output(output);
  }

  override fetch({ url }: DrawnPicture): Promise<Buffer> {
    return this.files.read(url, FETCH_LIMITS);
  }
}
