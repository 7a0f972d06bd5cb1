import type { ShowInvite } from '@aisha/contracts/bot-gateway';
import { AllowanceReader, PriceReader, ReferralReader } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { credits, inviteStart } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { inviteTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { BotName, shareButton, startLink } from '../../engine/telegram/bot-name';
import { openBonuses } from '../../callbacks/bonus.callbacks';
import { countShare } from '../../orders/shares.metrics';
import { InviteCodeStore } from './invite-code.store';

/** Shows a person their link for friends, what both gain by it, and how many friends came; never who they are. */
@Injectable()
export class ShowInviteHandler implements JobHandler<ShowInvite> {
  constructor(
    private readonly codes: InviteCodeStore,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly bot: BotName,
    private readonly clock: Clock,
  ) {}

  readonly handle = async ({ userId }: ShowInvite, context: JobContext): Promise<void> => {
    const now = this.clock.now();
    const t = inviteTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const allowances = this.readers.of(AllowanceReader);
    const inviter = credits(await allowances.at('referral-inviter-credits', now));
    const friend = credits(await allowances.at('referral-friend-credits', now));
    const pictures = await allowances.at('referral-pictures-a-month', now);
    const purchases = inviter + friend === 0n ? 0 : await allowances.at('referral-gains-a-month', now);
    const { total: picture } = await this.readers.of(PriceReader).quote('picture', 1, now);
    const friends = await this.readers.of(ReferralReader).of(userId);
    const { picture: drawn, purchase } = await this.readers.of(ReferralReader).next(userId, now);
    // The friend reads these words, so they promise what the next friend would get, and not what the month allows.
    const shareWords = t.shareWords({ friend: drawn ? 'picture' : purchase.friend > 0n ? 'purchase' : null });
    const bot = await this.bot.get();
    await context.once(async (tx) => {
      const code = await this.codes.of(tx, userId);
      if (!code) return;
      const link = startLink(bot, inviteStart(code));
      const buttons = [[shareButton(t.share, link, shareWords)], [openBonuses.button(t.back, {})]];
      await this.deliveries.add(
        tx,
        userId,
        messageWith(t.link({ link, inviter, friend, picture, pictures, purchases, ...friends }), buttons),
      );
      countShare(tx, 'invitation');
    });
  };
}
