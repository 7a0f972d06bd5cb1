import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import type { AnswerForm } from '../src/ports';

interface Title {
  readonly title: string;
}

/** The smallest form of an answer: a title. */
export const titleForm: AnswerForm<Title> = {
  name: 'title',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['title'],
    properties: { title: { type: 'string' } },
  },
  read: (json) => (typeof (json as Partial<Title> | null)?.title === 'string' ? (json as Title) : undefined),
};

export const FOR_A_PERSON = { userId: newId<UserId>(), orderId: null, kind: null, reason: 'order' } as const;
export const question = {
  instructions: 'Give a title.',
  input: '{"text":"two friends meet at sea"}',
  onBehalf: FOR_A_PERSON,
};
