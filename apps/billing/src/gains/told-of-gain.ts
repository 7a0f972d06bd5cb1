import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { GainBack } from './gain.store';

interface ToldGain extends GainBack {
  readonly isTakenBack: boolean;
  /** Whether a card paid for the purchase that went back. */
  readonly isCard?: boolean;
}

/** The message that tells a person about credits that they gained, or about gained credits that the refund of a purchase takes back. */
export const toldOfGain = ({ userId, reason, credits, isTakenBack, owed, balance, isCard }: ToldGain): Message =>
  message(botGatewayInbox, 'tell-gain', {
    userId,
    reason,
    credits: credits.toString(),
    isTakenBack,
    owed: owed.toString(),
    availableAfter: balance.available.toString(),
    ...(isCard && { isCard }),
  });
