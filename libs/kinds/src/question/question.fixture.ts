import type { KindFixture } from '../order/kind-fixture';
import { QuestionOrder } from './question-order.entity';

/** A question to all transcripts. */
export const QUESTION_FIXTURE = {
  entity: QuestionOrder,
  own: ({ state }) => ({
    readyAt: new Date(),
    transcriptId: null,
    question: state === 'succeeded' ? null : 'Когда отчёт?',
    answer: null,
    combined: null,
  }),
} satisfies KindFixture<QuestionOrder>;
