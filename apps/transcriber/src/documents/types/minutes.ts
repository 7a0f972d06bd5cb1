import type { DocumentForm, Section } from './document-form';

export const minutes: DocumentForm = {
  title: { ru: 'Итоги встречи', en: 'Meeting minutes' },
  task: 'Write the minutes of this meeting: what was discussed, what was decided, what is to be done, what is still open.',
  sections: Object.entries<Section>({
    discussed: { holds: 'a topic and what was said of it', heading: { ru: 'Обсудили', en: 'Discussed' } },
    decided: { holds: 'a decision', heading: { ru: 'Решили', en: 'Decided' } },
    to_do: { holds: 'something to be done', heading: { ru: 'Сделать', en: 'To do' } },
    open: { holds: 'a question without an answer', heading: { ru: 'Открытые вопросы', en: 'Open questions' } },
  }),
  kind: 'item',
  hasTasks: true,
  combine: null,
};
