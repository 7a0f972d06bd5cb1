import { seenLength, shownName } from '@aisha/domain';

/** Why a segment is doubted: the model repeated itself, or wrote words where there was silence. */
export type SegmentDoubt = 'loop' | 'silence';

/** A sentence or a few of a recording, with their time. */
export interface Segment {
  /** Seconds from the beginning of the recording. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly text: string;
  /** The speaker by the model's label; null where the model names none. */
  readonly speaker: string | null;
  /** Null: the words of the segment count as really said. */
  readonly doubt: SegmentDoubt | null;
}

/** A moment of a recording: «12:05», «1:02:03». */
export function timeInRecording(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number): string => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
/**
 * A segment belongs to a typed stretch if both share at least this many seconds. A segment that is shorter than this belongs to it only if
 * it lies wholly within; one without a length, if it begins within.
 */
const TOUCHES_SECONDS = 1;

/** The words in a stretch of a recording. */
export const saidBetween = (segments: readonly Segment[], from: number, to: number): Segment[] =>
  segments.filter(({ startsAt, endsAt }) => {
    if (endsAt <= startsAt) return startsAt >= from && startsAt < to;
    const shared = Math.min(endsAt, to) - Math.max(startsAt, from);
    return shared > 0 && shared >= Math.min(TOUCHES_SECONDS, endsAt - startsAt);
  });

/** The person's names for the speakers of a transcript, by the model's labels. */
export type SpeakerNames = Readonly<Record<string, string>>;

/** Files that hold a text, with its headings and times. */
export const DOCUMENT_FORMATS = ['docx', 'pdf', 'txt', 'md'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Files that a player shows over a video. */
export const SUBTITLE_FORMATS = ['srt', 'vtt'] as const;
export type SubtitleFormat = (typeof SUBTITLE_FORMATS)[number];

/** The formats of a transcript, in the order of its buttons. */
export const EXPORT_FORMATS = [...DOCUMENT_FORMATS, ...SUBTITLE_FORMATS] as const;
export type ExportFormat = DocumentFormat | SubtitleFormat;

/** The model's labels of the speakers, in the order in which they begin to speak. */
export const speakersIn = (segments: readonly Segment[]): string[] => [
  ...new Set(segments.flatMap(({ speaker }) => speaker ?? [])),
];

/** The length of a person's title for a transcript, in characters. */
export const TRANSCRIPT_TITLE_LENGTH = { min: 1, max: 60 } as const;

/** The length of a person's name for a speaker, in characters. */
export const SPEAKER_NAME_LENGTH = { min: 1, max: 40 } as const;

/** The typed words in one line; undefined when they have too few visible characters, or are too long. */
const named = (typed: string, { min, max }: { readonly min: number; readonly max: number }): string | undefined => {
  const name = shownName(typed);
  return seenLength(name) >= min && name.length <= max ? name : undefined;
};
export const transcriptTitle = (typed: string): string | undefined => named(typed, TRANSCRIPT_TITLE_LENGTH);
export const speakerName = (typed: string): string | undefined => named(typed, SPEAKER_NAME_LENGTH);
