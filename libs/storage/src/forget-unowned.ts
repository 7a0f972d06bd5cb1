import type { Abstract, FactoryProvider } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic, type ConfigClass } from '@aisha/platform';
import type { StoredObject } from '@aisha/kinds/files';
import { ObjectStore, type ListedObject } from './object-store';
import type { UnownedFilesConfig } from './storage.config';
import { dropsUploads, type StoringApp } from './storage-rights';
import { unownedLeft, unownedRemoved, uploadsDropped } from './storage.metrics';

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
 * Files are left where they are when this many have no owner and they are more than half of all that are a day old. A crash leaves fewer: the
 * largest photo session has sixteen pictures. But a database that does not belong to the files, such as an empty one after a loss or that of
 * another installation, knows none of them.
 */
const FAR_TOO_MANY = 20;

/** The files under one prefix, and the way to find their owners. */
export interface OwnedFiles {
  readonly prefix: StoredObject;
  /**
   * The form of the files' keys. Its group is the id of the owning row, in a form that Postgres can read. Files of another form are left
   * alone.
   */
  readonly form: RegExp;
  /**
   * Whether the files go when their order ends, which is long before they are a day old. Those that are found have no owner then, whichever
   * database is asked.
   */
  readonly isShortLived?: boolean;
  /** Picks the files that a row names, or that belong to an order which is open or has credits held. */
  ownedOf(keys: readonly string[], ids: readonly string[]): Promise<readonly string[]>;
}

interface ForgetUnownedOptions {
  /** `remove-all` removes also what is far too many. */
  readonly found: 'remove' | 'log' | 'remove-all';
  /** Whether this app drops unfinished uploads, those of the other apps, too. Only one app does (storage-rights.ts). */
  readonly dropsUploads?: boolean;
}

/** How many files without an owner a look has found, among how many that are a day old. */
interface Found {
  readonly files: number;
  readonly bytes: number;
  readonly of: number;
}

const areFarTooMany = (found: readonly Found[]): boolean => {
  const sum = (count: (one: Found) => number): number => found.reduce((all, one) => all + count(one), 0);
  const files = sum((one) => one.files);
  return files >= FAR_TOO_MANY && files > sum((one) => one.of) / 2;
};

/**
 * Removes files that belong to no row, or only logs them; far too many of them, under one prefix or of all the app's files, are left and
 * told. Such a file stays when a process dies between storing the file and writing its row, or cannot remove the file of work that was given
 * up. The owner is looked up right before the removal, and never for a file younger than a day. With `dropsUploads`, and unless it only
 * logs, also removes uploads that never ended.
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
    for (const { prefix } of files) {
      unownedRemoved(prefix.key, { files: 0, bytes: 0 });
      unownedLeft.set({ prefix: prefix.key }, 0);
    }
  }

  /** Looks at all files before it removes the first, because only all of them together show whether the database is theirs. */
  async run(): Promise<void> {
    const looks: { owned: OwnedFiles; found: Found }[] = [];
    for (const owned of this.files) looks.push({ owned, found: await this.look(owned) });
    const areAllLeft = areFarTooMany(looks.filter(({ owned }) => !owned.isShortLived).map(({ found }) => found));
    for (const { owned, found } of looks) {
      if (this.isStopping) return;
      await this.decide(owned, found, areAllLeft || (!owned.isShortLived && areFarTooMany([found])));
    }
    if (this.options.dropsUploads && this.options.found !== 'log') await this.dropUploads();
  }

  private async decide(owned: OwnedFiles, { files, bytes }: Found, areTooMany: boolean): Promise<void> {
    const prefix = owned.prefix.key;
    const { found: done } = this.options;
    const isLeft = done === 'remove' && areTooMany;
    unownedLeft.set({ prefix }, isLeft ? files : 0);
    if (files === 0) return;
    if (isLeft) return this.log.error('unowned.far-too-many', { prefix, files });
    if (done === 'log') return this.log.warn('unowned.found', { prefix, files, bytes, done });
    const removed = await this.look(owned, (keys) =>
      this.objects.remove(keys.map((key) => ({ bucket: owned.prefix.bucket, key }))),
    );
    unownedRemoved(prefix, removed);
    if (removed.files > 0) this.log.warn('unowned.found', { prefix, files: removed.files, bytes: removed.bytes, done });
  }

  /** Looks for files without an owner under a prefix, a batch at a time, and does this with each batch of them. */
  private async look(owned: OwnedFiles, then?: (keys: readonly string[]) => Promise<void>): Promise<Found> {
    const storedBefore = this.clock.now().getTime() - GRACE_MS;
    const found = { files: 0, bytes: 0, of: 0 };
    let batch: ListedObject[] = [];
    const ask = async (): Promise<void> => {
      const unowned = await this.unownedOf(owned, batch);
      if (unowned.length > 0) await then?.(unowned.map(({ key }) => key));
      found.files += unowned.length;
      found.bytes += unowned.reduce((sum, { size }) => sum + size, 0);
      found.of += batch.length;
      batch = [];
    };
    for await (const file of this.objects.list(owned.prefix)) {
      if (this.isStopping) break;
      if (file.storedAt.getTime() < storedBefore && owned.form.test(file.key)) batch.push(file);
      if (batch.length === BATCH) await ask();
    }
    if (batch.length > 0 && !this.isStopping) await ask();
    return found;
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

/** The daily look of an app at its files; `owners` is where it asks for them, its database. */
export const forgetUnowned = <Config extends UnownedFilesConfig, Owners>(options: {
  readonly app: StoringApp;
  readonly config: ConfigClass<Config>;
  readonly owners: Abstract<Owners>;
  readonly filesOf: (owners: Owners) => readonly OwnedFiles[];
}): FactoryProvider<ForgetUnowned> => ({
  provide: ForgetUnowned,
  inject: [options.config, options.owners, ObjectStore, Clock, Logger],
  useFactory: (config: Config, owners: Owners, objects: ObjectStore, clock: Clock, log: Logger) =>
    new ForgetUnowned(
      options.filesOf(owners),
      objects,
      { found: config.UNOWNED_FILES, dropsUploads: dropsUploads(options.app) },
      clock,
      log,
    ),
});
