import { FromPictureAtFal } from './from-picture';
import { animator } from './models';
import type { VideoInput, VideoModel } from '../ports';

/** Makes pictures move at FAL. */
export class FalVideoModel extends FromPictureAtFal<VideoInput> implements VideoModel {
  protected readonly model = animator;
  /** What Telegram takes of a bot; five seconds have 15 MB at most (fal.md §7.7). */
  protected readonly limits = { maxBytes: 50_000_000, timeoutMs: 60_000 };
}
