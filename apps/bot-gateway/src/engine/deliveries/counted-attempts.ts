import { Injectable, Optional } from '@nestjs/common';
import { DAY_MS } from '@aisha/domain';
import { backoffMs } from '@aisha/platform';
import type { Claimed } from './delivery.store';
import { MessageSender, type OutboundMessage } from './message-sender';
import { DeliveryTimeouts } from './timeouts';

/**
 * How many attempts of a message count at most while Telegram or our storage is away: as many as make the pause its longest. So the message
 * has most of its attempts before it when the outage is over.
 */
const MAX_COUNTED_IN_OUTAGE = 10;
/**
 * The age of a message, a day, up to which its attempts do not count when our storage does not give its file, or when Telegram's server
 * answers us and no call to people: after a day the file or the message is probably at fault.
 */
const MAY_BE_AWAY_MS = DAY_MS;

/** Counts the attempts of a delivery and says how long it waits for the next one. Attempts during an outage count only so far. */
@Injectable()
export class CountedAttempts {
  constructor(
    private readonly sender: MessageSender,
    @Optional() private readonly timeouts: DeliveryTimeouts = new DeliveryTimeouts(),
  ) {}

  /** How many attempts of a delivery count, the last of which failed for this reason. An answer to a button press outlasts no outage. */
  of({ attempts, ageMs }: Claimed, { kind }: OutboundMessage, reason: string): number {
    const { ofAllMs, ofPeopleMs } = this.sender.silence();
    const { awayAfterMs } = this.timeouts;
    const mayBeAway = ofPeopleMs > awayAfterMs || reason === 'storage-unreachable';
    const isAway = ofAllMs > awayAfterMs || (mayBeAway && ageMs < MAY_BE_AWAY_MS);
    if (kind === 'answer' || !isAway) return attempts;
    return Math.min(attempts, MAX_COUNTED_IN_OUTAGE);
  }

  pauseAfterMs(attempts: number): number {
    return backoffMs(attempts, this.timeouts.retryFirstMs, this.timeouts.retryAtMostMs);
  }
}
