import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { AppError, DEFAULT_INSTALLATION } from '@aisha/domain';
import { ConfigError, parseConfig } from '@aisha/platform';
import { S3ObjectStore, StorageConfig, toReference, type ObjectStore, type StoredObject } from '@aisha/storage';
import type { Environment } from '../../start/environment.mts';
import { Backup, Copied, OBJECTS, Refusal, type Origin, type StoredInBackup } from './backup.mts';
import { inOrder } from './objects.mts';

/** After so many objects a backup notes how far it has come: one that is cut off loses no more. */
const OBJECTS_PER_NOTE = 5_000;
/** So far may the clock of the machine that began a backup be ahead. */
const CLOCKS_DIFFER_MS = 3_600_000;
/** What a prune removes is older: nothing that a backup has just copied, whatever the clocks of two machines say. */
const UNUSED_FOR_MS = 86_400_000;
const REMOVED_AT_ONCE = 1_000;
/** `2026-11-24T210000Z`: its order is that of time, and no colon stands in it. */
const NAME = /^\d{4}-\d\d-\d\dT\d{6}Z$/;
const MANIFEST = 'backup.json';

/** Whether a word of the command line means a backup in the bucket: its name, or `newest`. */
export const isInBucket = (word: string): boolean => word === 'newest' || NAME.test(word);

/** When the backup of this name was begun. */
export const begunAt = (name: string): Date => new Date(name.replace(/T(\d\d)(\d\d)(\d\d)Z$/, 'T$1:$2:$3Z'));

/** What age makes of a content for one X25519 recipient: header and nonce of 184 bytes, and 16 more for each 64 KiB (C2SP age). */
const encryptedBytes = (bytes: number): number => 184 + bytes + 16 * Math.max(1, Math.ceil(bytes / 65_536));

const isAhead = (name: string): boolean => !(begunAt(name).getTime() <= Date.now() + CLOCKS_DIFFER_MS);

/** A folder of the bucket, by what its manifest says. */
interface Found {
  readonly name: string;
  /** There when it opens. */
  readonly finished?: EncryptedBackup;
  /** Why it does not; neither when the backup was cut off. */
  readonly refusal?: Refusal;
}

interface BucketOptions {
  readonly installation?: string | undefined;
  readonly notesEvery?: number;
}

/**
 * Backups of one installation in a bucket of S3, encrypted by age (age-encryption.org) before they leave: whoever has the bucket alone has
 * nothing. Backups share what did not change: an object of the storage lies there once, by its key and its ETag.
 */
export class BackupBucket {
  readonly installation: string;
  readonly notesEvery: number;
  private readonly store: ObjectStore;
  private readonly identity: string;
  private readonly recipient: Promise<string>;

  constructor(
    store: ObjectStore,
    identity: string,
    { installation = DEFAULT_INSTALLATION, notesEvery = OBJECTS_PER_NOTE }: BucketOptions = {},
  ) {
    this.store = store;
    this.identity = identity;
    this.installation = installation;
    this.notesEvery = notesEvery;
    this.recipient = identityToRecipient(identity);
    this.recipient.catch(() => undefined); // `open` tells it
  }

  /** Of BACKUP_*; refuses with a sentence for each that is missing or wrong. */
  static async open(env: Environment): Promise<BackupBucket> {
    const { BACKUP_BUCKET, BACKUP_KEY = '' } = env;
    const config = {
      MINIO_ENDPOINT: env['BACKUP_ENDPOINT'],
      MINIO_ACCESS_KEY: env['BACKUP_ACCESS_KEY'],
      MINIO_SECRET_KEY: env['BACKUP_SECRET_KEY'],
      MINIO_BUCKET_AVATARS: BACKUP_BUCKET ?? '',
      MINIO_BUCKET_NAME: BACKUP_BUCKET ?? '',
      ...(env['BACKUP_REGION'] && { S3_REGION: env['BACKUP_REGION'] }),
      ...(env['S3_CHECKSUMS'] && { S3_CHECKSUMS: env['S3_CHECKSUMS'] }),
    };
    try {
      const bucket = new BackupBucket(new S3ObjectStore(parseConfig(StorageConfig, config)), BACKUP_KEY, {
        installation: env['INSTALLATION'] || undefined,
      });
      await bucket.recipient.catch(() => {
        throw new Refusal('BACKUP_KEY: must be an AGE-SECRET-KEY-1…: `aisha backup --new-key` makes one');
      });
      return bucket;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const problems = error.message
        .split('\n')
        .filter((line) => !line.includes('MINIO_BUCKET_AVATARS'))
        .map((line) => line.replaceAll('MINIO_BUCKET_NAME', 'BACKUP_BUCKET').replaceAll('MINIO_', 'BACKUP_'));
      throw new Refusal(problems.join('\n'));
    }
  }

