import { Semaphore } from 'async-mutex';

/** An order whose process has died this often runs alone: a further death is then certainly this order's fault. */
export const ALONE_AFTER_DEATHS = 2;

/** The places of a process for runs of local work, of all its kinds. A run that must be alone takes all of them. */
export class LocalPlaces {
  private readonly places: Semaphore;

  constructor(private readonly all: number) {
    this.places = new Semaphore(all);
  }

  /**
   * Waits for room, first come, first served: no run overtakes one that needs all places. Throws the signal's reason when the signal
   * aborts.
   */
  take({ isAlone }: { readonly isAlone: boolean }, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(signal.reason as Error);
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      void this.places.acquire(isAlone ? this.all : 1).then(([, release]) => {
        signal.removeEventListener('abort', giveUp);
        if (signal.aborted) release();
        else resolve(release);
      });
    });
  }
}
