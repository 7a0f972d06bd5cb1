import {
  TEMPLATE_LIMITS,
  type CentiCredits,
  type DocumentFormat,
  type DocumentType,
  type Language,
} from '@aisha/domain';
import { beginningOf, defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { sentTextTexts } from '../../orders/sent-text/sent-text.texts';

type OfEachType = Readonly<Record<DocumentType, string>>;

const NAME_RU: OfEachType = {
  summary: 'Краткое содержание',
  minutes: 'Итоги встречи',
  to_do: 'Список дел',
  protocol: 'Протокол',
  letter: 'Письмо по итогам',
  translation: 'Перевод',
  template: 'Документ по шаблону',
};
const NAME_EN: OfEachType = {
  summary: 'Summary',
  minutes: 'Meeting minutes',
  to_do: 'To-do list',
  protocol: 'Formal record',
  letter: 'Follow-up letter',
  translation: 'Translation',
  template: 'Document by a template',
};

const BUTTON_RU: OfEachType = {
  summary: '📌 Кратко',
  minutes: '🤝 Итоги встречи',
  to_do: '✅ Список дел',
  protocol: '📜 Протокол',
  letter: '✉️ Письмо',
  translation: '🌐 Перевод',
  template: '📐 По моему шаблону',
};
const BUTTON_EN: OfEachType = {
  summary: '📌 Summary',
  minutes: '🤝 Minutes',
  to_do: '✅ To-do list',
  protocol: '📜 Formal record',
  letter: '✉️ Letter',
  translation: '🌐 Translation',
  template: '📐 By my template',
};

/** What a person gets. */
const HOLDS_RU: OfEachType = {
  summary: 'Главное, в нескольких пунктах.',
  minutes: 'Что обсудили, что решили, что сделать и что осталось открытым.',
  to_do: 'Все дела. Кто делает и к какому сроку — если это сказано.',
  protocol: 'Официальный протокол: кто был, повестка, что слушали, что постановили.',
  letter: 'Письмо участникам: о чём договорились и что дальше.',
  translation: 'Весь текст целиком, на другом языке.',
  template: 'Ваши заголовки и вопросы, и под каждым — что об этом сказано.',
};
const HOLDS_EN: OfEachType = {
  summary: 'What matters most, in a few points.',
  minutes: 'What was discussed, what was decided, what to do and what is still open.',
  to_do: 'Every task; who does it and by when, if that is said.',
  protocol: 'A formal record: who was there, the agenda, what was heard, what was resolved.',
  letter: 'A letter to those who took part: what was agreed and what comes next.',
  translation: 'The whole text in another language.',
  template: 'Your headings and questions, and under each what is said of it.',
};

const LANGUAGE_RU: Readonly<Record<Language, string>> = { ru: 'русском', en: 'английском' };
const LANGUAGE_EN: Readonly<Record<Language, string>> = { ru: 'Russian', en: 'English' };

const fileName = (name: string, createdAt: Date, format: DocumentFormat): string =>
  `${name.toLowerCase().replaceAll(' ', '-')}-${createdAt.toISOString().slice(0, 10)}.${format}`;

/** Characters of the last template on the screen. */
const LAST_TEMPLATE = 600;

export const documentTexts = defineTexts({
  ru: {
    ...sentTextTexts.ru,
    which: (characters: number | null) => html`📑 <b>Какой документ сделать?</b>

${
  characters === null
    ? 'Сделаю его из расшифровки. У каждого пункта будет время в записи, а то, чего в ней не нашлось, отмечу.'
    : html`Прочитала ваш файл: ${characters.toLocaleString('ru')} ${russianPlural(characters, 'знак', 'знака', 'знаков')}. У каждого пункта будут слова из текста, а то, чего в нём не нашлось, отмечу.`
}`,
    ask: html`📑 Пришлите файл с текстом — TXT, MD, DOCX или PDF, — и я сделаю из него документ: краткое содержание, список дел, протокол, письмо или перевод.

Беру до 2 МБ текста. Читаю бесплатно, цену скажу до заказа.`,
    askTemplate: (last: string | null) => html`📐 <b>Ваш шаблон</b>

Напишите заголовки или вопросы, каждый с новой строки, до ${TEMPLATE_LIMITS.lines}. Под каждым я соберу, что об этом сказано.

${last === null ? html`Например:\nЧто решили\nКто за что отвечает\nКогда встречаемся снова` : html`В прошлый раз:\n${beginningOf(last, LAST_TEMPLATE)}`}`,
    badTemplate: html`Нужно от 1 до ${TEMPLATE_LIMITS.lines} строк, каждая до ${TEMPLATE_LIMITS.line} знаков, а всего до ${TEMPLATE_LIMITS.characters}. Напишите ещё раз.`,
    takeLast: '📐 Взять прошлый',
    another: '📑 Другой файл',
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
    files: '🗂️ Мои файлы',
    gone: html`Этой расшифровки больше нет.`,
    doubted: (points: number, isOfRecording: boolean) => html`

⚠️ ${points} ${russianPlural(points, 'пункта', 'пунктов', 'пунктов')} в ${isOfRecording ? 'записи' : 'тексте'} не нашлось, в файле ${russianPlural(points, 'он отмечен', 'они отмечены', 'они отмечены')}: проверьте.`,
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
  },
  en: {
    ...sentTextTexts.en,
    which: (characters: number | null) => html`📑 <b>Which document should I make?</b>

${
  characters === null
    ? 'I’ll make it from the transcript. Each point comes with its time in the recording, and whatever isn’t found there is marked.'
    : html`I’ve read your file: ${characters.toLocaleString('en')} ${characters === 1 ? 'character' : 'characters'}. Each point comes with the words it rests on, and whatever isn’t found in the text is marked.`
}`,
    ask: html`📑 Send a file with a text (TXT, MD, DOCX or PDF) and I’ll make a document of it: a summary, a to-do list, a formal record, a letter or a translation.

I take up to 2 MB of text. Reading is free, and I’ll name the price before you order.`,
    askTemplate: (last: string | null) => html`📐 <b>Your template</b>

Type headings or questions, each on a line of its own, up to ${TEMPLATE_LIMITS.lines}. Under each I’ll put what is said of it.

${last === null ? html`For example:\nWhat was decided\nWho is responsible for what\nWhen we meet again` : html`Last time:\n${beginningOf(last, LAST_TEMPLATE)}`}`,
    badTemplate: html`It takes 1 to ${TEMPLATE_LIMITS.lines} lines of up to ${TEMPLATE_LIMITS.line} characters each, ${TEMPLATE_LIMITS.characters} in all. Please type it again.`,
    takeLast: '📐 Take the last one',
    another: '📑 Another file',
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
    files: '🗂️ My files',
    gone: html`That transcript is gone.`,
    doubted: (points: number, isOfRecording: boolean) => html`

⚠️ ${points === 1 ? '1 point wasn’t' : html`${points} points weren’t`} found in the ${isOfRecording ? 'recording' : 'text'}; ${points === 1 ? 'it’s' : 'they’re'} marked in the file, so please check.`,
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
  },
});
