import type { Clock } from '@aisha/platform';

/** The clock and the configured waits. */
export class Timing {
  constructor(
    private readonly clock: Clock,
    /** After it FAL counts as silent. */
    readonly timeoutMs: number,
    /** Between two looks at an order that waits at FAL. */
    readonly lookMs: number,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  in(milliseconds: number): Date {
    return new Date(this.now().getTime() + milliseconds);
  }

  isPast(moment: Date | null): boolean {
    return moment !== null && moment.getTime() <= this.now().getTime();
  }
}
