import type { DocumentForm, Section } from './document-form';

export const summary: DocumentForm = {
  title: { ru: 'Краткое содержание', en: 'Summary' },
  task: 'Summarise the text for a reader who has no time for it: its outcome first, then what matters most, up to ten short points in all.',
  sections: Object.entries<Section>({
    gist: { holds: 'the outcome, in one to three sentences', heading: { ru: 'Главное', en: 'In short' } },
    details: { holds: 'what matters besides it', heading: { ru: 'Подробнее', en: 'In more detail' } },
  }),
  kind: 'item',
  hasTasks: false,
  combine:
    'Make one summary of these points: join what belongs together, drop what matters little, up to fifteen points.',
};
