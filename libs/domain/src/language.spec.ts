import { expect, it } from '@jest/globals';
import { languageOf } from './language';

it.each([
  ['en', 'en'],
  ['EN-gb', 'en'],
  ['en-US', 'en'],
  ['ru', 'ru'],
  ['de-AT', 'de'],
  ['xx', 'ru'],
  ['', 'ru'],
  [undefined, 'ru'],
])('the bot speaks to a person whose Telegram says %j in %s', (code, language) =>
  expect(languageOf(code)).toBe(language),
);
