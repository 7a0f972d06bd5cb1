import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Gauge } from 'prom-client';

const OURS = /^aisha-work-(\d+)-/;

/**
 * A folder for files at work, which only this user can read. The caller removes it; if the process dies before, the next app that starts
 * removes it.
 */
export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), `aisha-work-${process.pid}-`));

/**
 * Removes the folders of processes that died, because they hold people's photos and voices. A folder stays while another process with its id
 * lives, so that apps on one machine leave each other's folders alone. Of the folders with this process's own id it removes only those that
 * are older than this process.
 */
export async function sweepTemporaryFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(OURS.exec(name)?.[1]);
    if (!pid) continue;
    const folder = path.join(tmpdir(), name);
    if (pid === process.pid ? !(await isOlderThanThisProcess(folder)) : isAlive(pid)) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined); // the folder of another user cannot be removed
  }
}

/**
 * Whether an earlier process made the folder: in a container every process has the same id, so a restart finds the
 * folders of the process before.
 */
const isOlderThanThisProcess = async (folder: string): Promise<boolean> => {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && found.mtimeMs < performance.timeOrigin;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

new Gauge({
  name: 'aisha_temporary_bytes',
  help: 'Bytes of the files at work in the temporary folders of this process: photos, sound, archives',
  async collect() {
    this.set(await bytesAtWork());
  },
});

const disk = new Gauge({
  name: 'aisha_temporary_disk_bytes',
  help: 'Bytes of the disk, or of the part of memory, that has the temporary folders: its size, and what of it is free',
  labelNames: ['of'] as const,
  async collect() {
    const { blocks, bavail, bsize } = await statfs(tmpdir());
    disk.set({ of: 'size' }, blocks * bsize);
    disk.set({ of: 'free' }, bavail * bsize);
  },
});

/** Read at each scrape: there are few folders, and a file that is removed meanwhile counts as empty. */
async function bytesAtWork(): Promise<number> {
  const mine = (await readdir(tmpdir())).filter((name) => Number(OURS.exec(name)?.[1]) === process.pid);
  const files = await Promise.all(
    mine.map(async (name) => {
      const entries = await readdir(path.join(tmpdir(), name), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
    }),
  );
  const sizes = await Promise.all(
    files.flat().map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
