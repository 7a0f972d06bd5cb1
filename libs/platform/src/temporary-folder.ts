import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const OURS = /^aisha-work-(\d+)-/;

/** A folder for files at work, which only this user can read. The caller removes it; if the process dies, the next start of an app does. */
export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), `aisha-work-${process.pid}-`));

/**
 * Removes the folders of processes that died: they hold people's photos and voices. A folder stays while another process has that
 * number, so that apps on one machine leave each other's alone.
 */
export async function sweepTemporaryFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(OURS.exec(name)?.[1]);
    if (!pid) continue;
    const folder = path.join(tmpdir(), name);
    if (pid === process.pid ? !(await isOlderThanThisProcess(folder)) : isAlive(pid)) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined); // another user's
  }
}

/** In a container every process has the same number: a restart finds the folders of the process before it. */
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
