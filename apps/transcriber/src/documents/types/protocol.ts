import type { DocumentForm, Section } from './document-form';

export const protocol: DocumentForm = {
  title: { ru: 'Протокол', en: 'Formal record' },
  task: 'Write the formal record of this meeting, in an official and impersonal style.',
  sections: Object.entries<Section>({
    present: { holds: 'somebody who took part, and their role', heading: { ru: 'Присутствовали', en: 'Present' } },
    agenda: { holds: 'a point of the agenda', heading: { ru: 'Повестка', en: 'Agenda' } },
    heard: { holds: 'who reported what', heading: { ru: 'Слушали', en: 'Heard' } },
    resolved: { holds: 'a resolution, an assignment', heading: { ru: 'Постановили', en: 'Resolved' } },
  }),
  kind: 'item',
  hasTasks: true,
  combine: null,
};
