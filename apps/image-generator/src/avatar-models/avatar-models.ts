import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import { AppError, codeOfStop, type PictureQuality } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { type DrawnPictures, ImageModels, RemoteCallbacks, type RemoteSubmission } from '@aisha/providers/ports';
import { LoraLinks } from './lora-links';
import { LORA_SCALE, QUALITY } from './picture-models';
import { ReferencePhotos } from './reference-photos';

/** The settings of an order that we keep for operators: numbers, no links. Empty without an avatar. */
export interface GenerationConfig extends Record<string, unknown> {
  readonly loraScale?: number;
  readonly steps?: number;
  readonly guidanceScale?: number;
  /** Set when the avatar has no model yet. It is then drawn from one photo, and the prompt has no trigger word. */
  readonly isInstant?: true;
}

/** Whether an order's prompt was written for a photo, and not for a model. */
export const isInstant = ({ generationConfig }: Pick<ImageGeneration, 'generationConfig'>): boolean =>
  generationConfig['isInstant'] === true;

/**
 * Gives the picture model what it needs of an order's avatar, if the order has one. Throws `avatar-not-found` once the avatar is deleted,
 * and the reason of the stop while the avatar is stopped.
 */
@Injectable()
export class AvatarModels {
  constructor(
    private readonly avatars: AvatarReader,
    private readonly links: LoraLinks,
    private readonly photos: ReferencePhotos,
    private readonly callbacks: RemoteCallbacks,
    private readonly models: ImageModels,
  ) {}

  /** The avatar of an order; null for pictures without an avatar. */
  async find({ userId, input }: Pick<ImageGeneration, 'userId' | 'input'>): Promise<Avatar | null> {
    const avatarId = avatarIn(input);
    if (avatarId === null) return null;
    const avatar = await this.avatars.findWithModel(userId, avatarId);
    if (!avatar) throw new AppError('avatar-not-found');
    if (avatar.stoppedFor) throw new AppError(codeOfStop(avatar.stoppedFor));
    return avatar;
  }

  /** The reason why the pictures stay hidden: the avatar was stopped, and perhaps deleted after that. Null when they may be shown. */
  async stopOf(
    { userId, input }: Pick<ImageGeneration, 'userId' | 'input'>,
    tx?: Transaction,
  ): Promise<AppError | null> {
    const avatarId = avatarIn(input);
    const avatars = tx ? new AvatarReader(Database.within(tx)) : this.avatars;
    const stop = avatarId && (await avatars.stopOf(userId, avatarId));
    return stop ? new AppError(codeOfStop(stop)) : null;
  }

  /** Ensures that the provider can fetch the avatar's model, or its photo while there is none; returns its address and settings. */
  async ready(
    avatar: Avatar | null,
    quality: PictureQuality,
  ): Promise<{ readonly sourceUrl: string | null; readonly generationConfig: GenerationConfig }> {
    if (!avatar) return { sourceUrl: null, generationConfig: {} };
    if (avatar.status !== 'completed') {
      return { sourceUrl: await this.photos.upload(avatar), generationConfig: { isInstant: true } };
    }
    const loraScale = loraScaleOf(avatar);
    return { sourceUrl: await this.links.ensure(avatar), generationConfig: { loraScale, ...QUALITY[quality] } };
  }

  /** The request of a prepared order, in the form that the model takes. */
  async submission(generation: ImageGeneration): Promise<RemoteSubmission> {
    const avatar = await this.find(generation);
    if (!avatar) return this.request(generation, null, null);
    const url = isInstant(generation) ? await this.photos.upload(avatar) : avatar.loraUrl;
    return this.request(generation, avatar, url);
  }

  /** Builds the request. Throws `file-missing` when there is no prompt, or no address of the avatar's model. */
  request(generation: ImageGeneration, avatar: Avatar | null, sourceUrl: string | null): RemoteSubmission {
    const { orderId, enhancedPrompt: prompt } = generation;
    if (prompt === null) throw new AppError('file-missing', { facts: { orderId } });
    const { aspectRatio, units: pictureCount, seed, quality } = generation;
    const drawing = { prompt, aspectRatio, pictureCount, seed };
    const webhookUrl = this.callbacks.urlOf({ kind: 'generation', orderId });
    if (!avatar) return this.models.that({ does: 'draw' }).submission(drawing, webhookUrl);
    if (sourceUrl === null) throw new AppError('file-missing', { facts: { avatarId: avatar.id } });
    if (isInstant(generation)) {
      const model = this.models.that({ does: 'draw-from-photo' });
      return model.submission({ ...drawing, photoUrl: sourceUrl }, webhookUrl);
    }
    const lora = { loraUrl: sourceUrl, loraScale: loraScaleOf(avatar) };
    const model = this.models.that({ does: 'draw-with-lora', lora: 'flux-1' });
    return model.submission({ ...drawing, ...QUALITY[quality], ...lora }, webhookUrl);
  }

  /**
   * Reads the pictures of an order's request. Throws `provider-answer-unreadable` if the output is not in the
   * documented form.
   */
  drawn({ endpoint }: Pick<ImageGeneration, 'endpoint'>, output: unknown): DrawnPictures {
    return this.models.drawnAt(endpoint ?? '', output);
  }
}

/** The scale found when the avatar was trained; without one the usual scale of the avatar's type. */
const loraScaleOf = ({ loraScale, trainingType }: Avatar): number => loraScale ?? LORA_SCALE[trainingType];
