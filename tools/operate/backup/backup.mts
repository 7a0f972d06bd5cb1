import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { KnownMigration } from '@aisha/database';
import { temporaryFolder } from '@aisha/platform';
import type { StoredObject } from '@aisha/storage';

/** Why a backup or a restore is not made, in a sentence for the operator. */
export class Refusal extends Error {}

/** The content of a file, to be compared before anything is restored from it. */
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
  /** The number given last; null when none was. */
  readonly last: string | null;
}

/** Which backup of which installation it is: whoever writes into its bucket can put one in the place of another. */
export interface Origin {
  readonly installation: string;
  readonly name: string;
}

/** The facts about a backup; written last, so a place without them holds none. */
export interface Manifest {
  readonly format: 1;
  /** Of a backup in a bucket. */
  readonly origin?: Origin;
  readonly release: string;
  /** When the rows had the state that the backup holds. */
  readonly takenAt: string;
  readonly postgres: string;
  readonly migrations: readonly KnownMigration[];
  readonly tables: readonly TableInBackup[];
  readonly sequences: readonly SequenceInBackup[];
  readonly objects: Checksum & { readonly count: number; readonly bytesStored: number };
}

/** A stored object as the backup has it. */
export interface StoredInBackup extends Checksum, StoredObject {
  readonly contentType: string;
  readonly etag: string;
}

/** The facts; a place without it holds no backup. */
export const MANIFEST = 'backup.json';
/** The list of the stored objects; its lines are `StoredInBackup`. */
export const OBJECTS = 'objects.jsonl';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One backup, wherever it lies. Nothing in it has its name before it is whole. */
export abstract class Backup {
  /** Where it is, for an operator. */
  abstract readonly place: string;

  /** What its manifest has to say where it came from, in a place where that can be another. */
  protected readonly origin?: Origin;
  private opened: Manifest | undefined;
  /** The list as this process wrote it last. */
  private written: Checksum | undefined;

  /** Makes room for a new one; refuses if anything is there. */
  abstract begin(): Promise<void>;

  /** Which file of the backup has this object. */
  abstract fileOf(object: StoredObject & { readonly etag: string }): string;

  /** The objects that need not be copied, because an earlier backup has them in the same place. */
  abstract copiedBefore(): AsyncGenerator<StoredInBackup>;

  /** Tells of an object of an earlier list whether its file is still there, as large as it has to be. */
  abstract holds(): Promise<(object: StoredInBackup) => boolean>;

  abstract read(name: string): Readable;

  /** Forgets the file of an object that is no part of this backup. */
  abstract remove(name: string): Promise<void>;

  /** What makes a finished backup last, once its manifest is there. */
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

  /** Refuses when the backup was cut off, is damaged, of a form that is not known, or a copy of another. */
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

  /** Refuses when a file is not there or not what it was. */
  async verify(name: string, expected: Checksum): Promise<void> {
    for await (const _chunk of this.checked(name, expected));
  }

  /** Its content; throws at the end when it is not what it was. */
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

  /** The stored objects of this backup; refuses before the first when the list is not the one of the manifest. */
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

  /** Fetched whole before the first of it is read: a storage hangs up on a reader that copies files in between (S3ObjectStore: after 30 s). */
  private async *fetched(name: string, expected?: Checksum): AsyncGenerator<Buffer> {
    const folder = await temporaryFolder();
    const file = await open(path.join(folder, 'fetched'), 'wx+', 0o600).finally(() => rm(folder, { recursive: true }));
    // Without its name it is gone however this process ends: keys tell of people.
    try {
      await file.writeFile(expected ? this.checked(name, expected) : this.chunksOf(name));
    } catch (error) {
      await file.close();
      throw error;
    }
    for await (const chunk of file.createReadStream({ start: 0 })) yield chunk as Buffer; // which closes it
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

/** A whole backup, in the place of another. */
export class Copied extends Refusal {}

/** Each text as a line. */
export async function* lines(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield `${text}\n`;
}
