import { Periodic, type Clock, type Logger } from '@aisha/platform';
import { slotsOverdue } from './metrics';
import type { ProviderSlots } from './provider-slots.store';

/** Short compared with the five minutes after which a slot is overdue. */
const MEASURE_EVERY_MS = 60_000;

/**
 * Reports the slots that orders should have given back. Each app that shares the account reports the slots of all apps, because the app
 * that holds a slot may be down.
 */
export class MeasureSlots extends Periodic {
  constructor(
    private readonly slots: ProviderSlots,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('provider-slots.measure', MEASURE_EVERY_MS, log);
  }

  async run(): Promise<void> {
    for (const { kind, count } of await this.slots.overdue(this.clock.now())) slotsOverdue.set({ kind }, count);
  }
}
