import type { Segment } from '@aisha/domain';

/** So much quiet begins a new paragraph. */
const PAUSE_SECONDS = 2;
/** A longer paragraph ends with its sentence: it fills a telephone's screen. */
const LONG_PARAGRAPH = 600;

/** The text as one reads it: paragraphs, without what may never have been said. */
export function readable(segments: readonly Segment[]): string {
  const paragraphs: string[] = [];
  let last: Segment | undefined;
  for (const segment of segments) {
    if (segment.doubt !== null) continue;
    if (last && continues(paragraphs.at(-1)!, last, segment)) paragraphs.push(`${paragraphs.pop()} ${segment.text}`);
    else paragraphs.push(segment.text);
    last = segment;
  }
  return paragraphs.join('\n\n');
}

const continues = (paragraph: string, last: Segment, next: Segment): boolean =>
  next.speaker === last.speaker &&
  next.startsAt - last.endsAt < PAUSE_SECONDS &&
  !(paragraph.length >= LONG_PARAGRAPH && /[.!?…]["»”)]*$/.test(paragraph));
