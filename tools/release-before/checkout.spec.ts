import { describe, expect, it } from '@jest/globals';
import { canLendPackages, type LockFile } from './checkout.mts';

const lockFile = (versions: Record<string, string>): LockFile => ({
  packages: {
    '': {},
    'apps/billing': { version: '0.1.0' },
    'node_modules/@aisha/billing': { link: true },
    ...Object.fromEntries(Object.entries(versions).map(([place, version]) => [place, { version }])),
  },
});

describe('the release before', () => {
  const theirs = lockFile({ 'node_modules/pg': '8.1.0', 'node_modules/pg/node_modules/split2': '4.0.0' });
  const same = { 'node_modules/pg': '8.1.0', 'node_modules/pg/node_modules/split2': '4.0.0' };

  it('the release before runs with the packages of this checkout when all of its own are among them', () => {
    expect(canLendPackages(lockFile(same), theirs)).toBe(true);
    expect(canLendPackages(lockFile({ ...same, 'node_modules/react': '19.0.0' }), theirs)).toBe(true);
    expect(
      canLendPackages(
        lockFile({ ...same, 'node_modules/react': '19.0.0', 'node_modules/react/node_modules/pg': '7.0.0' }),
        theirs,
      ),
    ).toBe(true);
  });

  it.each([
    ['has another version of one', { ...same, 'node_modules/pg': '8.2.0' }],
    ['lacks one', { 'node_modules/pg': '8.1.0' }],
    ['has one elsewhere', { 'node_modules/pg': '8.1.0', 'node_modules/split2': '4.0.0' }],
    ['has another one inside one of them', { ...same, 'node_modules/pg/node_modules/pg-types': '3.0.0' }],
  ])('the release before runs with packages of its own when this checkout %s', (_, ours) => {
    expect(canLendPackages(lockFile(ours), theirs)).toBe(false);
  });
});
