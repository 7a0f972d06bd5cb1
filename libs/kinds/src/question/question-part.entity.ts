import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { AnswerPoint } from './question';

/** A part of a transcript, as the model read it for a question. */
@Entity({ schema: 'transcriber', name: 'question_part' })
export class QuestionPart {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  /** The order whose transcript the part is taken from. */
  @Column({ type: 'uuid', name: 'transcript_id' }) transcriptId!: OrderId;
  /**
   * Where the part begins, in characters of the text. Speakers' names do not count, because they may change before the next part is read.
   */
  @Column({ type: 'integer', name: 'starts_at' }) startsAt!: number;
  @Column({ type: 'integer', name: 'ends_at' }) endsAt!: number;
  /**
   * The points that the model found; null until the part is paid. Each part is paid once: after a restart the worker reads its points here.
   */
  @Column({ type: 'jsonb', nullable: true }) points!: readonly AnswerPoint[] | null;
}
