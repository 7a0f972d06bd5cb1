import { Injectable } from '@nestjs/common';
import type { Avatar } from '@aisha/database/trainer';
import { AppError, asAppError, classWord } from '@aisha/domain';
import type { Probe, Training } from '@aisha/kinds/tables';
import { Logger } from '@aisha/platform';
import { ImageModels, type RemoteSubmission } from '@aisha/providers/ports';
import { AvatarFaces } from './avatar-faces';
import { FaceMeasure } from './face-measure';
import { PROBED_SCALES } from './lora-scale';
import { AvatarTrainerConfig } from '../config';

/**
 * The settings that all trial pictures have in common, so that only the scale differs. Steps and guidance are the usual ones (fal.md §7.3).
 */
const ALIKE = { aspectRatio: '1:1', pictureCount: 1, seed: 1, steps: 28, guidanceScale: 3.5 } as const;
/** How long a training waits for the measurement of a trial picture, which itself waits while photos are being checked. */
const MEASURED_WITHIN_MS = 30_000;

/** The setting whether new models are tried out. */
@Injectable()
export class LoraProbeSettings {
  readonly isOn: boolean;

  constructor({ LORA_PROBE }: AvatarTrainerConfig) {
    this.isOn = LORA_PROBE;
  }
}

/** Draws the pictures that try out a new model: a plain portrait at each scale. No gallery shows them. */
@Injectable()
export class LoraProbe {
  constructor(
    private readonly faces: AvatarFaces,
    private readonly measure: FaceMeasure,
    private readonly models: ImageModels,
    private readonly log: Logger,
    private readonly settings: LoraProbeSettings,
  ) {}

  /** Whether a probe makes sense: a style has no face, and an avatar may be deleted meanwhile. */
  async isFor({ userId, avatarId }: Training): Promise<boolean> {
    return this.settings.isOn && (await this.faces.middleOf(userId, avatarId)) !== null;
  }

  /** The request for the next trial picture of a new model. Throws `file-missing` when the training has no model. */
  submission(
    { id: avatarId, triggerPhrase, subject }: Avatar,
    loraUrl: string | null,
    probed: number,
    webhookUrl: string,
  ): RemoteSubmission {
    if (loraUrl === null) throw new AppError('file-missing', { facts: { avatarId } });
    const prompt = `a photo of ${triggerPhrase} ${classWord(subject)}, head and shoulders, facing the camera, plain background`;
    const drawing = { ...ALIKE, prompt, loraUrl, loraScale: scaleAt(probed) };
    return this.models.that({ does: 'draw-with-lora', lora: 'flux-1' }).submission(drawing, webhookUrl);
  }

  /**
   * Measures a trial picture. Never throws because of the picture: one that cannot be fetched or measured counts as one
   * without a face.
   */
  async measured({ orderId, userId, avatarId, probes, endpoint }: Training, output: unknown): Promise<Probe> {
    const scale = scaleAt(probes.length);
    try {
      const [picture] = this.models.drawnAt(endpoint ?? '', output).pictures;
      const middle = await this.faces.middleOf(userId, avatarId);
      if (!picture?.isDecent || !middle) return { scale, distance: null };
      const file = await this.models.fetch(picture);
      const distance = await this.measure.of(file, middle, AbortSignal.timeout(MEASURED_WITHIN_MS));
      this.log.info('avatar.probed', { orderId, scale, distance });
      return { scale, distance };
    } catch (error) {
      this.log.failed('avatar.not-probed', asAppError(error), { orderId, scale });
      return { scale, distance: null };
    }
  }
}

const scaleAt = (probed: number): number => PROBED_SCALES[probed] ?? 1;
