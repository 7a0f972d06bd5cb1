import path from 'node:path';
import { AppError } from '@aisha/domain';
import { type AudioPiece, AudioTool, type CutLimits, type CutRecording, type Stretch } from './audio-tool';
import type { FfmpegBinaries } from './ffmpeg-binaries';
import type { ProcessLimits } from './limited-process';
import { piecesOf } from './pieces';
import { openFile, runFfmpeg } from './run-ffmpeg';

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
    const pieces = piecesOf(seconds, silences, pieceSeconds);
    return { seconds, pieces: await this.split(speech, pieces, this.limits(atMostSeconds), signal) };
  }

  /** Decodes the recording, once, into `speech`: the only honest measure, for a header may be absent (webm, ogg from a browser) or lie. */
  private async listen(recording: string, speech: string, atMostSeconds: number, signal: AbortSignal) {
    let seconds = 0;
    const silences: Stretch[] = [];
    let startsAt: number | undefined;
    const command = openFile(recording)
      .duration(atMostSeconds)
      .noVideo()
      .audioFilters(LISTENING)
      .audioCodec(SPEECH_MP3.codec)
      .audioBitrate(SPEECH_MP3.kbits)
      .audioFrequency(SPEECH_MP3.hertz)
      .audioChannels(SPEECH_MP3.channels)
      .outputOptions(SPEECH_MP3.options)
      .format('mp3');
    await runFfmpeg(this.binaries, command, speech, this.limits(atMostSeconds), signal, (line) => {
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
    if (seconds <= 0) throw new AppError('audio-unreadable');
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
    const command = openFile(speech)
      .audioCodec('copy')
      .outputOptions(['-segment_times', times.join(','), '-reset_timestamps', '1'])
      .outputOptions(['-segment_format', 'mp3', '-segment_format_options', 'write_xing=0:id3v2_version=0'])
      .format('segment');
    await runFfmpeg(this.binaries, command, nameOf('%d'), limits, signal);
    return pieces.map((piece, position) => ({ ...piece, file: nameOf(position) }));
  }
}
