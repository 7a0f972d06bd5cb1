import type { DocumentForm, Section } from './document-form';

export const translation: DocumentForm = {
  title: { ru: 'Перевод', en: 'Translation' },
  task: 'Translate the whole text, leaving nothing out and adding nothing, one point for each paragraph. As its quote give the first words of that paragraph.',
  sections: Object.entries<Section>({ text: { holds: 'a translated paragraph', heading: null } }),
  kind: 'paragraph',
  hasTasks: false,
  combine: null,
};
