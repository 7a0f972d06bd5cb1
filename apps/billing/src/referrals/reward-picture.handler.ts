import type { RewardPicture } from '@aisha/contracts/billing';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { toldOfGain } from '../gains/told-of-gain';
import { ReferralStore } from './referral.store';

/**
 * Gives an inviter and their friend the price of a picture in credits after the friend's first picture, once, and tells both; does nothing
 * in the cases that ReferralStore.rewardPicture() names.
 */
@Injectable()
export class RewardPictureHandler implements JobHandler<RewardPicture> {
  constructor(
    private readonly referrals: ReferralStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ friendId }: RewardPicture, context: JobContext): Promise<void> => {
    const gained = await context.once(async (tx) => {
      const all = await this.referrals.rewardPicture(tx, friendId, this.clock.now());
      await this.outbox.add(tx, ...all.map((one) => toldOfGain({ ...one, isTakenBack: false })));
      return all;
    });
    if (gained) this.log.info('invitation.picture-rewarded', { people: gained.length });
  };
}
