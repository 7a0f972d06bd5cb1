import { RETENTION_MS } from '@aisha/domain';
import { Periodic, type Clock, type Logger } from '@aisha/platform';
import type { StoredObject } from '@aisha/kinds/files';
import type { ListedObject, ObjectStore } from './object-store';
import { unownedRemoved, uploadsDropped } from './storage.metrics';

/** A round every day removes unowned files that are a day old, so a file without an owner stays for two days at most. */
const EVERY_MS = RETENTION_MS.unownedFile / 2;
/**
 * A day, the longest time for which an order holds credits: work that has stored a file has by then written the file's
 * row, or given up.
 */
const GRACE_MS = RETENTION_MS.unownedFile / 2;
/** A page of S3 lists this many files, and one request removes this many. */
const BATCH = 1_000;

/**
 * Files are left where they are when a page has this many without an owner, and they are more than half of it. No crash leaves that many,
 * but a database that does not belong to the files, such as an empty one after a loss or that of another installation, knows none of them.
 */
const FAR_TOO_MANY = 100;

/** The files under one prefix, and the way to find their owners. */
export interface OwnedFiles {
  readonly prefix: StoredObject;
  /**
   * The form of the files' keys. Its group is the id of the owning row, in a form that Postgres can read. Files of another form are left
   * alone.
   */
  readonly form: RegExp;
  /** Picks the files that a row names, or that belong to an order which is open or has credits held. */
  ownedOf(keys: readonly string[], ids: readonly string[]): Promise<readonly string[]>;
}

export interface ForgetUnownedOptions {
  /** `remove-all` removes also what is far too many. */
  readonly found: 'remove' | 'log' | 'remove-all';
  /** Whether this app drops unfinished uploads, those of the other apps, too. Only one app does (storage-rights.ts). */
  readonly dropsUploads?: boolean;
}

/**
 * Removes files that belong to no row, or only logs them; far too many of them are only logged. Such a file stays when a process dies
 * between storing the file and writing its row, or cannot remove the file of work that was given up. The owner is looked up right before
 * the removal, and never for a file younger than a day. With `dropsUploads`, and unless it only logs, also removes uploads that never ended.
 */
export class ForgetUnowned extends Periodic {
  constructor(
    private readonly files: readonly OwnedFiles[],
    private readonly objects: ObjectStore,
    private readonly options: ForgetUnownedOptions,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('unowned.forget', EVERY_MS, log);
    for (const { prefix } of files) unownedRemoved(prefix.key, { files: 0, bytes: 0 });
  }

  async run(): Promise<void> {
    for (const files of this.files) await this.look(files);
    if (this.options.dropsUploads && this.options.found !== 'log') await this.dropUploads();
  }

  private async look(owned: OwnedFiles): Promise<void> {
    const storedBefore = this.clock.now().getTime() - GRACE_MS;
    const { found: wanted } = this.options;
    const found = { files: 0, bytes: 0 };
    let left = 0;
    let batch: ListedObject[] = [];
    const decide = async (): Promise<void> => {
      const unowned = await this.unownedOf(owned, batch);
      const areFarTooMany = unowned.length >= FAR_TOO_MANY && unowned.length > batch.length / 2;
      batch = [];
      if (wanted === 'remove' && areFarTooMany) return void (left += unowned.length);
      if (wanted !== 'log' && unowned.length > 0)
        await this.objects.remove(unowned.map(({ key }) => ({ bucket: owned.prefix.bucket, key })));
      found.files += unowned.length;
      found.bytes += unowned.reduce((sum, { size }) => sum + size, 0);
    };
    for await (const file of this.objects.list(owned.prefix)) {
      if (this.isStopping) break;
      if (file.storedAt.getTime() < storedBefore && owned.form.test(file.key)) batch.push(file);
      if (batch.length === BATCH) await decide();
    }
    if (batch.length > 0 && !this.isStopping) await decide();
    const prefix = owned.prefix.key;
    if (left > 0) this.log.error('unowned.far-too-many', { prefix, files: left });
    if (found.files === 0) return;
    if (wanted !== 'log') unownedRemoved(prefix, found);
    this.log.warn('unowned.found', { prefix, ...found, done: wanted });
  }

  /**
   * Drops uploads that never ended: a process that dies while it sends a file leaves parts, which no list of files
   * shows.
   */
  private async dropUploads(): Promise<void> {
    const uploads = await this.objects.dropUploads(new Date(this.clock.now().getTime() - GRACE_MS));
    if (uploads === 0) return;
    uploadsDropped.inc(uploads);
    this.log.warn('unowned.found', { uploads, done: 'remove' });
  }

  private async unownedOf({ form, ownedOf }: OwnedFiles, batch: readonly ListedObject[]): Promise<ListedObject[]> {
    const keys = batch.map(({ key }) => key);
    const owned = new Set(
      await ownedOf(
        keys,
        keys.map((key) => form.exec(key)![1]!),
      ),
    );
    return batch.filter(({ key }) => !owned.has(key));
  }
}
