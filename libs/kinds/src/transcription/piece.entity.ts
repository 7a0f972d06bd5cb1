import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { Segment } from './transcript';
import { asNumber } from '../order/columns';

/** A part of a recording, as a model wrote it down; all of the recording where the model takes it in one piece. */
@Entity({ schema: 'transcriber', name: 'piece' })
export class Piece {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  /** Where the piece begins, in seconds of the recording. */
  @Column({ type: 'numeric', name: 'starts_at', transformer: asNumber }) startsAt!: number;
  @Column({ type: 'numeric', name: 'ends_at', transformer: asNumber }) endsAt!: number;
  /**
   * The words of the piece, with times in the recording; null until the piece is paid. Each piece is paid once: after a restart the worker
   * reads its words here.
   */
  @Column({ type: 'jsonb', nullable: true }) segments!: readonly Segment[] | null;
  /** The language of the piece (ISO 639-1); null when the model did not name it. */
  @Column({ type: 'text', nullable: true }) language!: string | null;
  /** The model that is to write the piece down; null: the piece was cut by a release that had one model. */
  @Column({ type: 'text', nullable: true }) recognizer!: string | null;
  /**
   * The provider's id of the request, kept before the first poll: a piece that has one is polled and never sent again.
   * Null: we know of no request, or the provider answers at once.
   */
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
}
