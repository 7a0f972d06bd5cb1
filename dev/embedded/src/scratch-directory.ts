import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const IN_MEMORY = '/dev/shm';
/**
 * The folder in memory must have more free room than this. Containers give it 64 MB by default. A run of all tests takes about one
 * gigabyte, and half a gigabyte more for each whole product that it starts.
 */
const ROOM_BYTES = 4 * 1024 ** 3;

const hasRoom = (directory: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
};

/**
 * A new folder for a server with throw-away data: in memory if the machine has room, because a database is some six hundred files and
 * a disk takes ten times as long to make them.
 */
export const scratchDirectory = (prefix: string): string => {
  const directory = mkdtempSync(path.join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), prefix));
  chmodSync(directory, 0o711); // Started by root, Postgres runs as `nobody`, and would use a place on the disk if this folder were closed to that user
  return directory;
};
