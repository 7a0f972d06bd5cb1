import type { DocumentPoint, DocumentType, Language } from '@aisha/domain';
import type { Block, ExportedDocument } from '../export/document';
import { DOCUMENT_FORMS } from './types';

const WORDS = {
  ru: { who: 'кто', due: 'срок', unsupported: '⚠️ в записи не нашлось' },
  en: { who: 'who', due: 'due', unsupported: '⚠️ not found in the recording' },
} as const;

/** A document as its files are made of it: the points in the type's order, each under its heading. */
export function laidOut(
  documentType: DocumentType,
  language: Language,
  points: readonly DocumentPoint[],
): ExportedDocument {
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

/** The document as plain text. */
export function asText({ title, language, blocks }: ExportedDocument): string {
  const lines = blocks.map((block) => {
    if (block.kind === 'heading') return `\n${block.text}\n`;
    const { kind, text, at, isSupported } = block;
    const mark = isSupported === false ? ` ${WORDS[language].unsupported}` : '';
    const line = `${text}${at === undefined ? '' : ` [${clock(at)}]`}${mark}`;
    return kind === 'item' ? `• ${line}` : `${line}\n`;
  });
  return `${title}\n\n${lines.join('\n')}`.replace(/\n{3,}/g, '\n\n').trim() + '\n';
}

/** 1:02:03, or 2:03. */
function clock(seconds: number): string {
  const [hours, minutes, rest] = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map(Math.floor) as [
    number,
    number,
    number,
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
