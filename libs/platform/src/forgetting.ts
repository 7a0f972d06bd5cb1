import { Periodic } from './periodic';
import type { Logger } from './logger';

const FORGET_EVERY_MS = 60_000;
/** The first round after a start or a failure looks back this many days: more than an app or the storage may be down. */
const FIRST_LOOK_BACK_DAYS = 30;
/** Later rounds look back this many days: longer than any work goes on after the consent for it was withdrawn. */
const LOOK_BACK_DAYS = 1;

/**
 * Periodic work that deletes, within a minute, the data of consents that were withdrawn in the last day. The first round after a
 * start or a failed round looks back 30 days.
 */
export abstract class Forgetting extends Periodic {
  private lookBackDays = FIRST_LOOK_BACK_DAYS;

  /** Failures are logged as `<event>.failed`. */
  protected constructor(event: string, log: Logger) {
    super(event, FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const days = this.lookBackDays;
    // A round that fails leaves this: rounds may fail for longer than a day.
    this.lookBackDays = FIRST_LOOK_BACK_DAYS;
    await this.forget(days);
    this.lookBackDays = LOOK_BACK_DAYS;
  }

  protected abstract forget(lookBackDays: number): Promise<void>;
}
