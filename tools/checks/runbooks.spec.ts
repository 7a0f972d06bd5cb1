import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RUNBOOKS } from '../operate/status/signs/finding.mts';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const PAGES = readdirSync(path.join(root, 'docs/runbooks')).filter((file) => file !== 'README.md');
/** The most lines of a runbook: an operator must see it on one screen, also at night. */
const LINES_AT_MOST = 60;
const SECTIONS = ['Signs', 'Find the cause', 'Mend', 'Verify', 'What people saw'];

describe('runbooks', () => {
  it('runbooks have the same five sections, and no more lines than a screen', () => {
    for (const page of PAGES) {
      const text = read(`docs/runbooks/${page}`);
      expect([page, [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)]).toEqual([page, SECTIONS]);
      expect(text.split('\n').length).toBeLessThanOrEqual(LINES_AT_MOST);
    }
  });

  it('runbooks and the page of troubles need no SQL', () => {
    for (const file of ['docs/troubleshooting.md', ...PAGES.map((page) => `docs/runbooks/${page}`)])
      expect([file, /\b(SELECT|UPDATE|DELETE FROM|psql)\b/.exec(read(file))]).toEqual([file, null]);
  });

  it('runbooks and the other pages give each command that changes something the operator and the reason that it wants', () => {
    const pages = [...readdirSync(path.join(root, 'docs')), ...PAGES.map((page) => `runbooks/${page}`)];
    const changing = pages
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => [...read(`docs/${file}`).matchAll(/(?:aisha|npm run) ([a-z-]+)[^`\n]* --yes/g)])
      .filter(([, name]) => read(`tools/operate/${name}.mts`).includes('--operator'))
      .map(([line]) => line);

    expect(changing.length).toBeGreaterThan(5);
    expect(changing.filter((line) => !/ --operator .* --reason /.test(line))).toEqual([]);
  });

  it('runbooks are exactly the pages that `aisha status` names', () => {
    const folder = 'tools/operate/status/signs';
    const signs = readdirSync(path.join(root, folder))
      .filter((file) => file !== 'finding.mts')
      .map((file) => read(`${folder}/${file}`))
      .join('\n');

    expect(PAGES.toSorted()).toEqual(RUNBOOKS.map((name) => `${name}.md`).toSorted());
    expect(RUNBOOKS.filter((name) => !signs.includes(`'${name}'`))).toEqual([]);
  });
});
