import { type TargetLanguage, textUnitsOf } from '@aisha/kinds';
import { callback, count } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { goTo, loading, on, type DocumentDraft } from './type/document.draft';
import { documentOrder, intoLanguage } from './document.order';

const begin = callback('doc.start', { price: count() });
const back = callback('doc.back', {});

/** The text from which the document is made: that of a file, or of a transcript. */
const madeOf = ({ read, source }: DocumentDraft) => read ?? source;

/**
 * The target language of a translation. It stays in the draft when the person chooses another type, so it counts only for a translation.
 */
const targetOf = ({ documentType, targetLanguage }: DocumentDraft): TargetLanguage | null =>
  documentType === 'translation' ? (targetLanguage ?? null) : null;

/**
 * Whether a PDF is offered. Its fonts lack the letters of some languages (transcriber, export/formats.ts), and for these a DOCX would
 * come instead.
 */
const hasPdf = (target: TargetLanguage | null): boolean => target !== 'zh' && target !== 'kk';

const { step } = loading((readers, draft: DocumentDraft, context) => {
  const units = textUnitsOf(madeOf(draft)?.characters ?? 0);
  return readOffer(readers, context, { kind: 'document', item: 'document', units, like: `${units}` });
});

/** Shows the kind of document, its price, and the button that orders it. */
export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) => {
    const type = draft.documentType ?? 'summary';
    return offerScreen({
      draft,
      data,
      words: (price) => {
        const target = targetOf(draft);
        return t.confirm({
          name: t.name({ type, ...intoLanguage(target) }),
          type,
          isTranslation: target !== null,
          hasPdf: hasPdf(target),
          units: data.quote.units,
          price,
        });
      },
      promise: t.promise,
      accept: (seen) => begin.button(t.start, seen),
      back: back.button(t.back, {}),
    });
  },
  actions: [
    on(begin, (draft, { price }, context) => {
      const { person, t } = context;
      const { documentType, template = null } = draft;
      if (!madeOf(draft) || !documentType) return goTo('type', draft);
      const targetLanguage = targetOf(draft);
      if (documentType === 'template' && template === null) return goTo('template', draft);
      if (documentType === 'translation' && targetLanguage === null) return goTo('language', draft);
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        price,
        view: documentOrder,
        order: ({ units }) => ({
          what: t.what({ type: documentType, name: t.name({ type: documentType, ...intoLanguage(targetLanguage) }) }),
          start: {
            transcriptId: draft.source?.transcriptId ?? null,
            textId: draft.textId ?? null,
            documentType,
            template: documentType === 'template' ? template : null,
            language: person.language,
            targetLanguage,
            units,
          },
        }),
      });
    }),
    on(back, (draft) => goTo(draft.documentType === 'translation' ? 'language' : 'type', draft)),
  ],
});
