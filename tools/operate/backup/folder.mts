import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toReference, type StoredObject } from '@aisha/storage';
import { Backup, Refusal, type StoredInBackup } from './backup.mts';

/** The backup holds photographs of people, so only its owner may open it. */
export const OURS_ALONE = { file: 0o600, folder: 0o700 };

/** A folder with one backup. A file in it gets its name only when its content is on the disk. */
export class BackupFolder extends Backup {
  readonly place: string;

  constructor(root: string) {
    super();
    this.place = path.resolve(root);
  }

  async begin(): Promise<void> {
    await mkdir(this.place, { recursive: true, mode: OURS_ALONE.folder });
    if ((await readdir(this.place)).length > 0) throw new Refusal(`${this.place}: must be a new or an empty folder`);
  }

  /** Names the file by a hash: a key may be anything, and no file system takes everything as a name. */
  fileOf(object: StoredObject): string {
    const name = createHash('sha256').update(toReference(object)).digest('hex');
    return `objects/${name.slice(0, 2)}/${name}`;
  }

  async *copiedBefore(): AsyncGenerator<StoredInBackup> {}

  /** Checks nothing: only the owner has access to the folder, so no other process removes its files. */
  holds() {
    return Promise.resolve(() => true);
  }

  read(name: string) {
    return createReadStream(this.pathOf(name));
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name));
  }

  protected async store(name: string, content: AsyncIterable<Buffer>): Promise<void> {
    const file = this.pathOf(name);
    await mkdir(path.dirname(file), { recursive: true, mode: OURS_ALONE.folder });
    await pipeline(content, createWriteStream(`${file}.unfinished`, { mode: OURS_ALONE.file, flush: true }));
    await rename(`${file}.unfinished`, file);
  }

  protected async seal(): Promise<void> {
    for (const folder of [this.place, path.dirname(this.place)]) await syncFolder(folder);
  }

  private pathOf(name: string): string {
    return path.join(this.place, name);
  }
}

/** Writes a folder to the disk: without this, a crash could lose the names of its files. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};
