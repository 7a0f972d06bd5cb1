import type { DocumentForm, Section } from './document-form';

export const letter: DocumentForm = {
  title: { ru: 'Письмо по итогам', en: 'Follow-up letter' },
  task: 'Write the body of a letter to those who took part: what was agreed and what comes next. Short, friendly paragraphs. No greeting and no signature.',
  sections: Object.entries<Section>({ body: { holds: 'a paragraph of the letter', heading: null } }),
  kind: 'paragraph',
  hasTasks: false,
  combine:
    'Make one letter of these paragraphs, up to eight of them: say each thing once. No greeting and no signature.',
  around: {
    before: { ru: 'Здравствуйте!', en: 'Hello,' },
    after: { ru: 'С уважением,', en: 'Best regards,' },
  },
};
