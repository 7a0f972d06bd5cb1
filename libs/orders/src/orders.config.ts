import { IntField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds how often a person may let us pay in vain: for the engine, which holds to it, and for who tells the person before. */
export function WithLateCancels<Base extends Constructor>(base: Base) {
  class LateCancels extends base {
    /**
     * Orders a person may stop within 30 days after a provider was paid for them: each is our loss. Further ones go on, and the price
     * screen says so.
     */
    @IntField(0, 10_000) LATE_CANCELS_PER_MONTH = 3;
  }
  return LateCancels;
}

/** Adds to an app's configuration what the engine of paid work needs: `class MyConfig extends WithOrders(DatabaseAppConfig) {}`. */
export function WithOrders<Base extends Constructor>(base: Base) {
  class Orders extends WithLateCancels(base) {
    /** Between two rounds through our own queue; work that arrives is taken at once. */
    @IntField(10, 60_000) ORDERS_DISPATCH_MS = 1_000;
  }
  return Orders;
}

export class OrdersConfig extends WithOrders(Object) {}
