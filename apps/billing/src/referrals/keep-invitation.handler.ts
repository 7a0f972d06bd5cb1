import type { KeepInvitation } from '@aisha/contracts/billing';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ReferralStore } from './referral.store';

/** Records by whose invitation a new person came. */
@Injectable()
export class KeepInvitationHandler implements JobHandler<KeepInvitation> {
  constructor(
    private readonly referrals: ReferralStore,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ friendId, inviterId }: KeepInvitation, context: JobContext): Promise<void> => {
    const isKept = await context.once((tx) => this.referrals.keep(tx, friendId, inviterId, this.clock.now()));
    if (isKept !== undefined) this.log.info('invitation.followed', { isKept });
  };
}
