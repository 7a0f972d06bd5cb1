import { Injectable } from '@nestjs/common';
import type { Avatar } from '@aisha/database/trainer';
import {
  AppError,
  asAppError,
  classWord,
  FIRST_LORA_FAMILY,
  MIN_REFERENCES,
  promptFromReferences,
} from '@aisha/domain';
import type { Probe, TrainedLora, Training } from '@aisha/kinds/tables';
import { ReferencePhotos } from '@aisha/orders';
import { Logger } from '@aisha/platform';
import { type DrawnPicture, type DrawnPictures, ImageModels, type RemoteSubmission } from '@aisha/providers/ports';
import { AvatarFaces } from './avatar-faces';
import { FaceMeasure } from './face-measure';
import { PROBED_SCALES } from './lora-scale';
import { AvatarTrainerConfig } from '../config';

/**
 * The same values for every trial picture, so that the pictures differ only by what they are drawn from. Steps and guidance are the usual
 * ones (fal.md §7.3).
 */
const ALIKE = { aspectRatio: '1:1', pictureCount: 1, seed: 1 } as const;
const USUAL = { steps: 28, guidanceScale: 3.5 } as const;

const portraitOf = (whom: string): string =>
  `a photo of ${whom}, head and shoulders, facing the camera, plain background`;
/** How long a training waits, at most, until a trial picture is measured. The measuring waits while photos are being checked. */
const MEASURED_WITHIN_MS = 30_000;

/** The setting that says whether new models are tried out. */
@Injectable()
export class LoraProbeSettings {
  readonly isOn: boolean;

  constructor({ LORA_PROBE }: AvatarTrainerConfig) {
    this.isOn = LORA_PROBE;
  }
}

/** The requests for trial pictures: the same plain portrait on each path on which an avatar can be drawn. */
@Injectable()
export class TrialPictures {
  constructor(
    private readonly models: ImageModels,
    private readonly photos: ReferencePhotos,
  ) {}

  /** Whether the avatar can be drawn from several of its photos, too. */
  hasReferences(avatar: Pick<Avatar, 'id' | 'userId'>, least: number): Promise<boolean> {
    return this.photos.count(avatar).then((count) => count >= least);
  }

  /** The request for a portrait by the new model, at the next scale. Throws `file-missing` without a model. */
  ofModel(
    { id: avatarId, triggerPhrase, subject }: Avatar,
    model: TrainedLora | null,
    probed: number,
    webhookUrl: string,
  ): RemoteSubmission {
    if (!model?.loraUrl) throw new AppError('file-missing', { facts: { avatarId } });
    const prompt = portraitOf(`${triggerPhrase} ${classWord(subject)}`);
    const { loraUrl, loraFamily: lora = FIRST_LORA_FAMILY } = model;
    const drawing = { ...ALIKE, ...USUAL, prompt, loraUrl, loraScale: scaleAt(probed) };
    return this.models.that({ does: 'draw-with-lora', lora }).submission(drawing, webhookUrl);
  }

  /** The request for the same portrait, drawn from several photos of the avatar. */
  async ofReferences(avatar: Avatar, webhookUrl: string): Promise<RemoteSubmission> {
    const model = this.models.that({ does: 'draw-from-references' });
    const photoUrls = await this.photos.uploadBest(avatar, model.mostReferences);
    const prompt = promptFromReferences(portraitOf(`a ${classWord(avatar.subject)}`));
    return model.submission({ ...ALIKE, prompt, photoUrls }, webhookUrl);
  }

  read(endpoint: string | null, output: unknown): DrawnPictures {
    return this.models.drawnAt(endpoint ?? '', output);
  }

  fetch(picture: DrawnPicture): Promise<Buffer> {
    return this.models.fetch(picture);
  }
}

/** Requests trial pictures, by a new model and from the avatar's photos, and measures them. They are in no gallery. */
@Injectable()
export class LoraProbe {
  constructor(
    private readonly faces: AvatarFaces,
    private readonly measure: FaceMeasure,
    private readonly pictures: TrialPictures,
    private readonly log: Logger,
    private readonly settings: LoraProbeSettings,
  ) {}

  /**
   * Whether the new model is tried out: not when LORA_PROBE is off, and not for an avatar without faces (a style) or one deleted meanwhile.
   */
  async isFor({ userId, avatarId }: Training): Promise<boolean> {
    return this.settings.isOn && (await this.faces.middleOf(userId, avatarId)) !== null;
  }

  /** The next trial picture: by the model at each scale, and then from the photos (decision 193). Throws `file-missing` without a model. */
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

  /**
   * Whether another trial picture is due after the first `probed` ones. A training has one at each scale of the model, and then one from
   * the avatar's photos, if it has enough of them.
   */
  async goesOn({ userId, avatarId }: Training, probed: number): Promise<boolean> {
    if (isOfModel(probed)) return true;
    return probed === PROBED_SCALES.length && this.pictures.hasReferences({ id: avatarId, userId }, MIN_REFERENCES);
  }

  /**
   * Measures a trial picture. Never throws because of the picture: one that is indecent, or cannot be fetched or measured, counts as a
   * picture without a face.
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
const scaleAt = (probed: number): number => PROBED_SCALES[probed] ?? 1;
