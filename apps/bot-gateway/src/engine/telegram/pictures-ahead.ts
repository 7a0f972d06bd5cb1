import { AppError } from '@aisha/domain';
import type { ObjectStore, StoredObject } from '@aisha/storage';

/** A process holds at most 4 × 10 MB, and as many reads of a storage that hangs; a larger picture is read when it is sent. */
const AT_ONCE = 4;
const MOST_BYTES = 10 * 1024 * 1024;
/** A picture that was read and is not sent within this time waits for something else, or its transaction has failed. */
const KEPT_MS = 2_000;

interface Ahead {
  readonly picture: Promise<Buffer>;
  isTaken: boolean;
}

/**
 * Pictures of results, which the process reads from the storage while it writes the message that shows them. Otherwise it would read them after the
 * commit, while the person waits. A picture that is removed in these milliseconds is still sent.
 */
export class PicturesAhead {
  private readonly all = new Map<string, Ahead>();

  constructor(private readonly store: ObjectStore) {}

  /** Begins to read a picture, unless the process has enough of them. */
  read(object: StoredObject): void {
    const name = nameOf(object);
    if (this.all.size >= AT_ONCE || this.all.has(name)) return;
    const one: Ahead = { picture: this.store.getBuffer(object, { maxBytes: MOST_BYTES }), isTaken: false };
    this.all.set(name, one);
    one.picture.then(
      () => setTimeout(() => this.forget(name, one), one.isTaken ? 0 : KEPT_MS).unref(),
      () => this.forget(name, one),
    );
  }

  /** A picture that was read ahead; undefined when it was not, is too large for that, or could not be read before. Throws if the read under way fails. */
  async take(object: StoredObject): Promise<Buffer | undefined> {
    const one = this.all.get(nameOf(object));
    if (!one) return undefined;
    one.isTaken = true;
    try {
      return await one.picture;
    } catch (error) {
      if (error instanceof AppError && error.code === 'file-too-large') return undefined;
      throw error;
    }
  }

  private forget(name: string, one: Ahead): void {
    if (this.all.get(name) === one) this.all.delete(name);
  }
}

const nameOf = ({ bucket, key }: StoredObject): string => `${bucket}/${key}`;
