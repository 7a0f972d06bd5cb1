import path from 'node:path';
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import {
  type AudioPiece,
  AudioTool,
  type CutLimits,
  type CutRecording,
  type Heard,
  type HeardRecording,
  type Stretch,
} from './audio-tool';
import type { FfmpegBinaries } from './ffmpeg-binaries';
import { limitProcess, type ProcessLimits } from './limited-process';
import { piecesOf } from './pieces';

/** Below −35 dB for 0.4 s is a pause between sentences, above it breath and room noise (measured on phone recordings in embedded.md §4). */
const SILENCE = { noise: '-35dB', seconds: 0.4 };

/**
 * Speech needs no more, and it keeps ten minutes at 2.4 MB, far below the 25 MiB a transcription request may carry. Without LAME's
 * bit reservoir no frame needs the one before it, and a file may be cut between any two.
 */
const SPEECH_MP3 = { codec: 'libmp3lame', kbits: 32, hertz: 16_000, channels: 1, options: ['-reservoir', '0'] };

/**
 * Time is counted in samples: a timestamp that jumps, as in damaged or hostile files, is neither length nor silence. Silence is
 * looked for in what the model will hear.
 */
const LISTENING = [
  'asetpts=N/SR/TB',
  `aformat=sample_rates=${SPEECH_MP3.hertz}:channel_layouts=mono`,
  `silencedetect=noise=${SILENCE.noise}:d=${SILENCE.seconds}`,
];

/**
 * What telephones, cameras and computers record in, by ffmpeg's names; what a file is called counts for nothing. Each holds its sound
 * itself; a playlist would name other files.
 */
const RECORDINGS =
  'ogg,mp3,wav,w64,flac,aac,ac3,amr,amrnb,amrwb,aiff,au,caf,wv,ape,mov,mp4,m4a,3gp,3g2,matroska,webm,avi,asf,flv,mpegts,mpeg';
/** A stranger's file may make ffmpeg read that file and nothing else: no address on the network, no other file of ours. */
const THIS_FILE_ONLY = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', RECORDINGS];

/**
 * For a recording of so many seconds. Ten minutes of Opus take the packaged ffmpeg 14 MB and 5 s (measured); a tenth of the
 * sound's length is for machines far slower. The file is speech as MP3, and as much again.
 */
export const limitsOf = (seconds: number): ProcessLimits => ({
  memoryBytes: 512 * 1024 * 1024,
  cpuSeconds: 60 + seconds / 10,
  fileBytes: 1_000_000 + 2 * seconds * (SPEECH_MP3.kbits / 8) * 1_000,
});

/** ffmpeg behind fluent-ffmpeg: one process at a time, within limits, killed with its children when the signal aborts. */
export class FfmpegAudioTool extends AudioTool {
  constructor(
    private readonly binaries: FfmpegBinaries,
    private readonly limits = limitsOf,
  ) {
    super();
  }

  /** Decoding is the only honest measure, for a header may be absent (webm, ogg from a browser) or lie. */
  async hear(recording: string, folder: string, atMostSeconds: number, signal: AbortSignal): Promise<HeardRecording> {
    const file = path.join(folder, 'speech.mp3');
    return { file, ...(await this.listen(recording, file, atMostSeconds, signal)) };
  }

  async cut(
    recording: string,
    folder: string,
    { atMostSeconds, pieceSeconds }: CutLimits,
    signal: AbortSignal,
    heard?: Heard,
  ): Promise<CutRecording> {
    const {
      file: speech,
      seconds,
      silences,
    } = heard ? { file: recording, ...heard } : await this.hear(recording, folder, atMostSeconds, signal);
    const pieces = piecesOf(seconds, silences, pieceSeconds);
    return { seconds, pieces: await this.split(speech, pieces, this.limits(atMostSeconds), signal) };
  }

  private async listen(recording: string, speech: string, atMostSeconds: number, signal: AbortSignal): Promise<Heard> {
    let seconds = 0;
    const silences: Stretch[] = [];
    let startsAt: number | undefined;
    const streams = new Set<string>();
    const command = this.open(recording)
      .duration(atMostSeconds)
      .noVideo()
      .audioFilters(LISTENING)
      .audioCodec(SPEECH_MP3.codec)
      .audioBitrate(SPEECH_MP3.kbits)
      .audioFrequency(SPEECH_MP3.hertz)
      .audioChannels(SPEECH_MP3.channels)
      .outputOptions(SPEECH_MP3.options)
      .format('mp3');
    const hearing = this.run(command, speech, this.limits(atMostSeconds), signal, (line) => {
      const [, stream] = /^ +Stream #0:\d+.*?: (Audio|Video): /.exec(line) ?? [];
      if (stream) streams.add(stream);
      for (const [, hours, minutes, rest] of line.matchAll(/time=(\d+):(\d+):([\d.]+)/g)) {
        seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
      }
      const start = /silence_start: (-?[\d.]+)/.exec(line);
      if (start) startsAt = Math.max(0, Number(start[1]));
      const end = /silence_end: ([\d.]+)/.exec(line);
      if (end && startsAt !== undefined) {
        silences.push({ startsAt, endsAt: Number(end[1]) });
        startsAt = undefined;
      }
    });
    await hearing.catch((error: unknown) => {
      const isSilentFilm = streams.has('Video') && !streams.has('Audio');
      throw isSilentFilm ? new AppError('audio-unreadable', { facts: { problem: 'no-sound' } }) : error;
    });
    if (seconds <= 0) throw new AppError('audio-unreadable');
    // The ffmpeg of 2018 does not tell the end of a silence that lasts to the end.
    if (startsAt !== undefined && startsAt < seconds) silences.push({ startsAt, endsAt: seconds });
    return { seconds, silences };
  }

  /** Cuts between frames, decoding nothing. Without the Xing header: by it a decoder drops the first 70 ms of each file. */
  private async split(
    speech: string,
    pieces: readonly Stretch[],
    limits: ProcessLimits,
    signal: AbortSignal,
  ): Promise<AudioPiece[]> {
    const times = pieces.slice(1).map(({ startsAt }) => startsAt);
    if (times.length === 0) return pieces.map((whole) => ({ ...whole, file: speech }));
    const nameOf = (position: number | '%d'): string => path.join(path.dirname(speech), `piece-${position}.mp3`);
    const command = this.open(speech)
      .audioCodec('copy')
      .outputOptions(['-segment_times', times.join(','), '-reset_timestamps', '1'])
      .outputOptions(['-segment_format', 'mp3', '-segment_format_options', 'write_xing=0:id3v2_version=0'])
      .format('segment');
    await this.run(command, nameOf('%d'), limits, signal);
    return pieces.map((piece, position) => ({ ...piece, file: nameOf(position) }));
  }

  private open(file: string): FfmpegCommand {
    return ffmpeg(file).inputOptions(['-nostdin', ...THIS_FILE_ONLY]);
  }

  private run(
    command: FfmpegCommand,
    target: string,
    limits: ProcessLimits,
    signal: AbortSignal,
    onLine: (line: string) => void = () => {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const kill = limitProcess(command, this.binaries.ffmpeg, limits);
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
