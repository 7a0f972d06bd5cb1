import { expect, it } from '@jest/globals';
import { formOfTemplate } from './template';

it('a document by a template has its lines in their order, numbers too', () =>
  expect(formOfTemplate('Итоги\n2025\nПланы\n2026').sections.map(([name]) => name)).toEqual([
    ...['Итоги', '2025', 'Планы', '2026'],
  ]));
