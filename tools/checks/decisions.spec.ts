import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const decisions = globSync('docs/decisions/[0-9]*.md', { cwd: root }).sort();

const SECTIONS = ['Context', 'Decision', 'Held by', 'Alternatives', 'Cost', 'Not covered'];

/** The differences of a decision's page from the layout of the others, in words; empty when there are none. */
const faults = (file: string, text: string): string[] => {
  const lines = text.trimEnd().split('\n');
  const number = Number(/(\d+)-[^/]*$/.exec(file)?.[1]);
  const sections = [...text.matchAll(/^\*\*([^*\n]+?)\.?\*\*/gm)].map(([, name = '']) => name);
  const known = SECTIONS.filter((name) => sections.includes(name));
  return [
    lines[0]?.startsWith(`# ${number}. `) ? '' : 'its title does not begin with its number',
    /^Date: \d{4}-\d\d-\d\d.* Status: .+\. Subject: .+\.$/.test(lines[2] ?? '')
      ? ''
      : 'line 3 lacks date, status or subject',
    lines.length <= 40 ? '' : `it has ${lines.length} lines`,
    sections.join() === known.join() ? '' : `its sections are ${sections.join(', ')}`,
    known[0] === 'Context' && known[1] === 'Decision' ? '' : 'context and decision do not come first',
    sections.includes('Cost') ? '' : 'it tells no cost',
    /^##/m.test(text) ? 'it has headings' : '',
  ].filter((fault) => fault !== '');
};

const IGNORED = /(^|\/)(node_modules|dist|out-tsc|\.nx|\.state)(\/|$)/;
/** Numbers of decisions that a text cites, `decisions 30 and 55` and links by file name included. */
const citedIn = (text: string): number[] => {
  const plain = text.replace(/\n[ \t]*(?:\*|\/\/|#)?[ \t]*/g, ' ');
  const inWords = [...plain.matchAll(/\bdecisions? ((?:\d+)(?:(?:,| and|, and) \d+)*)/gi)];
  const byFile = [...plain.matchAll(/(?:\/|\]\()(\d{4})-[\w-]+\.md/g)];
  return [...inWords, ...byFile].flatMap(([, numbers = '']) => (numbers.match(/\d+/g) ?? []).map(Number));
};

describe('decisions', () => {
  it.each(decisions)('%s has the layout of all decisions', (file) => {
    expect(faults(file, read(file))).toEqual([]);
  });

  it('each decision has a number of its own', () => {
    const numbers = decisions.map((file) => /(\d+)-[^/]*$/.exec(file)![1]);
    expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
  });

  it('a page of another layout is reported', () => {
    const page =
      '# 7. A title\n\nDate: 2026-11-20. Status: accepted. Subject: money.\n\n**Context.** One.\n\n**Decision.** Two.\n\n**Cost.** Three.\n';
    expect(faults('docs/decisions/0007-a-title', page)).toEqual([]);
    for (const [from, to] of [
      ['# 7.', '# 8.'],
      [' Subject: money.', ''],
      ['Two.', `Two.${'\n'.repeat(40)}End.`],
      ['**Decision.**', '**Consequences.**'],
      ['\n\n**Cost.** Three.', ''],
      ['**Context.** One.\n\n**Decision.** Two.', '**Decision.** Two.\n\n**Context.** One.'],
      ['**Context.**', '## Context\n\n'],
    ] as const)
      expect(faults('docs/decisions/0007-a-title', page.replace(from, to))).not.toEqual([]);
  });

  const numberOf = (file: string): number => Number(/(\d+)-[^/]*$/.exec(file)![1]);
  const citing = (): string[] =>
    [
      ...globSync('{apps,dev,docker,docs,e2e,k8s,libs,tools}/**/*.{ts,tsx,mts,mjs,cjs,md,yaml,yml}', {
        cwd: root,
        exclude: (name) => IGNORED.test(String(name)),
      }),
      ...globSync('*.{md,ts,mjs}', { cwd: root }),
    ].filter((file) => !IGNORED.test(file) && !file.endsWith('decisions.spec.ts'));

  it('every cited decision exists', () => {
    const there = new Set(decisions.map(numberOf));
    const files = citing();
    const lost = files.flatMap((file) =>
      citedIn(read(file))
        .filter((number) => !there.has(number))
        .map((number) => `${file}: decision ${number}`),
    );

    expect(files.length).toBeGreaterThan(1_000);
    expect(lost).toEqual([]);
  });

  it('every decision is cited by something else than decisions', () => {
    const folder = path.join('docs', 'decisions', path.sep);
    const cited = new Set(
      citing()
        .filter((file) => !file.startsWith(folder))
        .flatMap((file) => citedIn(read(file))),
    );

    expect(decisions.filter((file) => !cited.has(numberOf(file)))).toEqual([]);
  });

  it('citations of decisions are found in words, in lists, across the end of a line and in links', () => {
    expect(
      citedIn('/**\n * as decision\n * 30 says, decisions 31, 32 and 33; [this](../0034-behind-pgbouncer.md)\n */'),
    ).toEqual([30, 31, 32, 33, 34]);
  });
});
