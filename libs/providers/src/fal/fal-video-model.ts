import { FromPictureAtFal } from './from-picture';
import type { VideoInput, VideoModel } from '../ports';

/** Makes pictures move at FAL. */
export class FalVideoModel extends FromPictureAtFal<'animate', VideoInput> implements VideoModel {
  protected readonly does = 'animate';
  /** The limit is twice the largest size of a video of five seconds (fal.md §7.7), and less than Telegram accepts from a bot. */
  protected readonly limits = { maxBytes: 30_000_000, timeoutMs: 60_000 };
}
