/**
 * The words that the speakers of generated recordings can say. A word is two tones at once, one of each group, like a
 * telephone's keys: a codec for speech keeps them apart, and neither a voice nor music nor noise is two pure tones.
 */
export const LOW_HERTZ = [600, 680, 760, 840, 920, 1_000] as const;
export const HIGH_HERTZ = [1_240, 1_360, 1_480, 1_600, 1_720, 1_840, 1_960, 2_080] as const;

/** A word for each pair of tones. */
export const WORDS: readonly string[] = [
  ...['утро', 'море', 'берег', 'город', 'улица', 'поезд', 'письмо', 'встреча'],
  ...['смета', 'договор', 'срок', 'оплата', 'макет', 'заказчик', 'отчёт', 'решение'],
  ...['пятница', 'среда', 'четверг', 'неделя', 'месяц', 'осень', 'зима', 'весна'],
  ...['Мария', 'Андрей', 'Игорь', 'Анна', 'команда', 'студия', 'склад', 'магазин'],
  ...['дождь', 'солнце', 'ветер', 'снег', 'дорога', 'машина', 'самолёт', 'билет'],
  ...['книга', 'музыка', 'картина', 'камера', 'телефон', 'бумага', 'краска', 'рама'],
];

/** The length of a word. */
export const WORD_SECONDS = 0.25;
/** The silence between two words of a sentence. */
export const GAP_SECONDS = 0.1;
/** The shortest silence between two sentences. */
export const PAUSE_SECONDS = 0.6;

export const tonesOf = (word: string): readonly [low: number, high: number] => {
  const place = WORDS.indexOf(word);
  if (place < 0) throw new Error(`"${word}" is none of the words that can be generated`);
  return [LOW_HERTZ[Math.floor(place / HIGH_HERTZ.length)]!, HIGH_HERTZ[place % HIGH_HERTZ.length]!];
};

export const wordOf = (low: number, high: number): string => WORDS[low * HIGH_HERTZ.length + high]!;
