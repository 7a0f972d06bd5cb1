import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { Segment } from './transcript';
import { asNumber } from '../order/columns';

/** A stretch of a recording, as the model wrote it. */
@Entity({ schema: 'transcriber', name: 'piece' })
export class Piece {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  /** Where the piece begins, in seconds of the recording. */
  @Column({ type: 'numeric', name: 'starts_at', transformer: asNumber }) startsAt!: number;
  @Column({ type: 'numeric', name: 'ends_at', transformer: asNumber }) endsAt!: number;
  /**
   * The words of the piece, with times in the recording; null until the piece is paid. Each piece is paid once: a
   * restart finds it here.
   */
  @Column({ type: 'jsonb', nullable: true }) segments!: readonly Segment[] | null;
  /** The language of the piece (ISO 639-1); null when the model did not tell. */
  @Column({ type: 'text', nullable: true }) language!: string | null;
}
