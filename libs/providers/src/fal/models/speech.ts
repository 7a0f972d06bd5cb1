import type { SpeechSpeed, Voice } from '@aisha/kinds';
import { bytesOf, fileOf, type FalShape } from './model';

/** The model's built-in voices, which speak every language. Public callers of the model name them; FAL's page does not. */
const VOICE_IDS: Readonly<Record<Voice, string>> = {
  soft: 'Calm_Woman',
  bright: 'Lively_Girl',
  calm: 'Patient_Man',
  deep: 'Deep_Voice_Man',
};

export interface SpeechInput {
  readonly text: string;
  readonly voice: Voice;
  readonly speed: SpeechSpeed;
  /** The language of the whole text, ISO 639-1. */
  readonly language: string;
}

/** What is sent to a model that reads aloud, and how its answer is read. */
export interface SpeechShape extends FalShape<SpeechInput, SpokenText> {
  /** Whether the model takes a speed. We stretch the sound of a model that takes none. */
  readonly readsAtSpeeds: boolean;
}

export interface SpokenText {
  readonly url: string;
  /** The size that FAL reports; null when it reports none. */
  readonly bytes: number | null;
}

/**
 * MiniMax Speech-02 Turbo, which reads Russian. https://fal.ai/models/fal-ai/minimax/speech-02-turbo/llms.txt, read
 * 2026-11-22, gives the endpoint, the price, `text` and its length, `language_boost` with "Russian" and "auto", and
 * `output_format` "url" or "hex" (the default, so we name ours). Callers of this family of models, not that page, give
 * `voice_setting` with `voice_id` and `speed` of 0.5 to 2, and an answer of `{audio: {url}, duration_ms}`. We do not
 * name the format of the sound: by default it is MP3, and ffmpeg recognises it by its content.
 */
export const minimaxSpeech: SpeechShape = {
  readsAtSpeeds: true,
  input: ({ text, voice, speed }) => ({
    text,
    voice_setting: { voice_id: VOICE_IDS[voice], speed: speed / 100 },
  }),
  used: ({ text }) => ({ '1000 characters': text.length / 1_000 }),
  output: spokenText,
};

type InworldVoices = Readonly<Record<Voice, string>>;

/**
 * The voices by the language that they were made for. Names and languages are those of `InworldTtsInput` in the types of @fal-ai/client
 * 1.10.1, read 2026-11-25. No source says which of two voices is softer or deeper, so that is our guess. German has one voice of a woman and
 * one of a man.
 */
const INWORLD_VOICES: Readonly<Record<string, InworldVoices>> = {
  ru: { soft: 'Svetlana (ru)', bright: 'Elena (ru)', calm: 'Dmitry (ru)', deep: 'Nikolai (ru)' },
  en: { soft: 'Julia (en)', bright: 'Ashley (en)', calm: 'Craig (en)', deep: 'Ronald (en)' },
  de: { soft: 'Johanna (de)', bright: 'Johanna (de)', calm: 'Josef (de)', deep: 'Josef (de)' },
};
const OTHER_LANGUAGE = 'en';

/**
 * Inworld TTS-1.5 Max at FAL: `text`, `voice` and `sample_rate_hertz`, an answer of `{audio: File}` and no speed, by the types of
 * @fal-ai/client 1.10.1. $0.01 per 1,000 characters that are sent. A voice speaks best the language that it was made for
 * (docs.inworld.ai/docs/tts/capabilities/generating-audio). The sound is MP3 by default, and ffmpeg recognises it.
 */
export const inworldSpeech: SpeechShape = {
  readsAtSpeeds: false,
  input: ({ text, voice, language }) => ({
    text,
    voice: (INWORLD_VOICES[language] ?? INWORLD_VOICES[OTHER_LANGUAGE]!)[voice],
  }),
  used: ({ text }) => ({ '1000 characters': text.length / 1_000 }),
  output: spokenText,
};

function spokenText(output: unknown): SpokenText {
  const file = fileOf(output, 'audio');
  return { url: file.url, bytes: bytesOf(file) };
}
