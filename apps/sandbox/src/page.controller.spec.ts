import { expect, it } from '@jest/globals';
import { pageFiles } from './page.controller';

it('the chat page knows the languages of the product, and says one that has no messages of its own in English', () => {
  const files = pageFiles(['en', 'de', 'kk']);

  expect(JSON.parse(String(files.get('languages.json')))).toEqual({ en: 'English', de: 'Deutsch', kk: 'Қазақша' });
  expect(String(files.get('de.ftl'))).toContain('Abbrechen');
  expect(files.get('kk.ftl')).toEqual(files.get('en.ftl'));
});
