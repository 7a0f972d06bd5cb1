import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { scratchDirectory } from '@aisha/embedded';
import { startsLauncher } from './launcher';
import { REPOSITORY, rootWithoutApps } from './roots';

/** The parts of a state directory that are made before any app begins: the database with all migrations, and the passwords in it. */
const PREPARED = ['postgres', 'secrets.json'];

/** The files that decide what a database is like before any app begins. */
const DECIDE = ['libs/database/dist/bundle/code.js', 'dev/embedded/dist/postgres.js', 'package-lock.json'];

const STATES = path.join(REPOSITORY, 'e2e', 'dist', 'states');

const placeOfCode = (): string => {
  const hash = createHash('sha256');
  for (const file of DECIDE) hash.update(readFileSync(path.join(REPOSITORY, file)));
  return path.join(STATES, hash.digest('hex').slice(0, 16));
};

/** Keeps the owners of the files: started by root, Postgres runs as another user. */
const copied = (from: string, to: string): void =>
  void execFileSync('cp', ['-a', ...PREPARED.map((part) => path.join(from, part)), to]);

/** Makes the state with which stories begin, unless an earlier run has made it with the same code. */
export const prepareState = async (): Promise<void> => {
  const place = placeOfCode();
  if (existsSync(place)) return;
  rmSync(STATES, { recursive: true, force: true });
  const unfinished = `${place}.new`;
  mkdirSync(unfinished, { recursive: true });
  const [root, stateDir] = [rootWithoutApps(), scratchDirectory('aisha-prepared-')];
  try {
    await startsAndStops(root, stateDir);
    copied(stateDir, unfinished);
    renameSync(unfinished, place);
  } finally {
    for (const folder of [root, stateDir]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

const startsAndStops = async (root: string, stateDir: string): Promise<void> => {
  const { launcher, failed } = startsLauncher({ root, stateDir, isWithoutRedis: true });
  await Promise.race([once(launcher.stdout!, 'data'), failed]); // it prints when everything is ready
  const ended = once(launcher, 'exit');
  launcher.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`The database with which stories begin could not be stopped in order: ${code}`);
};

/** Puts the prepared state into a new state directory; nothing where there is none, as in a run that does not prepare it. */
export const beginsPrepared = (stateDir: string): void => {
  const place = placeOfCode();
  if (existsSync(place)) copied(place, stateDir);
};
