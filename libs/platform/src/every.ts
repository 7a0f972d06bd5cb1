import type { Logger } from './logger';
import { withoutWorkFacts } from './work-facts';

export interface Repeated {
  /** Runs the work now; if the work runs already, runs it once more afterwards. Does nothing after `stop`. */
  wake(): void;
  /**
   * Ends a rest, because there may be something to do: the work runs now. A run under way does not rest after its end. Busy work goes on as
   * it is.
   */
  rouse(): void;
  /** Stops and waits for the run under way. */
  stop(): Promise<void>;
}

/** What work resolves to that found nothing to do: it may rest, since nothing becomes due soon unless somebody wakes it. */
export const AT_REST: unique symbol = Symbol('at rest');

/** How long repeated work pauses. */
export interface Pause {
  /** The pause before the first run, after a run that found work or failed, and while more work may become due. */
  readonly busyMs: number;
  /** The pause after a run that resolved to `AT_REST`. */
  readonly atRestMs: number;
}

/** How many times a lease is renewed while it lasts, at least: one late or failed renewal does not lose it. */
export const RENEWALS_PER_LEASE = 3;

/** What one run of repeated work resolves to. */
export type Look = typeof AT_REST | void;

/**
 * Repeats work with a pause between the end of one run and the start of the next; runs never overlap, failures are logged. A run belongs to
 * no person and no order, even when the work of an order woke it.
 */
export function every(pause: number | Pause, event: string, log: Logger, work: () => Promise<Look>): Repeated {
  const { busyMs, atRestMs } = typeof pause === 'number' ? { busyMs: pause, atRestMs: pause } : pause;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let rests = false;
  let isRoused = false;

  // `tools/bench/scale/quick-clocks.cjs` knows this function by its name.
  const runRepeated = (): void => {
    clearTimeout(timer);
    rests = false;
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    isRoused = false;
    running = withoutWorkFacts(() => Promise.resolve().then(work))
      .catch((error: unknown) => log.failed(`${event}.failed`, error))
      .then((look) => {
        running = undefined;
        if (stopped) return;
        if (again) {
          again = false;
          runRepeated();
          return;
        }
        rests = look === AT_REST && !isRoused;
        timer = setTimeout(runRepeated, rests ? atRestMs : busyMs);
      });
  };
  timer = setTimeout(runRepeated, busyMs);

  return {
    wake: runRepeated,
    rouse: () => {
      isRoused = true; // what a run under way found may be older than that
      if (rests) runRepeated();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
