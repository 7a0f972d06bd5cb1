import { message, type Message } from '@aisha/contracts';
import type { RewardInvitation } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ReferralStore, type Gained } from './referral.store';

/** What a person is told of a gain by an invitation. */
export const toldOfGain = ({ userId, reason, credits, debtPaid, balance }: Gained): Message =>
  message(botGatewayInbox, 'tell-gain', {
    userId,
    reason,
    credits: credits.toString(),
    isTakenBack: false,
    owed: debtPaid.toString(),
    availableAfter: balance.available.toString(),
  });

/** Gives an inviter and their friend their credits after the friend's first purchase, once, and tells both. */
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
      await this.outbox.add(tx, ...all.map(toldOfGain));
      return all;
    });
    if (gained) this.log.info('invitation.rewarded', { people: gained.length });
  };
}
