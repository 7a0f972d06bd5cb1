// Made from ru/question.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface QuestionWords {
  readonly askOne: (told: { readonly title?: Shown | Html | null | undefined }) => Html;
  readonly askAll: Html;
  readonly badQuestion: Html;
  readonly confirm: (told: {
    readonly question: Shown | Html;
    readonly isToAll: boolean;
    readonly units: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly gone: Html;
  readonly orderDelivered: Html;
  readonly promise: string;
  readonly start: string;
  readonly more: string;
  readonly transcripts: string;
  readonly back: string;
  readonly menu: string;
  readonly flowTitle: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
  readonly orderAgain: string;
}

export const questionTexts = messages<QuestionWords>('question', {
  askOne: 'html()',
  askAll: 'html',
  badQuestion: 'html',
  confirm: 'html()',
  gone: 'html',
  orderDelivered: 'html',
  promise: 'plain',
  start: 'plain',
  more: 'plain',
  transcripts: 'plain',
  back: 'plain',
  menu: 'plain',
  flowTitle: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
  orderAgain: 'plain',
});
