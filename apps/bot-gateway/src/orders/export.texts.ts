import { defineTexts, html } from '../engine/conversation';

/** What is said of a file that a person asks for in another format. */
export const exportTexts = defineTexts({
  ru: {
    making: html`Готовлю файл.`,
    enoughFiles: (aDay: number) => html`На сегодня хватит: ${aDay} файлов за день уже было. Завтра сделаю ещё.`,
    notMade: html`Файл не получился. Кредитов это не стоило; нажмите на формат ещё раз.`,
    docxInstead: html`В PDF у меня нет букв этого языка, поэтому вот DOCX: в нём текст целый.`,
  },
  en: {
    making: html`Making the file.`,
    enoughFiles: (aDay: number) => html`That’s enough for today: ${aDay} files a day. I’ll make more tomorrow.`,
    notMade: html`The file didn’t work out. It cost no credits; tap the format again.`,
    docxInstead: html`My PDF doesn’t have the letters of this language, so here’s a DOCX with the whole text.`,
  },
});
