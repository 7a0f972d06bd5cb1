import sharp from 'sharp';
import type { PictureReview } from '@aisha/database/generator';
import { asAppError, type OrderId, type UserId } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import type { VisionModel } from '@aisha/providers/openai';
import { picturesReviewed } from './metrics';
import { isBroken } from './redraw';
import { REVIEW_INSTRUCTIONS, reviewForm } from './review-answer';

/** In pixels: the vision model sees no more of a picture at low detail. */
const LOOKED_AT = 512;
const JPEG_QUALITY = 80;

/** Whose pictures are looked at. */
interface Reviewed {
  readonly userId: UserId;
  readonly orderId: OrderId;
}

/** Has pictures looked at before they are delivered. No delivery waits for it beyond its limit, and none fails by it. */
export class PictureReviewer {
  constructor(
    private readonly vision: VisionModel,
    private readonly log: Logger,
    /** 0: no picture is looked at. */
    private readonly limitMs: number,
  ) {}

  /** One entry for each picture, all in one request; null for what vision does not say in time. Never throws. */
  async review(pictures: readonly Buffer[], order: Reviewed): Promise<readonly (PictureReview | null)[]> {
    if (this.limitMs === 0 || pictures.length === 0) return pictures.map(() => null);
    try {
      const signal = AbortSignal.timeout(this.limitMs);
      const jpegs = await Promise.all(pictures.map(small));
      const request = {
        instructions: REVIEW_INSTRUCTIONS,
        jpegs,
        detail: 'low',
        onBehalf: onBehalfOf(order, 'generation', 'review'),
        signal,
      } as const;
      const reviews = await this.vision.look(reviewForm(pictures.length), request);
      for (const review of reviews) picturesReviewed.inc({ verdict: isBroken(review) ? 'broken' : 'sound' });
      return reviews;
    } catch (error) {
      picturesReviewed.inc({ verdict: 'unknown' }, pictures.length);
      this.log.failed('pictures.not-reviewed', asAppError(error), { pictures: pictures.length });
      return pictures.map(() => null);
    }
  }
}

const small = (picture: Buffer): Promise<Buffer> =>
  sharp(picture)
    .resize(LOOKED_AT, LOOKED_AT, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
