import type { Segment } from '@aisha/domain';
import type { Block, ExportedDocument } from './document';

/** A transcript with the words around it. */
export interface ExportedTranscript {
  readonly title: string;
  readonly language: ExportedDocument['language'];
  readonly segments: readonly Segment[];
  /** Names of the speakers by the model's labels. */
  readonly speakers: Readonly<Record<string, string>>;
}

/** A paragraph that is longer takes no further segment: some eight lines of a page. */
const PARAGRAPH = 600;
/** Whoever is silent so long begins a new thought, seconds. */
const PAUSE_SECONDS = 3;

/** A transcript as paragraphs, each with its time; what may never have been said stands alone, marked. */
export function transcriptDocument({ title, language, segments, speakers }: ExportedTranscript): ExportedDocument {
  const paragraphs: Segment[][] = [];
  for (const segment of segments) {
    const before = paragraphs.at(-1);
    if (before && goesOn(before, segment)) before.push(segment);
    else paragraphs.push([segment]);
  }
  const blocks = paragraphs.map((said): Block => {
    const { startsAt, speaker, doubt } = said[0]!;
    return {
      kind: 'paragraph',
      text: textOf(said),
      at: startsAt,
      ...(speaker !== null && { speaker: speakers[speaker] ?? speaker }),
      ...(doubt !== null && { isSupported: false }),
    };
  });
  return { title, language, blocks };
}

const textOf = (said: readonly Segment[]): string => said.map(({ text }) => text).join(' ');

const goesOn = (paragraph: readonly Segment[], after: Segment): boolean => {
  const before = paragraph.at(-1)!;
  return (
    before.speaker === after.speaker &&
    before.doubt === null &&
    after.doubt === null &&
    after.startsAt - before.endsAt < PAUSE_SECONDS &&
    textOf(paragraph).length < PARAGRAPH
  );
};
