import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import { runConfined, type ProgramEnd, type ProgramLimits } from '@aisha/platform/confined';
import type { FfmpegBinaries } from './ffmpeg-binaries';

/**
 * What telephones, cameras and computers record in, by ffmpeg's names; what a file is called counts for nothing. Each holds its sound
 * itself; a playlist would name other files.
 */
const RECORDINGS =
  'ogg,mp3,wav,w64,flac,aac,ac3,amr,amrnb,amrwb,aiff,au,caf,wv,ape,mov,mp4,m4a,3gp,3g2,matroska,webm,avi,asf,flv,mpegts,mpeg';
/** A stranger's file may make ffmpeg read that file and nothing else: no address on the network, no other file of ours. */
const THIS_FILE_ONLY = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', RECORDINGS];

/** A command that reads one file. */
export const openFile = (file: string): FfmpegCommand => ffmpeg(file).inputOptions(['-nostdin', ...THIS_FILE_ONLY]);

/** A command that reads samples of our own: 16 bits, one channel, and no header that would say so. */
export const openSamples = (file: string, hertz: number): FfmpegCommand =>
  ffmpeg(file)
    .inputFormat('s16le')
    .inputOptions(['-nostdin', '-ar', String(hertz)]);

/** Runs one confined process, and kills it with its children when the signal aborts. fluent-ffmpeg puts its arguments together. */
export async function runFfmpeg(
  { ffmpeg: program }: FfmpegBinaries,
  command: FfmpegCommand,
  target: string,
  limits: ProgramLimits,
  signal: AbortSignal,
  onLine: (line: string) => void = () => {},
): Promise<void> {
  if (signal.aborted) throw new AppError('took-too-long');
  const end = await runConfined(program, command.output(target)._getArguments(), { limits, signal, onLine });
  if (signal.aborted) throw new AppError('took-too-long');
  if (end.code !== 0) throw named(end);
}

/** Ends that a recording brings about: limits that were reached, and a decoder that fell over it. */
const BY_THE_RECORDING = ['SIGXCPU', 'SIGXFSZ', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];
/** What `sh` answers when there is no such program or it cannot be run. */
const NOT_BEGUN = [126, 127];

/**
 * What ffmpeg says of a file it cannot read is prose and may hold a path; how it ended is all we take from it. Killed by another, or
 * never begun, it says nothing of the file.
 */
const named = ({ code, signal, saidTooMuch }: ProgramEnd): AppError => {
  const endedItself = code !== null && !NOT_BEGUN.includes(code);
  return endedItself || saidTooMuch || BY_THE_RECORDING.includes(String(signal))
    ? new AppError('audio-unreadable')
    : new AppError('unexpected', { facts: { problem: 'ffmpeg-died' } });
};
