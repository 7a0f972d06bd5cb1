import { Session } from 'node:inspector/promises';

/** The pause between two looks at the process. It is long, so that a person rarely taps in the middle of a collection. */
const LOOK_EVERY_MS = 20_000;
/** A process that uses less than this share of one core is at rest; an idle app with its polls uses less than 1 %. */
const RESTS_BELOW = 0.02;
/** After this much growth since the last collection another one is worth its time. */
const GREW_BY_BYTES = 8 * 2 ** 20;

interface RestLook {
  /** Processor time used since the process began, in ms. */
  readonly cpuMs: number;
  /** Resident memory in bytes. */
  readonly rss: number;
}

/**
 * Tells when a collection is worth its time: the process rested since the look before, and has grown since the last collection. V8 collects
 * only while a process allocates, so an idle process keeps the garbage of its busiest moment for hours.
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

/** Collects all garbage and gives its pages back: some 0.1 s in which nothing else runs. */
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
export const collectAtRest = (): void => {
  const watch = new RestWatch();
  let isCollecting = false;
  setInterval(() => {
    if (isCollecting || !watch.isWorthCollecting(look(), LOOK_EVERY_MS)) return;
    isCollecting = true;
    void collect()
      .then(() => watch.collected(look()))
      .catch(() => {}) // a debugger may hold the heap: the next look tries again
      .finally(() => (isCollecting = false));
  }, LOOK_EVERY_MS).unref();
};
