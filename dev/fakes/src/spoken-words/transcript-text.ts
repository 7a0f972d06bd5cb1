import { createHash } from 'node:crypto';

/** The languages in which the fakes invent what a recording says. */
export type InventedLanguage = 'ru' | 'en';

/** The words that every invented transcript begins with, so that nobody believes that it was really said. */
const NOTES: Readonly<Record<InventedLanguage, string>> = {
  ru: 'Песочница не слышит, это образец текста.',
  en: 'The sandbox cannot hear, this text is a sample.',
};

const SENTENCES = {
  ru: [
    'Добрый день, коллеги, давайте начнём с главного.',
    'На прошлой неделе мы закончили макет главного экрана и показали его первым пользователям.',
    'Мария подготовит смету до пятницы и разошлёт её всем участникам.',
    'Главный вопрос сегодня — сроки запуска и порядок оплаты.',
    'Мне кажется, что людям важнее скорость, чем количество настроек.',
    'Давайте договоримся, что решение принимаем не позже среды.',
    'Андрей проверит отчёт и напишет, какие цифры нужно уточнить.',
    'Ещё один момент: фотографии из поездки получились очень тёплыми.',
    'Я записала адрес, встречаемся у входа в парк в половине седьмого.',
    'Если пойдёт дождь, перенесём съёмку в студию на набережной.',
    'По бюджету мы пока укладываемся, остаётся примерно десять процентов.',
    'Не забудьте купить билеты заранее, на выходных их обычно не остаётся.',
    'Сегодня утром позвонил заказчик и попросил добавить второй вариант обложки.',
    'Я думаю, что текст можно сократить вдвое, и он станет только лучше.',
    'Ответственным за договор назначаем Игоря, срок — следующий вторник.',
    'Мы решили оставить синий цвет, потому что он спокойнее и легче читается.',
    'На море было ветрено, зато закат стоил того, чтобы подождать.',
    'Попробуем записать короткое видео и посмотрим, как на него отреагируют.',
    'Следующая встреча состоится в четверг в одиннадцать утра.',
    'Спасибо всем, кто помог с подготовкой, получилось действительно здорово.',
    'Осталось согласовать список гостей и выбрать музыку для вечера.',
    'Проверьте, пожалуйста, почту: я отправил туда все исходные файлы.',
    'Если коротко, то план прежний, меняется только порядок шагов.',
    'Запишу себе: позвонить в мастерскую и уточнить размер рамы.',
  ],
  en: [
    'Good morning everyone, let us begin with the main point.',
    'Last week we finished the layout of the home screen and showed it to the first users.',
    'Maria will prepare the estimate by Friday and send it to everybody.',
    'The main question today is the launch date and how people pay.',
    'It seems to me that people care about speed more than about the number of settings.',
    'Let us agree that we decide no later than Wednesday.',
    'Andrew will check the report and write which figures need another look.',
    'One more thing: the photos from the trip came out very warm.',
    'I wrote the address down, we meet at the entrance of the park at half past six.',
    'If it rains, we will move the shoot to the studio on the embankment.',
    'So far we are within the budget, about ten percent of it is left.',
    'Remember to buy the tickets early, on weekends they usually sell out.',
    'The client called this morning and asked for a second version of the cover.',
    'I think the text can be half as long, and it will only get better.',
    'Igor will take care of the contract by next Tuesday.',
    'We decided to keep the blue colour, because it is calmer and easier to read.',
    'It was windy at the sea, but the sunset was worth the wait.',
    'Let us record a short video and see how people react to it.',
    'The next meeting is on Thursday at eleven in the morning.',
    'Thanks to everyone who helped to prepare, it turned out really well.',
    'We still have to agree on the guest list and choose the music for the evening.',
    'Please check your mail: I sent all the source files there.',
    'In short, the plan stays the same, only the order of the steps changes.',
    'Note to myself: call the workshop and ask about the size of the frame.',
  ],
} as const satisfies Readonly<Record<InventedLanguage, readonly string[]>>;

const SECONDS_PER_SENTENCE = 5;
const MAX_SENTENCES = 600;

/**
 * The words of a recording, after a note that they are invented: the same bytes give the same words, and longer recordings give more words.
 */
export const sentencesFor = (bytes: Buffer, seconds: number, language: InventedLanguage): readonly string[] => {
  const digest = createHash('sha256').update(bytes).digest();
  const count = Math.min(MAX_SENTENCES, Math.max(1, Math.round(seconds / SECONDS_PER_SENTENCE)));
  const start = digest.readUInt32LE();
  // Steps that share no divisor with the list's length visit every sentence before one repeats.
  const steps = [1, 5, 7, 11, 13, 17, 19, 23];
  const step = steps[(digest[4] ?? 0) % steps.length] ?? 1;
  const sentences = SENTENCES[language];
  return Array.from({ length: count }, (_, index) => {
    const sentence = sentences[(start + index * step) % sentences.length] ?? sentences[0];
    return index === 0 ? `${NOTES[language]} ${sentence}` : sentence;
  });
};
