import { Session } from 'node:inspector/promises';

/** 20 s: a person who comes back between two taps finds no process in the middle of a collection. */
const LOOK_EVERY_MS = 20_000;
/** The share of one core. What an app does at rest, with its polls, is less than 1 %. */
const RESTS_BELOW = 0.02;
/** Growth since the last collection that is worth another. */
const GREW_BY_BYTES = 8 * 2 ** 20;

export interface RestLook {
  /** Processor time used since the process began, in ms. */
  readonly cpuMs: number;
  /** Resident memory in bytes. */
  readonly rss: number;
}

/**
 * Says when a process that rests has garbage of a busier time: V8 collects while a process allocates, and one that has become idle
 * keeps what its busiest moment left, for hours. A look is worth collecting when nothing went on since the look before.
 */
export class RestWatch {
  private last: RestLook | undefined;
  private rssCollected = 0;

  isWorthCollecting(now: RestLook, elapsedMs: number): boolean {
    const rested = this.last !== undefined && now.cpuMs - this.last.cpuMs < elapsedMs * RESTS_BELOW;
    this.last = now;
    return rested && now.rss > this.rssCollected + GREW_BY_BYTES;
  }

  collected(after: RestLook): void {
    this.last = after;
    this.rssCollected = after.rss;
  }
}

const look = (): RestLook => {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, rss: process.memoryUsage.rss() };
};

/** Everything that can be collected, and the pages given back: some 0.1 s during which nothing else runs. */
const collect = async (): Promise<void> => {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
};

/** From now on the process collects its garbage when it comes to rest. */
export const collectAtRest = (everyMs = LOOK_EVERY_MS): void => {
  const watch = new RestWatch();
  let isCollecting = false;
  setInterval(() => {
    if (isCollecting || !watch.isWorthCollecting(look(), everyMs)) return;
    isCollecting = true;
    void collect()
      .then(() => watch.collected(look()))
      .catch(() => {}) // a debugger may hold the heap: at the next look
      .finally(() => (isCollecting = false));
  }, everyMs).unref();
};
