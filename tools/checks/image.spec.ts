import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ran } from '../operate/ran-command';

const root = path.resolve(__dirname, '../..');
const dockerfile = readFileSync(path.join(root, 'docker/Dockerfile'), 'utf8');
const [, command = ''] = /^CMD (.*)$/m.exec(dockerfile) ?? [];

/** The folders and files of the operators' commands, as the last stage copies them. */
const operators = [...dockerfile.matchAll(/^COPY (tools\/.*) \S+$/gm)]
  .filter(({ index }) => index > dockerfile.indexOf('AS app'))
  .flatMap(([, sources = '']) => sources.split(' '));

const APPS = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
const LIBS = readdirSync(path.join(root, 'libs'));
/** The megabytes on disk of node:24-bookworm-slim (`docker image ls`), rounded up: Debian and Node. */
const BASE_MB = 240;
/** The megabytes that an image may have, without the 18 of an ffmpeg. */
const GOAL_MB = 370;
/**
 * The number of modules that an app may load: its bundle and the machine code of msgpackr are three. Without bundles an app loads 1,600 and more.
 */
const MODULES_AT_MOST = 5;

/**
 * The content of an image's /app, put together without a container engine as docker/Dockerfile does it: the packages that are no development
 * dependency, pruned, the compiled libs and the bundled apps. It lies outside the repository, so that Node finds no other package.
 */
const image = mkdtempSync(path.join(tmpdir(), 'aisha-image-'));
/** The size of the files' content in MB: the space that they take on disk differs by file system. */
const megabytes = (folder: string): number =>
  Number(execFileSync('du', ['-sm', '--apparent-size', path.join(image, folder)], { encoding: 'utf8' }).split('\t')[0]);

beforeAll(() => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean; peer?: boolean }>;
  };
  const installed = Object.entries(packages)
    .filter(
      ([folder, { dev, link, peer }]) => /^node_modules\/(?!.*\/node_modules\/)/.test(folder) && !dev && !peer && !link,
    )
    .map(([folder]) => folder);
  const compiled = [...APPS.map((app) => `apps/${app}`), ...LIBS.map((lib) => `libs/${lib}`)];
  const parts = [
    ...installed,
    ...operators,
    ...compiled.flatMap((project) => [`${project}/package.json`, `${project}/dist`]),
  ];
  const there = ['package.json', ...parts.filter((part) => existsSync(path.join(root, part)))];
  // Copies by hard links, which cost nothing but do not reach another file system; there the files are copied.
  execFileSync(
    'sh',
    [
      '-c',
      'to=$1; shift; cp -al --parents "$@" "$to" 2>/dev/null || cp -a --parents "$@" "$to"',
      'sh',
      image,
      ...there,
    ],
    { cwd: root },
  );
  execFileSync('find', [path.join(image, 'tools'), '-name', '*.ts', '-delete']); // as .dockerignore does
  // As the build stage does.
  for (const lib of LIBS) rmSync(path.join(image, 'libs', lib, 'dist/bundle'), { recursive: true, force: true });
  execFileSync('sh', [path.join(root, 'docker/prune-compiled.sh'), path.join(image, 'apps')]);
  mkdirSync(path.join(image, 'node_modules/@aisha'));
  for (const lib of LIBS) symlinkSync(`../../libs/${lib}`, path.join(image, 'node_modules/@aisha', lib));
  execFileSync(process.execPath, [path.join(root, 'tools/prune-packages.cjs'), path.join(image, 'node_modules')]);
  execFileSync('sh', [path.join(root, 'docker/prune-dependencies.sh'), path.join(image, 'node_modules')]);
});
afterAll(() => rmSync(image, { recursive: true, force: true }));

/** Runs a program in the image; resolves to its whole output. */
const said = (program: string, args: readonly string[], env: Record<string, string>): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    const running = spawn(program, args, { cwd: image, env: { PATH: process.env['PATH'], ...env } });
    running.stdout.on('data', (piece) => (text += String(piece)));
    running.stderr.on('data', (piece) => (text += String(piece)));
    running.on('close', () => resolve(text));
  });

