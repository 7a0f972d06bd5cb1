import { html } from '../../engine/conversation';
import { answerMessage } from '../../orders/answer-message';
import type { OrderKindView } from '../../orders/order-kind';
import { openTranscripts } from '../transcribe/transcribe.callbacks';
import { askMore } from './question.callbacks';
import { questionTexts } from '@aisha/words';

/** A question answered from transcripts. */
export const questionOrder: OrderKindView<'question'> = {
  kind: 'question',
  title: { ru: '❓ Вопрос', en: '❓ Question' },
  shortTitle: { ru: '❓ Вопрос', en: '❓ Question' },
  preparing: { ru: '🧺 Открываю текст', en: '🧺 Opening the text' },
  files: {},
  result: async (orderId, { readers, ...asker }) => {
    const told = await answerMessage(readers, asker, orderId);
    return { contents: told ? [told] : [] };
  },
  again: { ru: '❓ Прислать ответ', en: '❓ Send the answer' },
  delivered: {
    ru: () => html`❓ Ответ готов.`,
    en: () => html`❓ Your answer is ready.`,
  },
  resultButtons: ({ orderId }, language) => [
    [askMore.button(questionTexts[language].more, { orderId })],
    [openTranscripts.button(questionTexts[language].transcripts, {})],
  ],
  retryButtons: ({ orderId }, language) => [
    [askMore.button(questionTexts[language].more, { orderId })],
    [openTranscripts.button(questionTexts[language].transcripts, {})],
  ],
};
