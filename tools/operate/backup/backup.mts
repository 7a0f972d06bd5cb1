import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { KnownMigration } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { temporaryFolder } from '@aisha/platform';
import type { StoredObject } from '@aisha/storage';

/** Says in a sentence for the operator why a backup or a restore is not made. */
export class Refusal extends Error {}

/** The size and digest of a file, which a restore compares before it uses the file. */
export interface Checksum {
  readonly bytes: number;
  readonly sha256: string;
}

export interface TableInBackup extends Checksum {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface SequenceInBackup {
  readonly name: string;
  /** The last number that the sequence has given; null when it has given none. */
  readonly last: string | null;
}

/**
 * The installation and the name of a backup. A restore compares them, because anybody who can write into the bucket can
 * replace one backup by another.
 */
export interface Origin {
  readonly installation: string;
  readonly name: string;
}

/** The facts about a backup. They are written last, so a place without them holds no finished backup. */
export interface Manifest {
  readonly format: 1;
  /** Only a backup in a bucket has an origin. */
  readonly origin?: Origin;
  readonly release: string;
  /** The moment whose rows the backup holds. */
  readonly takenAt: string;
  readonly postgres: string;
  readonly migrations: readonly KnownMigration[];
  readonly tables: readonly TableInBackup[];
  readonly sequences: readonly SequenceInBackup[];
  readonly objects: Checksum & { readonly count: number; readonly bytesStored: number };
}

/** A stored object and the file that holds it in the backup. */
export interface StoredInBackup extends Checksum, StoredObject {
  readonly contentType: string;
  readonly etag: string;
}

/** The name of the manifest; a place without it holds no finished backup. */
export const MANIFEST = 'backup.json';
/** The name of the list of stored objects; each line is a `StoredInBackup`. */
export const OBJECTS = 'objects.jsonl';

/** How often a file is fetched when its content breaks off. The client of the storage itself repeats only requests. */
const ATTEMPTS = 3;

/** Does the work again, from its beginning, when a file breaks off on its way: a restore of hours would otherwise begin again. */
export const repeated = async <T,>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || !error.mayRetry || attempt === ATTEMPTS) throw error;
    }
  }
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One backup, in a folder or in a bucket. A file in it gets its name only when it is complete. */
export abstract class Backup {
  /** The place of the backup, in words for an operator. */
  abstract readonly place: string;

  /**
   * The origin that the manifest must name. Only a backup in a bucket has one, because a person who may write into the bucket could put
   * another backup in its place.
   */
  protected readonly origin?: Origin;
  private opened: Manifest | undefined;
  /** The checksum of the list that this process wrote last. */
  private written: Checksum | undefined;

  /** Begins a new backup; a folder that has anything in it is refused. */
  abstract begin(): Promise<void>;

  /** The name of the file that holds this object in the backup. */
  abstract fileOf(object: StoredObject & { readonly etag: string }): string;

  /** The objects that earlier backups have in the same place, so that they need no copy. */
  abstract copiedBefore(): AsyncGenerator<StoredInBackup>;

  /** Gives a function that says whether the file of an object in an earlier list is still there and has the right size. */
  abstract holds(): Promise<(object: StoredInBackup) => boolean>;

  abstract read(name: string): Readable;

  /** Removes the file of an object that this backup does not contain, unless another backup may have the file. */
  abstract remove(name: string): Promise<void>;

  /** The last step, once the manifest is there: a folder is made durable; in a bucket the notes are removed. */
  protected abstract seal(): Promise<void>;

  protected abstract store(name: string, content: AsyncIterable<Buffer>): Promise<void>;

