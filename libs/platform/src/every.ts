import type { Logger } from './logger';
import { withoutWorkFacts } from './work-facts';

export interface Repeated {
  /** Runs the work now; if the work runs already, runs it once more afterwards. Does nothing after `stop`. */
  wake(): void;
  /** Stops and waits for the run under way. */
  stop(): Promise<void>;
}

/**
 * Repeats work with a pause between the end of one run and the start of the next; runs never overlap, failures are logged. A run belongs to
 * no person and no order, even when the work of an order woke it.
 */
export function every(pauseMs: number, event: string, log: Logger, work: () => Promise<void>): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const run = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = withoutWorkFacts(() => Promise.resolve().then(work))
      .catch((error: unknown) => log.failed(`${event}.failed`, error))
      .finally(() => {
        running = undefined;
        if (stopped) return;
        if (again) {
          again = false;
          run();
        } else timer = setTimeout(run, pauseMs);
      });
  };
  timer = setTimeout(run, pauseMs);

  return {
    wake: run,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
