import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { AnswerPoint } from './question';

/** A part of a transcript, as the model read it for a question. */
@Entity({ schema: 'transcriber', name: 'question_part' })
export class QuestionPart {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  /** The order whose transcript has it. */
  @Column({ type: 'uuid', name: 'transcript_id' }) transcriptId!: OrderId;
  /** Characters of the text, without the speakers' names: those may change before the next part is read. */
  @Column({ type: 'integer', name: 'starts_at' }) startsAt!: number;
  @Column({ type: 'integer', name: 'ends_at' }) endsAt!: number;
  /** Null until the part is paid. Each part is paid once: a restart finds it here. */
  @Column({ type: 'jsonb', nullable: true }) points!: readonly AnswerPoint[] | null;
}
