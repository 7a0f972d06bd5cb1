import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId } from '@aisha/domain';

/** Where our copy of an avatar's model was uploaded again, because the provider's own link had stopped to answer. */
@Entity({ schema: 'generator', name: 'lora_upload' })
export class LoraUpload {
  @PrimaryColumn({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  /** The URL alone gives access: a secret. */
  @Column({ type: 'text' }) url!: string;
  @Column({ type: 'timestamptz', name: 'uploaded_at' }) uploadedAt!: Date;
}
