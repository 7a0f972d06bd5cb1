import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId } from '@aisha/domain';

/** The address of a new upload of our copy of a model, made because the provider's link no longer answers. */
@Entity({ schema: 'generator', name: 'lora_upload' })
export class LoraUpload {
  @PrimaryColumn({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  /** The URL alone gives access: a secret. */
  @Column({ type: 'text' }) url!: string;
  @Column({ type: 'timestamptz', name: 'uploaded_at' }) uploadedAt!: Date;
}
