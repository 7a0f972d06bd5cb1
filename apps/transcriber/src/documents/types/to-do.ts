import type { DocumentForm, Section } from './document-form';

export const toDo: DocumentForm = {
  title: { ru: 'Список дел', en: 'To-do list' },
  task: 'List everything that somebody is to do or has promised to do, one point each. Give no points if there is nothing of the kind.',
  sections: Object.entries<Section>({ to_do: { holds: 'something to be done, as an instruction', heading: null } }),
  kind: 'item',
  hasTasks: true,
  combine: null,
};
