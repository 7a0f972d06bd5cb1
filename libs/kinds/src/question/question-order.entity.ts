import { Column, Entity } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { Answer, AnswerPoint } from './question';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: a question answered from transcripts. Its units are started parts of the text. */
@Entity({ schema: 'transcriber', name: 'question' })
export class QuestionOrder extends PaidOrder {
  /** The order whose transcript is asked; null when all transcripts of the person are asked. */
  @Column({ type: 'uuid', name: 'transcript_id', nullable: true }) transcriptId!: OrderId | null;
  /** The question as the person typed it; null once the order has ended. */
  @Column({ type: 'text', nullable: true }) question!: string | null;
  /** The answer; null until it is delivered, and once it is deleted. */
  @Column({ type: 'jsonb', nullable: true }) answer!: Answer | null;
  /**
   * The combined points so far, by piece. Each piece is paid once: after a restart the worker reads its points here. Null before the order
   * runs and once it has ended.
   */
  @Column({ type: 'jsonb', nullable: true }) combined!: Readonly<Record<string, readonly AnswerPoint[]>> | null;
}
