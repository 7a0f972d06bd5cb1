import type { CentiCredits, DocumentType, Language } from '@aisha/domain';
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

const fileName = (name: string, date: string): string => `${name.toLowerCase().replaceAll(' ', '-')}-${date}.txt`;

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

${HOLDS_RU[type]} На ${LANGUAGE_RU[language]}, файлом.${
      units > 1 &&
      html`
Текст длинный: ${units} ${russianPlural(units, 'часть', 'части', 'частей')} по 20 000 знаков.`
    }

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся.',
    start: '📑 Сделать',
    transcripts: '📚 Мои расшифровки',
    files: '🗂️ Мои файлы',
    gone: html`Этой расшифровки больше нет.`,
    doubted: (points: number) => html`

⚠️ ${points} ${russianPlural(points, 'пункта', 'пунктов', 'пунктов')} в записи не нашлось, в файле ${russianPlural(points, 'он отмечен', 'они отмечены', 'они отмечены')}: проверьте.`,
    fileName: (type: DocumentType, date: string) => fileName(NAME_RU[type], date),
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

${HOLDS_EN[type]} In ${LANGUAGE_EN[language]}, as a file.${
      units > 1 &&
      html`
It’s a long text: ${units} parts of 20,000 characters.`
    }

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it doesn’t work out, your credits come back.',
    start: '📑 Make it',
    transcripts: '📚 My transcripts',
    files: '🗂️ My files',
    gone: html`That transcript is gone.`,
    doubted: (points: number) => html`

⚠️ ${points === 1 ? '1 point wasn’t' : html`${points} points weren’t`} found in the recording; ${points === 1 ? 'it’s' : 'they’re'} marked in the file, so please check.`,
    fileName: (type: DocumentType, date: string) => fileName(NAME_EN[type], date),
    back: '‹ Back',
    menu: '🏠 Menu',
  },
});
