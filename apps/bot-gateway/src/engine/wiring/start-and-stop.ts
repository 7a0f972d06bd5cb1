import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { StorageWatch } from '@aisha/storage';
import { DeliverySender } from '../deliveries/sender';
import { ChatQueues } from '../telegram/chat-queues';
import { UpdateSource } from '../telegram/intake';
import { StarTransactions } from '../telegram/star-transactions';

/**
 * Starts and stops the parts that work by themselves, in such an order that updates are taken in only while they can be handled and
 * answered.
 */
@Injectable()
export class StartAndStop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly storage: StorageWatch,
    private readonly sender: DeliverySender,
    private readonly queues: ChatQueues,
    private readonly stars: StarTransactions,
    private readonly updates: UpdateSource,
  ) {}

  /** Starts the sender before updates come in, so that the first answer goes out at once. */
  async onApplicationBootstrap(): Promise<void> {
    this.storage.start();
    this.sender.start();
    this.queues.start();
    this.stars.start();
    await this.updates.start();
  }

  /** Takes no new updates, and waits until all handling and sending that is under way has ended. Everything else is stored. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.updates.stop();
    await this.queues.stop();
    await this.stars.stop();
    await this.sender.stop();
    await this.storage.stop();
  }
}