  async write(name: string, content: AsyncIterable<string | Buffer>): Promise<Checksum> {
    const hash = createHash('sha256');
    let bytes = 0;
    const measured = async function* () {
      for await (const piece of content) {
        const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    await this.store(name, measured());
    const checksum = { bytes, sha256: hash.digest('hex') };
    if (name === OBJECTS) this.written = checksum;
    return checksum;
  }

  async finish(facts: Manifest): Promise<void> {
    const manifest = this.origin ? { ...facts, origin: this.origin } : facts;
    const text = JSON.stringify({ ...manifest, sha256: sha256(JSON.stringify(manifest)) }, null, 2);
    await this.write(MANIFEST, lines([text]));
    await this.seal();
  }

  /** Reads the manifest. Refuses a backup that was cut off, is damaged, has an unknown format, or is a copy of another backup. */
  async manifest(): Promise<Manifest> {
    return (this.opened ??= await this.openManifest());
  }

  private async openManifest(): Promise<Manifest> {
    const text = await buffer(this.chunksOf(MANIFEST)).catch((error: unknown) => {
      if (!(error instanceof Missing)) throw error;
      throw new Refusal(`${this.place}: holds no finished backup: ${MANIFEST}, which is written last, is not there`);
    });
    let told: (Manifest & { sha256: string }) | undefined;
    try {
      told = JSON.parse(text.toString()) as Manifest & { sha256: string };
    } catch {
      throw new Refusal(`${MANIFEST}: is damaged`);
    }
    const { sha256: expected, ...manifest } = told;
    if (expected !== sha256(JSON.stringify(manifest))) throw new Refusal(`${MANIFEST}: is damaged`);
    if (manifest.format !== 1)
      throw new Refusal(`${MANIFEST}: was written by a newer release (${manifest.release}); use that one`);
    const { origin } = manifest;
    if (this.origin && !origin) throw new Refusal(`${this.place}: does not say which backup it is`);
    if (this.origin && (origin?.name !== this.origin.name || origin.installation !== this.origin.installation))
      throw new Copied(`${this.place}: is a copy of the backup ${origin?.name} of ${origin?.installation}`);
    return manifest;
  }

  /** Refuses when a file is missing or its content has changed. */
  async verify(name: string, expected: Checksum): Promise<void> {
    await repeated(async () => {
      for await (const _chunk of this.checked(name, expected));
    });
  }

  /** The content of a file; throws at the end when the content has changed. */
  async *checked(name: string, expected: Checksum): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of this.chunksOf(name)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes !== expected.bytes || hash.digest('hex') !== expected.sha256) {
      throw new Refusal(`${name}: is damaged, its checksum differs`);
    }
  }

  /**
   * The stored objects of this backup. Before it gives the first object, it refuses a list that is not the one that this process wrote last.
   * In a process that has written no list, it refuses a list that is not the one of the manifest.
   */
  async *listed(): AsyncGenerator<StoredInBackup> {
    yield* this.linesOf<StoredInBackup>(OBJECTS, this.written ?? (await this.manifest()).objects);
  }

  async *linesOf<Line>(name: string, expected?: Checksum): AsyncGenerator<Line> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of this.fetched(name, expected)) {
      const texts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = texts.pop()!;
      for (const text of texts) yield JSON.parse(text) as Line;
    }
  }

  /**
   * Fetches a file completely before the caller reads its first bytes: a storage hangs up on a reader that pauses to
   * copy files (after 30 s, S3ObjectStore).
   */
  private async *fetched(name: string, expected?: Checksum): AsyncGenerator<Buffer> {
    const file = await repeated(() => this.fetchedFile(name, expected));
    for await (const chunk of file.createReadStream({ start: 0 })) yield chunk as Buffer; // reading to the end closes the file
  }

  private async fetchedFile(name: string, expected?: Checksum): Promise<FileHandle> {
    const folder = await temporaryFolder();
    const file = await open(path.join(folder, 'fetched'), 'wx+', 0o600).finally(() => rm(folder, { recursive: true }));
    // The object keys in the file contain ids of people. The file has no name any more, so it disappears however this process ends.
    try {
      await file.writeFile(expected ? this.checked(name, expected) : this.chunksOf(name));
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private async *chunksOf(name: string): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of this.read(name)) yield chunk as Buffer;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new Missing(`${name}: is missing from the backup`);
    }
  }
}

class Missing extends Refusal {}

/** The backup is complete, but it is a copy in the place of another backup. */
export class Copied extends Refusal {}

/** Ends each text with a line feed. */
export async function* lines(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield `${text}\n`;
}
