import { Injectable } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import { Database } from '@aisha/database';
import { ChatQueues } from './chat-queues';
import { PreCheckout } from './pre-checkout';
import { StarTransactions } from './star-transactions';
import { starsOf } from './stars';
import { UpdateStore } from './update.store';

/** The source of updates: the bot polls Telegram, or Telegram calls the bot. */
export abstract class UpdateSource {
  abstract start(): void | Promise<void>;
  abstract stop(): Promise<void>;
}

/** Stores updates, whichever source they come from. */
@Injectable()
export class Intake {
  constructor(
    private readonly database: Database,
    private readonly store: UpdateStore,
    private readonly queues: ChatQueues,
    private readonly preCheckout: PreCheckout,
    private readonly stars: StarTransactions,
  ) {}

  /** Resolves once the updates are stored; after that Telegram may forget them. */
  async keep(updates: readonly Update[]): Promise<void> {
    this.queues.wake(await this.store.add(this.database, updates));
    if (updates.some(starsOf)) this.stars.wake();
  }

  /** Answers whether a person may pay; never fails. */
  answerPayer(update: Update): Promise<void> {
    return this.preCheckout.answer(update);
  }
}
