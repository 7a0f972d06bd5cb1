import { Database } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { announcementOf, stopOf } from './announcement';
import { SubscriptionStore } from './subscription.store';

/** How often ended subscriptions are looked for. They are paid for whole days, so once in ten minutes is enough. */
const EVERY_MS = 10 * 60_000;
/** How many subscriptions end in one transaction. */
const AT_ONCE = 100;

/**
 * Ends subscriptions whose paid time is over, and tells the people who had them. Has Telegram stop those that nobody has cancelled: it may
 * try a failed payment again when the person has begun another plan, and the person has read that no more Stars are charged.
 */
@Injectable()
export class EndSubscriptions extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly subscriptions: SubscriptionStore,
    private readonly outbox: Outbox,
    log: Logger,
  ) {
    super('subscription.end', EVERY_MS, log);
  }

  async run(): Promise<void> {
    let ended: number;
    do {
      ended = await this.database.transaction(async (tx) => {
        const over = await this.subscriptions.endThoseOver(tx, AT_ONCE);
        const endOf = (one: (typeof over)[number]) => [
          ...(one.stopAskedAt ? [stopOf(one, true)] : []),
          announcementOf(one, 'ended'),
        ];
        if (over.length > 0) await this.outbox.add(tx, ...over.flatMap(endOf));
        return over.length;
      });
      if (ended > 0) this.log.info('subscription.ended', { count: ended });
    } while (ended === AT_ONCE);
  }
}
