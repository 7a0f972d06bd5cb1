import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { LANGUAGES } from '@aisha/domain';

it.each(['selling.ru', 'selling.en'])('the forms have words for each language of the product: %s', (words) => {
  const file = readFileSync(path.join(__dirname, `${words}.ftl`), 'utf8');
  const keys = LANGUAGES.flatMap((one) => [`language-${one}`, `field-${one}`, `field-button-${one}`]);
  const labels = LANGUAGES.map((one) => (one === 'ru' || one === 'en' ? `field-label${one}` : `field-label-${one}`));

  expect([...keys, ...labels].filter((key) => !file.includes(`\n${key} = `))).toEqual([]);
});
