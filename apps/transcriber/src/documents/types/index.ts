import type { DocumentType } from '@aisha/kinds';
import type { DocumentOrder } from '@aisha/kinds/tables';
import type { DocumentForm } from './document-form';
import { letter } from './letter';
import { minutes } from './minutes';
import { protocol } from './protocol';
import { summary } from './summary';
import { formOfTemplate } from './template';
import { toDo } from './to-do';
import { translationInto } from './translation';

export type { DocumentForm } from './document-form';

/** Every type of document whose form is always the same. A new one is a file of this folder, a line here and its name in libs/domain. */
const DOCUMENT_FORMS: Readonly<Record<Exclude<DocumentType, 'template' | 'translation'>, DocumentForm>> = {
  summary,
  minutes,
  to_do: toDo,
  protocol,
  letter,
};

/** What a form is chosen by. */
export type Ordered = Pick<DocumentOrder, 'documentType' | 'template' | 'language' | 'targetLanguage'>;

/** The language its points are written in; a translation's points are in the language that it is translated into. */
export const languageOf = ({ language, targetLanguage }: Pick<Ordered, 'language' | 'targetLanguage'>) =>
  targetLanguage ?? language;

/** How a document is asked for and laid out. */
export const formOf = (ordered: Ordered): DocumentForm => {
  const { documentType, template } = ordered;
  if (documentType === 'template') return formOfTemplate(template ?? '');
  return documentType === 'translation' ? translationInto(languageOf(ordered)) : DOCUMENT_FORMS[documentType];
};
