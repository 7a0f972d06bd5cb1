import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { begunAt, type BackupBucket } from '../bucket/bucket.mts';
import { repeated } from '../backup.mts';
import { OURS_ALONE, type BackupFolder } from '../folder.mts';
import type { TombstonePlace } from './tombstones.mts';

const FOLDER = 'erased';

/** The tombstones beside the backups of a bucket: encrypted as these are, each installation's by itself. */
export const besideBucket = (bucket: BackupBucket): TombstonePlace => ({
  async names() {
    const names: string[] = [];
    for await (const { name } of bucket.files.list(`${FOLDER}/`)) names.push(name);
    return names;
  },
  put: (name, content) => bucket.files.put(`${FOLDER}/${name}`, Readable.from([Buffer.from(content)])),
  read: (name) => repeated(() => text(bucket.files.content(`${FOLDER}/${name}`))),
  remove: (names) => bucket.files.remove(names.map((name) => `${FOLDER}/${name}`)),
  async oldestBackup() {
    const name = await bucket.oldest();
    return name === undefined ? undefined : begunAt(name);
  },
});

/** The tombstones in the folder of a backup, which go with it. */
export const besideFolder = (folder: BackupFolder): TombstonePlace => {
  const place = path.join(folder.place, FOLDER);
  return {
    names: () =>
      readdir(place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return [];
      }),
    async put(name, content) {
      await mkdir(place, { recursive: true, mode: OURS_ALONE.folder });
      await writeFile(path.join(place, name), content, { mode: OURS_ALONE.file, flush: true });
    },
    read: (name) => readFile(path.join(place, name), 'utf8'),
    async remove(names) {
      for (const name of names) await rm(path.join(place, name));
    },
    oldestBackup: async () => new Date((await folder.manifest()).takenAt),
  };
};
