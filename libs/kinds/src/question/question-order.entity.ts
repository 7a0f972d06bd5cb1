import { Column, Entity } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { Answer, AnswerPoint } from './question';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: a question answered from transcripts. Its units are started parts of the text. */
@Entity({ schema: 'transcriber', name: 'question' })
export class QuestionOrder extends PaidOrder {
  /** The order whose transcript is asked; null: all of the person's. */
  @Column({ type: 'uuid', name: 'transcript_id', nullable: true }) transcriptId!: OrderId | null;
  /** The question as the person typed it; null once the order is over. */
  @Column({ type: 'text', nullable: true }) question!: string | null;
  /** Null until it is delivered, and once the person has deleted it. */
  @Column({ type: 'jsonb', nullable: true }) answer!: Answer | null;
  /**
   * Points that were combined so far, by piece: each piece is paid once, so a restart finds it here. Null before the
   * order runs and once it has ended.
   */
  @Column({ type: 'jsonb', nullable: true }) combined!: Readonly<Record<string, readonly AnswerPoint[]>> | null;
}
