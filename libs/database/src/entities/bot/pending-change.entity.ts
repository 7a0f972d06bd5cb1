import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PictureMark } from '@aisha/domain';

/** A change that a message asks another app to make. */
@Entity({ schema: 'bot', name: 'pending_change' })
export class PendingChange {
  /**
   * The id of the person or avatar whose item changes. It is the avatar for a photo or a main photo; it is the person for an avatar, a
   * favourite, a transcript, a file or an order of pictures.
   */
  @PrimaryColumn({ type: 'uuid', name: 'set_id' }) setId!: string;
  @PrimaryColumn({ type: 'text' }) change!:
    'removed' | 'recording-removed' | 'renamed' | 'chosen' | `${PictureMark}-${'on' | 'off'}`;
  @PrimaryColumn({ type: 'uuid', name: 'item_id' }) itemId!: string;
  /** The new name; null for any change but `renamed`. */
  @Column({ type: 'text', nullable: true }) name!: string | null;
  @Column({ type: 'uuid', name: 'message_id' }) messageId!: string;
}
