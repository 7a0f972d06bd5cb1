import { Injectable } from '@nestjs/common';
import type { Avatar } from '@aisha/database/trainer';
import { AppError, classWord, FIRST_LORA_FAMILY, promptFromReferences } from '@aisha/domain';
import type { TrainedLora } from '@aisha/kinds/tables';
import { ReferencePhotos } from '@aisha/orders';
import { type DrawnPicture, type DrawnPictures, ImageModels, type RemoteSubmission } from '@aisha/providers/ports';
import { PROBED_SCALES } from './lora-scale';

/**
 * The same values for every trial picture, so that only what it is drawn from differs. Steps and guidance are the usual
 * ones (fal.md §7.3).
 */
const ALIKE = { aspectRatio: '1:1', pictureCount: 1, seed: 1 } as const;
const USUAL = { steps: 28, guidanceScale: 3.5 } as const;

const portraitOf = (whom: string): string =>
  `a photo of ${whom}, head and shoulders, facing the camera, plain background`;

/** The pictures that try out what an avatar can be drawn from: a plain portrait each. */
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

  /** A portrait by the new model, at the scale in turn. Throws `file-missing` without a model. */
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

  /** The same portrait, from several photos of the avatar. */
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

export const scaleAt = (probed: number): number => PROBED_SCALES[probed] ?? 1;
