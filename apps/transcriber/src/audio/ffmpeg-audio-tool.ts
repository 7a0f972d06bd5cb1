import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AppError } from '@aisha/domain';
import { AudioTool, type Stretch } from './audio-tool';
import type { FfmpegBinaries } from './ffmpeg-binaries';

/** Below −35 dB for 0.4 s is a pause between sentences, above it breath and room noise (measured on phone recordings in embedded.md §4). */
const SILENCE = { noise: '-35dB', seconds: 0.4 };

/** Speech needs no more, and it keeps ten minutes at 2.4 MB, far below the 25 MiB a transcription request may carry. */
const SPEECH_MP3 = { codec: 'libmp3lame', kbits: 32, hertz: 16_000, channels: 1 };

/** What telephones and computers record in, by ffmpeg's names. Each holds its sound itself; a playlist would name other files. */
const RECORDINGS = 'ogg,mp3,wav,flac,aac,mov,mp4,m4a,3gp,3g2,matroska,webm,amr,aiff,caf,asf';
/** A stranger's file may make ffmpeg read that file and nothing else: no address on the network, no other file of ours. */
const THIS_FILE_ONLY = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', RECORDINGS];

/** ffmpeg behind fluent-ffmpeg, one process a call, killed when the signal aborts. */
export class FfmpegAudioTool extends AudioTool {
  constructor(private readonly binaries: FfmpegBinaries) {
    super();
  }

  async secondsOf(file: string, atMost: number, signal: AbortSignal): Promise<number> {
    // Decoding everything is the only honest measure: a header may be absent (webm, ogg from a browser) or lie.
    let end = 0;
    await this.run(this.open(file).duration(atMost).noVideo().format('null'), '-', signal, (line) => {
      for (const [, hours, minutes, seconds] of line.matchAll(/time=(\d+):(\d+):([\d.]+)/g)) {
        end = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      }
    });
    if (end <= 0) throw new AppError('audio-unreadable');
    return end;
  }

  async silences(file: string, signal: AbortSignal): Promise<Stretch[]> {
    const found: Stretch[] = [];
    let startsAt: number | undefined;
    const command = this.open(file)
      .noVideo()
      .audioFilters(`silencedetect=noise=${SILENCE.noise}:d=${SILENCE.seconds}`)
      .format('null');
    await this.run(command, '-', signal, (line) => {
      const start = /silence_start: (-?[\d.]+)/.exec(line);
      if (start) startsAt = Math.max(0, Number(start[1]));
      const end = /silence_end: ([\d.]+)/.exec(line);
      if (end && startsAt !== undefined) {
        found.push({ startsAt, endsAt: Number(end[1]) });
        startsAt = undefined;
      }
    });
    return found;
  }

  async cut(file: string, stretch: Stretch, target: string, signal: AbortSignal): Promise<void> {
    const command = this.open(file)
      .seekInput(stretch.startsAt)
      .duration(stretch.endsAt - stretch.startsAt)
      .noVideo()
      .audioCodec(SPEECH_MP3.codec)
      .audioBitrate(SPEECH_MP3.kbits)
      .audioFrequency(SPEECH_MP3.hertz)
      .audioChannels(SPEECH_MP3.channels)
      .format('mp3');
    await this.run(command, target, signal);
  }

  private open(file: string): FfmpegCommand {
    return ffmpeg(file)
      .setFfmpegPath(this.binaries.ffmpeg)
      .setFfprobePath(this.binaries.ffprobe)
      .inputOptions(['-nostdin', ...THIS_FILE_ONLY]);
  }

  private run(
    command: FfmpegCommand,
    target: string,
    signal: AbortSignal,
    onLine: (line: string) => void = () => {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const kill = (): void => void command.kill('SIGKILL');
      if (signal.aborted) return reject(new AppError('took-too-long'));
      signal.addEventListener('abort', kill, { once: true });
      const done = (error?: AppError): void => {
        signal.removeEventListener('abort', kill);
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

/**
 * What ffmpeg says of a file it cannot read is prose and may hold a path; that it gave up by itself is all we take from it. Killed, or
 * never begun, it says nothing of the file (fluent-ffmpeg 2.1.3, processor.js: the two have no other mark).
 */
const named = ({ message }: Error): AppError =>
  message.startsWith('ffmpeg exited with code')
    ? new AppError('audio-unreadable')
    : new AppError('unexpected', { facts: { problem: 'ffmpeg-died' } });
