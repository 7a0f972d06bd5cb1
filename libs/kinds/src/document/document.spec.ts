import { describe, expect, it } from '@jest/globals';
import { isTemplate, TEMPLATE_LIMITS, templateSections } from './document';

describe('a template', () => {
  it('a template is read as its lines, without the signs of a list, each once', () => {
    expect(templateSections('# Итоги\n1. Что решили?\n2) Кто\n• Срок\n\n---\n- Срок\n2025 год')).toEqual([
      ...['Итоги', 'Что решили?', 'Кто', 'Срок', '2025 год'],
    ]);
  });

  const { characters, line, lines } = TEMPLATE_LIMITS;
  const many = (count: number) => Array.from({ length: count }, (_, at) => `Вопрос ${at}`).join('\n');
  it.each([
    ['a question', 'Что решили?', true],
    ['as many lines as are taken', many(lines), true],
    ['nothing', ' \n', false],
    ['no words', '***', false],
    ['too many lines', many(lines + 1), false],
    ['a line that is too long', 'я'.repeat(line + 1), false],
    ['too much', `${'я'.repeat(line)}\n`.repeat(characters / line), false],
  ])('a typed text is accepted or refused as a template: %s', (_, typed, is) => expect(isTemplate(typed)).toBe(is));
});
