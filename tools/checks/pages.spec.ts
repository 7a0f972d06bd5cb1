import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What pages name in the product: files, commands with their options, variables, and words of the bot's buttons. */
const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const FOLDERS = 'apps,clients,dev,docker,docs,e2e,k8s,libs,tools';
/** Files and folders that are not of the repository: what is installed, built or made when something runs. */
const MADE = /(^|\/)(node_modules|dist|out-tsc|\.nx|\.state|logs|screenshots|tls)(\/|$)|\/\.env$/;
const globbed = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (name) => MADE.test(String(name)) }).filter((file) => !MADE.test(file));

/** Every file and folder, each on a line of its own. */
const there = [...globbed('*'), ...globbed(`{${FOLDERS}}/**`)].join('\n');
/** The changelog is left out, because it also names what a release has removed. */
const pages = [...globbed('*.md'), ...globbed(`{${FOLDERS}}/**/*.md`)].filter((page) => page !== 'CHANGELOG.md');

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, what = '']) => what);
/** The pattern of a named path, in which `<name>`, `*` and `…` stand for anything. */
const patternOf = (named: string): string =>
  named
    .replace(/\/$/, '')
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/<[^>]*>|\*+|…/g, '[^\\n]+')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`);

const PATH = new RegExp(
  `(?<![\\w./@$-])((?:${FOLDERS.replaceAll(',', '|')})/(?:[\\w./*{},…-]|<[\\w -]+>)*[\\w/>*}])`,
  'g',
);
/** A source by its name, with a part of its folder or without, which the pattern of paths does not find. */
const NAME = new RegExp(
  `\`(?!(?:${FOLDERS.replaceAll(',', '|')})/)((?:(?:[\\w.-]|<[\\w -]+>)+/)*(?:[\\w.-]|<[\\w -]+>)+\\.(?:ts|mts|mjs|cjs|tsx|ftl|tsv|sh))\``,
  'g',
);

/** Finds the files and folders of a page that do not exist. */
const lostFiles = (text: string): string[] => [
  ...found(text, PATH).filter((named) => !MADE.test(named) && !new RegExp(`^${patternOf(named)}$`, 'm').test(there)),
  ...found(text, NAME).filter(
    (named) => !MADE.test(named) && !new RegExp(`(?:^|[/.])${patternOf(named)}$`, 'm').test(there),
  ),
];

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commands = found(read('tools/operate/main.mts'), /^ {2}'?([a-z-]+)'?: \{/gm);
/** The source of an operator's command, with what it imports from its folder. */
const sourceOf = (command: string): string => {
  const source = read(`tools/operate/${command}.mts`);
  return [source, ...found(source, /from '\.\/([\w/-]+\.mts)'/g).map((file) => read(`tools/operate/${file}`))].join();
};
const CALL = /((?:^[ \t]*|`|&& |sudo |-- )(?:aisha|npm run)|run --rm operator) ([a-z][a-z:-]*)([^`\n#|&;]*)/gm;

/** Finds the commands of a page that do not exist, and those with an option that the command does not know. */
const lostCommands = (text: string): string[] =>
  [...text.matchAll(CALL)].flatMap(([, by = '', name = '', rest = '']) => {
    if (!(by.endsWith('npm run') ? name in scripts : commands.includes(name))) return [`no command ${name}`];
    if (!commands.includes(name)) return [];
    const source = sourceOf(name);
    return found(rest, /(?<![\w-])--([a-z][a-z-]+)/g)
      .filter((option) => !new RegExp(`'${option}'|\\b${option}: |--${option}\\b`).test(source))
      .map((option) => `${name} --${option}`);
  });

const words = globbed('{libs/words/src/ru/*.ftl,apps/sandbox/src/chat-page/ru.ftl}').map(read).join('\n');
/** Finds the labels of buttons, which begin with a sign, that the bot does not say in Russian. */
const lostLabels = (text: string): string[] =>
  found(text.replace(/\s+/g, ' '), /«(\p{Extended_Pictographic}\uFE0F? [\p{L} -]*\p{L})/gu).filter(
    (label) => !words.includes(label),
  );

const variables = new Set(
  [
    ...globbed('{docker,k8s,tools}/**/*.{yml,yaml,sh,env,mts}'),
    'docker/.env.example',
    'docs/generated/configuration.md',
  ]
    .map(read)
    .flatMap((text) => found(text, /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g)),
);
/** Finds the variables of a page that nothing reads. */
const lostVariables = (text: string): string[] =>
  found(text, /`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g).filter((name) => !variables.has(name));

describe('what pages name', () => {
  it('the files, the commands with their options and the labels of buttons that pages name exist', () => {
    const lost = pages.flatMap((page) => {
      const text = read(page);
      return [...lostFiles(text), ...lostCommands(text), ...lostLabels(text)].map((what) => `${page}: ${what}`);
    });

    expect(pages.length).toBeGreaterThan(200);
    expect(lost).toEqual([]);
  });

  it('the variables that the pages for operators name exist', () => {
    const forOperators = pages.filter((page) =>
      /^(README|docs\/(?!mutation)[\w-]+|docs\/runbooks\/[\w-]+|k8s\/\w+)\.md$/.test(page),
    );
    const lost = forOperators.flatMap((page) => lostVariables(read(page)).map((what) => `${page}: ${what}`));

    expect(forOperators.length).toBeGreaterThan(25);
    expect(lost).toEqual([]);
  });

  it('the page of an operator’s commands names each of them', () => {
    const page = read('docs/backup-and-upgrade.md');
    expect(commands.length).toBeGreaterThan(30);
    expect(commands.filter((name) => !new RegExp(`\\b(aisha|npm run|operator) ${name}\\b(?!-)`).test(page))).toEqual(
      [],
    );
  });

  it('the README of an app, a library or a dev folder names only files and folders of its own that exist', () => {
    const lost = globbed('{apps,dev,libs}/*/README.md').flatMap((page) =>
      found(read(page), /`(src\/[^`<]*)`/g)
        .map((named) => path.posix.join(path.posix.dirname(page), named))
        .filter((named) => !new RegExp(`^${patternOf(named)}$`, 'm').test(there)),
    );
    expect(lost).toEqual([]);
  });

  it.each([
    ['a file', lostFiles, 'see `libs/domain/src/gone.ts`', ['libs/domain/src/gone.ts']],
    ['a folder', lostFiles, 'see apps/gone/src/ and apps/billing/src/', ['apps/gone/src/']],
    ['a pattern of files', lostFiles, '`apps/<app>/src/gone.ts`, `libs/*/package.json`', ['apps/<app>/src/gone.ts']],
    ['a file without its folder', lostFiles, '`gone.store.ts` and `order.store.ts`', ['gone.store.ts']],
    [
      'a file with a part of its folder',
      lostFiles,
      '`rules/<name>.rule.ts`, `stages/<name>.stage.ts`',
      ['rules/<name>.rule.ts'],
    ],
    ['a command', lostCommands, '    aisha status --all\n    aisha gone\n', ['no command gone']],
    ['a script', lostCommands, '`npm run gone`, `npm run status -- --all`', ['no command gone']],
    ['an option', lostCommands, '`aisha queue --gone --json`', ['queue --gone']],
    [
      'a command in the operators’ container',
      lostCommands,
      'docker compose run --rm operator gone',
      ['no command gone'],
    ],
    ['a variable', lostVariables, '`FAL_CONCURRENCY=2`, `GONE_MS`', ['GONE_MS']],
    ['a label', lostLabels, 'a tap on «🎬 Оживить» or «🎬 Пропало»', ['🎬 Пропало']],
  ])('a page is reported that names %s which does not exist', (_what, lostOf, text, lost) => {
    expect(lostOf(text)).toEqual(lost);
  });
});