  /** The names of all finished backups, the newest first. */
  async finished(): Promise<string[]> {
    const names: string[] = [];
    for await (const { place } of this.counted()) names.push(place);
    return names;
  }

  async newest(): Promise<string | undefined> {
    for await (const { place } of this.counted()) return place;
    return undefined;
  }

  /** The backup of this name, or the newest. */
  async named(word: string): Promise<EncryptedBackup> {
    const name = word === 'newest' ? await this.newest() : word;
    if (!name) throw new Refusal('The bucket holds no finished backup of this installation');
    return new EncryptedBackup(this, name);
  }

  /** A new one. */
  begin(now = new Date()): EncryptedBackup {
    return new EncryptedBackup(
      this,
      now
        .toISOString()
        .replace(/\.\d+Z$/, 'Z')
        .replaceAll(':', ''),
    );
  }

  /**
   * Removes all but the newest backups, whatever was cut off before the newest, and the objects that no backup needs any more. Nothing
   * goes while a manifest or a list does not open: what that backup needs is not known. Returns how many backups went.
   */
  async prune(keep: number, { unusedBefore = new Date(Date.now() - UNUSED_FOR_MS) } = {}): Promise<number> {
    const all: Found[] = [];
    for await (const one of this.found()) {
      if (one.refusal && !(one.refusal instanceof Copied)) throw one.refusal;
      all.push(one);
    }
    const kept = all.filter(({ name, finished }) => finished && !isAhead(name)).slice(0, keep);
    const goes = all.filter((one) => !kept.includes(one) && one.name < (kept[0]?.name ?? ''));
    if (goes.length === 0) return 0;
    const needed = new Set<string>();
    for (const { finished } of all.filter((one) => !goes.includes(one)))
      if (finished) for await (const one of finished.listed()) needed.add(this.keyOf(finished.fileOf(one)));
    for (const { name } of goes) {
      // The manifest first: what is cut off here is no backup any more.
      await this.store.remove([this.at(`backups/${name}/${MANIFEST}.age`)]);
      await this.store.removePrefix(this.at(`backups/${name}/`));
    }
    let unused: StoredObject[] = [];
    for await (const { key, storedAt } of this.store.list(this.at('objects/'))) {
      if (needed.has(key) || storedAt >= unusedBefore) continue;
      unused.push({ bucket: 'files', key });
      if (unused.length < REMOVED_AT_ONCE) continue;
      await this.store.remove(unused);
      unused = [];
    }
    await this.store.remove(unused);
    return goes.length;
  }

  /** What earlier backups have: as far as one that was cut off came, that one; from there on, the newest finished one. */
  async *copied(): AsyncGenerator<StoredInBackup> {
    let cutOff: EncryptedBackup | undefined;
    let finished: EncryptedBackup | undefined;
    for await (const one of this.foundOrRefused()) {
      if (one.refusal) continue;
      if ((finished = one.finished)) break;
      cutOff ??= new EncryptedBackup(this, one.name);
    }
    let reached: StoredInBackup | undefined;
    if (cutOff)
      for await (const name of this.namesUnder(`backups/${cutOff.place}/notes/`))
        for await (const one of cutOff.linesOf<StoredInBackup>(`notes/${name}`)) yield (reached = one);
    if (!finished) return;
    for await (const one of finished.listed()) if (!reached || inOrder(reached, one) < 0) yield one;
  }

  /** Tells of a file of the objects whether it is in the bucket, with the size that so many bytes have there. */
  async holds(): Promise<(file: string, bytes: number) => boolean> {
    const sizes = new Map<string, number>();
    for await (const { key, size } of this.store.list(this.at('objects/'))) sizes.set(key, size);
    return (file, bytes) => sizes.get(this.keyOf(file)) === encryptedBytes(bytes);
  }

  /** Refuses by the first object of a backup that is not in the bucket. */
  async refuseIncomplete(backup: EncryptedBackup): Promise<void> {
    const isThere = await backup.holds();
    for await (const one of backup.listed())
      if (!isThere(one)) throw new Refusal(`${backup.fileOf(one)}: is missing from the backup`);
  }

