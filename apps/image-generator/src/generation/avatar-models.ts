import type { ImageGeneration } from '@aisha/database/generator';
import type { Avatar, AvatarReader } from '@aisha/database/trainer';
import { AppError, type OrderId } from '@aisha/domain';
import type { FalSubmission } from '@aisha/providers/fal';
import type { LoraLinks } from './lora-links';
import { MODEL_OF } from './picture-models';

/** A day: we copy pictures within seconds, but after an outage we may need FAL's files later. */
const KEEP_FILES_SECONDS = 24 * 60 * 60;

/** Where FAL calls back for an order; our id and its HMAC are in the URL. */
export type WebhookUrlOf = (orderId: OrderId) => string;

/** The data we keep for operators: numbers, no links. */
export interface GenerationConfig extends Record<string, unknown> {
  readonly loraScale: number;
}

/** The avatar of an order as the picture model needs it. Throws `avatar-not-found` once it is deleted. */
export class AvatarModels {
  constructor(
    private readonly avatars: AvatarReader,
    private readonly links: LoraLinks,
    private readonly webhookUrlOf: WebhookUrlOf,
  ) {}

  async find({ userId, input }: Pick<ImageGeneration, 'userId' | 'input'>): Promise<Avatar> {
    const avatar = await this.avatars.find(userId, input.avatarId);
    if (!avatar) throw new AppError('avatar-not-found');
    return avatar;
  }

  /** Ensures that FAL can fetch the model, and returns its address and settings. */
  async ready(avatar: Avatar): Promise<{ readonly loraUrl: string; readonly generationConfig: GenerationConfig }> {
    const loraUrl = await this.links.ensure(avatar);
    return { loraUrl, generationConfig: { loraScale: MODEL_OF[avatar.trainingType].loraScale } };
  }

  /** The request of a prepared order, in the model's words. */
  async submission(generation: ImageGeneration): Promise<FalSubmission> {
    const avatar = await this.find(generation);
    return this.request(generation, avatar, await this.links.current(avatar));
  }

  /** Throws `file-missing` when there is no link or no prompt. */
  request(generation: ImageGeneration, avatar: Avatar, loraUrl: string | null): FalSubmission {
    const prompt = generation.enhancedPrompt;
    if (loraUrl === null || prompt === null) throw new AppError('file-missing', { facts: { avatarId: avatar.id } });
    const { model, loraScale } = MODEL_OF[avatar.trainingType];
    const { aspectRatio, units: pictureCount, seed } = generation;
    return {
      endpoint: model.endpoint,
      webhookUrl: this.webhookUrlOf(generation.orderId),
      keepFilesSeconds: KEEP_FILES_SECONDS,
      input: model.input({ prompt, loraUrl, loraScale, aspectRatio, pictureCount, seed }),
    };
  }
}
