import { mkdir, readdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folderOfPrefix, isContinued, isObjectFile, keyToPath, pathToFolderKey, pathToKey } from './key-path';
import { IncomingObject } from './object-file';
import { S3Error } from './s3-error';

const entriesOf = async (directory: string) => {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

/** Buckets as folders and objects as files. A bucket's name begins with a letter or digit, so names that begin with a dot are ours. */
export class BucketFiles {
  readonly uploads: string;
  private readonly incomingDirectory: string;

  constructor(private readonly root: string) {
    this.uploads = path.join(root, '.uploads');
    this.incomingDirectory = path.join(root, '.incoming');
  }

  /** Makes the folders, and removes files that an interrupted run was writing. */
  async prepare(): Promise<void> {
    await rm(this.incomingDirectory, { recursive: true, force: true });
    for (const directory of [this.uploads, this.incomingDirectory, path.join(this.root, '.lifecycles')])
      await mkdir(directory, { recursive: true, mode: 0o700 });
  }

  incoming(): IncomingObject {
    return new IncomingObject(this.incomingDirectory);
  }

  fileOf(bucket: string, key: string): string {
    return path.join(this.root, bucket, keyToPath(key));
  }

  async buckets(): Promise<string[]> {
    const entries = await entriesOf(this.root);
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  }

  async requireBucket(bucket: string): Promise<void> {
    if (!(await this.buckets()).includes(bucket))
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
  }

  async createBucket(bucket: string): Promise<void> {
    try {
      await mkdir(path.join(this.root, bucket));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw new S3Error('BucketAlreadyOwnedByYou', 'The bucket you tried to create already exists, and you own it');
    }
  }

  async removeBucket(bucket: string): Promise<void> {
    if (await this.holdsObjects(path.join(this.root, bucket)))
      throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty');
    await rm(path.join(this.root, bucket), { recursive: true });
    await this.keepLifecycle(bucket, undefined);
  }

  /** The document of a bucket's lifecycle, as it came. Throws S3's error when there is none. */
  async lifecycle(bucket: string): Promise<string> {
    return readFile(this.lifecycleOf(bucket), 'utf8').catch(() => {
      throw new S3Error('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
    });
  }

  async keepLifecycle(bucket: string, document: string | undefined): Promise<void> {
    if (document === undefined) await rm(this.lifecycleOf(bucket), { force: true });
    else await writeFile(this.lifecycleOf(bucket), document);
  }

  private lifecycleOf(bucket: string): string {
    return path.join(this.root, '.lifecycles', `${bucket}.xml`);
  }

  /** Removes an object and the folders that are empty without it; removing a missing object succeeds, too. */
  async remove(bucket: string, key: string): Promise<void> {
    const file = this.fileOf(bucket, key);
    await rm(file, { force: true });
    const top = path.join(this.root, bucket);
    for (let folder = path.dirname(file); folder !== top; folder = path.dirname(folder)) {
      try {
        await rmdir(folder);
      } catch {
        return; // the folder holds other objects
      }
    }
  }

  /**
   * All keys with the prefix, in no order. With `collapse`, a folder below the prefix that holds objects is given as one key ending in `/`,
   * without its keys, as a delimiter of `/` requires.
   */
  async *keys(bucket: string, prefix: string, collapse: boolean): AsyncGenerator<string> {
    const start = folderOfPrefix(prefix);
    yield* this.keysIn(path.join(this.root, bucket), start, prefix, collapse);
  }

  private async *keysIn(top: string, folder: string, prefix: string, collapse: boolean): AsyncGenerator<string> {
    for (const entry of await entriesOf(path.join(top, folder))) {
      const place = path.join(folder, entry.name);
      if (!entry.isDirectory()) {
        const key = isObjectFile(entry.name) ? pathToKey(place) : undefined;
        if (key?.startsWith(prefix)) yield key;
        continue;
      }
      if (isContinued(entry.name) || isContinued(path.basename(folder))) {
        yield* this.keysIn(top, place, prefix, false); // a part of a long name, which is compared once it is whole
        continue;
      }
      const folderKey = pathToFolderKey(place);
      if (collapse && folderKey.startsWith(prefix) && folderKey !== prefix) {
        if (await this.holdsObjects(path.join(top, place))) yield folderKey;
      } else if (folderKey.startsWith(prefix) || prefix.startsWith(folderKey)) {
        yield* this.keysIn(top, place, prefix, collapse);
      }
    }
  }

  /** Makes every object and every begun upload older: each is as old as its file. */
  async timePasses(ms: number): Promise<void> {
    for (const entry of await readdir(this.root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const { mtimeMs, atime } = await stat(file);
      await utimes(file, atime, new Date(mtimeMs - ms));
    }
  }

  private async holdsObjects(directory: string): Promise<boolean> {
    for (const entry of await entriesOf(directory)) {
      if (!entry.isDirectory() || (await this.holdsObjects(path.join(directory, entry.name)))) return true;
    }
    return false;
  }
}
