import type { KindTable } from '../order/kind-table';
import { CreateQuestion1795132822000 } from './1795132822000-create-question';
import { QuestionOrder } from './question-order.entity';
import { QuestionPart } from './question-part.entity';

export const QUESTION_TABLE = {
  entities: [QuestionOrder, QuestionPart],
  migrations: [CreateQuestion1795132822000],
  tables: {
    question: { right: 'change', kept: 'voice' },
    question_part: { right: 'drop', kept: 'voice' },
  },
  shown: ['question (units, transcript_id, answer)'],
  files: {},
  about: { idea: `answer ->> 'question'`, avatarId: null },
} as const satisfies KindTable;
