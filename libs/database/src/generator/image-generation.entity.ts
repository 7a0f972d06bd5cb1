import { Column, Entity } from 'typeorm';
import type { AspectRatio, InputOf } from '@aisha/domain';
import { PaidOrder } from '../orders/paid-order.entity';

/** A paid order: one idea and the pictures made of it. */
@Entity({ schema: 'generator', name: 'image_generation' })
export class ImageGeneration extends PaidOrder {
  /** The inputs of the picture. */
  @Column({ type: 'jsonb' }) input!: InputOf<'avatar'>;
  /** As the person typed it; empty once the avatar is deleted. */
  @Column({ type: 'text' }) prompt!: string;
  /** The model's prompt. */
  @Column({ type: 'text', name: 'enhanced_prompt', nullable: true }) enhancedPrompt!: string | null;
  /** The things the person does not want; the prompt rephrases them positively. */
  @Column({ type: 'text', name: 'negative_prompt', nullable: true }) negativePrompt!: string | null;
  @Column({ type: 'text', name: 'prompt_writer', nullable: true }) promptWriter!: 'model' | 'rules' | null;
  @Column({ type: 'text', name: 'aspect_ratio' }) aspectRatio!: AspectRatio;
  /** Below 2^31: larger ones do not survive JSON. */
  @Column({ type: 'integer' }) seed!: number;
  /** Size, scale, steps; no URLs. */
  @Column({ type: 'jsonb', name: 'generation_config' }) generationConfig!: Record<string, unknown>;
}
