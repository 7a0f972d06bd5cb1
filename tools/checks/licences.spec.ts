import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import satisfies from 'spdx-satisfies';

/** Decision 238: the licence of the product, and what the licence of a package may ask of a person who passes the product on. */
const LICENCE = 'MIT';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Licences that ask for little more than that their own text stays: a product under any licence may contain such packages. */
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1', // fonts: free in documents and programs, not to be sold alone
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

interface Exception {
  readonly packages: RegExp;
  readonly because: string;
  /** Set for packages that only build and test the product: no image and no page contains them. */
  readonly isNeverShipped?: true;
}

/** Packages under other licences, and why each may be here. */
const EXCEPTIONS: readonly Exception[] = [
  {
    packages: /^@img\/sharp-(libvips|wasm32|win32)/,
    because: 'libvips is under the LGPL: a library of its own, which anybody can replace',
  },
  { packages: /^libheif-js$/, because: 'libheif is under the LGPL: a file of its own, which anybody can replace' },
  { packages: /^async$/, because: 'version 0.2.10 names no licence in its package.json; its LICENSE is that of MIT' },
  { packages: /^png-js$/, because: 'names no licence in its package.json; its LICENSE is that of MIT' },
  { packages: /^duck$/, because: 'its LICENSE is that of BSD in two clauses, which its package.json calls "BSD"' },
  {
    packages: /^@ff(mpeg|probe)-installer\//,
    because:
      'programs under the GPL, run beside the product by developers alone; the images compile their own under the LGPL',
    isNeverShipped: true,
  },
  { packages: /^css-mediaquery$/, because: 'BSD in three clauses, which its package.json calls "BSD"' },
  { packages: /^axe-core$/, because: 'MPL-2.0: unchanged, and used by tests', isNeverShipped: true },
  { packages: /^caniuse-lite$/, because: 'data under CC-BY-4.0, of a compiler', isNeverShipped: true },
  { packages: /^spdx-(exceptions|ranges)$/, because: 'data under CC-BY-3.0, of this check', isNeverShipped: true },
];

interface Locked {
  readonly name: string;
  readonly license?: string;
  readonly dev?: boolean;
}

const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, Omit<Locked, 'name'> & { link?: boolean }>;
};
const locked: readonly Locked[] = Object.entries(packages)
  .filter(([place, { link }]) => place.startsWith('node_modules/') && !link)
  .map(([place, entry]) => ({ name: place.replace(/^.*node_modules\//, ''), ...entry }));

const isPermissive = (license = ''): boolean => {
  try {
    return satisfies(license, PERMISSIVE);
  } catch {
    return false; // not an SPDX expression
  }
};

/** Why a package may not be here, in a sentence; undefined when it may. */
const fault = ({ name, license, dev }: Locked): string | undefined => {
  if (isPermissive(license)) return undefined;
  const exception = EXCEPTIONS.find((one) => one.packages.test(name));
  if (!exception) return `${name}: ${license ?? 'no licence'} asks for more than its text to stay`;
  return exception.isNeverShipped && !dev ? `${name}: ${license} would be shipped` : undefined;
};

describe('licences', () => {
  it(`every installed package has a licence that goes with ${LICENCE}, or is listed as an exception with a reason`, () => {
    expect(locked.length).toBeGreaterThan(1_000);
    expect(locked.flatMap((one) => fault(one) ?? [])).toEqual([]);
  });

  it('the list has no exception for a package that is gone, or that needs none', () => {
    const isNeeded = ({ packages: of }: Exception): boolean =>
      locked.some(({ name, license }) => of.test(name) && !isPermissive(license));
    expect(EXCEPTIONS.filter((one) => !isNeeded(one)).map(({ packages: of }) => of.source)).toEqual([]);
  });

  it.each<[Locked, RegExp]>([
    [{ name: 'a', license: 'GPL-3.0-only' }, /^a: GPL-3.0-only asks/],
    [{ name: 'a', license: 'MIT AND AGPL-3.0-or-later' }, /asks/],
    [{ name: 'a', license: 'SEE LICENSE IN EULA.txt' }, /asks/],
    [{ name: 'a' }, /no licence/],
    [{ name: 'axe-core', license: 'MPL-2.0' }, /would be shipped/],
  ])('a package is kept out when it is %j', (one, why) => expect(fault(one)).toMatch(why));

  it.each<Locked>([
    { name: 'a', license: 'MIT' },
    { name: 'a', license: '(MIT OR GPL-3.0-or-later)' },
    { name: 'axe-core', license: 'MPL-2.0', dev: true },
  ])('a package is let in when it is %j', (one) => expect(fault(one)).toBeUndefined());

  it(`the repository, its packages and its images name the same licence, ${LICENCE}`, () => {
    expect(read('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} /);
    expect(read('docker/Dockerfile')).toContain(`org.opencontainers.image.licenses="${LICENCE}"`);
    const said = globSync(['package.json', '{apps,clients,dev,libs}/*/package.json', '{e2e,tools}/package.json'], {
      cwd: root,
    })
      .map((file) => [file, (JSON.parse(read(file)) as { license?: string }).license] as const)
      .filter(([, license]) => license !== undefined);
    expect(said.map(([file]) => file).toSorted()).toEqual(['clients/typescript/package.json', 'package.json']);
    for (const [file, license] of said) expect([file, license]).toEqual([file, LICENCE]);
  });
});
