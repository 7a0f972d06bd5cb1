import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type OrderId, type UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { PictureReview } from '@aisha/kinds/tables';
import { SmallCopy } from '@aisha/pictures';
import { Logger } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { VisionModel } from '@aisha/providers/ports';
import { type Clearance, PictureCheck } from '../moderation/picture-check';
import { picturesReviewed } from './metrics';
import { MinorCheck } from './minor-check';
import { isBroken, LOOKED_AT, type MinorVerdict, REVIEW_INSTRUCTIONS, reviewForm } from './review-answer';
import { ImageGeneratorConfig } from '../config';

/** What the checks say about a picture. */
export interface PictureSeen {
  readonly clearance: Clearance;
  /** The review; null when the review is off, or when the vision model does not answer in time. */
  readonly review: PictureReview | null;
  /** Whether the vision model saw a person who looks under eighteen. It matters only for a picture that may be shown. */
  readonly showsMinor: boolean;
}

/** What the vision model says about a picture; the review is null when the model was only asked about minors. */
interface Answer {
  readonly review: PictureReview | null;
  readonly minor: MinorVerdict;
}

interface LookedAt {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly deferredSince: Date | null;
}

/** How long a delivery waits for the vision model. */
@Injectable()
export class ReviewLimit {
  /** The limit in milliseconds; 0 turns the review off. */
  readonly ms: number;

  constructor({ PICTURE_REVIEW_MS }: ImageGeneratorConfig) {
    this.ms = PICTURE_REVIEW_MS;
  }
}

/** Checks pictures before they are delivered: whether they may be shown, and how well they came out. */
@Injectable()
export class PictureReviewer {
  constructor(
    private readonly check: PictureCheck,
    private readonly vision: VisionModel,
    private readonly log: Logger,
    private readonly limit: ReviewLimit,
    private readonly minors: MinorCheck,
  ) {}

  /**
   * Resolves to an entry for each picture; the vision model, too, may have a picture withheld because of a minor. Throws `picture-unchecked`
   * while it is unknown whether a picture may be shown. A delivery waits for an answer of the vision model no longer than its limit, and
   * does not fail when none comes in time.
   */
  async see(
    pictures: readonly Buffer[],
    order: LookedAt,
    kind: OrderKind = 'generation',
  ): Promise<readonly PictureSeen[]> {
    const copies = await Promise.all(pictures.map((picture) => SmallCopy.of(picture)));
    const [clearances, answers] = await Promise.all([
      this.check.clear(order, copies),
      this.review(copies, order, kind),
    ]);
    return clearances.map((clearance, index) => {
      const answer = answers[index] ?? null;
      const review = answer?.review ?? null;
      const showsMinor = answer?.minor === 'safe';
      if (answer?.minor !== 'unsafe' || clearance === 'withheld') return { clearance, review, showsMinor };
      return { clearance: this.check.withhold(order, 'vision'), review, showsMinor: true };
    });
  }

  /**
   * Reviews all pictures in one request. When the vision model declines, it is asked about minors in each picture alone. Never throws:
   * without an answer, or with the review off, each answer is null.
   */
  private async review(
    pictures: readonly SmallCopy[],
    order: LookedAt,
    kind: OrderKind,
  ): Promise<readonly (Answer | null)[]> {
    if (this.limit.ms === 0 || pictures.length === 0) return pictures.map(() => null);
    try {
      const signal = AbortSignal.timeout(this.limit.ms);
      const jpegs = await Promise.all(pictures.map((picture) => picture.jpeg(LOOKED_AT)));
      const request = {
        instructions: REVIEW_INSTRUCTIONS,
        jpegs,
        detail: 'low',
        onBehalf: onBehalfOf(order, kind, 'review'),
        signal,
      } as const;
      const reviews = await this.vision.look(reviewForm(pictures.length), request);
      for (const review of reviews) picturesReviewed.inc({ verdict: isBroken(review) ? 'broken' : 'sound' });
      return reviews.map((review) => ({ review: reviewOf(review), minor: review.minor }));
    } catch (error) {
      picturesReviewed.inc({ verdict: 'unknown' }, pictures.length);
      const failure = asAppError(error);
      this.log.failed('pictures.not-reviewed', failure, { pictures: pictures.length });
      if (failure.code !== 'prompt-refused') return pictures.map(() => null);
      const look = { kind, patienceMs: this.limit.ms };
      const minors = await Promise.all(pictures.map((picture) => this.minors.in(order, [picture], look)));
      return minors.map((minor) => (minor instanceof AppError ? null : { review: null, minor }));
    }
  }
}

const reviewOf = ({ eyes, hands, artefacts, score }: PictureReview): PictureReview => ({
  eyes,
  hands,
  artefacts,
  score,
});
