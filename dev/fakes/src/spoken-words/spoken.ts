import { HERTZ, recorded } from './sound';
import { pitchOf, type Voice } from './voices';
import { GAP_SECONDS, PAUSE_SECONDS, tonesOf, WORD_SECONDS } from './vocabulary';

/** The loudness of each tone of a word, as a share of full scale. */
const LOUDNESS = 0.25;
/** The loudness of a voice's pitch under each word: far below the word's tones, so that any listener hears the words. */
const VOICE_LOUDNESS = 0.08;
/** The time in which a word gets loud at its beginning and silent at its end, so that it does not click. */
const RAMP_SECONDS = 0.005;

/** A sentence that somebody says. */
export interface SaidSentence {
  readonly voice: Voice;
  readonly says: string;
}

/** A part of a recording: the words of a sentence, with a voice or without one, or this many seconds of quiet. */
export type ScriptPart = string | number | SaidSentence;

/** A recording in which exactly this is said. */
export const spoken = (...script: readonly ScriptPart[]): Int16Array => {
  const parts: Int16Array[] = [];
  let words = 0;
  script.forEach((part, place) => {
    if (typeof part === 'number') return parts.push(quiet(part));
    const { voice, says } = typeof part === 'string' ? { voice: null, says: part } : part;
    says.split(' ').forEach((word, nth) => {
      parts.push(...(nth === 0 ? [] : [quiet(GAP_SECONDS)]), burst(word, voice && pitchOf(voice, (words += 1))));
    });
    const next = script[place + 1];
    if (next !== undefined && typeof next !== 'number') parts.push(quiet(PAUSE_SECONDS));
    return undefined;
  });
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const quiet = (seconds: number): Int16Array => new Int16Array(Math.round(seconds * HERTZ));

const burst = (word: string, pitch: number | null): Int16Array => {
  const [low, high] = tonesOf(word);
  const ramp = RAMP_SECONDS * HERTZ;
  const samples = quiet(WORD_SECONDS);
  return samples.map((_, at) => {
    const full = 32_767 * Math.min(1, at / ramp, (samples.length - 1 - at) / ramp);
    const angle = (2 * Math.PI * at) / HERTZ;
    const voice = pitch === null ? 0 : VOICE_LOUDNESS * Math.sin(pitch * angle);
    return Math.round(full * (LOUDNESS * (Math.sin(low * angle) + Math.sin(high * angle)) + voice));
  });
};

/** The quick encoder of MP3: nobody listens to these sounds. */
const QUICK_MP3 = ['-c:a', 'libmp3lame', '-compression_level', '7'];

const FORMATS = {
  /** The format in which Telegram records a voice message. */
  ogg: ['-c:a', 'libopus', '-b:a', '32k', '-f', 'ogg'],
  mp3: ['-ar', '44100', ...QUICK_MP3, '-b:a', '64k', '-f', 'mp3'],
  /**
   * The form in which speech is sent to a model: frames alone, 4000 bytes a second, so that appending one file to
   * another makes a longer one.
   */
  small: [
    ...['-ar', '16000', ...QUICK_MP3, '-b:a', '32k', '-reservoir', '0'],
    ...['-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'],
  ],
  wav: ['-f', 'wav'],
  /** A video of a blue wall with this sound. */
  mp4: [
    ...['-f', 'lavfi', '-i', 'color=c=blue:s=64x64:r=5', '-shortest', '-c:v', 'mpeg4', '-c:a', 'aac'],
    ...['-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4'],
  ],
} satisfies Record<string, readonly string[]>;
export type SoundFormat = keyof typeof FORMATS;

/** The file a person would send. */
export const encoded = (samples: Int16Array, format: SoundFormat = 'ogg'): Promise<Buffer> =>
  recorded(samples, FORMATS[format]);
