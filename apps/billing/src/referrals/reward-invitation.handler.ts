import type { RewardInvitation } from '@aisha/contracts/billing';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { toldOfGain } from '../gains/told-of-gain';
import { ReferralStore } from './referral.store';

/**
 * Gives an inviter and their friend their credits after the friend's first purchase, once, and tells both; does nothing in the cases that
 * ReferralStore.reward() names.
 */
@Injectable()
export class RewardInvitationHandler implements JobHandler<RewardInvitation> {
  constructor(
    private readonly referrals: ReferralStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async (
    { friendId, telegramPaymentChargeId }: RewardInvitation,
    context: JobContext,
  ): Promise<void> => {
    const gained = await context.once(async (tx) => {
      const all = await this.referrals.reward(tx, friendId, telegramPaymentChargeId, this.clock.now());
      await this.outbox.add(tx, ...all.map((one) => toldOfGain({ ...one, isTakenBack: false })));
      return all;
    });
    if (gained) this.log.info('invitation.rewarded', { people: gained.length });
  };
}
