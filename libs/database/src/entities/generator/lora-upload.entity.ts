import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId } from '@aisha/domain';

/** The address of a new upload of our copy of a model, made after the provider's link stopped answering. */
@Entity({ schema: 'generator', name: 'lora_upload' })
export class LoraUpload {
  @PrimaryColumn({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  /** A secret, because the URL alone gives access. */
  @Column({ type: 'text' }) url!: string;
  @Column({ type: 'timestamptz', name: 'uploaded_at' }) uploadedAt!: Date;
}
