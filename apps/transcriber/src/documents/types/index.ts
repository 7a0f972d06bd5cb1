import type { DocumentOrder } from '@aisha/database/transcriber';
import type { DocumentType } from '@aisha/domain';
import type { DocumentForm } from './document-form';
import { letter } from './letter';
import { minutes } from './minutes';
import { protocol } from './protocol';
import { summary } from './summary';
import { formOfTemplate } from './template';
import { toDo } from './to-do';
import { translation } from './translation';

export type { DocumentForm } from './document-form';

/** Every type of document but the person's own. A new one is a file of this folder, a line here and its name in libs/domain. */
const DOCUMENT_FORMS: Readonly<Record<Exclude<DocumentType, 'template'>, DocumentForm>> = {
  summary,
  minutes,
  to_do: toDo,
  protocol,
  letter,
  translation,
};

/** How a document is asked for and laid out. */
export const formOf = ({ documentType, template }: Pick<DocumentOrder, 'documentType' | 'template'>): DocumentForm =>
  documentType === 'template' ? formOfTemplate(template ?? '') : DOCUMENT_FORMS[documentType];
