import { expect, it } from '@jest/globals';
import { languageOf } from './text-language';

it.each([
  ['Добрый день! Начинаем встречу через пять минут.', 'ru'],
  ['Купили iPhone 17 и MacBook, ждём до пятницы.', 'ru'],
  ['Guten Tag! Die Sitzung beginnt in fünf Minuten, und das ist gut.', 'de'],
  ['Good day! The meeting begins in five minutes.', 'en'],
  ['1234', 'en'],
] as const)('the text %j is read aloud in the language "%s"', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
