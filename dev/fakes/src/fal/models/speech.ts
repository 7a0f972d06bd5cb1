import { ModelError } from '../jobs/errors';
import { spokenTone } from '../../spoken-tone';
import { decimal, flag, inputReader, oneOf, requiredText } from './input';
import { defineModel } from './model';

const SECONDS = 3;
const MAX_CHARACTERS = 5_000;
const VOICES = [
  'Wise_Woman',
  'Friendly_Person',
  'Inspirational_girl',
  'Deep_Voice_Man',
  'Calm_Woman',
  'Casual_Guy',
  'Lively_Girl',
  'Patient_Man',
  'Young_Knight',
  'Determined_Man',
  'Lovely_Girl',
  'Decent_Boy',
  'Imposing_Manner',
  'Elegant_Man',
  'Abbess',
  'Sweet_Girl_2',
  'Exuberant_Girl',
] as const;

const readSetting = inputReader({ voice_id: oneOf('Wise_Woman', VOICES), speed: decimal(1, 0.5, 2) });

const INWORLD_VOICES = [
  ...['Craig (en)', 'Julia (en)', 'Ashley (en)', 'Ronald (en)', 'Alex (en)', 'Johanna (de)', 'Josef (de)'],
  ...['Svetlana (ru)', 'Elena (ru)', 'Dmitry (ru)', 'Nikolai (ru)'],
];
const RATES = ['8000', '16000', '24000', '32000', '40000', '48000'] as const;

/** `fal-ai/inworld-tts`: a text read aloud at one speed, as MP3. */
export const inworldSpeech = defineModel(
  inputReader({
    text: requiredText,
    voice: oneOf<string>('Craig (en)', INWORLD_VOICES),
    sample_rate_hertz: oneOf('48000', RATES),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async ({ text, voice }, { files, job }) => {
      if (text.trim() === '') {
        throw ModelError.at('text', 'sequence_too_short', 'Text should have a word', { ctx: { min_length: 1 } });
      }
      const sound = await spokenTone({ text, voice, speed: 1, format: 'mp3' });
      return JSON.stringify({ audio: await files.put('speech.mp3', 'audio/mpeg', sound, job) });
    },
  },
);

/** `fal-ai/minimax/speech-02-turbo`: a text read aloud, as MP3. Hexadecimal output is for streaming. */
export const minimaxSpeech = defineModel(
  inputReader({
    text: requiredText,
    voice_setting: (_name, value) => readSetting((value ?? {}) as Readonly<Record<string, unknown>>),
    language_boost: oneOf('auto', ['auto', 'Russian', 'English']),
    output_format: oneOf('hex', ['url', 'hex']),
    english_normalization: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async ({ text, voice_setting: { voice_id: voice, speed }, output_format: output }, { files, job }) => {
      if (text.trim() === '' || text.length > MAX_CHARACTERS) {
        const isLong = text.length > MAX_CHARACTERS;
        throw ModelError.at(
          'text',
          isLong ? 'sequence_too_long' : 'sequence_too_short',
          `Text should have 1 to ${MAX_CHARACTERS} characters`,
          { ctx: isLong ? { max_length: MAX_CHARACTERS } : { min_length: 1 } },
        );
      }
      const sound = await spokenTone({ text, voice, speed, format: 'mp3' });
      const duration_ms = Math.round((text.length / 15 / speed) * 1_000);
      if (output === 'hex') return JSON.stringify({ audio: sound.toString('hex'), duration_ms });
      return JSON.stringify({ audio: await files.put('speech.mp3', 'audio/mpeg', sound, job), duration_ms });
    },
  },
);
