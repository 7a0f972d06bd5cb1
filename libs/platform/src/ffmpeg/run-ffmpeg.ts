import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import { runConfined, type ProgramEnd, type ProgramRun } from '../confined/confined-program';
import type { FfmpegBinaries } from './ffmpeg-binaries';

/**
 * The formats that telephones, cameras and computers record in, by ffmpeg's names; the file's own name does not count.
 * Files of these formats hold their sound themselves; a playlist would name other files.
 */
const RECORDINGS =
  'ogg,mp3,wav,w64,flac,aac,ac3,amr,amrnb,amrwb,aiff,au,caf,wv,ape,mov,mp4,m4a,3gp,3g2,matroska,webm,avi,asf,flv,mpegts,mpeg';

/**
 * A command that reads one file of these formats. A stranger's file may make ffmpeg read that file and nothing else: no address on the
 * network, no other file of ours.
 */
export const openFile = (file: string, formats = RECORDINGS): FfmpegCommand =>
  ffmpeg(file).inputOptions(['-nostdin', '-protocol_whitelist', 'file,pipe', '-format_whitelist', formats]);

/** A command that reads samples of our own: 16 bits, one channel, no header. */
export const openSamples = (file: string, hertz: number): FfmpegCommand =>
  ffmpeg(file)
    .inputFormat('s16le')
    .inputOptions(['-nostdin', '-ar', String(hertz)]);

interface FfmpegRun extends Omit<ProgramRun, 'name'> {
  /** The error to throw when the file is at fault. */
  readonly unreadable: () => AppError;
  /** The processor seconds that what ffmpeg has done by now may take, asked when the signal ends it: a file that has used more is at fault. */
  readonly earnedCpuSeconds?: () => number;
}

/**
 * Runs one confined process, and kills it with its children when the signal aborts. fluent-ffmpeg builds its arguments.
 * Throws the run's own error for a file that cannot be read, `took-too-long` after the signal unless the file is at fault, and `unexpected` when
 * ffmpeg is gone or was killed.
 */
export async function runFfmpeg(
  { ffmpeg: program }: FfmpegBinaries,
  command: FfmpegCommand,
  run: FfmpegRun,
): Promise<void> {
  const { signal, unreadable, earnedCpuSeconds = () => Infinity } = run;
  if (signal.aborted) throw new AppError('took-too-long');
  const end = await runConfined(program, command._getArguments(), { ...run, name: 'ffmpeg' });
  if (signal.aborted) throw end.usedCpuSeconds > earnedCpuSeconds() ? unreadable() : new AppError('took-too-long');
  if (end.code === 0) return;
  throw isOfTheFile(end) ? unreadable() : new AppError('unexpected', { facts: { problem: 'ffmpeg-died' } });
}

/** Signals by which a file can end ffmpeg: reached limits, and a crash of a decoder. */
const BY_THE_FILE = ['SIGXCPU', 'SIGXFSZ', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];
/** The exit codes of `sh` when the program does not exist or cannot be run. */
const NOT_BEGUN = [126, 127];

/**
 * Whether the file is at fault for the end of ffmpeg. ffmpeg's message about a file is prose and may hold a path, so only the exit counts,
 * and whether we killed the run because it printed too much. A run that another process killed, or that never began, says nothing about the
 * file.
 */
const isOfTheFile = ({ code, signal, saidTooMuch }: ProgramEnd): boolean =>
  (code !== null && !NOT_BEGUN.includes(code)) || saidTooMuch || BY_THE_FILE.includes(String(signal));
