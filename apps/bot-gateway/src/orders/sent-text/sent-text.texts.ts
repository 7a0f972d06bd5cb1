import type { TextRefusal, TextUse } from '@aisha/kinds';
import { defineTexts, html } from '../../engine/conversation';
import { failureTexts } from '../failure.texts';

type OfEachRefusal = Readonly<Record<TextRefusal, string>>;

/** What is wrong with the file is told as it is when an order fails by it. */
const REFUSED_RU: OfEachRefusal = {
  ...failureTexts.ru,
  'not-fetched': 'Telegram не отдал мне файл. Попробуйте ещё раз или пришлите его заново.',
  deleted: 'Этого файла у меня больше нет: он удалён. Выберите другой в «Моих файлах» или пришлите этот ещё раз.',
  'too-many-at-once': 'Я ещё читаю прошлые файлы. Дождитесь их и попробуйте снова.',
  'too-many-today': 'На сегодня хватит: я бесплатно читаю до 50 файлов в день. Завтра пришлите ещё.',
  unavailable: 'Сейчас не получилось прочитать файл: сбой у меня, попытка не в счёт. Попробуйте ещё раз через минуту.',
};
const REFUSED_EN: OfEachRefusal = {
  ...failureTexts.en,
  'not-fetched': 'Telegram didn’t hand me the file. Try again, or send it once more.',
  deleted: 'I no longer have that file: it was deleted. Choose another one in “My files”, or send this one again.',
  'too-many-at-once': 'I’m still reading your earlier files. Wait for those and try again.',
  'too-many-today': 'That’s all for today: I read up to 50 files a day for free. Send more tomorrow.',
  unavailable:
    'I couldn’t read the file just now: something broke on my side, and this try doesn’t count. Try again in a minute.',
};

/** What every conversation says that reads a sent file. Its own texts hold these. */
export const sentTextTexts = defineTexts({
  ru: {
    notText: html`Это не текст. Пришлите файл: TXT, MD, DOCX или PDF.`,
    tooLarge: html`Файл больше 20 МБ, такие Telegram мне не отдаёт. Пришлите файл поменьше или по частям.`,
    reading: html`📖 Читаю файл…`,
    stillReading: html`Ещё читаю. Продолжим здесь же, как только закончу.`,
    oneAtATime: html`Читаю по одному файлу. Этот пришлите, когда закончим с тем.`,
    read: (usedFor: TextUse) =>
      html`📖 Прочитала ваш файл. ${usedFor === 'document' ? 'Могу сделать из него документ.' : 'Могу его озвучить.'}`,
    toOffer: (usedFor: TextUse) => (usedFor === 'document' ? '📑 Выбрать документ' : '🔊 Выбрать голос'),
    refused: (refusal: TextRefusal) => html`📖 ${REFUSED_RU[refusal]} Кредиты не тронуты.`,
    again: '🔁 Попробовать ещё раз',
    anotherFile: '📖 Другой файл',
    menu: '🏠 Меню',
  },
  en: {
    notText: html`That’s not a text. Send a file: TXT, MD, DOCX or PDF.`,
    tooLarge: html`The file is over 20 MB, more than Telegram gives me. Send a smaller one, or send it in parts.`,
    reading: html`📖 Reading the file…`,
    stillReading: html`Still reading. We’ll go on right here once I’m done.`,
    oneAtATime: html`I read one file at a time. Send this one once we’re done with that.`,
    read: (usedFor: TextUse) =>
      html`📖 I’ve read your file. ${usedFor === 'document' ? 'I can make a document of it.' : 'I can read it aloud.'}`,
    toOffer: (usedFor: TextUse) => (usedFor === 'document' ? '📑 Choose a document' : '🔊 Choose a voice'),
    refused: (refusal: TextRefusal) => html`📖 ${REFUSED_EN[refusal]} No credits were used.`,
    again: '🔁 Try again',
    anotherFile: '📖 Another file',
    menu: '🏠 Menu',
  },
});