/** The arguments that a command needs before it looks for its database. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'give-credits': ['7', '1', '--key=k', '--operator=o', '--reason=r'],
  person: ['7'],
  statement: ['7', '2026-11'],
  'confirm-payment': ['7', '--operator=o', '--reason=r'],
  'refund-payment': ['7', '--operator=o', '--reason=r'],
  ban: ['7', '--for-ever', '--operator=o', '--reason=r'],
  unban: ['7', '--operator=o', '--reason=r'],
  erase: ['7', '--operator=o', '--reason=r'],
  export: ['7', '--operator=o', '--reason=r'],
  backup: ['/nowhere'],
  restore: ['/nowhere'],
};

describe('the files of an image', () => {
  it.each(APPS)(
    'an image has all files that %s loads before it reads its configuration; the app loads few modules, and none that writes documents or draws',
    async (app) => {
      const [, flag = '', program = ''] = JSON.parse(command.replaceAll('/app/', `${image}/`)) as string[];
      const counting = `process.on('exit', () => {
        const files = Object.keys(require.cache);
        console.log('MODULES', files.length);
        console.log('SELDOM', files.filter((file) => /node_modules.(docx|pdfkit|sharp|@img)./.test(file)).length);
      }); ${program}`;

      const text = await said(process.execPath, [flag, counting], { APP: app, HEALTH_PORT: 'none' });
      expect(text).toMatch(new RegExp(`^${app}: The configuration is not usable`, 'm'));
      expect(Number(/^MODULES (\d+)$/m.exec(text)?.[1])).toBeLessThanOrEqual(MODULES_AT_MOST);
      expect(text).toMatch(/^SELDOM 0$/m);
    },
  );

  it.each(APPS)(
    'an image has what V8 compiled of %s during the build, and V8 accepts it; the code is ASCII, a byte a character',
    async (app) => {
      const program = `const vm = require('node:vm'), { Script } = vm;
        vm.Script = class extends Script {
          constructor(code, options) {
            super(code, options);
            if (!options.cachedData) return console.log('NO CACHE');
            console.log('TAKEN', !this.cachedDataRejected, 'ASCII', /^[\\0-\\x7f]*$/.test(code));
          }
        };
        require(${JSON.stringify(path.join(image, 'apps', app, 'dist/bundle/main.js'))});`;

      expect(await said(process.execPath, ['-e', program], { HEALTH_PORT: 'none' })).toMatch(
        /^TAKEN true ASCII true\n/,
      );
    },
  );

  it('an image has the models of the check of photos, and they can be loaded', async () => {
    const models = path.join(image, 'apps/avatar-trainer/dist/photo-check/models/analyse.mjs');
    const program = `import(${JSON.stringify(models)}).then(({ loadModels }) => loadModels()).then(() => console.log('LOADED'), console.error)`;

    expect(await said(process.execPath, ['-e', program], {})).toMatch(/LOADED\n$/);
  });

  it('an image has sharp, which the apps load with their first picture', async () => {
    const pictures = path.join(image, 'libs/pictures/dist/frugal-sharp.js');
    const program = `const { default: sharp } = require(${JSON.stringify(pictures)});
      const pixel = { width: 1, height: 1, channels: 3, background: 'red' };
      sharp({ create: pixel }).jpeg().toBuffer().then(() => console.log('DRAWN', sharp.concurrency()), console.error)`;

    expect(await said(process.execPath, ['-e', program], {})).toBe('DRAWN 1\n');
  });

  it('an image has the libraries that write documents, and the font of PDFs', async () => {
    // The image has the compiled code only as a bundle, so the code is put beside the image's packages.
    const compiled = path.join(image, 'transcriber');
    cpSync(path.join(root, 'apps/transcriber/dist'), compiled, {
      recursive: true,
      filter: (file) => !/.bundle$/.test(file),
    });
    const formats = path.join(compiled, 'export/formats.js');
    const program = `const { DOCUMENTS } = require(${JSON.stringify(formats)});
      const asked = { title: 'A', language: 'ru', blocks: [{ kind: 'paragraph', text: 'Ёлка', at: 1 }] };
      Promise.all(Object.values(DOCUMENTS).map((load) => load().render(asked))).then(
        (files) => console.log('WRITTEN', files.filter(({ length }) => length > 0).length), console.error)`;

    expect(await said(process.execPath, ['-e', program], {})).toBe('WRITTEN 4\n');
  });

  it('an image has the packages that send traces', async () => {
    const tracing = path.join(image, 'libs/platform/dist/tracing/open-telemetry.js');
    const program = `const { openTracing } = require(${JSON.stringify(tracing)});
      const config = { INSTALLATION: 'aisha', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_TRACES_SAMPLER: 'always_on' };
      openTracing('shop', config, { version: '1', commit: 'c' }).close().then(() => console.log('OPENED'), console.error)`;

    expect(await said(process.execPath, ['-e', program], {})).toBe('OPENED\n');
  });

  it('an image has the operators’ commands, with all that they load', async () => {
    const [, program = ''] =
      /^exec node \/app\/(\S+) "\$@"$/m.exec(readFileSync(path.join(root, 'docker/aisha'), 'utf8')) ?? [];
    expect(statSync(path.join(root, 'docker/aisha')).mode & 0o111).toBe(0o111);
    const listed = await said(process.execPath, [program], {});
    const names = [...listed.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, name]) => name!);

    expect(names).toContain('dead-letters');
    for (const name of names) {
      const words = [name, ...(WORDS[name] ?? [])];
      // One process loads for all commands what they share, except for `migrate`, which writes in a process of its own.
      const text =
        name === 'migrate'
          ? await said(process.execPath, [program, ...words], {})
          : (await ran(path.join(image, program), {}, words)).text;
      expect([name, text]).toEqual([
        name,
        expect.stringMatching(/^(migrations failed: )?(MIGRATE_DATABASE_URL|HEALTH_URLS): must /),
      ]);
    }
  });

  it('an image is smaller than its limit, the base image included', () => {
    const sizes = {
      base: BASE_MB,
      packages: megabytes('node_modules'),
      libs: megabytes('libs'),
      app: Math.max(...APPS.map((app) => megabytes(`apps/${app}`))),
    };
    const sum = Object.values(sizes).reduce((all, size) => all + size);
    process.stderr.write(`An image has ${sum} MB: ${JSON.stringify(sizes)}\n`);

    expect(sum).toBeLessThanOrEqual(GOAL_MB);
  });

  it('an image has no ffmpeg of npm’s, no compiler, no test runner, no source, no source map outside of a bundle, and no broken link', () => {
    const tools = ['@swc/core', 'typescript', 'jest', 'nx']; // @swc/helpers are a part of the library that reads fonts
    for (const one of ['@ffmpeg-installer', '@ffprobe-installer', ...tools])
      expect([one, existsSync(path.join(image, 'node_modules', one))]).toEqual([one, false]);
    const left = execFileSync(
      'find',
      ['.', '-name', '*.map', '!', '-path', '*/bundle/*', '-o', '-name', '*.ts', '-o', '-xtype', 'l'],
      {
        cwd: image,
      },
    );
    expect(left.toString()).toBe('');
  });
});
