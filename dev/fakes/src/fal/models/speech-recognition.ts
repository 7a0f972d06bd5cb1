import { readAudio } from '../../openai/audio';
import { type SaidWord, saidWordsIn, spokenLanguageOf } from '../../spoken-words';
import { ModelError } from '../jobs/errors';
import { download } from './download';
import { flag, inputReader, oneOf, requiredText, text } from './input';
import { defineModel, type RunContext } from './model';

/**
 * How long any recording takes, because its length is not known before the download. Such models transcribe a minute within seconds, and an
 * hour within minutes.
 */
const SECONDS = 6;

const XAI_LANGUAGES = [
  ...['auto', 'ar', 'cs', 'da', 'de', 'en', 'es', 'fa', 'fil', 'fr', 'hi', 'id', 'it', 'ja', 'ko', 'mk', 'ms', 'nl'],
  ...['pl', 'pt', 'ro', 'ru', 'sv', 'th', 'tr', 'vi'],
] as const;

/** The recording at an input's address, with its words. */
const heardAt = async (audio_url: string, language: string | undefined, context: RunContext) => {
  const bytes = await download('audio_url', audio_url, context);
  const audio = readAudio(bytes);
  if (!audio) throw ModelError.at('audio_url', 'file_download_error', 'Could not decode the audio file.');
  return { seconds: audio.seconds, words: await saidWordsIn(bytes, audio.seconds, language) };
};

const textOf = (words: readonly SaidWord[]): string => words.map(({ text: word }) => word).join(' ');

/** Whether the fault `broken` makes the answer lack its words, as if the model's answers had changed. */
const isBroken = ({ job }: RunContext): boolean => job.trouble?.kind === 'broken';

/**
 * `xai/speech-to-text/v1`: words with their times, and with `diarize` the number of their speaker. It hears who speaks
 * as any listener does, by the sound alone.
 */
export const xaiSpeechToText = defineModel(
  inputReader({
    audio_url: requiredText,
    language: oneOf('auto', XAI_LANGUAGES),
    diarize: flag(false),
    format: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async ({ audio_url, language, diarize, format }, context) => {
      if (format && language === 'auto') {
        throw ModelError.at('language', 'one_of', 'A language is required to format the text', { input: language });
      }
      const { seconds, words } = await heardAt(audio_url, language === 'auto' ? undefined : language, context);
      return JSON.stringify({
        text: textOf(words),
        language: language === 'auto' ? spokenLanguageOf(textOf(words)) : language,
        duration: seconds,
        ...(isBroken(context)
          ? {}
          : {
              words: words.map(({ text: word, start, end, speaker }) => ({
                ...{ text: word, start, end },
                ...(diarize && { speaker: speaker ?? 0 }),
              })),
            }),
      });
    },
  },
);

/** `fal-ai/elevenlabs/speech-to-text/scribe-v2`: words and the blanks between them, with their times and speakers. */
export const scribe = defineModel(
  inputReader({
    audio_url: requiredText,
    language_code: text(),
    diarize: flag(true),
    tag_audio_events: flag(true),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async ({ audio_url, language_code: language, diarize }, context) => {
      const { words } = await heardAt(audio_url, language === '' ? undefined : language, context);
      const by = ({ speaker }: SaidWord) => ({ speaker_id: diarize ? `speaker_${speaker ?? 0}` : null });
      const spaced = words.flatMap((word, nth) => {
        const said = { text: word.text, start: word.start, end: word.end, type: 'word', ...by(word) };
        const next = words[nth + 1];
        return next ? [said, { text: ' ', start: word.end, end: next.start, type: 'spacing', ...by(word) }] : [said];
      });
      return JSON.stringify({
        text: textOf(words),
        language_code: spokenLanguageOf(textOf(words)) === 'ru' ? 'rus' : 'eng',
        language_probability: 1,
        ...(isBroken(context) ? {} : { words: spaced }),
      });
    },
  },
);
