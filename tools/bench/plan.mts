/** How much of everything is measured. Every box ends early rather than late; one round is always made. */
export interface Plan {
  /** The whole run, starts and stops included. */
  readonly endsWithinMs: number;
  /** Of that: stopping everything in order. */
  readonly stopsWithinMs: number;
  /** People who write at the same moment, and how often they do. */
  readonly crowds: readonly { readonly people: number; readonly rounds: number; readonly endsWithinMs: number }[];
  readonly webhooks: number;
  /** Orders one after another, each by somebody else: nobody has to wait for what was shown to them before. */
  readonly singleOrders: { readonly count: number; readonly endsWithinMs: number };
  /** People who all order at the same moment. */
  readonly rushes: { readonly customers: number; readonly rounds: number; readonly endsWithinMs: number };
  /** Stop everything and start it again on what it left. */
  readonly startsAgain: boolean;
}

export const FULL: Plan = {
  endsWithinMs: 240_000,
  stopsWithinMs: 15_000,
  crowds: [
    { people: 1, rounds: 40, endsWithinMs: 20_000 },
    { people: 50, rounds: 3, endsWithinMs: 20_000 },
    { people: 200, rounds: 2, endsWithinMs: 40_000 },
  ],
  webhooks: 200,
  singleOrders: { count: 12, endsWithinMs: 40_000 },
  rushes: { customers: 24, rounds: 3, endsWithinMs: 60_000 },
  startsAgain: true,
};

export const QUICK: Plan = {
  endsWithinMs: 60_000,
  stopsWithinMs: 4_000,
  crowds: [
    { people: 1, rounds: 8, endsWithinMs: 4_000 },
    { people: 50, rounds: 1, endsWithinMs: 8_000 },
  ],
  webhooks: 50,
  singleOrders: { count: 2, endsWithinMs: 8_000 },
  rushes: { customers: 6, rounds: 1, endsWithinMs: 10_000 },
  startsAgain: false,
};
