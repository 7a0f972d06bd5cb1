import { invalid, missing } from './api-error';
import { oggOpusSilence } from './ogg-opus';
import type { Reply } from './server';

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
const CHARACTERS_PER_SECOND = 15;
const MAX_SECONDS = 60;
const PCM_RATE = 24_000;
const TONE_HZ = 220;

/** Sound of the length the text would take: a soft tone as WAV or PCM, silence where it must be compressed. */
export const speak = (model: string, body: Readonly<Record<string, unknown>>): Reply => {
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
  const seconds = Math.min(MAX_SECONDS, Math.max(1, input.length / CHARACTERS_PER_SECOND / speed));
  switch (format) {
    case 'mp3':
      return { bytes: mp3Silence(seconds), type: 'audio/mpeg' };
    case 'opus':
      return { bytes: oggOpusSilence(seconds), type: 'audio/ogg' };
    case 'wav':
      return { bytes: wav(tone(seconds)), type: 'audio/wav' };
    case 'pcm':
      return { bytes: tone(seconds), type: 'audio/pcm' };
    default:
      throw invalid(`Invalid value: '${String(format)}'.`, 'invalid_value', 'response_format');
  }
};

const tone = (seconds: number): Buffer => {
  const samples = Math.round(seconds * PCM_RATE);
  const pcm = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index += 1) {
    const swell = 0.5 - 0.5 * Math.cos((index / PCM_RATE) * Math.PI * 4);
    pcm.writeInt16LE(Math.round(6_000 * swell * Math.sin((index / PCM_RATE) * 2 * Math.PI * TONE_HZ)), index * 2);
  }
  return pcm;
};

const wav = (pcm: Buffer): Buffer => {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // mono
  header.writeUInt32LE(PCM_RATE, 24);
  header.writeUInt32LE(PCM_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
};

/** MPEG-1 layer III, 64 kbit/s, 44.1 kHz, mono: a frame of zeros after its header is silence. */
const MP3_HEADER = Buffer.from([0xff, 0xfb, 0x50, 0xc4]);
const MP3_FRAME_BYTES = 208;
const MP3_FRAME_SECONDS = 1_152 / 44_100;

const mp3Silence = (seconds: number): Buffer => {
  const frame = Buffer.concat([MP3_HEADER, Buffer.alloc(MP3_FRAME_BYTES - MP3_HEADER.length)]);
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / MP3_FRAME_SECONDS) }, () => frame));
};
