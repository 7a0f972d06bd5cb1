import type { DocumentType } from '@aisha/domain';
import type { DocumentForm } from './document-form';
import { letter } from './letter';
import { minutes } from './minutes';
import { protocol } from './protocol';
import { summary } from './summary';
import { toDo } from './to-do';
import { translation } from './translation';

export type { DocumentForm } from './document-form';

/** Every type of document. A new one is a file of this folder, a line here and its name in libs/domain. */
export const DOCUMENT_FORMS: Readonly<Record<DocumentType, DocumentForm>> = {
  summary,
  minutes,
  to_do: toDo,
  protocol,
  letter,
  translation,
};
