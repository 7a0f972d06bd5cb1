import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The lines that the README asks a newcomer to type, in a fresh clone. */
const [, lines = ''] = /^## Run it, test it$[^]*?```sh\n([^]*?)```/m.exec(read('README.md')) ?? [];
const commands = lines.trim().split('\n');

describe('the two commands of the README', () => {
  it('the README names two commands: one runs the product, one tests it, and each begins with npm ci', () => {
    expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });

  it('the README names the time and memory of its two commands', () => {
    const table = read('README.md').split('\n');
    for (const command of ['npm ci', 'npm start', 'npm test'])
      expect(table.find((line) => line.startsWith(`| \`${command}\``))).toMatch(
        /\| .*\d+ (s|minutes) +\| +[\d.]+ GB +\|$/,
      );
  });

  it('CI runs the two commands of the README', () => {
    const ci = read('.ci/run');
    for (const command of commands.flatMap((line) => line.split(' && ')))
      expect(ci).toMatch(new RegExp(`\\b${command}\\b`));
    for (const step of ['product', 'tests']) expect(ci).toMatch(new RegExp(`^step '\\w+' ${step}$`, 'm'));
  });

  it('the README’s command for tests leaves out no project', () => {
    expect(scripts['test']).toMatch(/&& jest --passWithNoTests=false$/);
    for (const folder of ['apps/*', 'dev/*', 'libs/*', 'tools', 'e2e'])
      expect(read('jest.config.ts')).toContain(`'<rootDir>/${folder}/jest.config.cjs'`);
  });
});

describe('the README as what a stranger sees first', () => {
  const told = read('README.md');

  it('the README shows results, then says for whom, what and how to try, then the film, what it does, the prices and the licence', () => {
    const order = [
      '![One selfie, and twelve pictures',
      '**For whom:**',
      '**What:**',
      '**Try:** `npm ci && npm start`',
      'alt="The film',
      '## What it does',
      'docs/generated/prices.md',
      '## Licence',
      '## Run it, test it',
    ].map((words) => told.indexOf(words));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(told.slice(0, told.indexOf('## Run it, test it')).split('\n').length).toBeLessThan(45); // about two screens
  });

  it.each([
    ['docs/pictures/results-en.webp', 600_000],
    ['docs/pictures/results-ru.webp', 600_000],
    ['docs/pictures/story.webp', 3 * 2 ** 20],
  ])('the picture %s has at most %d bytes', (file, most) => {
    expect(statSync(path.join(root, file)).size).toBeLessThanOrEqual(most);
  });
});

const PROJECTS = globSync('{apps,dev,libs}/*/package.json', { cwd: root }).map((file) => path.dirname(file));

describe('the README of a project', () => {
  it.each(PROJECTS.sort())(
    'the README of %s says within forty lines what the project owns, what it never does and what to read first',
    (project) => {
      const lines = read(`${project}/README.md`).trimEnd().split('\n');

      expect(lines.length).toBeLessThanOrEqual(40);
      expect(lines[0]).toBe(`# ${path.basename(project)}`);
      expect(lines.flatMap((line) => /^\*\*(.+?)\.\*\* \S/.exec(line)?.[1] ?? [])).toEqual([
        'Owns',
        'Never',
        'Read first',
      ]);
    },
  );
});
