import type { FreeWorkLimits } from '@aisha/database';
import { IntField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds the bounds of free work: the workers enforce them, and the price screen shows them. */
export function WithFreeWork<Base extends Constructor>(base: Base) {
  class FreeWork extends base {
    /**
     * US cents, by the providers' list, that one person's unpaid work may cost within 24 hours: late cancels, refused results, answers that
     * were not found, the free minute. Past this bound such work is charged as far as it was done, or is not begun.
     */
    @IntField(0, 1_000_000) FREE_WORK_DAILY_CENTS = 50;

    /** The same bound for 30 days. */
    @IntField(0, 1_000_000) FREE_WORK_MONTHLY_CENTS = 500;

    /** US cents that the unpaid work of all people together may cost within 24 hours. */
    @IntField(0, 100_000_000) FREE_WORK_DAILY_CENTS_OF_ALL = 5_000;
  }
  return FreeWork;
}

export class FreeWorkConfig extends WithFreeWork(Object) {}

const MICRO_DOLLARS_A_CENT = 10_000;

export const freeWorkLimits = (config: FreeWorkConfig): FreeWorkLimits => ({
  perDay: config.FREE_WORK_DAILY_CENTS * MICRO_DOLLARS_A_CENT,
  perMonth: config.FREE_WORK_MONTHLY_CENTS * MICRO_DOLLARS_A_CENT,
  ofAllPerDay: config.FREE_WORK_DAILY_CENTS_OF_ALL * MICRO_DOLLARS_A_CENT,
});

/** Adds to an app's configuration what the engine of paid work needs: `class MyConfig extends WithOrders(DatabaseAppConfig) {}`. */
export function WithOrders<Base extends Constructor>(base: Base) {
  class Orders extends WithFreeWork(base) {
    /** Interval between two rounds through our own queue. New work is taken at once. */
    @IntField(10, 60_000) ORDERS_DISPATCH_MS = 1_000;
  }
  return Orders;
}

export class OrdersConfig extends WithOrders(Object) {}

/** Adds how much speech is free each day: billing decides by it, and the price screen shows it. */
export function WithFreeSpeech<Base extends Constructor>(base: Base) {
  class FreeSpeech extends base {
    /**
     * Seconds of speech that each person has written down free of charge within 24 hours, in steps of six. A row of the allowance
     * `free-speech-seconds` takes its place.
     */
    @IntField(0, 86_400) FREE_SECONDS_OF_SPEECH_A_DAY = 60;
  }
  return FreeSpeech;
}

/**
 * Adds the welcome credits to the configuration of two apps: the one that gives them, and the one that names them in
 * its greeting.
 */
export function WithWelcomeCredits<Base extends Constructor>(base: Base) {
  class Welcome extends base {
    /**
     * The welcome credits of a new person, in whole credits. `npm start` gives 250 while the sandbox stands in for Telegram. A row of the
     * allowance `welcome-credits` takes their place.
     */
    @IntField(0, 1_000_000) WELCOME_CREDITS = 0;
  }
  return Welcome;
}
