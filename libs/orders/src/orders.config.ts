import { IntField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds the limit of late cancels: the engine enforces it, and the price screen announces it. */
export function WithLateCancels<Base extends Constructor>(base: Base) {
  class LateCancels extends base {
    /**
     * How many orders a person may cancel within 30 days after a provider was paid: each is our loss. Further cancels are refused,
     * and the price screen says so.
     */
    @IntField(0, 10_000) LATE_CANCELS_PER_MONTH = 3;
  }
  return LateCancels;
}

/** Adds to an app's configuration what the engine of paid work needs: `class MyConfig extends WithOrders(DatabaseAppConfig) {}`. */
export function WithOrders<Base extends Constructor>(base: Base) {
  class Orders extends WithLateCancels(base) {
    /** Interval between two rounds through our own queue. New work is taken at once. */
    @IntField(10, 60_000) ORDERS_DISPATCH_MS = 1_000;
  }
  return Orders;
}

export class OrdersConfig extends WithOrders(Object) {}

/** Adds the speech that is free of each day: billing decides, and the price screen shows it. */
export function WithFreeSpeech<Base extends Constructor>(base: Base) {
  class FreeSpeech extends base {
    /** Seconds of speech that each person has written down for nothing on a day (UTC), in steps of six. */
    @IntField(0, 86_400) FREE_SECONDS_OF_SPEECH_A_DAY = 60;
  }
  return FreeSpeech;
}

/** For the app that gives the welcome credits, and the one that greets with them. */
export function WithWelcomeCredits<Base extends Constructor>(base: Base) {
  class Welcome extends base {
    /** A free taste: the welcome credits of a new person, in whole credits. `npm start` gives 250 while Telegram is played. */
    @IntField(0, 1_000_000) WELCOME_CREDITS = 0;
  }
  return Welcome;
}
