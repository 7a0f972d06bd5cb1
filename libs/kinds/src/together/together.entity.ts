import { Column, Entity } from 'typeorm';
import type { AspectRatio, AvatarId, PermissionId } from '@aisha/domain';
import type { ImageGeneration } from '../generation/image-generation.entity';
import type { ClearedBy } from '../generation/picture.entity';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: a picture of several people. */
@Entity({ schema: 'generator', name: 'together' })
export class Together extends PaidOrder {
  /** The avatar of the person who orders. */
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  /** The permissions of the others, in the order in which they are drawn. */
  @Column({ type: 'uuid', array: true, name: 'permission_ids' }) permissionIds!: PermissionId[];
  /** How many people are drawn. */
  @Column({ type: 'integer' }) people!: number;
  /** The idea as the person typed it; empty once the picture, the avatar or the consent is gone. */
  @Column({ type: 'text' }) prompt!: string;
  @Column({ type: 'text', name: 'enhanced_prompt', nullable: true }) enhancedPrompt!: string | null;
  @Column({ type: 'text', name: 'prompt_writer', nullable: true }) promptWriter!: ImageGeneration['promptWriter'];
  @Column({ type: 'text', name: 'aspect_ratio' }) aspectRatio!: AspectRatio;
  /** The number of people as text: orders with the same value take about the same time. */
  @Column({ type: 'text', name: 'timed_as' }) timedAs!: string;
  /** A seed below 2^31. */
  @Column({ type: 'integer' }) seed!: number;
  /** How many times the picture was drawn again at our cost, because a face was missing, or a face was of none of these people. */
  @Column({ type: 'integer' }) redrawn!: number;
  /** Storage reference of the picture; null until it is delivered, and once it is deleted. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** The check that cleared the picture: the table accepts no picture without a check. */
  @Column({ type: 'text', name: 'cleared_by', nullable: true }) clearedBy!: ClearedBy | null;
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** The width of the picture, in pixels. */
  @Column({ type: 'integer', nullable: true }) width!: number | null;
  @Column({ type: 'integer', nullable: true }) height!: number | null;
}
