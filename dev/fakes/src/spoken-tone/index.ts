import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { murmured } from './murmur';

export const SPOKEN_FORMATS = ['mp3', 'opus', 'flac', 'wav', 'pcm'] as const;
export type SpokenFormat = (typeof SPOKEN_FORMATS)[number];

export interface Spoken {
  readonly text: string;
  /** The name of the voice, which decides its pitch. */
  readonly voice: string;
  /** The speed as a multiple of the voice's usual speed. */
  readonly speed: number;
  readonly format: SpokenFormat;
}

/** The pace of speech at the voice's usual speed. */
const CHARACTERS_PER_SECOND = 15;
const SHORTEST_SECONDS = 0.3;
const RATE = 24_000;

/** How long the fakes speak a text. */
const spokenSeconds = ({ text, speed }: Pick<Spoken, 'text' | 'speed'>): number =>
  Math.max(SHORTEST_SECONDS, text.length / CHARACTERS_PER_SECOND / speed);

/**
 * The voice of the fakes: nonsense with the vowels, pauses and melody of the text, in the voice's pitch, as long as the text and its speed
 * require. The sound begins and ends loud, in the middle of a wave, so that two sounds click when they are joined carelessly.
 */
export const spokenTone = async (spoken: Spoken): Promise<Buffer> => {
  const samples = murmured(spoken.text, { seconds: spokenSeconds(spoken), hertz: pitchOf(spoken.voice), rate: RATE });
  const pcm = Buffer.from(samples.buffer);
  switch (spoken.format) {
    case 'pcm':
      return pcm;
    case 'wav':
      return wav(pcm);
    case 'mp3':
      return encoded(pcm, ['-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3']);
    case 'opus':
      return encoded(pcm, ['-c:a', 'libopus', '-b:a', '32k', '-f', 'ogg']);
    case 'flac':
      return encoded(pcm, ['-c:a', 'flac', '-f', 'flac']);
  }
};

/** The pitch of a voice, between 105 and 224 Hz. */
const pitchOf = (voice: string): number =>
  105 + ([...voice].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000, 7) % 120);

const wav = (pcm: Buffer): Buffer => {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // mono
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
};

const encoded = (pcm: Buffer, codec: readonly string[]): Promise<Buffer> => {
  chmodSync(ffmpeg, 0o755); // npm may have been told to run no install scripts; the package's script only does this
  const raw = ['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0'];
  const encoder = spawn(ffmpeg, ['-v', 'error', ...raw, ...codec, 'pipe:1'], { stdio: ['pipe', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    encoder.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    encoder.on('error', reject);
    encoder.on('close', (code) => (code === 0 ? resolve(Buffer.concat(chunks)) : reject(new Error('not encoded'))));
    encoder.stdin.on('error', () => undefined); // the end of the program reports the error
    encoder.stdin.end(pcm);
  });
};
