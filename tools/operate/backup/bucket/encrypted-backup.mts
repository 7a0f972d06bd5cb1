import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { toReference, type StoredObject } from '@aisha/storage';
import { Backup, OBJECTS, Refusal, type Origin, type StoredInBackup } from '../backup.mts';
import { inOrder } from '../objects.mts';
import { encryptedBytes, type EncryptedFiles } from './encrypted-files.mts';
import { FileNames, FileSizes } from './file-names.mts';

/** The name of the list of files that a backup needs. It is made from the list of objects when `prune` first needs it. */
const NAMES = 'names';

/** A backup's folder in the bucket, and what its manifest says. */
export interface Found {
  readonly name: string;
  /** The size of the backup's list of objects in the bucket, in bytes; undefined when there is no list. */
  readonly listBytes: number | undefined;
  /** The backup, when its manifest opens. */
  readonly finished?: EncryptedBackup;
  /** Why the manifest does not open. A backup that was cut off has neither field. */
  readonly refusal?: Refusal;
}

/** The bucket that a backup lies in, as far as the backup knows it: the files there, and the backups beside it. */
export interface BucketOfBackup {
  readonly files: EncryptedFiles;
  /** A backup notes its progress after this many objects, or after this time. */
  readonly notes: { readonly every: number; readonly afterMs: number };
  /** Finds the backups of the bucket, the newest first. Refuses at the end when no backup is finished and a manifest did not open. */
  foundOrRefused(): AsyncGenerator<Found>;
}

/** A backup in the bucket. It has rows and lists of its own and shares the objects with all other backups. */
export class EncryptedBackup extends Backup {
  readonly place: string;
  protected override readonly origin: Origin;
  private readonly bucket: BucketOfBackup;
  private isCopying = false;

  constructor(bucket: BucketOfBackup, name: string) {
    super();
    this.bucket = bucket;
    this.place = name;
    this.origin = { installation: bucket.files.installation, name };
  }

  async begin(): Promise<void> {
    this.isCopying = true;
  }

  /** Names the file by key and ETag: a new content of the same key gets a new file, and earlier backups keep theirs. */
  fileOf(object: StoredObject & { readonly etag: string }): string {
    const name = createHash('sha256')
      .update(`${toReference(object)}\n${object.etag}`)
      .digest('hex');
    return `objects/${name.slice(0, 2)}/${name}`;
  }

  /**
   * The objects that earlier backups have copied, each once, in the order of the list. First come the notes of the newest backup that was
   * cut off; after their last object follow the notes of the next older backup, and so on to the newest finished backup, whose list gives
   * the rest. A backup whose manifest does not open is left out.
   */
  async *copiedBefore(): AsyncGenerator<StoredInBackup> {
    let reached: StoredInBackup | undefined;
    for await (const { name, refusal, finished } of this.bucket.foundOrRefused()) {
      if (refusal) continue;
      const earlier = finished ?? new EncryptedBackup(this.bucket, name);
      for await (const one of finished ? finished.listed() : earlier.noted())
        if (!reached || inOrder(reached, one) < 0) yield (reached = one);
      if (finished) return;
    }
  }

  async holds(): Promise<(object: StoredInBackup) => boolean> {
    const sizes = new FileSizes();
    for await (const { name, size } of this.bucket.files.list('objects/'))
      if (!sizes.add(name, size))
        throw new Refusal('The bucket of backups does not list its files in the order of their keys');
    return (object) => sizes.of(this.fileOf(object)) === encryptedBytes(object.bytes);
  }

  /** Refuses at the first object that is missing in the bucket. */
  async refuseIncomplete(): Promise<void> {
    const isThere = await this.holds();
    for await (const one of this.listed())
      if (!isThere(one)) throw new Refusal(`${this.fileOf(one)}: is missing from the backup`);
  }

  /**
   * The names of the files of this backup's objects. The digest of the list of objects is stored with the names, so that names of another
   * backup are never used: with them `prune` would remove files of this backup.
   */
  async names(): Promise<FileNames> {
    const { objects } = await this.manifest();
    const digest = Buffer.from(objects.sha256, 'hex');
    const kept = await buffer(this.read(NAMES)).catch((error: unknown) => {
      if (error instanceof Refusal) return Buffer.alloc(0); // the names are then made from the list again
      throw error;
    });
    if (kept.length > 0 && kept.subarray(0, digest.length).equals(digest))
      return FileNames.read(kept.subarray(digest.length));
    const names = await FileNames.of(objects.count, this.filesOfList());
    await this.bucket.files.put(this.pathOf(NAMES), Readable.from([digest, names.bytes]));
    return names;
  }

  read(name: string): Readable {
    return Readable.from(this.bucket.files.content(this.pathOf(name)), { objectMode: false });
  }

  /** Removes nothing, because another backup may have the file; `prune` removes the files that no backup has. */
  async remove(): Promise<void> {}

  protected async store(name: string, content: AsyncIterable<Buffer>): Promise<void> {
    const isNoted = name === OBJECTS && this.isCopying;
    await this.bucket.files.put(this.pathOf(name), isNoted ? this.noting(content) : content);
    if (isNoted) this.isCopying = false;
  }

  protected async seal(): Promise<void> {
    await this.bucket.files.removeFolder(this.pathOf('notes/'));
  }

  private async *filesOfList(): AsyncGenerator<string> {
    for await (const one of this.listed()) yield this.fileOf(one);
  }

  /** The objects that a backup had noted when it was cut off. */
  private async *noted(): AsyncGenerator<StoredInBackup> {
    for await (const { name } of this.bucket.files.list(this.pathOf('notes/')))
      yield* this.linesOf<StoredInBackup>(`notes/${name}`);
  }

  /** Passes the list on, and stores it in parts meanwhile, because the list itself is written only once everything is copied. */
  private async *noting(lines: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const { every, afterMs } = this.bucket.notes;
    let part: Buffer[] = [];
    let notes = 0;
    let notedAt = Date.now();
    for await (const line of lines) {
      part.push(line);
      if (part.length === every || Date.now() - notedAt >= afterMs) {
        const number = String((notes += 1)).padStart(6, '0');
        await this.bucket.files.put(this.pathOf(`notes/${number}`), Readable.from(part));
        part = [];
        notedAt = Date.now();
      }
      yield line;
    }
  }

  private pathOf(name: string): string {
    return name.startsWith('objects/') ? name : `backups/${this.place}/${name}`;
  }
}