  async put(file: string, content: AsyncIterable<Buffer>): Promise<void> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await this.recipient);
    // One chunk is read ahead of the cipher, not all.
    const encrypted = await encrypter.encrypt(
      Readable.toWeb(Readable.from(content, { objectMode: false })) as WebBytes,
    );
    await this.store.put({ bucket: 'files', key: this.keyOf(file) }, Readable.from(encrypted, { objectMode: false }), {
      contentType: 'application/octet-stream',
    });
  }

  async *content(file: string): AsyncGenerator<Buffer> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(this.identity);
    try {
      const encrypted = await this.store.get({ bucket: 'files', key: this.keyOf(file) });
      for await (const chunk of await decrypter.decrypt(Readable.toWeb(encrypted) as WebBytes))
        yield Buffer.from(chunk);
    } catch (error) {
      if (error instanceof AppError && error.code === 'file-missing')
        throw Object.assign(new Refusal(`${file}: is missing from the backup`), { code: 'ENOENT' });
      if (error instanceof AppError) throw error;
      if (/no identity matched/.test((error as Error).message))
        throw new Refusal(`BACKUP_KEY: is not the key that ${file} was encrypted for`);
      throw new Refusal(`${file}: is damaged, it cannot be decrypted`, { cause: error });
    }
  }

  async forgetNotes(backup: string): Promise<void> {
    await this.store.removePrefix(this.at(`backups/${backup}/notes/`));
  }

  private async *counted(): AsyncGenerator<EncryptedBackup> {
    for await (const { finished } of this.foundOrRefused()) if (finished) yield finished;
  }

  /** What was begun until now; refuses at the end when nothing of it opens and something should. */
  private async *foundOrRefused(): AsyncGenerator<Found> {
    let refusal: Refusal | undefined;
    let isOneThere = false;
    for await (const one of this.found()) {
      if (isAhead(one.name)) continue;
      isOneThere ||= one.finished !== undefined;
      if (!(one.refusal instanceof Copied)) refusal ??= one.refusal;
      yield one;
    }
    if (refusal && !isOneThere) throw refusal;
  }

  /** Every backup that was ever begun here and not removed, the newest first. A name alone is not believed: whoever may write can copy. */
  private async *found(): AsyncGenerator<Found> {
    const all = new Map<string, boolean>();
    for await (const path of this.namesUnder('backups/')) {
      const [name = '', file] = path.split('/');
      if (NAME.test(name)) all.set(name, all.get(name) || file === MANIFEST);
    }
    for (const [name, hasManifest] of [...all].sort(([a], [b]) => (a < b ? 1 : -1)))
      yield { name, ...(hasManifest && (await this.opened(name))) };
  }

  private async opened(name: string): Promise<Omit<Found, 'name'>> {
    const finished = new EncryptedBackup(this, name);
    try {
      await finished.manifest();
      return { finished };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      throw error;
    }
  }

  private async *namesUnder(folder: string): AsyncGenerator<string> {
    const prefix = this.at(folder);
    for await (const { key } of this.store.list(prefix)) yield key.slice(prefix.key.length, -'.age'.length);
  }

  private at(key: string): StoredObject {
    return { bucket: 'files', key: `${this.installation}/${key}` };
  }

  private keyOf(file: string): string {
    return this.at(`${file}.age`).key;
  }
}

type WebBytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** A backup in the bucket. Its rows and lists are its own, its objects are those of all. */
export class EncryptedBackup extends Backup {
  readonly place: string;
  protected override readonly origin: Origin;
  private readonly bucket: BackupBucket;
  private isCopying = false;

  constructor(bucket: BackupBucket, name: string) {
    super();
    this.bucket = bucket;
    this.place = name;
    this.origin = { installation: bucket.installation, name };
  }

  async begin(): Promise<void> {
    this.isCopying = true;
  }

  /** Another content of the same key is another file: earlier backups still have theirs. */
  fileOf(object: StoredObject & { readonly etag: string }): string {
    const name = createHash('sha256')
      .update(`${toReference(object)}\n${object.etag}`)
      .digest('hex');
    return `objects/${name.slice(0, 2)}/${name}`;
  }

  copiedBefore(): AsyncGenerator<StoredInBackup> {
    return this.bucket.copied();
  }

  async holds(): Promise<(object: StoredInBackup) => boolean> {
    const isThere = await this.bucket.holds();
    return (object) => isThere(this.fileOf(object), object.bytes);
  }

  read(name: string): Readable {
    return Readable.from(this.bucket.content(this.pathOf(name)), { objectMode: false });
  }

  /** Another backup may have it; `prune` removes what none has. */
  async remove(): Promise<void> {}

  protected async store(name: string, content: AsyncIterable<Buffer>): Promise<void> {
    const isNoted = name === OBJECTS && this.isCopying;
    await this.bucket.put(this.pathOf(name), isNoted ? this.noted(content) : content);
    if (isNoted) this.isCopying = false;
  }

  protected async seal(): Promise<void> {
    await this.bucket.forgetNotes(this.place);
  }

  /** Passes the list on, and stores parts of it as they come: the list itself is there only once everything is copied. */
  private async *noted(lines: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let part: Buffer[] = [];
    let notes = 0;
    for await (const line of lines) {
      part.push(line);
      if (part.length === this.bucket.notesEvery) {
        const number = String((notes += 1)).padStart(6, '0');
        await this.bucket.put(this.pathOf(`notes/${number}`), Readable.from(part));
        part = [];
      }
      yield line;
    }
  }

  private pathOf(name: string): string {
    return name.startsWith('objects/') ? name : `backups/${this.place}/${name}`;
  }
}
