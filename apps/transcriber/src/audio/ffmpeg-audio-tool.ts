import { open } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, Optional } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import type { ProgramLimits } from '@aisha/platform/confined';
import { openFile, runFfmpeg, FfmpegBinaries } from '@aisha/platform/ffmpeg';
import { AudioTool, type CutRecording, type Heard, type HeardRecording, type Stretch } from './audio-tool';
import { piecesOf, soundIn, speechIn, within } from './pieces';

/** What counts as a pause between sentences: sound below −35 dB for 0.4 s. Breath and room noise are louder (audio.md §2). */
const SILENCE = { noise: '-35dB', seconds: 0.4 };

/**
 * A recording whose loudest moment is below this level is quiet throughout. In such a recording the level does not distinguish speech from
 * silence.
 */
const QUIET_DECIBELS = -25;
/** In a recording whose loudest moment is below this level no voice can be heard. */
const SOUNDLESS_DECIBELS = -60;

/**
 * The format of sound for speech models, which need no better one. Without LAME's bit reservoir no frame needs the frame before it. At a
 * constant rate all frames have the same size, and without headers the file consists of frames alone. So a piece of the sound is a range of
 * the file's bytes.
 *
 * LAME at level 7 takes a third to a half less processor time than at its own level 5, and is most of what a recording costs us. It loses
 * nothing here: speech-like sound comes back at 21.4 dB above what was lost instead of 19.8, and its mel spectrum, which Whisper hears, is
 * as near.
 */
const SPEECH_MP3 = {
  codec: 'libmp3lame',
  kbits: 32,
  hertz: 16_000,
  channels: 1,
  options: ['-compression_level', '7', '-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0'],
};
/** A frame of MPEG-2 layer III has half of MPEG-1's 1152 samples. */
const FRAME_SAMPLES = 576;
const FRAME_BYTES = ((FRAME_SAMPLES / 8) * SPEECH_MP3.kbits * 1_000) / SPEECH_MP3.hertz;
/** The delay that LAME puts before the sound (1105 samples as decoders count). */
const ENCODER_DELAY_SAMPLES = 1_105;

/**
 * Filters that measure the sound. They count time in samples, so that a timestamp that jumps, as in damaged or hostile files, counts neither
 * as length nor as silence. They detect silence in the form of the sound that the model will hear.
 */
const LISTENING = [
  'asetpts=N/SR/TB',
  `aformat=sample_rates=${SPEECH_MP3.hertz}:channel_layouts=mono`,
  `silencedetect=noise=${SILENCE.noise}:d=${SILENCE.seconds}`,
  'volumedetect',
];

/**
 * The limits for a recording of this many seconds. The packaged ffmpeg takes 14 MB and 5 s of a core for ten minutes of Opus (measured). A
 * minute plus a thirtieth of the sound's length is enough for a machine that is four times slower. A file that needs more is made to keep a
 * core busy, and the file is at fault. The written file may be twice as large as the MP3 of the speech.
 */
export const limitsOf = (seconds: number): ProgramLimits => ({
  memoryBytes: 512 * 1024 * 1024,
  cpuSeconds: 60 + seconds / 30,
  fileBytes: 1_000_000 + 2 * seconds * (SPEECH_MP3.kbits / 8) * 1_000,
});

/**
 * How long a recording may be decoded. On a machine whose cores are taken a file that keeps one busy reaches this time before the limit of
 * its processor time: then what it has decoded so far decides whether it is at fault.
 */
export const HEARING_MS = 24 * 60_000;

/** Runs ffmpeg through fluent-ffmpeg: one process at a time, within limits, killed with its children when the signal aborts. */
@Injectable()
export class FfmpegAudioTool extends AudioTool {
  constructor(
    private readonly binaries: FfmpegBinaries,
    @Optional() private readonly limits = limitsOf,
    @Optional() private readonly hearingMs = HEARING_MS,
  ) {
    super();
  }

  /** Measures the length by decoding, because a file may have no header (webm, ogg from a browser) or a wrong one. */
  async hear(recording: string, folder: string, atMostSeconds: number, signal: AbortSignal): Promise<HeardRecording> {
    const file = path.join(folder, 'speech.mp3');
    return { file, ...(await this.listen(recording, file, atMostSeconds, signal)) };
  }

