import { Periodic, type Clock, type Logger } from '@aisha/platform';
import type { StoredObject } from '@aisha/kinds/files';
import type { ObjectStore } from './object-store';

/** The time between two rounds, in milliseconds. */
export const FORGET_FILES_EVERY_MS = 5 * 60_000;

/** Periodic work that removes files by their age. A file goes in the last round in which it is not older than people are told. */
export abstract class ForgetAgedFiles extends Periodic {
  constructor(
    name: string,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super(name, FORGET_FILES_EVERY_MS, log);
  }

  /** Removes the files under a prefix that would be older than `keptMs`, in milliseconds, in the next round. Resolves to how many were removed. */
  protected forgetAged(prefix: StoredObject, keptMs: number): Promise<number> {
    const storedBefore = new Date(this.clock.now().getTime() - keptMs + FORGET_FILES_EVERY_MS);
    return this.objects.removePrefix(prefix, { storedBefore });
  }
}
