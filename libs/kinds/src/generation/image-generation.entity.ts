import { Column, Entity } from 'typeorm';
import type { AspectRatio, ErrorCode, LookGroup, PictureQuality } from '@aisha/domain';
import type { InputOf } from '../order/order-kind';
import { PaidOrder } from '../order/paid-order.entity';
import type { Picture, PicturePart } from './picture.entity';

/** A picture of a session that is not delivered yet: its file is in our storage. */
export type DrawnOfSession = Pick<
  Picture,
  'id' | 'look' | 'seed' | 'position' | 'sha256' | 'bytes' | 'width' | 'height' | 'review' | 'clearedBy'
> & {
  readonly filePath: string;
};

export interface PhotoSession {
  readonly group: LookGroup;
  /** Ids of looks, one for each ordered picture; after them come the looks that are requested once more. */
  readonly looks: readonly string[];
  /** The position of the look that is being drawn. */
  readonly at: number;
  readonly drawn: readonly DrawnOfSession[];
  /** Why the first look that is missing was not drawn; null: none is missing. */
  readonly missed: ErrorCode | null;
}

/** Pictures of a request that are drawn again at our cost, because they came out broken. */
export interface Redraw {
  /** All pictures that the request made: a broken one is delivered if nothing better replaces it. */
  readonly drawn: readonly DrawnOfSession[];
  /** Why the request made fewer pictures than were ordered; null if it made all. */
  readonly missed: ErrorCode | null;
  /** The positions that are drawn again. */
  readonly positions: readonly number[];
  readonly seed: number;
  /** The parts of the pictures that were broken. */
  readonly flaws: readonly PicturePart[];
}

/** A paid order: one idea and the pictures made of it. */
@Entity({ schema: 'generator', name: 'image_generation' })
export class ImageGeneration extends PaidOrder {
  /** The subject of the order: an avatar, or the idea alone. */
  @Column({ type: 'jsonb' }) input!: InputOf<'avatar' | 'idea'>;
  /**
   * The idea as the person typed it. Empty once it is forgotten: when the avatar is deleted, the consent withdrawn, or the last picture of
   * an idea without an avatar deleted.
   */
  @Column({ type: 'text' }) prompt!: string;
  /** The look of the catalogue whose name is the idea; null for the person's own idea. */
  @Column({ type: 'text', nullable: true }) look!: string | null;
  /** The photo session, which is drawn by a request for each look; null for pictures of one idea. */
  @Column({ type: 'jsonb', nullable: true }) session!: PhotoSession | null;
  /** Set while pictures are drawn again. */
  @Column({ type: 'jsonb', nullable: true }) redraw!: Redraw | null;
  /** How many pictures were drawn again at our cost. */
  @Column({ type: 'integer' }) redrawn!: number;
  /** The idea in English, when it describes a photo that the person sent: the model's prompt is written from it without a translation. */
  @Column({ type: 'text', name: 'prompt_in_english', nullable: true }) promptInEnglish!: string | null;
  /** The model's prompt; for a session, the names and prompts of its looks, by which the gallery finds it. */
  @Column({ type: 'text', name: 'enhanced_prompt', nullable: true }) enhancedPrompt!: string | null;
  /** Things that must not be seen; for a model that takes no negative prompt, the prompt names their replacements. */
  @Column({ type: 'text', name: 'negative_prompt', nullable: true }) negativePrompt!: string | null;
  /** Who wrote the prompt. `person`: the idea is drawn word for word. Null until the prompt of an idea is written. */
  @Column({ type: 'text', name: 'prompt_writer', nullable: true })
  promptWriter!: 'model' | 'rules' | 'person' | 'look' | null;
  /**
   * The additions of each stage of writing, in their order; empty until the prompt is written, and when the prompt is an earlier order's.
   */
  @Column({ type: 'jsonb', name: 'prompt_stages' }) promptStages!: readonly object[];
  @Column({ type: 'text', name: 'aspect_ratio' }) aspectRatio!: AspectRatio;
  /** The quality of pictures with an avatar. */
  @Column({ type: 'text' }) quality!: PictureQuality;
  /** A seed below 2^31. The seeds that FAL chooses itself may be above 2^53, which JSON rounds (fal.md). */
  @Column({ type: 'integer' }) seed!: number;
  /** The settings that the model was given, such as size, scale and steps; no URLs. */
  @Column({ type: 'jsonb', name: 'generation_config' }) generationConfig!: Record<string, unknown>;
  /** The value of `picturesTimedAs`: orders with the same value take about the same time. */
  @Column({ type: 'text', name: 'timed_as' }) timedAs!: string;
}
