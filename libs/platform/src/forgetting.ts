import { Periodic } from './periodic';
import type { Logger } from './logger';

const FORGET_EVERY_MS = 60_000;
/** The first look after a start goes back longer than we may be down. */
const FIRST_LOOK_BACK_DAYS = 30;
/** While it runs: longer than anything goes on after what it needs was taken back. */
const LOOK_BACK_DAYS = 1;

/** Periodic work that forgets, within a minute, what was taken back in the last days. Its first round looks back further, as often as it takes to succeed. */
export abstract class Forgetting extends Periodic {
  private lookBackDays = FIRST_LOOK_BACK_DAYS;

  /** Failures are logged as `<event>.failed`. */
  protected constructor(event: string, log: Logger) {
    super(event, FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    await this.forget(this.lookBackDays);
    this.lookBackDays = LOOK_BACK_DAYS;
  }

  protected abstract forget(lookBackDays: number): Promise<void>;
}
