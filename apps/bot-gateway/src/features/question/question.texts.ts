import type { CentiCredits } from '@aisha/domain';
import { QUESTION_LENGTH } from '@aisha/kinds';
import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

export const questionTexts = defineTexts({
  ru: {
    askOne: (title: string | null) => html`❓ <b>${title ?? 'Вопрос к записи'}</b>

Напишите вопрос, например «Что решили про сроки?». Отвечу тем, что говорили в записи: с цитатами и временем.`,
    askAll: html`❓ <b>Вопрос ко всем записям</b>

Напишите вопрос, например «Что обещали заказчику?». Найду похожие места в расшифровках по словам вопроса и отвечу с цитатами: из какой записи и когда это сказали.`,
    badQuestion: html`Вопрос — от ${QUESTION_LENGTH.min} до ${QUESTION_LENGTH.max} символов. Напишите ещё раз.`,
    confirm: (question: string, isToAll: boolean, units: number, price: CentiCredits) => html`❓ <b>${question}</b>

${isToAll ? 'Прочитаю до десяти самых похожих мест из всех записей.' : 'Прочитаю всю расшифровку.'} Хотите спросить иначе — просто напишите.${
      units > 1 &&
      html`
Текст длинный: ${units} ${russianPlural(units, 'часть', 'части', 'частей')} по 20 000 знаков.`
    }

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Если об этом не говорили — ничего не спишу.',
    start: '❓ Спросить',
    more: '❓ Спросить ещё',
    transcripts: '📚 Мои расшифровки',
    gone: html`Этой расшифровки больше нет.`,
    back: '‹ Назад',
    menu: '🏠 Меню',
  },
  en: {
    askOne: (title: string | null) => html`❓ <b>${title ?? 'Ask the recording'}</b>

Type a question, “What did we decide about the deadline?” for example. I’ll answer with what was said, quoted, with its time.`,
    askAll: html`❓ <b>Ask all recordings</b>

Type a question, “What did we promise the client?” for example. I’ll look for your question’s words in the transcripts and answer with quotes: which recording, and when it was said.`,
    badQuestion: html`A question takes ${QUESTION_LENGTH.min} to ${QUESTION_LENGTH.max} characters. Please type it again.`,
    confirm: (question: string, isToAll: boolean, units: number, price: CentiCredits) => html`❓ <b>${question}</b>

${isToAll ? 'I’ll read up to ten places of all recordings that are most like it.' : 'I’ll read the whole transcript.'} To ask in other words, just type them.${
      units > 1 &&
      html`
It’s a long text: ${units} parts of 20,000 characters.`
    }

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If nobody spoke of it, nothing is charged.',
    start: '❓ Ask',
    more: '❓ Ask again',
    transcripts: '📚 My transcripts',
    gone: html`That transcript is gone.`,
    back: '‹ Back',
    menu: '🏠 Menu',
  },
});
