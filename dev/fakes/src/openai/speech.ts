import { SPOKEN_FORMATS, spokenTone, type SpokenFormat } from '../spoken-tone';
import { invalid, missing } from './api-error';
import type { Reply } from './reply';

const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'onyx',
  'nova',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
];
const MAX_CHARACTERS = 4_096;

/** Answers with the fakes' voice, which lasts as long as the reading of the text would. */
export const speak = async (
  model: string,
  body: Readonly<Record<string, unknown>>,
  trouble?: string,
): Promise<Reply> => {
  if (!/tts/.test(model)) throw invalid(`Model '${model}' does not speak`, 'unsupported_value', 'model');
  const { input, voice, speed = 1, response_format: format = 'mp3', instructions } = body;
  if (typeof input !== 'string' || input === '') throw missing('input');
  if (input.length > MAX_CHARACTERS) {
    throw invalid(`String should have at most ${MAX_CHARACTERS} characters`, 'string_above_max_length', 'input');
  }
  if (voice === undefined) throw missing('voice');
  if (typeof voice === 'string' && !VOICES.includes(voice)) {
    throw invalid(`Invalid value: '${voice}'.`, 'invalid_value', 'voice');
  }
  if (typeof speed !== 'number' || speed < 0.25 || speed > 4) {
    throw invalid("'speed' must be between 0.25 and 4", 'invalid_value', 'speed');
  }
  if (instructions !== undefined && model.startsWith('tts-1')) {
    throw invalid("'instructions' is not supported with this model", 'unsupported_parameter', 'instructions');
  }
  const known = SPOKEN_FORMATS.find((one) => one === format);
  if (known === undefined) throw invalid(`Invalid value: '${String(format)}'.`, 'invalid_value', 'response_format');
  if (trouble === 'html-page') return { bytes: '<!doctype html><title>Sign in</title>', type: 'text/html' };
  return { bytes: await spokenTone({ text: input, voice: String(voice), speed, format: known }), type: TYPES[known] };
};

const TYPES: Readonly<Record<SpokenFormat, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};