  cut({ file, seconds, silences }: HeardRecording, pieceSeconds: number): CutRecording {
    const speech = speechIn(seconds, silences);
    return {
      seconds,
      pieces: piecesOf(seconds, silences, pieceSeconds),
      sound: soundIn(seconds, silences),
      speech,
      read: (piece) =>
        bytesOf(
          file,
          within(piece, speech).map(({ startsAt, endsAt }) => [startsAt, endsAt < seconds ? endsAt : Infinity]),
        ),
    };
  }

  private async listen(recording: string, speech: string, atMostSeconds: number, stop: AbortSignal): Promise<Heard> {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(this.hearingMs)]);
    let seconds = 0;
    let loudest = -Infinity;
    const silences: Stretch[] = [];
    let startsAt: number | undefined;
    const streams = new Set<string>();
    const command = openFile(recording)
      .duration(atMostSeconds)
      .noVideo()
      .audioFilters(LISTENING)
      .audioCodec(SPEECH_MP3.codec)
      .audioBitrate(SPEECH_MP3.kbits)
      .audioFrequency(SPEECH_MP3.hertz)
      .audioChannels(SPEECH_MP3.channels)
      .outputOptions(SPEECH_MP3.options)
      .format('mp3')
      .output(speech);
    // A line is recognised by its beginning. ffmpeg also prints what the file says of itself, such as its title, but always indented. A title
    // in the words of a filter would otherwise decide which sound is silence, and so what is sent and charged.
    const onLine = (line: string): void => {
      const [, stream] = /^ +Stream #0:\d+.*?: (Audio|Video): /.exec(line) ?? [];
      if (stream) streams.add(stream);
      const [, hours, minutes, rest] = /^size=.* time=(\d+):(\d+):([\d.]+)/.exec(line) ?? [];
      if (hours) seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
      const start = /^\[\w*silencedetect\w* @ \w+\] silence_start: (-?[\d.]+)/.exec(line);
      if (start) startsAt = Math.max(0, Number(start[1]));
      const end = /^\[\w*silencedetect\w* @ \w+\] silence_end: ([\d.]+)/.exec(line);
      if (end && startsAt !== undefined) {
        silences.push({ startsAt, endsAt: Number(end[1]) });
        startsAt = undefined;
      }
      const volume = /^\[\w*volumedetect\w* @ \w+\] max_volume: (-?[\d.]+) dB/.exec(line);
      if (volume) loudest = Number(volume[1]);
    };
    const limits = this.limits(atMostSeconds);
    const unreadable = (): AppError => new AppError('audio-unreadable');
    const earnedCpuSeconds = (): number => this.limits(seconds).cpuSeconds;
    await runFfmpeg(this.binaries, command, { limits, signal, onLine, unreadable, earnedCpuSeconds }).catch(
      (error: unknown) => {
        const isSilentFilm = streams.has('Video') && !streams.has('Audio');
        throw isSilentFilm ? new AppError('audio-unreadable', { facts: { problem: 'no-sound' } }) : error;
      },
    );
    if (seconds <= 0) throw new AppError('audio-unreadable');
    // The packaged ffmpeg, of 2018, does not report the end of a silence that lasts to the end of the sound.
    if (startsAt !== undefined && startsAt < seconds) silences.push({ startsAt, endsAt: seconds });
    const isWhisper = loudest < QUIET_DECIBELS && loudest > SOUNDLESS_DECIBELS;
    return { seconds, silences: isWhisper ? [] : silences };
  }
}

/** Reads stretches of our MP3, one after the other. It cuts between two frames, without decoding. */
const bytesOf = async (
  speech: string,
  stretches: readonly (readonly [from: number, to: number])[],
): Promise<Buffer> => {
  const handle = await open(speech);
  try {
    const { size } = await handle.stat();
    const parts: Buffer[] = [];
    for (const [startsAt, endsAt] of stretches) {
      const from = Math.min(byteAt(startsAt), size);
      const part = Buffer.alloc(Math.min(byteAt(endsAt), size) - from);
      await handle.read(part, 0, part.length, from);
      parts.push(part);
    }
    return Buffer.concat(parts);
  } finally {
    await handle.close();
  }
};

const byteAt = (seconds: number): number =>
  seconds === 0 ? 0 : Math.floor((seconds * SPEECH_MP3.hertz + ENCODER_DELAY_SAMPLES) / FRAME_SAMPLES) * FRAME_BYTES;
