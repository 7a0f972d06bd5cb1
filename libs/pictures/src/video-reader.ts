import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@aisha/domain';
import { temporaryFolder } from '@aisha/platform';
import type { ProgramLimits } from '@aisha/platform/confined';
import { openFile, runFfmpeg, type FfmpegBinaries } from '@aisha/platform/ffmpeg';
import type { FfmpegCommand } from 'fluent-ffmpeg';

/** The facts and frames of a video as ffmpeg decoded it, because the video's header may be absent or wrong. */
interface VideoLook {
  /** The width of the video as it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** JPEGs: the first frame of each second, and the last frame. */
  readonly frames: readonly Buffer[];
  /** An MP4 of the video's first track and of nothing else: no sound, no further track, no text that its maker wrote into it. */
  readonly video: Buffer;
}

/**
 * The longest video that is accepted. The videos that we order last five seconds at 720p: a video four times as long was not made for our
 * order.
 */
const MOST_SECONDS = 20;
const MOST_SIDE = 1_920;
/** The limits of ffmpeg, which runs beside its app in one container. With one thread it takes some 150 MB for a video of 1,920 pixels. */
const LIMITS: ProgramLimits = { memoryBytes: 384 * 1024 * 1024, cpuSeconds: 60, fileBytes: 20_000_000 };
const LOOKS_WITHIN_MS = 120_000;

/** The line of ffmpeg's filter `showinfo` about a frame, with its time and its sides: `n:   0 pts:      0 pts_time:0 … s:1280x720 …` */
const SHOWN = /\bn: *\d+ .*\bpts_time:(-?[\d.]+).*\bs:(\d+)x(\d+)/;

/** Looks at a video that a model has made: two runs of ffmpeg within limits, in a folder that is removed afterwards. */
export class VideoReader {
  constructor(private readonly binaries: FfmpegBinaries) {}

  /**
   * Throws `provider-answer-unreadable` for a file that is no MP4, has fewer than two frames, lasts longer than 20 s or has a side of more
   * than 1,920 pixels. Throws `took-too-long` when the signal aborts, by default after two minutes.
   */
  async look(mp4: Buffer, signal: AbortSignal = AbortSignal.timeout(LOOKS_WITHIN_MS)): Promise<VideoLook> {
    const folder = await temporaryFolder();
    try {
      const given = path.join(folder, 'given.mp4');
      await writeFile(given, mp4);
      const track = await this.trackOf(given, folder, signal);
      const look = await this.lookAt(track, folder, signal);
      return { ...look, video: await readFile(track) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Copies the first video track out of the file, as it was encoded. */
  private async trackOf(given: string, folder: string, signal: AbortSignal): Promise<string> {
    const track = path.join(folder, 'track.mp4');
    const command = openFile(given, 'mov,mp4').output(track);
    command.outputOptions(['-map', '0:v:0', '-c', 'copy', '-map_metadata', '-1', '-map_chapters', '-1']);
    command.outputOptions(['-fflags', '+bitexact', '-movflags', '+faststart', '-f', 'mp4']);
    await this.run(command, signal);
    return track;
  }

  private run(command: FfmpegCommand, signal: AbortSignal, onLine?: (line: string) => void): Promise<void> {
    const run = { limits: LIMITS, signal, unreadable: () => unreadable('no-video') };
    return runFfmpeg(this.binaries, command, onLine ? { ...run, onLine } : run);
  }

  private async lookAt(video: string, folder: string, signal: AbortSignal): Promise<Omit<VideoLook, 'video'>> {
    const [each, last] = [path.join(folder, 'frame-%02d.jpg'), path.join(folder, 'last.jpg')];
    // Frames get times of our own, so that neither a jump nor a stop in the video's times repeats or drops a frame.
    const asJpeg = ['setpts=N/TB', 'format=yuvj420p'];
    const command = openFile(video, 'mov,mp4').inputOptions(['-threads', '1', '-t', String(MOST_SECONDS + 1)]);
    command
      .output(last)
      .noAudio()
      .videoFilters(['showinfo', ...asJpeg])
      .outputOptions(['-r', '1', '-q:v', '3', '-update', '1', '-f', 'image2', '-map_metadata', '-1']);
    command
      .output(each)
      .noAudio()
      .videoFilters(["select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.999)'", ...asJpeg])
      .outputOptions([
        '-r',
        '1',
        '-q:v',
        '3',
        '-frames:v',
        String(MOST_SECONDS + 2),
        '-f',
        'image2',
        '-map_metadata',
        '-1',
      ]);
    const shown: { readonly at: number; readonly width: number; readonly height: number }[] = [];
    const onLine = (line: string): void => {
      const [, at, width, height] = SHOWN.exec(line) ?? [];
      if (at) shown.push({ at: Number(at), width: Number(width), height: Number(height) });
    };
    await this.run(command, signal, onLine);
    const [first] = shown;
    if (!first) throw unreadable('empty');
    if (shown.some(({ width, height }) => Math.max(width, height) > MOST_SIDE)) throw unreadable('too-large');
    const { width, height } = first;
    const lasts = shown.at(-1)!.at - first.at;
    const seconds = lasts + lasts / Math.max(1, shown.length - 1); // so that the time of the last frame counts, too
    if (seconds === 0) throw unreadable('empty');
    if (seconds > MOST_SECONDS) throw unreadable('too-long');
    return { width, height, seconds, frames: await framesIn(folder, last) };
  }
}

const framesIn = async (folder: string, last: string): Promise<Buffer[]> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('frame-')).toSorted();
  const frames = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  const end = await readFile(last);
  return frames.at(-1)?.equals(end) ? frames : [...frames, end];
};

const unreadable = (problem: string): AppError => new AppError('provider-answer-unreadable', { facts: { problem } });
