import type { DeliveredDocument } from '@aisha/database/transcriber';
import type { Block, ExportedDocument } from '../export/document';
import { DOCUMENT_FORMS } from './types';

const WORDS = { ru: { who: 'кто', due: 'срок' }, en: { who: 'who', due: 'due' } } as const;

/** A document as its files are made of it: the points in the type's order, each under its heading. */
export function laidOut({
  documentType,
  language,
  points,
}: Pick<DeliveredDocument, 'documentType' | 'language' | 'points'>): ExportedDocument {
  const { title, sections, kind, around } = DOCUMENT_FORMS[documentType];
  const words = WORDS[language];
  const blocks = Object.entries(sections).flatMap(([name, { heading }]): Block[] => {
    const ofSection = points.filter(({ section }) => section === name);
    if (ofSection.length === 0) return [];
    const said = ofSection.map(({ text, owner, due, at, isSupported }): Block => {
      const task = [owner !== null && `${words.who}: ${owner}`, due !== null && `${words.due}: ${due}`].filter(Boolean);
      const withTask = task.length > 0 ? `${text} (${task.join('; ')})` : text;
      return { kind, text: withTask, ...(at !== null && { at }), isSupported };
    });
    return heading ? [{ kind: 'heading', text: heading[language] }, ...said] : said;
  });
  const aside = (text: string | undefined): Block[] => (text === undefined ? [] : [{ kind: 'paragraph', text }]);
  return {
    title: title[language],
    language,
    blocks: [...aside(around?.before[language]), ...blocks, ...aside(around?.after[language])],
  };
}
