import { scratchDirectory } from '@aisha/embedded';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf, freshBundles } from './entry-files.mts';

let root = '';
beforeEach(() => {
  root = scratchDirectory('aisha-entry-');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a file of the product and sets its time of change to this second. */
const written = (file: string, second: number): string => {
  const where = path.join(root, file);
  mkdirSync(path.dirname(where), { recursive: true });
  writeFileSync(where, '');
  utimesSync(where, second, second);
  return where;
};
const fresh = (): string | undefined => freshBundles(root)(bundleOf('billing'));

describe('an app is started', () => {
  it('an app is started from its bundle', () => {
    written('apps/billing/dist/main.js', 100);
    const bundle = written('apps/billing/dist/bundle/main.js', 101);

    expect(fresh()).toBe(bundle);
  });

  it.each(['libs/domain/dist/order.js', 'dev/fakes/dist/index.js', 'package-lock.json', 'tools/bundle/starter.cjs'])(
    'an app is started from its compiled files when %s is newer than its bundle',
    (newer) => {
      written('apps/billing/dist/main.js', 100);
      written('apps/billing/dist/bundle/main.js', 101);
      written(newer, 102);

      expect(fresh()).toBeUndefined();
    },
  );

  it('an app is started from its compiled files when there is no bundle', () => {
    written('apps/billing/dist/main.js', 100);

    expect(fresh()).toBeUndefined();
  });
});
