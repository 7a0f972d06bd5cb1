import type { Readable } from 'node:stream';
import type { TrainingType } from '@aisha/domain';
import type { RemoteSubmission } from './remote-queue';

export interface TrainingInput {
  readonly trainingType: TrainingType;
  /** The URL that `upload` gave. */
  readonly datasetUrl: string;
  /** A word that no language has; every caption contains it, and later every prompt. */
  readonly triggerPhrase: string;
  readonly steps: number;
}

/** A trained LoRA, while the provider has it. */
export interface TrainedModel {
  /** The provider's link, which expires; it is enough to use a face, so never log it. */
  readonly loraUrl: string;
  /** Streams the LoRA, 1 GiB at most; fails when it breaks off, is incomplete or takes more than five minutes. */
  readonly file: Readable;
}

/** Trains a LoRA of a face, or of a manner, from photographs. A training is remote work: a queue takes its `submission`. */
export abstract class Trainer {
  /**
   * Uploads the photographs to the provider, as a zip with a caption `name.txt` beside each; the provider keeps them for a day. A caption's
   * `[trigger]` is the trigger phrase. The URL alone gives access to the photographs: never log it.
   */
  abstract upload(zip: Blob, name: string): Promise<string>;

  /** Whether the provider still has an archive that was uploaded. */
  abstract has(datasetUrl: string): Promise<boolean>;

  abstract submission(input: TrainingInput, webhookUrl: string): RemoteSubmission;

  /**
   * The result of a training of either type. Throws `provider-answer-unreadable` when the output names no file,
   * `provider-result-lost` when the file is gone, and the other `provider-*` codes. The stream fails with `provider-answer-unreadable` when
   * the file is no model.
   */
  abstract open(output: unknown): Promise<TrainedModel>;

  /**
   * The family of the LoRAs that an endpoint makes; only models of this family draw with them. Throws `provider-failed` if the endpoint is
   * unknown.
   */
  abstract familyOf(endpoint: string | null): string;
}
