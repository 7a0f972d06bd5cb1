import { type CentiCredits, LANGUAGE_NAMES } from '@aisha/domain';
import { type DocumentType, type ExportFormat, type TargetLanguage, TEMPLATE_LIMITS } from '@aisha/kinds';
import type { DeliveredDocument } from '@aisha/kinds/tables';
import { beginningOf, defineTexts, html, isoDayText, russianPlural, type Calendar } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { readingTexts } from '../../orders/sent-text/reading.texts';

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
  translation: 'Весь текст целиком.',
  template: 'Ваши заголовки и вопросы, и под каждым — что об этом сказано.',
};
const HOLDS_EN: OfEachType = {
  summary: 'What matters most, in a few points.',
  minutes: 'What was discussed, what was decided, what to do and what is still open.',
  to_do: 'Every task; who does it and by when, if that is said.',
  protocol: 'A formal record: who was there, the agenda, what was heard, what was resolved.',
  letter: 'A letter to those who took part: what was agreed and what comes next.',
  translation: 'The whole text.',
  template: 'Your headings and questions, and under each what is said of it.',
};

/** A translation is named with the language that it is into. */
const nameRu = (type: DocumentType, target: TargetLanguage | null = null): string =>
  target ? `${NAME_RU[type]} на ${LANGUAGE_NAMES[target].ru}` : NAME_RU[type];
const nameEn = (type: DocumentType, target: TargetLanguage | null = null): string =>
  target ? `${NAME_EN[type]} into ${LANGUAGE_NAMES[target].en}` : NAME_EN[type];

type Named = Pick<DeliveredDocument, 'documentType' | 'targetLanguage' | 'createdAt'>;

const fileName = (name: string, { createdAt }: Named, format: ExportFormat, calendar: Calendar): string =>
  `${name.toLowerCase().replaceAll(' ', '-')}-${isoDayText(createdAt, calendar)}.${format}`;

/** A PDF has not the letters of every language (transcriber, export/printable.ts): a DOCX comes instead. */
const hasPdf = (target: TargetLanguage | null): boolean => target !== 'zh' && target !== 'kk';

/** Characters of the last template on the screen. */
const LAST_TEMPLATE = 600;

export const documentTexts = defineTexts({
  ru: {
    ...readingTexts.ru,
    which: (characters: number | null) => html`📑 <b>Какой документ сделать?</b>

${
  characters === null
    ? 'Сделаю его из расшифровки. У каждого пункта будет время в записи, а то, чего в ней не нашлось, отмечу.'
    : html`Прочитала ваш файл: ${characters.toLocaleString('ru')} ${russianPlural(characters, 'знак', 'знака', 'знаков')}. У каждого пункта будут слова из текста, а то, чего в нём не нашлось, отмечу.`
}`,
    ask: html`📑 Пришлите файл с текстом — TXT, MD, DOCX или PDF, — и я сделаю из него документ: краткое содержание, список дел, протокол, письмо или перевод.

Беру до 2 МБ текста. Читаю бесплатно, цену скажу до заказа.`,
    intoWhich: html`🌐 <b>На какой язык перевести?</b>`,
    askTemplate: (last: string | null) => html`📐 <b>Ваш шаблон</b>

Напишите заголовки или вопросы, каждый с новой строки, до ${TEMPLATE_LIMITS.lines}. Под каждым я соберу, что об этом сказано.

${last === null ? html`Например:\nЧто решили\nКто за что отвечает\nКогда встречаемся снова` : html`В прошлый раз:\n${beginningOf(last, LAST_TEMPLATE)}`}`,
    badTemplate: html`Нужно от 1 до ${TEMPLATE_LIMITS.lines} строк, каждая до ${TEMPLATE_LIMITS.line} знаков, а всего до ${TEMPLATE_LIMITS.characters}. Напишите ещё раз.`,
    takeLast: '📐 Взять прошлый',
    another: '📑 Другой файл',
    button: (type: DocumentType) => BUTTON_RU[type],
    name: nameRu,
    /** After the word «Документ». */
    what: (type: DocumentType, target: TargetLanguage | null = null) =>
      type === 'template' ? 'По шаблону' : nameRu(type, target),
    confirm: (
      type: DocumentType,
      target: TargetLanguage | null,
      units: number,
      price: CentiCredits,
    ) => html`📑 <b>${nameRu(type, target)}</b>

${HOLDS_RU[type]} ${target ? 'Файлом' : 'На русском, файлом'} DOCX; потом его можно взять и как ${hasPdf(target) ? 'PDF, TXT' : 'TXT'} или MD.${
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
    fileName: (document: Named, format: ExportFormat, calendar: Calendar) =>
      fileName(nameRu(document.documentType, document.targetLanguage), document, format, calendar),
    documentGone: html`Этого документа больше нет: он удалён. Ничего не списано. Сделать его заново можно из расшифровки или файла.`,
    exported: (type: DocumentType, target: TargetLanguage | null = null) => html`📑 ${nameRu(type, target)}`,
    back: '‹ Назад',
  },
  en: {
    ...readingTexts.en,
    which: (characters: number | null) => html`📑 <b>Which document should I make?</b>

${
  characters === null
    ? 'I’ll make it from the transcript. Each point comes with its time in the recording, and whatever isn’t found there is marked.'
    : html`I’ve read your file: ${characters.toLocaleString('en')} ${characters === 1 ? 'character' : 'characters'}. Each point comes with the words it rests on, and whatever isn’t found in the text is marked.`
}`,
    ask: html`📑 Send a file with a text (TXT, MD, DOCX or PDF) and I’ll make a document of it: a summary, a to-do list, a formal record, a letter or a translation.

I take up to 2 MB of text. Reading is free, and I’ll name the price before you order.`,
    intoWhich: html`🌐 <b>Into which language?</b>`,
    askTemplate: (last: string | null) => html`📐 <b>Your template</b>

Type headings or questions, each on a line of its own, up to ${TEMPLATE_LIMITS.lines}. Under each I’ll put what is said of it.

${last === null ? html`For example:\nWhat was decided\nWho is responsible for what\nWhen we meet again` : html`Last time:\n${beginningOf(last, LAST_TEMPLATE)}`}`,
    badTemplate: html`It takes 1 to ${TEMPLATE_LIMITS.lines} lines of up to ${TEMPLATE_LIMITS.line} characters each, ${TEMPLATE_LIMITS.characters} in all. Please type it again.`,
    takeLast: '📐 Take the last one',
    another: '📑 Another file',
    button: (type: DocumentType) => BUTTON_EN[type],
    name: nameEn,
    what: (type: DocumentType, target: TargetLanguage | null = null) =>
      type === 'template' ? 'By a template' : nameEn(type, target),
    confirm: (
      type: DocumentType,
      target: TargetLanguage | null,
      units: number,
      price: CentiCredits,
    ) => html`📑 <b>${nameEn(type, target)}</b>

${HOLDS_EN[type]} ${target ? 'As' : 'In English, as'} a DOCX file; you can then have it as ${hasPdf(target) ? 'PDF, TXT' : 'TXT'} or MD, too.${
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
    fileName: (document: Named, format: ExportFormat, calendar: Calendar) =>
      fileName(nameEn(document.documentType, document.targetLanguage), document, format, calendar),
    documentGone: html`That document was deleted. Nothing was charged. You can have it made anew, from a transcript or a file.`,
    exported: (type: DocumentType, target: TargetLanguage | null = null) => html`📑 ${nameEn(type, target)}`,
    back: '‹ Back',
  },
});
