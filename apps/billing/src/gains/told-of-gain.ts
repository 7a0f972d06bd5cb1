import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { GainBack } from './gain.store';

interface ToldGain extends GainBack {
  readonly isTakenBack: boolean;
}

/** What a person is told of credits that they gained, or that the refund of a purchase takes back. */
export const toldOfGain = ({ userId, reason, credits, isTakenBack, owed, balance }: ToldGain): Message =>
  message(botGatewayInbox, 'tell-gain', {
    userId,
    reason,
    credits: credits.toString(),
    isTakenBack,
    owed: owed.toString(),
    availableAfter: balance.available.toString(),
  });
