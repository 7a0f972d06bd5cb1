import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import {
  AppError,
  codeOfStop,
  type DrawingPath,
  isDrawnAsChild,
  isDrawnFromChild,
  pathsOf,
  type PictureQuality,
  promptFromReferences,
} from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { ReferencePhotos } from '@aisha/orders';
import { type DrawnPictures, ImageModels, RemoteCallbacks, type RemoteSubmission } from '@aisha/providers/ports';
import { brokenRule } from '../moderation/word-rules';
import { LoraLinks } from './lora-links';
import { LORA_SCALE, QUALITY } from './picture-models';

/** How the avatar of an order is drawn, as the order's row keeps it: numbers and words, no links. Empty without an avatar. */
export interface GenerationConfig extends Record<string, unknown> {
  readonly loraScale?: number;
  readonly steps?: number;
  readonly guidanceScale?: number;
  /** The path on which the avatar is drawn; while the order is not prepared yet, the path in the offer that its person accepted. */
  readonly path?: DrawingPath;
  /** Set when the avatar is drawn from photos: the prompt has no trigger word. */
  readonly isInstant?: true;
}

type Configured = Pick<ImageGeneration, 'generationConfig'>;

/** Whether an order's prompt was written for photos, and not for a model. */
export const isInstant = ({ generationConfig }: Configured): boolean => generationConfig['isInstant'] === true;

/** The path on which an order's avatar is drawn. If the order names none: `photo` if its prompt was written for photos, otherwise null. */
export const pathOf = (order: Configured): DrawingPath | null =>
  (order.generationConfig as GenerationConfig).path ?? (isInstant(order) ? 'photo' : null);

const FROM_REFERENCES = { does: 'draw-from-references' } as const;

/** What a picture of an avatar is drawn from, in the form that the provider can fetch. */
export type Source =
  | { readonly path: 'model'; readonly loraUrl: string | null }
  | { readonly path: 'references'; readonly photoUrls: readonly string[] }
  | { readonly path: 'photo'; readonly photoUrl: string };

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

  /**
   * The path on which an order's avatar is drawn: the path in the offer that the person accepted, if the avatar still has that path,
   * otherwise the best path now. Between the offer and the preparation a photo may be removed, a training may end, or a model may be
   * withdrawn.
   */
  async pathFor(order: Configured, avatar: Avatar): Promise<DrawingPath> {
    const asked = pathOf(order);
    if (asked === 'model' && avatar.status === 'completed') return asked;
    const references = this.drawsFromReferences() ? await this.photos.count(avatar) : 0;
    const there = pathsOf(avatar, { photos: 1, references });
    return asked && there.includes(asked) ? asked : (there[0] ?? 'photo');
  }

  /** Ensures that the provider can fetch what the avatar is drawn from. Returns the addresses and settings for that. */
  async ready(
    avatar: Avatar | null,
    path: DrawingPath,
    quality: PictureQuality,
  ): Promise<{ readonly source: Source | null; readonly generationConfig: GenerationConfig }> {
    if (!avatar) return { source: null, generationConfig: {} };
    if (path !== 'model') {
      return { source: await this.fromPhotos(avatar, path), generationConfig: { path, isInstant: true } };
    }
    const generationConfig = { loraScale: loraScaleOf(avatar), ...QUALITY[quality] };
    return { source: { path, loraUrl: await this.links.ensure(avatar) }, generationConfig };
  }

  /** The request of a prepared order, with the parameters of its model. Photos that were removed meanwhile are not sent. */
  async submission(generation: ImageGeneration): Promise<RemoteSubmission> {
    const avatar = await this.find(generation);
    if (!avatar) return this.request(generation, null, null);
    const path = pathOf(generation) ?? 'model';
    // The prompt was judged for the face of the preparation. A main photo that looks younger may have been chosen since.
    const isJudgedAnew = path !== 'model' && isDrawnAsChild(avatar);
    if (isJudgedAnew && brokenRule(generation.enhancedPrompt ?? '', { isDrawnAsChild: true }))
      throw new AppError('prompt-refused', { facts: { rule: 'children' } });
    const source = path === 'model' ? { path, loraUrl: avatar.loraUrl } : await this.fromPhotos(avatar, path);
    return this.request(generation, avatar, source);
  }

  /** Makes the request for the model. Throws `file-missing` when the prompt or the address of the avatar's model is missing. */
  request(generation: ImageGeneration, avatar: Avatar | null, source: Source | null): RemoteSubmission {
    const { orderId, enhancedPrompt: prompt } = generation;
    if (prompt === null) throw new AppError('file-missing', { facts: { orderId } });
    const { aspectRatio, units: pictureCount, seed, quality } = generation;
    const drawing = { prompt, aspectRatio, pictureCount, seed };
    const webhookUrl = this.callbacks.urlOf({ kind: 'generation', orderId });
    if (!avatar) return this.models.that({ does: 'draw' }).submission(drawing, webhookUrl);
    if (source?.path === 'photo') {
      const model = this.models.that({ does: 'draw-from-photo' });
      return model.submission({ ...drawing, photoUrl: source.photoUrl }, webhookUrl);
    }
    if (source?.path === 'references') {
      const model = this.models.that(FROM_REFERENCES);
      const ofPhotos = { ...drawing, prompt: promptFromReferences(prompt), photoUrls: source.photoUrls };
      return model.submission(ofPhotos, webhookUrl);
    }
    if (!source?.loraUrl) throw new AppError('file-missing', { facts: { avatarId: avatar.id } });
    const lora = { loraUrl: source.loraUrl, loraScale: loraScaleOf(avatar) };
    const model = this.models.that({ does: 'draw-with-lora', lora: avatar.loraFamily });
    return model.submission({ ...drawing, ...QUALITY[quality], ...lora }, webhookUrl);
  }

  /** Whether FAL still serves a model that draws from several photos. */
  private drawsFromReferences(): boolean {
    try {
      return this.models.that(FROM_REFERENCES).mostReferences > 0;
    } catch (error) {
      if (error instanceof AppError && error.code === 'model-gone') return false;
      throw error;
    }
  }

  /**
   * Uploads the photos as they are now, which are not always those with which the order was taken in: an order may wait, and its person may
   * choose another main photo meanwhile. So the face is judged again by the photos that were uploaded. Throws `face-too-young` for a
   * child's, and the reason of a stop.
   */
  private async fromPhotos(avatar: Avatar, path: 'references' | 'photo'): Promise<Source> {
    const source: Source =
      path === 'photo'
        ? { path, photoUrl: await this.photos.uploadMain(avatar) }
        : { path, photoUrls: await this.photos.uploadBest(avatar, this.models.that(FROM_REFERENCES).mostReferences) };
    const now = await this.find({ userId: avatar.userId, input: { kind: 'avatar', avatarId: avatar.id } });
    // A model that was trained meanwhile takes nothing from the age of the main photo, from which this picture is drawn.
    if (now && isDrawnFromChild(path === 'photo' ? { ...now, status: 'photos_uploading' } : now))
      throw new AppError('face-too-young');
    return source;
  }

  /**
   * Reads the pictures from the output that a model gave for an order's request. Throws `provider-answer-unreadable` if the output is not in
   * the documented form.
   */
  drawn({ endpoint }: Pick<ImageGeneration, 'endpoint'>, output: unknown): DrawnPictures {
    return this.models.drawnAt(endpoint ?? '', output);
  }
}

/** The scale that was found when the avatar was trained; if there is none, the usual scale of the avatar's type. */
const loraScaleOf = ({ loraScale, trainingType }: Avatar): number => loraScale ?? LORA_SCALE[trainingType];
