import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { Database } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { GenerationStore } from './generation.store';
import { Timing } from './timing';

/** A look that came to nothing (FAL away, our process killed) is repeated after this. */
const LOOK_LEASE_MS = 30_000;
const LOOKS_AT_ONCE = 50;

/** Asks after orders at FAL, so that a lost webhook is only late. */
@Injectable()
export class Watchdog {
  constructor(
    private readonly database: Database,
    private readonly generations: GenerationStore,
    private readonly outbox: Outbox,
    private readonly timing: Timing,
  ) {}

  /** The same message as the webhook's for every order whose time has come, so both take the same path. */
  async look(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const found = await this.generations.toLookAt(tx, this.timing.now(), LOOKS_AT_ONCE);
      for (const generation of found) {
        const { orderId, requestId } = generation;
        await this.generations.update(tx, generation, { nextLookAt: this.timing.in(LOOK_LEASE_MS) });
        await this.outbox.add(
          tx,
          message(imageGeneratorInbox, 'finish-generation', { orderId, requestId, source: 'watchdog' }),
        );
      }
    });
  }
}
