import type { SpeechSpeed, Voice } from '@aisha/kinds';
import { fileOf, type FalModel } from './model';

/** The price of a character: "$0.06 per 1000 character". */
const DOLLARS = 0.000_06;

/** FAL's page says "max 5000 characters". */
export const MAX_FAL_SPEECH_CHARACTERS = 5_000;

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
export const speaker: FalModel<SpeechInput, SpokenText> = {
  endpoint: 'fal-ai/minimax/speech-02-turbo',
  input: ({ text, voice, speed }) => ({
    text,
    voice_setting: { voice_id: VOICE_IDS[voice], speed: speed / 100 },
    language_boost: 'auto',
    output_format: 'url',
  }),
  dollars: ({ text }) => DOLLARS * text.length,
  output: (output) => {
    const { url, file_size: bytes } = fileOf(output, 'audio');
    return { url, bytes: typeof bytes === 'number' && bytes > 0 ? bytes : null };
  },
};
