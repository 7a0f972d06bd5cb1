import { Readable } from 'node:stream';
import { AppError } from '@aisha/domain';
import { KEPT_AT_FAL_SECONDS, type FalFiles } from './files';
import { ModelsAtFal } from './models';
import { trainedFile } from './models/trainers';
import { safetensors } from './safetensors';
import type { RemoteQueue, RemoteSubmission, TrainedModel, Trainer, TrainingInput } from '../ports';

/** The limits of downloading a trained model. Flux LoRAs weigh 20 to 350 MB. */
const LIMITS = { maxBytes: 1024 ** 3, timeoutMs: 5 * 60_000 };

/** Trains at FAL. */
export class FalTrainer implements Trainer {
  constructor(
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
    private readonly models = new ModelsAtFal(),
  ) {}

  upload(zip: Blob, name: string): Promise<string> {
    return this.fal.upload(zip, name, KEPT_AT_FAL_SECONDS);
  }

  /**
   * Whether FAL has the archive now. FAL keeps an archive for a day from its upload, and a training ends within two hours. So only an
   * archive that has waited for most of a day could expire during the training.
   */
  has(datasetUrl: string): Promise<boolean> {
    return this.files.isThere(datasetUrl);
  }

  submission({ trainingType, ...input }: TrainingInput, webhookUrl: string): RemoteSubmission {
    const request = this.models.chosen({ does: 'train', trainingType }).request(input);
    return { ...request, webhookUrl, keepFilesSeconds: KEPT_AT_FAL_SECONDS };
  }

  async open(output: unknown): Promise<TrainedModel> {
    const { url, bytes } = trainedFile(output);
    const file = await this.files.open(url, { ...LIMITS, bytes });
    return { loraUrl: url, file: Readable.from(safetensors(file), { objectMode: false }) };
  }

  familyOf(endpoint: string | null): string {
    const family = this.models.at('train', endpoint ?? '')?.entry.trains?.family;
    if (family === undefined) throw new AppError('provider-failed', { facts: { endpoint } });
    return family;
  }
}
