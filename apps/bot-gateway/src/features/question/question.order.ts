import { inEveryLanguage, questionTexts } from '@aisha/words';
import { answerMessage } from '../../orders/answer-message';
import type { OrderKindView } from '../../orders/order-kind';
import { openTranscripts } from '../../callbacks/transcripts.callbacks';
import { askMore } from '../../callbacks/question.callbacks';

/** How the bot shows and handles an order that answers a question from transcripts. */
export const questionOrder: OrderKindView<'question'> = {
  kind: 'question',
  title: inEveryLanguage(questionTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(questionTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(questionTexts, (t) => t.orderPreparing),
  files: {},
  result: async (orderId, { readers, ...asker }) => {
    const told = await answerMessage(readers, asker, orderId);
    return { contents: told ? [told] : [] };
  },
  again: inEveryLanguage(questionTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(questionTexts, (t) => () => t.orderDelivered),
  resultButtons: ({ orderId }, language) => [
    [askMore.button(questionTexts[language].more, { orderId })],
    [openTranscripts.button(questionTexts[language].transcripts, {})],
  ],
  retryButtons: ({ orderId }, language) => [
    [askMore.button(questionTexts[language].more, { orderId })],
    [openTranscripts.button(questionTexts[language].transcripts, {})],
  ],
};
