import { paragraphsOf, type Segment } from '@aisha/kinds';
import type { Block, ExportedDocument } from './document';
import { calledIn } from './speaker';

/** A transcript with its title, and the language of the words around it. */
export interface ExportedTranscript {
  readonly title: string;
  readonly language: ExportedDocument['language'];
  readonly segments: readonly Segment[];
  /** The speakers' names by the model's labels. */
  readonly speakers: Readonly<Record<string, string>>;
}

/** Turns a transcript into paragraphs, each with its time. Doubtful words are in marked paragraphs of their own. */
export function transcriptDocument({ title, language, segments, speakers }: ExportedTranscript): ExportedDocument {
  const blocks = paragraphsOf(segments).map((said): Block => {
    const { startsAt, speaker, doubt } = said[0]!;
    return {
      kind: 'paragraph',
      text: said.map(({ text }) => text).join(' '),
      at: startsAt,
      ...(speaker !== null && { speaker: calledIn(language, speakers, speaker) }),
      ...(doubt !== null && { isSupported: false }),
    };
  });
  return { title, language, blocks };
}
