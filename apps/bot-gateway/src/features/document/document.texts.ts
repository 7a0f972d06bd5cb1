import type { CentiCredits, DocumentFormat, DocumentType, Language } from '@aisha/domain';
import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

type OfEachType = Readonly<Record<DocumentType, string>>;

const NAME_RU: OfEachType = {
  summary: 'Краткое содержание',
  minutes: 'Итоги встречи',
  to_do: 'Список дел',
  protocol: 'Протокол',
  letter: 'Письмо по итогам',
  translation: 'Перевод',
};
const NAME_EN: OfEachType = {
  summary: 'Summary',
  minutes: 'Meeting minutes',
  to_do: 'To-do list',
  protocol: 'Formal record',
  letter: 'Follow-up letter',
  translation: 'Translation',
};

const BUTTON_RU: OfEachType = {
  summary: '📌 Кратко',
  minutes: '🤝 Итоги встречи',
  to_do: '✅ Список дел',
  protocol: '📜 Протокол',
  letter: '✉️ Письмо',
  translation: '🌐 Перевод',
};
const BUTTON_EN: OfEachType = {
  summary: '📌 Summary',
  minutes: '🤝 Minutes',
  to_do: '✅ To-do list',
  protocol: '📜 Formal record',
  letter: '✉️ Letter',
  translation: '🌐 Translation',
};

/** What a person gets. */
const HOLDS_RU: OfEachType = {
  summary: 'Главное из записи, в нескольких пунктах.',
  minutes: 'Что обсудили, что решили, что сделать и что осталось открытым.',
  to_do: 'Все дела из записи. Кто делает и к какому сроку — если это прозвучало.',
  protocol: 'Официальный протокол: кто был, повестка, что слушали, что постановили.',
  letter: 'Письмо участникам: о чём договорились и что дальше.',
  translation: 'Весь текст целиком, на другом языке.',
};
const HOLDS_EN: OfEachType = {
  summary: 'What matters most in the recording, in a few points.',
  minutes: 'What was discussed, what was decided, what to do and what is still open.',
  to_do: 'Every task in the recording; who does it and by when, if that was said.',
  protocol: 'A formal record: who was there, the agenda, what was heard, what was resolved.',
  letter: 'A letter to those who took part: what was agreed and what comes next.',
  translation: 'The whole text in another language.',
};

const LANGUAGE_RU: Readonly<Record<Language, string>> = { ru: 'русском', en: 'английском' };
const LANGUAGE_EN: Readonly<Record<Language, string>> = { ru: 'Russian', en: 'English' };

const fileName = (name: string, createdAt: Date, format: DocumentFormat): string =>
  `${name.toLowerCase().replaceAll(' ', '-')}-${createdAt.toISOString().slice(0, 10)}.${format}`;

export const documentTexts = defineTexts({
  ru: {
    which: html`📑 <b>Какой документ сделать?</b>

Сделаю его из расшифровки. У каждого пункта будет время в записи, а то, чего в ней не нашлось, отмечу.`,
    button: (type: DocumentType) => BUTTON_RU[type],
    name: (type: DocumentType) => NAME_RU[type],
    confirm: (
      type: DocumentType,
      language: Language,
      units: number,
      price: CentiCredits,
    ) => html`📑 <b>${NAME_RU[type]}</b>

${HOLDS_RU[type]} На ${LANGUAGE_RU[language]}, файлом DOCX; потом его можно взять и как PDF, TXT или MD.${
      units > 1 &&
      html`
Текст длинный: ${units} ${russianPlural(units, 'часть', 'части', 'частей')} по 20 000 знаков.`
    }

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся.',
    start: '📑 Сделать',
    transcripts: '📚 Мои расшифровки',
    gone: html`Этой расшифровки больше нет.`,
    doubted: (points: number) => html`

⚠️ ${points} ${russianPlural(points, 'пункта', 'пунктов', 'пунктов')} в записи не нашлось, в файле ${russianPlural(points, 'он отмечен', 'они отмечены', 'они отмечены')}: проверьте.`,
    fileName: (type: DocumentType, createdAt: Date, format: DocumentFormat) =>
      fileName(NAME_RU[type], createdAt, format),
    making: html`Готовлю файл.`,
    enoughFiles: (aDay: number) => html`На сегодня хватит: ${aDay} файлов за день уже было. Завтра сделаю ещё.`,
    notMade: html`Файл не получился. Кредитов это не стоило; нажмите на формат ещё раз.`,
    documentGone: html`Этого документа больше нет.`,
    exported: (type: DocumentType, isInstead: boolean) =>
      html`📑 ${NAME_RU[type]}${
        isInstead &&
        html`

В PDF у меня нет букв этого языка, поэтому вот DOCX: в нём текст целый.`
      }`,
    back: '‹ Назад',
    menu: '🏠 Меню',
  },
  en: {
    which: html`📑 <b>Which document should I make?</b>

I’ll make it from the transcript. Each point comes with its time in the recording, and whatever isn’t found there is marked.`,
    button: (type: DocumentType) => BUTTON_EN[type],
    name: (type: DocumentType) => NAME_EN[type],
    confirm: (
      type: DocumentType,
      language: Language,
      units: number,
      price: CentiCredits,
    ) => html`📑 <b>${NAME_EN[type]}</b>

${HOLDS_EN[type]} In ${LANGUAGE_EN[language]}, as a DOCX file; you can then have it as PDF, TXT or MD, too.${
      units > 1 &&
      html`
It’s a long text: ${units} parts of 20,000 characters.`
    }

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it doesn’t work out, your credits come back.',
    start: '📑 Make it',
    transcripts: '📚 My transcripts',
    gone: html`That transcript is gone.`,
    doubted: (points: number) => html`

⚠️ ${points === 1 ? '1 point wasn’t' : html`${points} points weren’t`} found in the recording; ${points === 1 ? 'it’s' : 'they’re'} marked in the file, so please check.`,
    fileName: (type: DocumentType, createdAt: Date, format: DocumentFormat) =>
      fileName(NAME_EN[type], createdAt, format),
    making: html`Making the file.`,
    enoughFiles: (aDay: number) => html`That’s enough for today: ${aDay} files a day. I’ll make more tomorrow.`,
    notMade: html`The file didn’t work out. It cost no credits; tap the format again.`,
    documentGone: html`That document is gone.`,
    exported: (type: DocumentType, isInstead: boolean) =>
      html`📑 ${NAME_EN[type]}${
        isInstead &&
        html`

My PDF doesn’t have the letters of this language, so here’s a DOCX with the whole text.`
      }`,
    back: '‹ Back',
    menu: '🏠 Menu',
  },
});
