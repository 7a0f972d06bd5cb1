import { LANGUAGE_NAMES } from '@aisha/domain';
import type { TargetLanguage } from '@aisha/kinds';
import type { DocumentForm, Section } from './document-form';

/** A whole text in another language. */
export const translationInto = (target: TargetLanguage): DocumentForm => {
  const name = LANGUAGE_NAMES[target];
  return {
    title: { ru: `Перевод на ${name.ru}`, en: `Translation into ${name.en}` },
    task: `Translate the whole text into ${name.en}, leaving nothing out and adding nothing, one point for each paragraph; one that is in ${name.en} already stays as it is. As its quote give the first words of that paragraph.`,
    sections: Object.entries<Section>({ text: { holds: 'a translated paragraph', heading: null } }),
    kind: 'paragraph',
    hasTasks: false,
    combine: null,
  };
};
