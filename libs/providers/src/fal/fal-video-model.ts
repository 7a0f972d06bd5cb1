import { FromPictureAtFal } from './from-picture';
import { animator } from './models';
import type { VideoInput, VideoModel } from '../ports';

/** Makes pictures move at FAL. */
export class FalVideoModel extends FromPictureAtFal<VideoInput> implements VideoModel {
  protected readonly model = animator;
  /** Twice what five seconds have at most (fal.md §7.7), and less than Telegram takes of a bot. */
  protected readonly limits = { maxBytes: 30_000_000, timeoutMs: 60_000 };
}
