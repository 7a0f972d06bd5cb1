/**
 * Compiles every project's src to dist with SWC, one file for one file (decision 5), and bundles the apps. `node tools/build.mts [project folder]`
 * compiles one project alone; until the next build of all projects, apps start from their compiled files and not from their bundles.
 */
import { transformFile } from '@swc/core';
import { access, copyFile, glob, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleApps } from './bundle/bundle-apps.mts';
import { bundleDesk } from './desk.mts';

const projects = process.argv[2] ?? '{apps,dev,libs}/*';
const jobs: Promise<void>[] = [];
const ASSETS = /\.(html|css|svg|json|jpg|js|cjs|mjs|tsv|woff2|wasm|ftl)$/;

const { mtimeMs: settingsChangedAt } = await stat('.swcrc');

const newer = async (source: string, output: string): Promise<boolean> => {
  const [a, b] = await Promise.all([stat(source), stat(output).catch(() => undefined)]);
  return !b || Math.max(a.mtimeMs, settingsChangedAt) > b.mtimeMs;
};

/** Replaces the file in one step: an app may be starting from the old one, and another build may be writing the same one. */
const replace = async (output: string, write: (file: string) => Promise<void>): Promise<void> => {
  const unfinished = `${output}.${process.pid}.tmp`;
  await write(unfinished);
  await rename(unfinished, output);
};

for await (const source of glob(`${projects}/src/**/*.*`)) {
  if (source.endsWith('.spec.ts') || source.includes('node_modules')) continue;
  const output = source.replace(`${path.sep}src${path.sep}`, `${path.sep}dist${path.sep}`).replace(/\.ts$/, '.js');
  jobs.push(
    (async () => {
      if (!(await newer(source, output))) return;
      await mkdir(path.dirname(output), { recursive: true });
      if (source.endsWith('.ts')) {
        const { code } = await transformFile(source, { configFile: '.swcrc', sourceMaps: 'inline' });
        await replace(output, (file) => writeFile(file, code));
      } else if (ASSETS.test(source)) {
        await replace(output, (file) => copyFile(source, file));
      }
    })(),
  );
}
await Promise.all(jobs);

// Removes the outputs whose source is gone. Node would find such an output before the file that took its place: `readers.js` before
// `readers/index.js`.
for await (const output of glob(`${projects}/dist/**/*.{js,cjs,html,css,svg,json,jpg,mjs,tsv,woff2,wasm,ftl}`, {
  exclude: ['**/dist/bundle/**'],
})) {
  const source = output.replace(`${path.sep}dist${path.sep}`, `${path.sep}src${path.sep}`);
  const sources = [source, source.replace(/\.js$/, '.ts')];
  const isLeft = await Promise.any(sources.map((file) => access(file))).then(
    () => false,
    () => true,
  );
  if (isLeft) await rm(output, { force: true });
}

if (process.argv[2] === undefined) {
  const root = path.join(import.meta.dirname, '..');
  await Promise.all([bundleApps(root), bundleDesk(root)]);
}
