import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import { runConfined, type ProgramEnd, type ProgramRun } from '../confined/confined-program';
import type { FfmpegBinaries } from './ffmpeg-binaries';

/**
 * The formats that telephones, cameras and computers record in, by ffmpeg's names; the file's own name does not count. Each holds its sound itself;
 * a playlist would name other files.
 */
const RECORDINGS =
  'ogg,mp3,wav,w64,flac,aac,ac3,amr,amrnb,amrwb,aiff,au,caf,wv,ape,mov,mp4,m4a,3gp,3g2,matroska,webm,avi,asf,flv,mpegts,mpeg';

/**
 * A command that reads one file of these formats. A stranger's file may make ffmpeg read that file and nothing else: no address on the
 * network, no other file of ours.
 */
export const openFile = (file: string, formats = RECORDINGS): FfmpegCommand =>
  ffmpeg(file).inputOptions(['-nostdin', '-protocol_whitelist', 'file,pipe', '-format_whitelist', formats]);

/** A command that reads samples of our own: 16 bits, one channel, and no header that would say so. */
export const openSamples = (file: string, hertz: number): FfmpegCommand =>
  ffmpeg(file)
    .inputFormat('s16le')
    .inputOptions(['-nostdin', '-ar', String(hertz)]);

export interface FfmpegRun extends Omit<ProgramRun, 'name'> {
  /** The error to throw when the file is at fault. */
  readonly unreadable: () => AppError;
}

/**
 * Runs one confined process, and kills it with its children when the signal aborts. fluent-ffmpeg puts its arguments together. Throws what
 * the run says of a file that cannot be read, `took-too-long` after the signal, `unexpected` when ffmpeg is gone or was killed.
 */
export async function runFfmpeg(
  { ffmpeg: program }: FfmpegBinaries,
  command: FfmpegCommand,
  run: FfmpegRun,
): Promise<void> {
  const { signal, unreadable } = run;
  if (signal.aborted) throw new AppError('took-too-long');
  const end = await runConfined(program, command._getArguments(), { ...run, name: 'ffmpeg' });
  if (signal.aborted) throw new AppError('took-too-long');
  if (end.code === 0) return;
  throw isOfTheFile(end) ? unreadable() : new AppError('unexpected', { facts: { problem: 'ffmpeg-died' } });
}

/** Ends that a file brings about: limits that were reached, and a decoder that fell over it. */
const BY_THE_FILE = ['SIGXCPU', 'SIGXFSZ', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];
/** The answers of `sh` when there is no such program or it cannot be run. */
const NOT_BEGUN = [126, 127];

/**
 * Whether the end of ffmpeg tells about the file. Its words about a file it cannot read are prose and may hold a path, so we take only its end.
 * Killed by another, or never begun, it tells nothing about the file.
 */
const isOfTheFile = ({ code, signal, saidTooMuch }: ProgramEnd): boolean =>
  (code !== null && !NOT_BEGUN.includes(code)) || saidTooMuch || BY_THE_FILE.includes(String(signal));
