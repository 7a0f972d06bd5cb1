import type { DocumentPoint } from '@aisha/kinds';
import type { DeliveredDocument } from '@aisha/kinds/tables';
import { documentFileTexts } from '@aisha/words';
import type { Block, ExportedDocument } from '../export/document';
import { formOf, formOfHeadings, languageOf } from './document-forms';

/**
 * Lays a document out in the form from which its files are made: the points in the order of the type's sections, each under its heading. The
 * quotes on which the points rest come at the end, so that a reader can look up what was said.
 */
export function laidOut({
  documentType,
  template,
  language,
  targetLanguage,
  points,
  transcriptId,
}: Pick<
  DeliveredDocument,
  'documentType' | 'template' | 'language' | 'targetLanguage' | 'points' | 'transcriptId'
>): ExportedDocument {
  const ordered = { documentType, template, language, targetLanguage };
  const isTemplateGone = documentType === 'template' && template === null;
  const { title, sections, kind, around } = isTemplateGone ? formOfHeadings(headingsOf(points)) : formOf(ordered);
  const t = documentFileTexts[language];
  const passages: Block[] = [];
  const blocks = sections.flatMap(([name, { heading, unanswered }]): Block[] => {
    const ofSection = points.filter(({ section }) => section === name);
    if (ofSection.length === 0) {
      return heading && unanswered ? [titled(heading(t)), { kind: 'paragraph', text: unanswered(t) }] : [];
    }
    const said = ofSection.map(({ text, owner, due, quote, at, isSupported }): Block => {
      const withTask = t.point({ text, owner, due });
      const place = at !== null && { at };
      if (quote === null) return { kind, text: withTask, ...place, isSupported };
      const restsOn = passages.length + 1;
      passages.push({ kind: 'paragraph', text: `«${quote}»`, ...place, passage: restsOn });
      return { kind, text: withTask, ...place, restsOn, isSupported };
    });
    return heading ? [titled(heading(t)), ...said] : said;
  });
  const origins: Block[] = passages.length > 0 ? [{ kind: 'heading', text: t.origins }, ...passages] : [];
  const aside = (text: string | undefined): Block[] => (text === undefined ? [] : [{ kind: 'paragraph', text }]);
  return {
    title: title(t),
    language,
    textLanguage: languageOf(ordered),
    origin: transcriptId === null ? 'text' : 'recording',
    blocks: [...aside(around?.before(t)), ...blocks, ...aside(around?.after(t)), ...origins],
  };
}

const titled = (text: string): Block => ({ kind: 'heading', text });

/** The headings of a document whose template was deleted: only those headings that have points. */
const headingsOf = (points: readonly DocumentPoint[]): string[] => [...new Set(points.map(({ section }) => section))];
