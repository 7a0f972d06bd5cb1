import { open } from 'node:fs/promises';
import path from 'node:path';
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import { AudioTool, type CutLimits, type CutRecording, type Stretch } from './audio-tool';
import type { FfmpegBinaries } from './ffmpeg-binaries';
import { limitProcess, type ProcessLimits } from './limited-process';
import { piecesOf, speechIn } from './pieces';

/** Below −35 dB for 0.4 s is a pause between sentences, above it breath and room noise (measured on phone recordings in embedded.md §4). */
const SILENCE = { noise: '-35dB', seconds: 0.4 };

/** A recording whose loudest moment is below this is quiet throughout: in it the level does not tell speech from silence. */
const QUIET_DECIBELS = -25;

/**
 * Speech needs no more. Without LAME's bit reservoir no frame needs the one before it, at a constant rate each has the same size, and
 * without headers the file is frames alone: a piece of it is a range of its bytes.
 */
const SPEECH_MP3 = {
  codec: 'libmp3lame',
  kbits: 32,
  hertz: 16_000,
  channels: 1,
  options: ['-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0'],
};
/** Of MPEG-2 layer III: half of the 1152 samples of MPEG-1. */
const FRAME_SAMPLES = 576;
const FRAME_BYTES = ((FRAME_SAMPLES / 8) * SPEECH_MP3.kbits * 1_000) / SPEECH_MP3.hertz;
/** What LAME puts before the sound (1105 samples as decoders count). */
const ENCODER_DELAY_SAMPLES = 1_105;

/**
 * Time is counted in samples: a timestamp that jumps, as in damaged or hostile files, is neither length nor silence. Silence is
 * looked for in what the model will hear.
 */
const LISTENING = [
  'asetpts=N/SR/TB',
  `aformat=sample_rates=${SPEECH_MP3.hertz}:channel_layouts=mono`,
  `silencedetect=noise=${SILENCE.noise}:d=${SILENCE.seconds}`,
  'volumedetect',
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

  async cut(
    recording: string,
    folder: string,
    { atMostSeconds, pieceSeconds }: CutLimits,
    signal: AbortSignal,
  ): Promise<CutRecording> {
    const speech = path.join(folder, 'speech.mp3');
    const { seconds, silences } = await this.listen(recording, speech, atMostSeconds, signal);
    return {
      seconds,
      pieces: piecesOf(seconds, silences, pieceSeconds),
      speech: speechIn(seconds, silences),
      read: ({ startsAt, endsAt }) => bytesOf(speech, startsAt, endsAt < seconds ? endsAt : Infinity),
    };
  }

  /** Decodes the recording, once, into `speech`: the only honest measure, for a header may be absent (webm, ogg from a browser) or lie. */
  private async listen(recording: string, speech: string, atMostSeconds: number, signal: AbortSignal) {
    let seconds = 0;
    let loudest = -Infinity;
    const silences: Stretch[] = [];
    let startsAt: number | undefined;
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
    await this.run(command, speech, this.limits(atMostSeconds), signal, (line) => {
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
      const volume = /max_volume: (-?[\d.]+) dB/.exec(line);
      if (volume) loudest = Number(volume[1]);
    });
    if (seconds <= 0) throw new AppError('audio-unreadable');
    if (startsAt !== undefined && startsAt < seconds) silences.push({ startsAt, endsAt: seconds });
    return { seconds, silences: loudest < QUIET_DECIBELS ? [] : silences };
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

/** A piece of our MP3, cut between two frames, without decoding. */
const bytesOf = async (speech: string, startsAt: number, endsAt: number): Promise<Buffer> => {
  const handle = await open(speech);
  try {
    const { size } = await handle.stat();
    const from = Math.min(byteAt(startsAt), size);
    const piece = Buffer.alloc(Math.min(byteAt(endsAt), size) - from);
    await handle.read(piece, 0, piece.length, from);
    return piece;
  } finally {
    await handle.close();
  }
};

const byteAt = (seconds: number): number =>
  seconds === 0 ? 0 : Math.floor((seconds * SPEECH_MP3.hertz + ENCODER_DELAY_SAMPLES) / FRAME_SAMPLES) * FRAME_BYTES;

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
