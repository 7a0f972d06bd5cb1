import type { TranscriptionCreateParamsNonStreaming } from 'openai/resources/audio/transcriptions';
import type { RecognizedSegment, SpeechHints } from '../ports/speech-recognizer';

/** The request to a model, and the parts of its answer beyond the text (openai.md §3). */
export interface SpeechModel {
  /** Whether the model says who speaks. */
  readonly tellsSpeakers?: true;
  readonly ask: (hints: SpeechHints) => Omit<TranscriptionCreateParamsNonStreaming, 'file' | 'model'>;
}

const plain: SpeechModel = {
  ask: ({ languages, vocabulary }) => ({ response_format: 'json', ...oneOf(languages), ...promptOf(vocabulary) }),
};

/** What differs between models that transcribe, by their shape in the catalogue. */
const SHAPES: Readonly<Record<string, SpeechModel>> = {
  'transcribe-keywords': {
    ask: ({ languages, vocabulary }) => ({
      response_format: 'json',
      ...(languages.length > 0 && { languages: [...languages] }),
      ...(vocabulary.length > 0 && { keywords: [...vocabulary] }),
    }),
  },
  'transcribe-text': plain,
  // This model takes no prompt, and above 30 s it must be told how to divide the file.
  'transcribe-speakers': {
    tellsSpeakers: true,
    ask: ({ languages }) => ({ response_format: 'diarized_json', chunking_strategy: 'auto', ...oneOf(languages) }),
  },
  'transcribe-verbose': {
    ask: ({ languages, vocabulary }) => ({
      response_format: 'verbose_json',
      ...oneOf(languages),
      ...promptOf(vocabulary),
    }),
  },
};

/** A model that the catalogue does not have is asked for plain JSON, which every model can give. */
export const speechModel = (shape: string | undefined): SpeechModel =>
  SHAPES[shape ?? ''] ?? { ask: () => ({ response_format: 'json' }) };

/** The language for the older models, which accept only one. Of several languages we name none, and the model finds out by listening. */
const oneOf = ([first, ...others]: readonly string[]) =>
  first !== undefined && others.length === 0 ? { language: first } : {};

/** Whisper reads the last 224 tokens of a prompt; in Russian that is some 500 characters. */
const PROMPT_CHARACTERS = 500;

const promptOf = (vocabulary: readonly string[]) =>
  vocabulary.length > 0 ? { prompt: vocabulary.join(', ').slice(0, PROMPT_CHARACTERS) } : {};

/** The segments of an answer with their times, whatever its form; null when the answer has no times that can be used. */
export const segmentsIn = ({ segments }: { readonly segments?: unknown }): RecognizedSegment[] | null => {
  if (!Array.isArray(segments)) return null;
  const told = (segments as Readonly<Record<string, unknown> | null>[]).flatMap((segment): RecognizedSegment[] => {
    const { start, end, text, speaker } = segment ?? {};
    if (typeof start !== 'number' || typeof end !== 'number' || !(end >= start) || typeof text !== 'string') return [];
    return [{ startsAt: start, endsAt: end, text, speaker: typeof speaker === 'string' ? speaker : null }];
  });
  return told.length === segments.length ? told : null;
};

/** The ISO 639-1 codes of an answer, which has a list of codes, or the one English name that whisper gives. */
export const languagesIn = ({ languages, language }: Readonly<Record<'languages' | 'language', unknown>>): string[] => {
  if (typeof language === 'string') return codesByName().get(language.toLowerCase()) ?? [];
  return (Array.isArray(languages) ? (languages as ({ code?: unknown } | null)[]) : []).flatMap((one) =>
    typeof one?.code === 'string' ? one.code : [],
  );
};

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
let byName: ReadonlyMap<string, string[]> | undefined;

/**
 * The two-letter codes of languages by their English names. A withdrawn code has the name of the one that replaced it (`iw` is Hebrew as
 * `he` is), and is left out.
 */
const codesByName = (): ReadonlyMap<string, string[]> => {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  byName ??= new Map(
    LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).flatMap((code) => {
      const name = names.of(code)?.toLowerCase();
      return name === undefined || isWithdrawn(code) ? [] : [[name, [code]] as const];
    }),
  );
  return byName;
};

const isWithdrawn = (code: string): boolean => {
  const [current = code] = Intl.getCanonicalLocales(code);
  return current !== code && current.length === code.length;
};
