import type { ObjectStore, StoredObject } from '@aisha/storage';

/** A process keeps at most 4 × 10 MB; a larger picture is read when it is sent. */
const AT_ONCE = 4;
const MOST_BYTES = 10 * 1024 * 1024;
/** After this time the message waits for something else, or its transaction has failed. */
const KEPT_MS = 2_000;

/**
 * Pictures of results, read from the storage while the message that shows them is being written. They would else be read after the commit, while
 * the person waits.
 */
export class PicturesAhead {
  private readonly reading = new Map<string, Promise<Buffer>>();

  constructor(private readonly store: ObjectStore) {}

  /** Begins to read a picture, unless the process has enough of them. */
  read(object: StoredObject): void {
    const name = nameOf(object);
    if (this.reading.size >= AT_ONCE || this.reading.has(name)) return;
    const picture = this.store.getBuffer(object, { maxBytes: MOST_BYTES });
    picture.catch(() => {}); // whoever sends it reads it again, and tells what is wrong
    this.reading.set(name, picture);
    setTimeout(() => {
      if (this.reading.get(name) === picture) this.reading.delete(name);
    }, KEPT_MS).unref();
  }

  /** Gives up a picture that was read ahead; undefined when it was not, or could not be read. */
  async take(object: StoredObject): Promise<Buffer | undefined> {
    const name = nameOf(object);
    const picture = this.reading.get(name);
    this.reading.delete(name);
    return picture?.catch(() => undefined);
  }
}

const nameOf = ({ bucket, key }: StoredObject): string => `${bucket}/${key}`;
