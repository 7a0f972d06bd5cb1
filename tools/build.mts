/** Compiles every project's src to dist with SWC, one file for one file. `node tools/build.mts [project folder]`. */
import { transformFile } from '@swc/core';
import { glob, mkdir, writeFile, stat } from 'node:fs/promises';
import path from 'node:path';

const projects = process.argv[2] ?? '{apps,libs}/*';
const jobs: Promise<void>[] = [];
const ASSETS = /\.(html|css|svg|json|js|mjs|woff2|wasm)$/;

const newer = async (source: string, output: string): Promise<boolean> => {
  const [a, b] = await Promise.all([stat(source), stat(output).catch(() => undefined)]);
  return !b || a.mtimeMs > b.mtimeMs;
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
        await writeFile(output, code);
      } else if (ASSETS.test(source)) {
        const { copyFile } = await import('node:fs/promises');
        await copyFile(source, output);
      }
    })(),
  );
}
await Promise.all(jobs);
