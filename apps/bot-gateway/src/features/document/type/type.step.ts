import { DOCUMENT_TYPES, type DocumentType } from '@aisha/kinds';
import { callback, oneOf, rowsOf, toMenu } from '../../../engine/conversation';
import { goTo, on, step } from './document.draft';

const pick = callback('doc.type', { type: oneOf(DOCUMENT_TYPES) });

/** The number of buttons in a row: a narrow phone shows two short names. */
const TYPES_IN_A_ROW = 2;

/** The step that asks about a document of this type before the price is shown; most types have no such step. */
const ASKED: Partial<Readonly<Record<DocumentType, 'template' | 'language'>>> = {
  template: 'template',
  translation: 'language',
};

/** Asks "Which document?". */
export const typeStep = step({
  screen: ({ read }, t) => ({
    text: t.which({ characters: read?.characters ?? null }),
    buttons: [
      ...rowsOf(
        DOCUMENT_TYPES.map((type) => pick.button(t.button({ type }), { type })),
        TYPES_IN_A_ROW,
      ),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pick, (draft, { type: documentType }) => goTo(ASKED[documentType] ?? 'confirm', { ...draft, documentType })),
  ],
});
