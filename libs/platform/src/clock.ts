/** The clock of the product: a test may set the time instead of waiting for it. */
export abstract class Clock {
  abstract now(): Date;
}

/** A difference between two clocks that is smaller than this is likely the time that the question and the answer took. */
const TOLERANCE_MS = 250;

/**
 * The time of the product. It begins with what the machine says and goes on by the machine's monotonic clock, which nobody sets: a jump of the
 * machine's clock changes nothing. Postgres, whose time all apps share, corrects it (decision 199).
 */
export class SystemClock extends Clock {
  private originMs: number;
  /** What `originMs` was by the machine's own clock when this clock last learnt the time. */
  private machineOriginMs: number;

  /** `machine` gives the time by the machine's own clock, in milliseconds since 1970. */
  constructor(private readonly machine: () => number = () => Date.now()) {
    super();
    this.originMs = this.machineOriginMs = machine() - performance.now();
  }

  /**
   * Whether the machine's own clock and its monotonic clock have parted since this clock last learnt the time: the machine slept, while the
   * monotonic clock stood still, or somebody set its clock.
   */
  get isInDoubt(): boolean {
    return Math.abs(this.machine() - performance.now() - this.machineOriginMs) > TOLERANCE_MS;
  }

  now(): Date {
    return new Date(this.originMs + performance.now());
  }

  /**
   * Asks another clock for its time. The answer counts as the time in the middle between question and answer. This clock adopts it unless
   * the difference is at most the tolerance plus half of the time between question and answer. Resolves to the milliseconds by which this
   * clock was ahead: below 0 when it was behind, 0 when it stays as it is. Throws what `ask` throws.
   */
  async follow(ask: () => Promise<Date>): Promise<number> {
    const askedAt = performance.now();
    const machineOriginMs = this.machine() - askedAt; // read before the question: the machine may sleep before the answer is read
    const told = (await ask()).getTime();
    const answeredAt = performance.now();
    this.machineOriginMs = machineOriginMs;
    const originMs = told - (askedAt + answeredAt) / 2;
    const aheadMs = Math.round(this.originMs - originMs);
    if (Math.abs(aheadMs) <= TOLERANCE_MS + (answeredAt - askedAt) / 2) return 0;
    this.originMs = originMs;
    return aheadMs;
  }
}
