import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { ConsentReader } from '@aisha/database/bot';
import type { PhotoIdeaRefusal, UserId } from '@aisha/domain';
import { FreeWorkStore } from '@aisha/orders';

/**
 * The highest cost of one description, in millionths of a US dollar: 1 500 tokens of the picture, 1 500 of our instructions, and the
 * longest answer of 2 000, all of them twice (openai.md §5).
 */
const COST_OF_A_LOOK = 4_600;

/** The free work that pays for descriptions of photos, which cost the person nothing. */
@Injectable()
export class GivenIdeas {
  constructor(
    private readonly database: Database,
    private readonly freeWork: FreeWorkStore,
  ) {}

  /**
   * Books the cost of one more description. Resolves to the refusal if the person's free work is used up, or if they withdrew the consent
   * while the photo waited for its turn; otherwise to null.
   */
  async give(userId: UserId): Promise<PhotoIdeaRefusal | null> {
    if (!(await new ConsentReader(this.database).isGiven(userId))) return 'unavailable';
    const isGiven = await this.database.transaction((tx) =>
      this.freeWork.give(tx, { userId, orderId: null, reason: 'photo-idea', microDollars: COST_OF_A_LOOK }),
    );
    return isGiven ? null : 'free-work-used-up';
  }
}
