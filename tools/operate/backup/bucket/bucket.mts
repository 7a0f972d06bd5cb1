import { DEFAULT_INSTALLATION } from '@aisha/domain';
import type { ObjectStore } from '@aisha/storage';
import { Copied, OBJECTS, Refusal, MANIFEST } from '../backup.mts';
import { type BucketOfBackup, EncryptedBackup, type Found } from './encrypted-backup.mts';
import { EncryptedFiles } from './encrypted-files.mts';

/** How far ahead the clock of the machine that began a backup may be. */
const CLOCKS_DIFFER_MS = 3_600_000;
/** `2026-11-24T210000Z`: names sort by time, and no colon is in them. */
const NAME = /^\d{4}-\d\d-\d\dT\d{6}Z$/;

/** Whether a word of the command line means a backup in the bucket: its name, or `newest`. */
export const isInBucket = (word: string): boolean => word === 'newest' || NAME.test(word);

/** The time at which the backup of this name began. */
export const begunAt = (name: string): Date => new Date(name.replace(/T(\d\d)(\d\d)(\d\d)Z$/, 'T$1:$2:$3Z'));

export const isAhead = (name: string): boolean => !(begunAt(name).getTime() <= Date.now() + CLOCKS_DIFFER_MS);

interface BucketOptions {
  readonly installation?: string | undefined;
  /** A backup notes its progress after this many objects, or after this time. A backup that is cut off loses no more progress than that. */
  readonly notes?: { readonly every?: number; readonly afterMs?: number };
}

/**
 * The backups of one installation in an S3 bucket, encrypted: nobody can read them without the key. Backups share unchanged objects: the
 * bucket holds each content of an object once, under a name made of its key and its ETag.
 */
export class BackupBucket implements BucketOfBackup {
  readonly files: EncryptedFiles;
  readonly notes: { readonly every: number; readonly afterMs: number };

  constructor(
    store: ObjectStore,
    identity: string,
    { installation = DEFAULT_INSTALLATION, notes: { every = 5_000, afterMs = 60_000 } = {} }: BucketOptions = {},
  ) {
    this.files = new EncryptedFiles(store, identity, installation);
    this.notes = { every, afterMs };
  }

  /** The names of the finished backups, the newest first, without those whose names lie in the future. */
  async finished(): Promise<string[]> {
    const names: string[] = [];
    for await (const { place } of this.counted()) names.push(place);
    return names;
  }

  async newest(): Promise<string | undefined> {
    for await (const { place } of this.counted()) return place;
    return undefined;
  }

  /** The name of the oldest backup that was begun here and not removed, whether it was finished or not. */
  async oldest(): Promise<string | undefined> {
    for await (const { name: path } of this.files.list('backups/')) {
      const [name = ''] = path.split('/');
      if (NAME.test(name) && !Number.isNaN(begunAt(name).getTime())) return name;
    }
    return undefined;
  }

  /** The backup with this name, or the newest one for `newest`; refuses when there is no newest one. */
  async named(word: string): Promise<EncryptedBackup> {
    const name = word === 'newest' ? await this.newest() : word;
    if (!name) throw new Refusal('The bucket holds no finished backup of this installation');
    return new EncryptedBackup(this, name);
  }

  /** A new backup, named by its time. */
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
   * Finds backups as `found` does, without those whose names lie in the future. Refuses at the end when no backup is finished and a
   * manifest, other than that of a copy, did not open.
   */
  async *foundOrRefused(): AsyncGenerator<Found> {
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

  /**
   * Every backup that was begun here and not removed, the newest first. A backup whose manifest is damaged, or does not confirm its name,
   * comes with a refusal: anybody who can write into the bucket can copy a backup there.
   */
  async *found(): AsyncGenerator<Found> {
    const all = new Map<string, { hasManifest: boolean; listBytes: number | undefined }>();
    for await (const { name: path, size } of this.files.list('backups/')) {
      const [name = '', file] = path.split('/');
      if (!NAME.test(name)) continue;
      const one = all.get(name) ?? { hasManifest: false, listBytes: undefined };
      all.set(name, one);
      if (file === MANIFEST) one.hasManifest = true;
      if (file === OBJECTS) one.listBytes = size;
    }
    for (const [name, { hasManifest, listBytes }] of [...all].sort(([a], [b]) => (a < b ? 1 : -1)))
      yield { name, listBytes, ...(hasManifest && (await this.opened(name))) };
  }

  private async *counted(): AsyncGenerator<EncryptedBackup> {
    for await (const { finished } of this.foundOrRefused()) if (finished) yield finished;
  }

  private async opened(name: string): Promise<Pick<Found, 'finished' | 'refusal'>> {
    const finished = new EncryptedBackup(this, name);
    try {
      await finished.manifest();
      return { finished };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      throw error;
    }
  }
}
