import { Injectable } from '@nestjs/common';
import type { Avatar } from '@aisha/database/trainer';
import { asAppError, MIN_REFERENCES } from '@aisha/domain';
import type { Probe, TrainedLora, Training } from '@aisha/kinds/tables';
import { Logger } from '@aisha/platform';
import type { RemoteSubmission } from '@aisha/providers/ports';
import { AvatarFaces } from './avatar-faces';
import { FaceMeasure } from './face-measure';
import { PROBED_SCALES } from './lora-scale';
import { scaleAt, TrialPictures } from './trial-pictures';
import { AvatarTrainerConfig } from '../config';

/** A probe waits while photos are being checked; a training waits no longer than this for a probe. */
const MEASURED_WITHIN_MS = 30_000;

/** Whether new models are tried out. */
@Injectable()
export class LoraProbeSettings {
  readonly isOn: boolean;

  constructor({ LORA_PROBE }: AvatarTrainerConfig) {
    this.isOn = LORA_PROBE;
  }
}

/**
 * Draws and measures the pictures that try out a new model, and the photos beside it; they are in no gallery.
 */
@Injectable()
export class LoraProbe {
  constructor(
    private readonly faces: AvatarFaces,
    private readonly measure: FaceMeasure,
    private readonly pictures: TrialPictures,
    private readonly log: Logger,
    private readonly settings: LoraProbeSettings,
  ) {}

  /** Whether a probe makes sense: a style has no face, and an avatar may be deleted meanwhile. */
  async isFor({ userId, avatarId }: Training): Promise<boolean> {
    return this.settings.isOn && (await this.faces.middleOf(userId, avatarId)) !== null;
  }

  /**
   * The next trial picture: by the model at each scale, and then from the photos (decision 193). Throws `file-missing`
   * without a model.
   */
  async submission(
    avatar: Avatar,
    model: TrainedLora | null,
    probed: number,
    webhookUrl: string,
  ): Promise<RemoteSubmission> {
    return isOfModel(probed)
      ? this.pictures.ofModel(avatar, model, probed, webhookUrl)
      : this.pictures.ofReferences(avatar, webhookUrl);
  }

  /** Whether a trial picture follows these: each scale of the model, and one from photos where there are enough. */
  async goesOn({ userId, avatarId }: Training, probed: number): Promise<boolean> {
    if (isOfModel(probed)) return true;
    return probed === PROBED_SCALES.length && this.pictures.hasReferences({ id: avatarId, userId }, MIN_REFERENCES);
  }

  /**
   * Measures a trial picture. Never throws because of the picture: one that cannot be fetched or measured counts as one
   * without a face.
   */
  async measured({ orderId, userId, avatarId, endpoint, probes }: Training, output: unknown): Promise<Probe> {
    const of = isOfModel(probes.length) ? { scale: scaleAt(probes.length) } : {};
    try {
      const [picture] = this.pictures.read(endpoint, output).pictures;
      const middle = await this.faces.middleOf(userId, avatarId);
      if (!picture?.isDecent || !middle) return { ...of, distance: null };
      const file = await this.pictures.fetch(picture);
      const distance = await this.measure.of(file, middle, AbortSignal.timeout(MEASURED_WITHIN_MS));
      this.log.info('avatar.probed', { orderId, ...of, distance });
      return { ...of, distance };
    } catch (error) {
      this.log.failed('avatar.not-probed', asAppError(error), { orderId, ...of });
      return { ...of, distance: null };
    }
  }
}

const isOfModel = (probed: number): boolean => probed < PROBED_SCALES.length;
