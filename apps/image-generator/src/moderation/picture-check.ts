import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { AppError, asAppError } from '@aisha/domain';
import type { ClearedBy } from '@aisha/kinds/tables';
import type { SmallCopy } from '@aisha/pictures';
import { Clock, Logger } from '@aisha/platform';
import { Moderator } from '@aisha/providers/ports';
import { ContentClassifier } from './content-classifier';
import { patienceMs, waitedMs } from './patience';
import { isRefused } from './text-check';

/**
 * The score of porn and hentai together from which our classifier withholds a picture. It is 0.9 while the moderator checks too, as for
 * photos (decision 55), and lower while the classifier checks alone. Among 61 harmless pictures, drawn ones reach 0.10 and photographs of
 * clothed groups 0.64.
 */
const EXPLICIT_FROM = { both: 0.9, classifier: 0.7 };

const LOOKS = ['moderator', 'classifier', 'vision'] as const;
type WithheldBy = (typeof LOOKS)[number];

/**
 * Counts withheld pictures. We pay FAL for each of them and charge the person nothing, so many at once mean that a person tries out what
 * passes, or that a check is wrong.
 */
export const picturesWithheld = new Counter({
  name: 'aisha_pictures_withheld_total',
  help: 'Drawn pictures that were not delivered because of what they show, by the look that found it.',
  labelNames: ['by'],
});

for (const by of LOOKS) picturesWithheld.inc({ by }, 0); // so that the series exists before its first event

/** The checks that cleared a picture; `withheld` for a picture that may not be shown. */
export type Clearance = ClearedBy | 'withheld';

interface WaitingOrder {
  readonly orderId: string;
  readonly deferredSince: Date | null;
}

/**
 * Checks every drawn picture and every frame of a video before the delivery, and a picture before it is changed. OpenAI's moderator and a
 * classifier of our own may each withhold it. While one of the two is away the other decides; while both are away, no picture passes.
 */
@Injectable()
export class PictureCheck {
  constructor(
    private readonly moderator: Moderator,
    private readonly classifier: ContentClassifier,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Resolves to an entry for each picture. Throws `picture-unchecked` while a picture cannot be checked. */
  async clear(order: WaitingOrder, pictures: readonly SmallCopy[]): Promise<readonly Clearance[]> {
    return Promise.all(pictures.map((picture) => this.clearOne(order, picture)));
  }

  /** Counts and logs a picture that may not be shown, by the look that found it. */
  withhold({ orderId }: Pick<WaitingOrder, 'orderId'>, by: WithheldBy): 'withheld' {
    picturesWithheld.inc({ by });
    this.log.warn('picture.withheld', { orderId, by });
    return 'withheld';
  }

  private async clearOne(order: WaitingOrder, picture: SmallCopy): Promise<Clearance> {
    const [refused, explicit] = await Promise.all([this.isRefused(order, picture), this.explicitness(order, picture)]);
    if (refused === null && explicit === null) throw new AppError('picture-unchecked');
    const by: ClearedBy = refused === null ? 'classifier' : explicit === null ? 'moderator' : 'both';
    if (refused) return this.withhold(order, 'moderator');
    if (explicit !== null && by !== 'moderator' && explicit >= EXPLICIT_FROM[by])
      return this.withhold(order, 'classifier');
    return by;
  }

  /** Whether the moderator refuses the picture; null when the moderator has no answer. */
  private async isRefused(order: WaitingOrder, picture: SmallCopy): Promise<boolean | null> {
    try {
      const signal = AbortSignal.timeout(patienceMs(waitedMs(order, this.clock.now())));
      return (await this.moderator.judgePicture(await picture.jpeg(), { signal })).categories.some(isRefused);
    } catch (error) {
      this.log.failed('picture.not-moderated', asAppError(error), { orderId: order.orderId });
      return null;
    }
  }

  /** The score of our classifier; null when the classifier has no answer. */
  private async explicitness({ orderId }: WaitingOrder, picture: SmallCopy): Promise<number | null> {
    try {
      return await this.classifier.explicitness(picture);
    } catch (error) {
      this.log.failed('picture.not-classified', asAppError(error), { orderId });
      return null;
    }
  }
}
