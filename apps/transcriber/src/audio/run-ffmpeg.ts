import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import type { FfmpegBinaries } from './ffmpeg-binaries';
import { limitProcess, type ProcessLimits } from './limited-process';

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

/** Runs one process within limits, and kills it with its children when the signal aborts. */
export function runFfmpeg(
  binaries: FfmpegBinaries,
  command: FfmpegCommand,
  target: string,
  limits: ProcessLimits,
  signal: AbortSignal,
  onLine: (line: string) => void = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const kill = limitProcess(command, binaries.ffmpeg, limits);
    if (signal.aborted) return reject(new AppError('took-too-long'));
    signal.addEventListener('abort', kill, { once: true });
    const done = (error?: AppError): void => {
      signal.removeEventListener('abort', kill);
      kill(); // what it left running
      if (error) reject(error);
      else resolve();
    };
    command
      // fluent-ffmpeg starts the program a moment later; a signal that came before it must not be forgotten.
      .on('start', () => signal.aborted && setImmediate(kill))
      .on('stderr', onLine)
      .on('end', () => done(signal.aborted ? new AppError('took-too-long') : undefined))
      .on('error', (error: Error) => done(signal.aborted ? new AppError('took-too-long') : named(error)))
      .output(target)
      .run();
  });
}

/** Ends that a recording brings about: limits that were reached, and a decoder that fell over it. */
const BY_THE_RECORDING = ['SIGXCPU', 'SIGXFSZ', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];
/** What `sh` answers when there is no such program or it cannot be run. */
const NOT_BEGUN = ['126', '127'];

/**
 * What ffmpeg says of a file it cannot read is prose and may hold a path; how it ended is all we take from it. Killed by another, or
 * never begun, it says nothing of the file (fluent-ffmpeg 2.1.3, processor.js: the two have no other mark).
 */
const named = ({ message }: Error): AppError => {
  const [, code] = /^ffmpeg exited with code (\d+)/.exec(message) ?? [];
  const [, signal = ''] = /^ffmpeg was killed with signal (\w+)/.exec(message) ?? [];
  return (code !== undefined && !NOT_BEGUN.includes(code)) || BY_THE_RECORDING.includes(signal)
    ? new AppError('audio-unreadable')
    : new AppError('unexpected', { facts: { problem: 'ffmpeg-died' } });
};
