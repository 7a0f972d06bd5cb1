import { Injectable } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import { ANIMATION_SECONDS } from '@aisha/kinds';
import type { Animation, ClearedBy } from '@aisha/kinds/tables';
import { markedVideo, SmallCopy, VideoReader } from '@aisha/pictures';
import { FfmpegBinaries } from '@aisha/platform/ffmpeg';
import { PictureCheck } from '../moderation/picture-check';
import { MinorCheck, notLookedAt } from '../review/minor-check';

/**
 * The vision model's time for a photo or a video, in milliseconds. An order that waits for it holds a place that other orders need, so it
 * has as long as for a drawn picture (PICTURE_REVIEW_MS), and less than for an edit.
 */
const LOOK = { kind: 'animation', patienceMs: 12_000 } as const;

/** A video of less than half of the seconds that we order is not what a person pays for. */
const LEAST_SECONDS = ANIMATION_SECONDS / 2;

/** A video that may be shown, with the mark that a model made it. */
export interface ClearedVideo {
  readonly video: Buffer;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly clearedBy: ClearedBy;
}

/**
 * Checks a sent photo before a model moves it, and the video of the model like drawn pictures, one frame for each second; marks the video
 * as made by a model.
 */
@Injectable()
export class VideoCheck {
  private readonly videos: VideoReader;

  constructor(
    ffmpeg: FfmpegBinaries,
    private readonly check: PictureCheck,
    private readonly minors: MinorCheck,
  ) {
    this.videos = new VideoReader(ffmpeg);
  }

  /**
   * Throws `picture-not-changed` for a photo that shows a child unfit to be seen, or at which the vision model declines to look. Throws
   * `moderator-unavailable` while the model does not answer, and the model's own error when waiting is useless. A harmless photo of a child
   * passes: what moves is one of our motions.
   */
  async before(order: Animation, photo: Buffer): Promise<void> {
    const minor = await this.minors.in(order, [await SmallCopy.of(photo)], LOOK);
    if (minor instanceof AppError) throw notLookedAt(minor, 'moderator-unavailable');
    if (minor === 'unsafe') throw new AppError('picture-not-changed');
  }

  /**
   * Throws `provider-answer-unreadable`, after which the file is fetched again, for one that is no video or is far too short, and
   * `result-not-decent` for a video with a frame that may not be shown.
   */
  async clear(order: Animation, mp4: Buffer): Promise<ClearedVideo> {
    const { frames, video, ...size } = await this.videos.look(mp4);
    if (size.seconds < LEAST_SECONDS)
      throw new AppError('provider-answer-unreadable', { facts: { problem: 'too-short' } });
    const copies = await Promise.all(frames.map((frame) => SmallCopy.of(frame)));
    const cleared = await this.check.clear(order, copies);
    if (cleared.includes('withheld')) throw new AppError('result-not-decent');
    // Asked afterwards: while the two above are away, each attempt to collect the video would pay for this look.
    if ((await this.minors.in(order, copies, LOOK)) === 'unsafe') {
      this.check.withhold(order, 'vision');
      throw new AppError('result-not-decent');
    }
    return { ...size, video: markedVideo(video), clearedBy: least(cleared) };
  }
}

/** The checks that cleared a video: those of the frame that was seen by the fewest checks. */
const least = (cleared: readonly string[]): ClearedBy => (cleared.find((by) => by !== 'both') ?? 'both') as ClearedBy;
