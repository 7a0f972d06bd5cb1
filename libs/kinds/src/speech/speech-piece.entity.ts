import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';

/** Some sentences of a text, read aloud by one request. */
@Entity({ schema: 'transcriber', name: 'speech_piece' })
export class SpeechPiece {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  @Column({ type: 'text' }) text!: string;
  /**
   * The provider's id of the request, kept before the first poll; null: we know of no request, or the provider answers
   * at once.
   */
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
  /** Storage reference of the piece's sound; null until the piece is paid. */
  @Column({ type: 'text', name: 'sound_path', nullable: true }) soundPath!: string | null;
}
