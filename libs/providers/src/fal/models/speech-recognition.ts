import { storableText } from '../../storable-text';
import { isRecord } from '../http/wire';
import { unreadable, type FalShape } from './model';

/** A recording at an address that FAL can read. */
export interface ListeningInput {
  readonly url: string;
  /** The length of the recording. */
  readonly seconds: number;
  /** ISO 639-1 codes of the languages that may be spoken; empty: the model finds out. */
  readonly languages: readonly string[];
  /** Names and terms that are likely to be said. */
  readonly vocabulary: readonly string[];
}

/** A word with its time in the recording, in seconds. */
export interface HeardWord {
  readonly text: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The model's name for the speaker, the same in the whole recording; null where the model gave none. */
  readonly speaker: string | null;
}

export interface HeardWords {
  readonly words: readonly HeardWord[];
  /** ISO 639-1; null when the model gave none that we know. */
  readonly language: string | null;
}

/** The form of models that write a whole recording down, with its speakers and the time of each word. */
export interface TranscriptShape extends FalShape<ListeningInput, HeardWords> {
  /** ISO 639-1 codes of the languages that a request may name; absent: it may name any. */
  readonly languages?: ReadonlySet<string>;
}

/** The languages that a request may name; Ukrainian and Kazakh, which a person can choose in the bot, are not among them. */
const XAI_LANGUAGES = new Set('ar cs da de en es fa fil fr hi id it ja ko mk ms nl pl pt ro ru sv th tr vi'.split(' '));
/** The most terms that are sent at once (Scribe's limit): a person's own list is shorter. */
const KEY_TERMS = 100;

/**
 * xAI's Grok Speech-to-Text. https://fal.ai/models/xai/speech-to-text/v1/llms.txt, read 2026-11-25, gives the endpoint, the price ("rounded
 * up to the nearest full minute"), `audio_url` with its formats, `language` and `diarize`. The form of the answer is xAI's own, as two of
 * its resellers print it. `keyterm` is a field of xAI's API that this page does not name: FAL ignores a field that a model does not know,
 * and if the model refused it, the next model would get the recording.
 */
export const xaiTranscript: TranscriptShape = {
  languages: XAI_LANGUAGES,
  input: ({ url, languages: [language, ...others], vocabulary }) => ({
    audio_url: url,
    language: language !== undefined && others.length === 0 && XAI_LANGUAGES.has(language) ? language : 'auto',
    ...(vocabulary.length > 0 && { keyterm: vocabulary.slice(0, KEY_TERMS) }),
  }),
  used: ({ seconds }) => ({ minute: Math.max(1, Math.ceil(seconds / 60)) }),
  output: (output) => ({
    words: wordsIn(output, ({ speaker }) => (Number.isInteger(speaker) ? String(speaker) : null)),
    language: codeOf(output, 'language'),
  }),
};

/** The factor by which a minute costs more with a person's own terms: "30 % more". */
const WITH_KEY_TERMS = 1.3;

/**
 * ElevenLabs' Scribe v2. https://fal.ai/models/fal-ai/elevenlabs/speech-to-text/scribe-v2/llms.txt, read 2026-11-23,
 * gives the endpoint, the price, `audio_url`, `language_code`, `tag_audio_events`, `diarize`, `keyterms` of at most 100
 * and the answer, whose words have blanks and sounds between them.
 */
export const scribeTranscript: TranscriptShape = {
  input: ({ url, languages: [language, ...others], vocabulary }) => ({
    audio_url: url,
    ...(language !== undefined && others.length === 0 && { language_code: language }),
    ...(vocabulary.length > 0 && { keyterms: vocabulary.slice(0, KEY_TERMS) }),
  }),
  used: ({ seconds, vocabulary }) => ({ minute: (seconds / 60) * (vocabulary.length > 0 ? WITH_KEY_TERMS : 1) }),
  output: (output) => ({
    words: wordsIn(output, ({ speaker_id: speaker }) => (typeof speaker === 'string' ? speaker : null)),
    language: codeOf(output, 'language_code'),
  }),
};

/** The words of an answer in their order; what lies between words is left out. */
function wordsIn(
  output: unknown,
  speakerOf: (word: Readonly<Record<string, unknown>>) => string | null,
): readonly HeardWord[] {
  const words = isRecord(output) ? output['words'] : undefined;
  if (!Array.isArray(words)) throw unreadable('words');
  return (words as unknown[]).flatMap((word) => {
    if (!isRecord(word)) throw unreadable('words');
    const { text, start, end, type = 'word' } = word;
    if (type !== 'word') return [];
    if (typeof text !== 'string' || !isTime(start) || !isTime(end)) throw unreadable('words');
    const said = storableText(text).trim();
    return said === '' ? [] : [{ text: said, startsAt: start, endsAt: Math.max(start, end), speaker: speakerOf(word) }];
  });
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** The two-letter code of a language that an answer names by two letters, by three, or by two and a region. */
function codeOf(output: unknown, field: string): string | null {
  const named = isRecord(output) ? output[field] : undefined;
  if (typeof named !== 'string') return null;
  try {
    // Intl knows the shorter code of a language: `rus` becomes `ru`.
    const { language } = new Intl.Locale(named);
    return language.length === 2 ? language : null;
  } catch {
    return null; // no code at all, such as a name or an empty text
  }
}
