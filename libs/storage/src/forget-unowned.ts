import { RETENTION_MS } from '@aisha/domain';
import { Periodic, type Clock, type Logger } from '@aisha/platform';
import type { StoredObject } from '@aisha/kinds/files';
import type { ListedObject, ObjectStore } from './object-store';
import { unownedRemoved, uploadsDropped } from './storage.metrics';

/** One look a day finds files that are a day old: a file without an owner stays for two days at most. */
const EVERY_MS = RETENTION_MS.unownedFile / 2;
/** A day, the longest that anything holds credits: work that has stored a file has written its row by then, or has given it up. */
const GRACE_MS = RETENTION_MS.unownedFile / 2;
/** A page of S3 holds as many, and one request removes as many. */
const BATCH = 1_000;

/** The files under one prefix, and the way to find their owners. */
export interface OwnedFiles {
  readonly prefix: StoredObject;
  /** The form of their keys; its group is the id of the owning row, which Postgres can read. Files of another form are left alone. */
  readonly form: RegExp;
  /** Picks the files that a row names, or that an order needs which is open or has credits held. */
  ownedOf(keys: readonly string[], ids: readonly string[]): Promise<readonly string[]>;
}

export interface ForgetUnownedOptions {
  readonly found: 'remove' | 'log';
  /** Whether it drops uploads that never ended, of all apps: one app does (storage-rights.ts). */
  readonly dropsUploads?: boolean;
}

/**
 * Removes files that belong to nothing: a process died between a file and its row, or could not remove what it had given up. Who owns a
 * file is asked right before it is removed, and no file younger than a day is asked about. Uploads that never ended belong to nothing.
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
    if (this.options.dropsUploads && this.options.found === 'remove') await this.dropUploads();
  }

  private async look(owned: OwnedFiles): Promise<void> {
    const storedBefore = this.clock.now().getTime() - GRACE_MS;
    const found = { files: 0, bytes: 0 };
    let batch: ListedObject[] = [];
    const decide = async (): Promise<void> => {
      const unowned = await this.unownedOf(owned, batch);
      batch = [];
      if (this.options.found === 'remove' && unowned.length > 0)
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
    if (found.files === 0) return;
    if (this.options.found === 'remove') unownedRemoved(owned.prefix.key, found);
    this.log.warn('unowned.found', { prefix: owned.prefix.key, ...found, done: this.options.found });
  }

  /** A process that dies while it sends a file leaves the parts that had come, which are in no list of files. */
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
