import { AppError, RETENTION_MS } from '@aisha/domain';
import type { FalFiles } from './files';
import { fluxLora, fluxPulid, fluxUltra, requestTo, type FalModel } from './models';
import {
  ImageModels,
  type Drawing,
  type DrawnPicture,
  type DrawnPictures,
  type ImageModel,
  type RemoteSubmission,
} from '../ports';

/** A day: we copy pictures within seconds, but after an outage we may need FAL's files later. */
const KEPT_AT_FAL_SECONDS = RETENTION_MS.copyAtFal / 1000;
/** The limits are generous: a picture of four megapixels has at most 8 MB as PNG. */
const FETCH_LIMITS = { maxBytes: 16 * 1024 * 1024, timeoutMs: 30_000 };

class FalImageModel<Input extends Drawing> implements ImageModel<Input> {
  constructor(private readonly model: FalModel<Input, DrawnPictures>) {}

  submission(input: Input, webhookUrl: string): RemoteSubmission {
    return { ...requestTo(this.model, input), webhookUrl, keepFilesSeconds: KEPT_AT_FAL_SECONDS };
  }

  read(output: unknown): DrawnPictures {
    return this.model.output(output);
  }
}

/** Draws at FAL: with LoRAs by flux-lora, from a prompt alone by flux-pro ultra, from one photo by PuLID. */
export class FalImageModels extends ImageModels {
  readonly fromPrompt = new FalImageModel(fluxUltra);
  readonly fromLora = new FalImageModel(fluxLora);
  readonly fromPhoto = new FalImageModel(fluxPulid);

  constructor(private readonly files: FalFiles) {
    super();
  }

  override drawnAt(endpoint: string, output: unknown): DrawnPictures {
    const model = [fluxUltra, fluxLora, fluxPulid].find((known) => known.endpoint === endpoint);
    if (!model) throw new AppError('provider-failed', { facts: { endpoint } });
    return model.output(output);
  }

  override fetch({ url }: DrawnPicture): Promise<Buffer> {
    return this.files.read(url, FETCH_LIMITS);
  }
}
