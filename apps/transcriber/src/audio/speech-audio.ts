import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import type { ProgramLimits } from '@aisha/platform/confined';
import { openFile, openSamples, runFfmpeg, FfmpegBinaries } from '@aisha/platform/ffmpeg';

/**
 * The rate in hertz of all pieces before they are joined; their samples have 16 bits and a sign, on one channel. Speech models give 24,000
 * or 32,000 Hz.
 */
export const RATE = 24_000;
const BYTES_PER_SECOND = RATE * 2;

/**
 * The length of a fade in seconds: too short to be heard, and long enough for a wave to begin at zero. Without fades two pieces would meet
 * with a jump, which clicks.
 */
const FADE_SECONDS = 0.01;
/** The pause between two pieces, in seconds. Pieces end with sentences, and a person who reads aloud makes a pause there. */
const PAUSE_SECONDS = 0.35;

/**
 * The limits for one piece. A request has a thousand characters, which are read in two minutes at most, so a sound of more than ten minutes
 * cannot be its answer.
 */
const PIECE_LIMITS: ProgramLimits = {
  memoryBytes: 512 * 1024 * 1024,
  cpuSeconds: 60,
  fileBytes: 600 * BYTES_PER_SECOND,
};
/**
 * The limits for the two files of the whole text. Twenty minutes of sound take the packaged ffmpeg some ten seconds; their file is far
 * smaller than this.
 */
const WHOLE_LIMITS: ProgramLimits = { memoryBytes: 512 * 1024 * 1024, cpuSeconds: 300, fileBytes: 100_000_000 };

/** Pieces of sound in the form in which `samplesOf` returns them. */
type Samples = AsyncIterable<Buffer> | Iterable<Buffer>;

/** A text read aloud, in the two files in which a person may have it. */
interface SpeechFiles {
  /** Ogg with Opus, which Telegram plays as a voice message (core.telegram.org/bots/api#sendvoice). */
  readonly voice: Buffer;
  readonly mp3: Buffer;
  readonly seconds: number;
}

/**
 * Joins the pieces that a provider has read into one sound without clicks: all at one rate, each faded in and out, with a pause in between.
 */
@Injectable()
export class SpeechAudio {
  constructor(private readonly binaries: FfmpegBinaries) {}

  /**
   * Turns a piece into samples that begin and end with silence. They are `tempo` times as quick as the piece, at the same pitch. Throws
   * `provider-answer-unreadable` for a file that is no sound, or almost empty.
   */
  async samplesOf(
    sound: Buffer,
    { folder, name }: { readonly folder: string; readonly name: string },
    signal: AbortSignal,
    tempo: number,
  ): Promise<Buffer> {
    const [given, decoded] = [path.join(folder, `${name}.sound`), path.join(folder, `${name}.pcm`)];
    await writeFile(given, sound);
    const command = openFile(given)
      .noVideo()
      .audioFilters(tempo === 1 ? [] : [`atempo=${tempo}`])
      .audioCodec('pcm_s16le')
      .audioFrequency(RATE)
      .audioChannels(1)
      .format('s16le')
      .output(decoded);
    await runFfmpeg(this.binaries, command, { limits: PIECE_LIMITS, signal, unreadable });
    const samples = await readFile(decoded);
    if (samples.length < FADE_SECONDS * 2 * BYTES_PER_SECOND) throw unreadable();
    return faded(samples);
  }

  /** Joins samples, with one piece in memory at a time, and writes them as a voice message and as MP3. */
  async join(pieces: Samples, folder: string, signal: AbortSignal): Promise<SpeechFiles> {
    const whole = path.join(folder, 'whole.pcm');
    const file = await open(whole, 'w');
    let bytes = 0;
    try {
      bytes = await writeSamples(file, pieces);
    } finally {
      await file.close();
    }
    const encoded = async (name: string, codec: string, kbits: number, format: string): Promise<Buffer> => {
      const target = path.join(folder, name);
      const command = openSamples(whole, RATE).audioCodec(codec).audioBitrate(kbits).audioChannels(1).format(format);
      await runFfmpeg(this.binaries, command.output(target), { limits: WHOLE_LIMITS, signal, unreadable });
      return readFile(target);
    };
    const voice = await encoded('voice.ogg', 'libopus', 32, 'ogg');
    const mp3 = await encoded('speech.mp3', 'libmp3lame', 64, 'mp3');
    return { voice, mp3, seconds: bytes / BYTES_PER_SECOND };
  }
}

const unreadable = (): AppError => new AppError('provider-answer-unreadable', { facts: { problem: 'no-sound' } });

const faded = (samples: Buffer): Buffer => {
  const count = Math.floor(samples.length / 2);
  const steps = Math.round(FADE_SECONDS * RATE);
  for (let step = 0; step < steps; step += 1) {
    for (const at of [step, count - 1 - step]) {
      samples.writeInt16LE(Math.round((samples.readInt16LE(at * 2) * step) / steps), at * 2);
    }
  }
  return samples.subarray(0, count * 2);
};

/** Writes samples to a file; returns how many bytes of sound there are. */
async function writeSamples(file: FileHandle, pieces: Samples): Promise<number> {
  const pause = Buffer.alloc(PAUSE_SECONDS * BYTES_PER_SECOND);
  let bytes = 0;
  for await (const piece of pieces) {
    for (const samples of bytes > 0 ? [pause, piece] : [piece]) {
      await file.writeFile(samples);
      bytes += samples.length;
    }
  }
  return bytes;
}
