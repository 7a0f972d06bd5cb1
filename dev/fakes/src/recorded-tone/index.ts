import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { promisify } from 'node:util';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';

/** Recordings by length, kept because ffmpeg takes half a second for each. */
const recorded = new Map<number, Promise<Buffer>>();

/** A voice message as Telegram records one (Ogg, Opus), of a tone that rises and falls. The same length gives the same bytes. */
export const recordedTone = (seconds: number): Promise<Buffer> => {
  const tone = recorded.get(seconds) ?? record(seconds);
  recorded.set(seconds, tone);
  return tone;
};

const record = async (seconds: number): Promise<Buffer> => {
  chmodSync(ffmpeg, 0o755); // npm may have been told to run no install scripts; the package's script only does this
  const source = `aevalsrc=0.3*sin(2*PI*(220+80*sin(2*PI*t/3))*t):s=48000:d=${seconds}`;
  const { stdout } = await promisify(execFile)(
    ffmpeg,
    ['-v', 'error', '-f', 'lavfi', '-i', source, '-c:a', 'libopus', '-b:a', '24k', '-ac', '1', '-f', 'ogg', 'pipe:1'],
    { encoding: 'buffer' },
  );
  return stdout;
};
