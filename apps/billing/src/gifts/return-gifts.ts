import { Database } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { told } from './gift.handlers';
import { GiftStore } from './gift.store';

const LOOK_EVERY_MS = 60_000;

/** Gives gifts that nobody opened in time back to their givers, each in a transaction of its own. */
@Injectable()
export class ReturnGifts extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly gifts: GiftStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('gifts.return', LOOK_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    for (const gift of await this.database.transaction((tx) => this.gifts.expired(tx, now))) {
      await this.database.transaction(async (tx) => {
        const back = await this.gifts.back(tx, gift, now);
        if (back) await this.outbox.add(tx, told(gift.giverId, gift.id, back));
      });
    }
  }
}
