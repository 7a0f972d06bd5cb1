import {
  globSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { scratchDirectory } from '@aisha/embedded';

export const REPOSITORY = path.join(__dirname, '..', '..');
/** The parts of the repository that the launcher reads beside the apps. */
const BESIDE_APPS = ['libs', 'dev', 'tools', 'node_modules', 'package.json', 'package-lock.json'];

/** Makes a folder for the launcher in which the sandbox is the only app. */
export const rootWithoutApps = (): string => {
  const root = scratchDirectory('aisha-root-');
  mkdirSync(path.join(root, 'apps'));
  for (const part of ['apps/sandbox', ...BESIDE_APPS]) linked(root, part);
  return root;
};

const linked = (root: string, part: string): void => symlinkSync(path.join(REPOSITORY, part), path.join(root, part));

const TRAINER = 'apps/avatar-trainer';
const BUNDLE = `${TRAINER}/dist/bundle`;
const DECODER = `${TRAINER}/dist/photo-check/decoder.child.mjs`;

/**
 * Gives the folder of a product that differs from the repository only in the script that looks at photos: here the script remembers what it
 * saw (`dev/testing/remembered-looks`). All stories share the folder, which is made once for each build.
 */
export const rootThatRemembersLooks = (): string => {
  const roots = path.join(REPOSITORY, 'e2e', 'dist', 'roots');
  const root = path.join(roots, String(statSync(path.join(REPOSITORY, BUNDLE, 'main.js')).mtimeMs));
  mkdirSync(roots, { recursive: true });
  const made = readdirSync(roots);
  if (made.includes(path.basename(root))) return root;
  for (const old of made.filter((name) => !name.startsWith(path.basename(root)))) {
    rmSync(path.join(roots, old), { recursive: true, force: true });
  }
  const unfinished = `${root}.${process.pid}`;
  mkdirSync(path.join(unfinished, 'apps'), { recursive: true });
  for (const part of BESIDE_APPS) linked(unfinished, part);
  for (const app of globSync('apps/*', { cwd: REPOSITORY })) linkedAround(unfinished, app);
  // The bundle is copied and not linked, because the app looks for its scripts beside the real place of its own file.
  for (const file of globSync(`${BUNDLE}/{main,code}.*`, { cwd: REPOSITORY })) {
    copyFileSync(path.join(REPOSITORY, file), path.join(unfinished, file));
  }
  writeFileSync(
    path.join(unfinished, DECODER),
    `import { remembersLooks } from '@aisha/testing/remembered-looks';
     remembersLooks(new URL(${JSON.stringify(pathToFileURL(path.join(REPOSITORY, DECODER)))}));`,
  );
  try {
    renameSync(unfinished, root);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another story was quicker
  }
  return root;
};

/** Links a part as a whole. If a file below it is our own, links each of its other files instead. */
const linkedAround = (root: string, part: string): void => {
  if (![BUNDLE, DECODER].some((own) => own.startsWith(`${part}/`) || own === part)) return linked(root, part);
  if (part === DECODER) return;
  mkdirSync(path.join(root, part));
  if (part === BUNDLE) return;
  for (const name of readdirSync(path.join(REPOSITORY, part))) linkedAround(root, `${part}/${name}`);
};
