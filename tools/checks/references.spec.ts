import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Comments, titles and pages cite other pages: `telegram.md §12, 10` must lead a reader to the tenth entry of section 12. */
const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const IGNORED = /(^|\/)(node_modules|dist|out-tsc|\.nx|\.state)(\/|$)/;
const files = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (name) => IGNORED.test(typeof name === 'string' ? name : '') }).filter(
    (file) => !IGNORED.test(file),
  );

const pages = [...files('*.md'), ...files('{apps,dev,docker,docs,e2e,k8s,libs,tools}/**/*.md')];
const named = new Set(pages.map((page) => path.basename(page)));

/** The sections of a page by number, each with its numbered entries: `7.3`, `12, 10`. */
const sectionsOf = (page: string): ReadonlySet<string> => {
  const found = new Set<string>();
  let section = '';
  for (const line of read(page).split('\n')) {
    const heading = /^#{2,3} (\d+(?:\.\d+)?)\.? /.exec(line);
    if (heading) found.add((section = heading[1]!));
    const entry = /^(\d+)\. /.exec(line);
    if (entry && section) found.add(`${section}, ${entry[1]}`);
  }
  return found;
};
const references = new Map(files('docs/reference/*.md').map((page) => [path.basename(page), sectionsOf(page)]));

const CITATION =
  /(?<![\w.])((?:[a-z0-9][\w-]*|README|CONTRIBUTING|ARCHITECTURE)\.md)((?:(?:,| and)? §[\d.]*\d|(?:,| and) \d+(?![\w.-]))*)/g;

/** Finds the citations of a text that lead nowhere. A citation may be broken by the end of a line of a comment. */
const unresolved = (text: string): string[] =>
  [...text.replace(/\n[ \t]*(?:\*|\/\/|#)?[ \t]*/g, ' ').matchAll(CITATION)].flatMap(([, page = '', places = '']) => {
    if (!named.has(page)) return [page];
    const cited = [...places.matchAll(/§([\d.]*\d)|(?:,| and) (\d+)/g)];
    if (!places.includes('§')) return [];
    let section = '';
    return cited.flatMap(([, of, entry]) => {
      const place = of ? (section = of) : `${section}, ${entry}`;
      return references.get(page)?.has(place) ? [] : [`${page} §${place}`];
    });
  });

describe('citations of pages', () => {
  it('each citation leads to a page and a section that exist', () => {
    const sources = files('{apps,dev,docker,docs,e2e,k8s,libs,tools}/**/*.{ts,tsx,mts,mjs,cjs,md,yaml,yml}');
    const lost = [...sources, ...files('*.{md,ts,mjs,cjs}'), '.env.example']
      .filter((file) => !file.endsWith('references.spec.ts') && !file.startsWith('docs/generated/'))
      .flatMap((file) => unresolved(read(file)).map((what) => `${file}: ${what}`));

    expect(sources.length).toBeGreaterThan(1_000);
    expect(lost).toEqual([]);
  });

  it.each([
    ['a page that is not there', 'as design-of-1999.md says', ['design-of-1999.md']],
    ['a section that is not there', '(fal.md §7.9)', ['fal.md §7.9']],
    ['a second section that is not there', 'gfpgan.md §1, §77', ['gfpgan.md §77']],
    ['an entry that is not there', 'told (telegram.md §12, 99)', ['telegram.md §12, 99']],
    ['a section broken by the end of a comment’s line', '/**\n * by fal.md\n * §7.9\n */', ['fal.md §7.9']],
    ['a section of a page that has none', 'README.md §3', ['README.md §3']],
  ])('a citation is reported when it is %s', (_what, text, lost) => {
    expect(unresolved(text)).toEqual(lost);
  });

  it.each(['telegram.md §12, 10', 'openai.md §0, 7 and 8', 'fal.md §7.1, §7.2', 'openai.md §5', 'ARCHITECTURE.md'])(
    'a citation is accepted when it is %s',
    (text) => {
      expect(unresolved(text)).toEqual([]);
    },
  );
});
