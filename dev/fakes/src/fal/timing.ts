import { setTimeout as sleep } from 'node:timers/promises';

/** A factor on FAL's real durations, or one factor for each kind of waiting. */
export type TimeScale = number | Partial<Record<Waiting, number>>;

/** The kinds of waiting: `queue` until a runner is found, `training` and `pictures` while a model works, `webhooks` between two tries. */
export type Waiting = 'queue' | 'training' | 'pictures' | 'webhooks';

const TEST_SCALE = 0.01;

/** How long FAL takes here, which may change while jobs run. */
export class Timing {
  /** Aborted by the next change; its reason is the factor for the rest of each wait. */
  private change = new AbortController();

  constructor(private current: TimeScale = TEST_SCALE) {}

  get scale(): TimeScale {
    return this.current;
  }

  /** Milliseconds to wait for work that takes FAL this many seconds. */
  ms(waiting: Waiting, seconds: number): number {
    const factor = typeof this.current === 'number' ? this.current : (this.current[waiting] ?? TEST_SCALE);
    return seconds * 1_000 * factor;
  }

  /** Changes the speed, also of waits under way, except waits that began while each kind of waiting had a factor of its own. */
  rescale(scale: number): void {
    const [before, change] = [this.current, this.change];
    this.current = scale;
    this.change = new AbortController();
    change.abort(typeof before === 'number' ? scale / before : 1);
  }

  /** Waits for this many milliseconds of the present scale. Rejects when `signal` aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    for (let left = ms; left > 0;) {
      const { signal: change } = this.change;
      const began = performance.now();
      const isOver = await sleep(left, true, { signal: AbortSignal.any([signal, change]) }).catch(() => false);
      signal.throwIfAborted();
      if (isOver) return;
      left = (left - (performance.now() - began)) * (change.reason as number);
    }
  }
}
