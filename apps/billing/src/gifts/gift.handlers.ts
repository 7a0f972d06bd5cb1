import { message, type Message } from '@aisha/contracts';
import type { MakeGift, OpenGift } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { centiCredits, type GiftId, type UserId } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { GiftStore, type GiftResult } from './gift.store';

/** The message that tells a person about a gift. */
export const told = (
  userId: UserId,
  giftId: GiftId,
  { outcome, gift, balance, debtPaid = centiCredits(0) }: GiftResult,
): Message =>
  message(botGatewayInbox, 'tell-gift', {
    userId,
    giftId,
    outcome,
    credits: (gift?.credits ?? 0n).toString(),
    debtPaid: debtPaid.toString(),
    ...(balance && { availableAfter: balance.available.toString() }),
    ...(gift && { expiresAt: gift.expiresAt.toISOString() }),
    called: gift?.called ?? 'credits',
  });

/** Takes a gift's credits from the giver, once, and sends the giver the link; if there can be no gift, says why. */
@Injectable()
export class MakeGiftHandler implements JobHandler<MakeGift> {
  constructor(
    private readonly gifts: GiftStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async (
    { giftId, userId, centiCredits: amount, called }: MakeGift,
    context: JobContext,
  ): Promise<void> => {
    const made = await context.once(async (tx) => {
      const asked = { giftId, userId, credits: centiCredits(amount), called };
      const result = await this.gifts.make(tx, asked, this.clock.now());
      if (result) await this.outbox.add(tx, told(userId, giftId, result));
      return result;
    });
    if (made) this.log.info('gift.asked', { outcome: made.outcome });
  };
}

/**
 * Opens a gift for the first person who opens its link, once. The giver's button takes the gift back; the giver's own link only says that
 * the gift is theirs. Tells the person who asked the result, and the giver when somebody else received the gift.
 */
@Injectable()
export class OpenGiftHandler implements JobHandler<OpenGift> {
  constructor(
    private readonly gifts: GiftStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ giftId, userId, isByLink = false }: OpenGift, context: JobContext): Promise<void> => {
    const opened = await context.once(async (tx) => {
      const result = await this.gifts.open(tx, { giftId, userId, isByLink }, this.clock.now());
      await this.outbox.add(tx, told(userId, giftId, result));
      const { outcome, gift } = result;
      if (outcome === 'received' && gift)
        await this.outbox.add(tx, told(gift.giverId, giftId, { outcome: 'opened', gift }));
      return result;
    });
    if (opened) this.log.info('gift.opened', { outcome: opened.outcome });
  };
}
