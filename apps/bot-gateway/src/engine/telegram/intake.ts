import { Injectable } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import { Database } from '@aisha/database';
import { ChatQueues } from './chat-queues';
import { PreCheckout } from './pre-checkout';
import { StarTransactions } from './star-transactions';
import { starsOf } from './stars';
import { UpdateStore } from './update.store';

/** Where updates come from: the bot polls, or Telegram calls it. */
export abstract class UpdateSource {
  abstract start(): void | Promise<void>;
  abstract stop(): Promise<void>;
}

/** Takes in updates, by either way. */
@Injectable()
export class Intake {
  constructor(
    private readonly database: Database,
    private readonly store: UpdateStore,
    private readonly queues: ChatQueues,
    private readonly preCheckout: PreCheckout,
    private readonly stars: StarTransactions,
  ) {}

  /** Resolves once the updates are stored: then Telegram may forget them. */
  async keep(updates: readonly Update[]): Promise<void> {
    this.queues.wake(await this.store.add(this.database, updates));
    if (updates.some(starsOf)) this.stars.wake();
  }

  /** Answers a payer; never fails. */
  answerPayer(update: Update): Promise<void> {
    return this.preCheckout.answer(update);
  }
}
