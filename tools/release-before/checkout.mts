import { execFileSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** This file marks a checkout as compiled; without it the next run begins the checkout anew. */
const COMPILED = '.compiled';
const PROJECTS = ['apps/*', 'dev/*', 'libs/*', 'e2e', 'tools'];

interface Manifest {
  readonly name: string;
}
export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
}

/**
 * Another commit of the repository at `root`, compiled, in a folder that the next run finds again. Removes the checkouts of other commits.
 */
export const compiledCheckout = (root: string, commit: string): string => {
  const folder = path.join(root, '.state', 'release-before', commit); // Node runs no TypeScript below node_modules
  if (existsSync(path.join(folder, COMPILED))) return folder;
  rmSync(path.dirname(folder), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('sh', ['-c', 'git archive "$1" | tar -x -C "$2"', 'sh', commit, folder], { cwd: root });
  if (canLendPackages(lockFileOf(root), lockFileOf(folder))) linkPackages(root, folder);
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  execFileSync(process.execPath, ['tools/build.mts'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(path.join(folder, COMPILED), '');
  return folder;
};

const lockFileOf = (folder: string): LockFile =>
  JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as LockFile;

/**
 * Whether code that was written for the packages of `theirs` loads the same from the packages of `ours`. Each package of `theirs` has to be
 * in `ours`, in the same place and version. And no other package of `ours` may lie inside one of them, because it would be loaded before
 * the one that `theirs` has.
 */
export const canLendPackages = (ours: LockFile, theirs: LockFile): boolean => {
  const [lent, wanted] = [versionsByPlace(ours), versionsByPlace(theirs)];
  const holderOf = (place: string): string => place.split(INSIDE).slice(0, -1).join(INSIDE);
  return (
    [...wanted].every(([place, version]) => lent.get(place) === version) &&
    [...lent.keys()].every((place) => wanted.has(place) || !wanted.has(holderOf(place)))
  );
};
const INSIDE = '/node_modules/';

/** The versions of the packages that npm installs for a lock file, without our own projects. */
const versionsByPlace = ({ packages }: LockFile): ReadonlyMap<string, string | undefined> =>
  new Map(
    Object.entries(packages)
      .filter(([place, { link }]) => place.includes('node_modules/') && !link)
      .map(([place, { version }]) => [place, version]),
  );

/** Links this checkout's packages, and the other commit's own projects. */
const linkPackages = (root: string, folder: string): void => {
  const [from, to] = [path.join(root, 'node_modules'), path.join(folder, 'node_modules')];
  const link = (name: string, target: string): void => {
    mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
    symlinkSync(target, path.join(to, name));
  };
  for (const name of readdirSync(from)) {
    if (name === '.cache' || name === '@aisha') continue;
    if (!name.startsWith('@')) link(name, path.join(from, name));
    else for (const each of readdirSync(path.join(from, name))) link(`${name}/${each}`, path.join(from, name, each));
  }
  for (const manifest of globSync(
    PROJECTS.map((project) => `${project}/package.json`),
    { cwd: folder },
  )) {
    const { name } = JSON.parse(readFileSync(path.join(folder, manifest), 'utf8')) as Manifest;
    link(name, path.join(folder, path.dirname(manifest)));
  }
};
