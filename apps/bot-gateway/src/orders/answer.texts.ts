import { defineTexts, html, russianPlural } from '../engine/conversation';

export const answerTexts = defineTexts({
  ru: {
    unsupported: '⚠️ в записи не нашлось',
    quotes: 'Слова из записи',
    quoted: (words: string) => `«${words}»`,
    untitled: (date: string) => `расшифровка, ${date}`,
    deleted: 'удалённая расшифровка',
    lookedAt: (recordings: number, names: string) =>
      html`🔎 Читала не всё, а самое похожее по словам вопроса, из ${recordings} ${russianPlural(recordings, 'записи', 'записей', 'записей')}: ${names}.`,
  },
  en: {
    unsupported: '⚠️ not found in the recording',
    quotes: 'Words of the recording',
    quoted: (words: string) => `“${words}”`,
    untitled: (date: string) => `transcript, ${date}`,
    deleted: 'a deleted transcript',
    lookedAt: (recordings: number, names: string) =>
      html`🔎 I didn’t read everything, only what is most like your question’s words, from ${recordings} ${recordings === 1 ? 'recording' : 'recordings'}: ${names}.`,
  },
});
