import { execFile, type ExecFileOptionsWithBufferEncoding } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';

/**
 * How many samples a second the sound has, in one channel of 16 bits. Generated recordings have this form, and the listener converts what
 * it hears to it.
 */
export const HERTZ = 8_000;

const AS_SAMPLES = ['-f', 's16le', '-ar', String(HERTZ), '-ac', '1'];
/** The most that is decoded: half a day of sound. */
const MOST_BYTES = 700_000_000;

/** The samples of a recording in any format. Rejects for what cannot be decoded. */
export const decoded = async (recording: Buffer): Promise<Int16Array> => {
  const raw = await piped(recording, ['-i', 'pipe:0', '-vn', ...AS_SAMPLES, 'pipe:1']);
  return new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + (raw.byteLength & ~1)));
};

/** A recording of these samples, by ffmpeg's options of the format. */
export const recorded = (samples: Int16Array, options: readonly string[]): Promise<Buffer> =>
  piped(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength), [
    ...[...AS_SAMPLES, '-i', 'pipe:0'],
    ...options,
    'pipe:1',
  ]);

const piped = (input: Buffer, options: readonly string[]): Promise<Buffer> => {
  chmodSync(ffmpeg, 0o755); // npm may have been told to run no install scripts; the package's script only does this
  const running: ExecFileOptionsWithBufferEncoding = { encoding: 'buffer', maxBuffer: MOST_BYTES };
  return new Promise((resolve, reject) => {
    const program = execFile(ffmpeg, ['-v', 'error', ...options], running, (error, stdout) =>
      error ? reject(new Error('ffmpeg could not read the sound')) : resolve(stdout),
    );
    program.stdin!.on('error', () => {}); // the program may have read enough or given up; the exit code above tells how it ended
    program.stdin!.end(input);
  });
};
