import { expect, it } from '@jest/globals';
import { formOf } from './document-forms';

it('a document by a template has the template’s lines in their order, even lines that are numbers', () => {
  const template = 'Итоги\n2025\nПланы\n2026';
  const { sections } = formOf({ documentType: 'template', template, language: 'ru', targetLanguage: null });

  expect(sections.map(([name]) => name)).toEqual(['Итоги', '2025', 'Планы', '2026']);
});
