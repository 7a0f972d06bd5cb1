import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderOfThisTest } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { release, RELEASED_MIGRATIONS, whatForbids } from './release.mts';
import { Repository } from './repository.mts';

const SAMPLE = 'libs/contracts/src/billing/samples/place-hold.2026-11-20.json';
const MIGRATIONS = [
  { name: 'CreateBilling1', digest: 'one' },
  { name: 'CreateBot2', digest: 'two' },
];
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Pictures.\n';

/** A repository of one commit, with the files that a release reads and writes. */
const aRepository = () => {
  const folder = folderOfThisTest();
  const repository = new Repository(folder);
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const commit = (): void => {
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--message', 'A change');
  };
  repository.git('init', '--quiet');
  repository.git('config', 'user.name', 'Anna');
  repository.git('config', 'user.email', 'anna@example.com');
  repository.git('config', 'commit.gpgSign', 'false');
  repository.git('config', 'tag.gpgSign', 'false');
  write('package.json', '{\n  "name": "aisha",\n  "version": "0.1.0"\n}\n');
  write(
    'package-lock.json',
    '{"version":"0.1.0","packages":{"":{"version":"0.1.0"},"node_modules/a":{"version":"0.1.0"}}}',
  );
  write('CHANGELOG.md', CHANGELOG);
  write(
    'k8s/prod.yaml',
    'image: registry.invalid/aisha-billing:0.1.0\ncidr: 10.0.1.0/16\nother: redis:10.1.0\nbuild: VERSION=0.1.0\nbase?ref=v0.1.0\n',
  );
  write(RELEASED_MIGRATIONS, '{}\n');
  write(SAMPLE, '{"orderId":"1"}\n');
  commit();
  return { repository, read, write, commit };
};

describe('a release', () => {
  it('a release writes its version, its changelog and the digests of its migrations, and is a tag on a commit', () => {
    const { repository, read } = aRepository();
    const intended = { repository, version: '0.2.0', migrations: MIGRATIONS };
    expect(whatForbids(intended)).toEqual([]);

    expect(release(intended, '2026-11-24')).toBe('v0.2.0');
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: '0.2.0' });
    expect(JSON.parse(read('package-lock.json'))).toEqual({
      version: '0.2.0',
      packages: { '': { version: '0.2.0' }, 'node_modules/a': { version: '0.1.0' } },
    });
    expect(read('CHANGELOG.md')).toContain('## [Unreleased]\n\n## [0.2.0] - 2026-11-24\n\n### Added\n\n- Pictures.\n');
    expect(read('k8s/prod.yaml')).toBe(
      'image: registry.invalid/aisha-billing:0.2.0\ncidr: 10.0.1.0/16\nother: redis:10.1.0\nbuild: VERSION=0.2.0\nbase?ref=v0.2.0\n',
    );
    expect(JSON.parse(read(RELEASED_MIGRATIONS))).toEqual({ CreateBilling1: 'one', CreateBot2: 'two' });
    expect([repository.changesInTree(), repository.lastRelease()]).toEqual([[], 'v0.2.0']);
  });

  it('a release is refused when a migration of the release before was edited or is missing, and allowed when one was added', () => {
    const { repository, read, write, commit } = aRepository();
    release({ repository, version: '0.2.0', migrations: MIGRATIONS }, '2026-11-24');
    write('CHANGELOG.md', read('CHANGELOG.md').replace('## [Unreleased]\n', '## [Unreleased]\n\n- More.\n'));
    // The working copy of the digests proves nothing: a person who edits a migration may edit the digests, too.
    write(RELEASED_MIGRATIONS, '{}\n');
    commit();
    const forbidden = (migrations: typeof MIGRATIONS) => whatForbids({ repository, version: '0.3.0', migrations });

    expect(forbidden([MIGRATIONS[0]!, { name: 'CreateBot2', digest: 'edited' }])).toEqual([
      'The migration CreateBot2 was released with v0.2.0 and does something else now: write a new one.',
    ]);
    expect(forbidden(MIGRATIONS.slice(1))).toEqual([expect.stringContaining('The migration CreateBilling1')]);
    expect(forbidden([...MIGRATIONS, { name: 'AddAge3', digest: 'three' }])).toEqual([]);
  });

  it('a release is refused when a sample of the release before was changed or is missing, and allowed when one was added', () => {
    const { repository, read, write, commit } = aRepository();
    release({ repository, version: '0.2.0', migrations: MIGRATIONS }, '2026-11-24');
    write('CHANGELOG.md', read('CHANGELOG.md').replace('## [Unreleased]\n', '## [Unreleased]\n\n- More.\n'));
    write(SAMPLE.replace('20.json', '24.json'), '{"orderId":"1","owner":"2"}\n');
    commit();
    const forbidden = () => whatForbids({ repository, version: '0.3.0', migrations: MIGRATIONS });

    expect(forbidden()).toEqual([]);
    write(SAMPLE, '{"order":"1"}\n');
    commit();
    expect(forbidden()).toEqual([expect.stringContaining(`${SAMPLE} was released with v0.2.0`)]);
    rmSync(path.join(repository.folder, SAMPLE));
    commit();
    expect(forbidden()).toEqual([expect.stringContaining(`${SAMPLE} was released with v0.2.0`)]);
  });

  it('a release is refused while the tree has changes, when the changelog says nothing, and when the version is no version or not newer', () => {
    const { repository, write, commit } = aRepository();
    const forbidden = (version: string) => whatForbids({ repository, version, migrations: MIGRATIONS });
    write('left.txt', '');
    expect(forbidden('0.2.0')).toEqual(['The tree is not clean: ?? left.txt.']);
    commit();
    expect(forbidden('next')).toEqual([expect.stringContaining('next: a version is three numbers')]);

    release({ repository, version: '0.10.0', migrations: MIGRATIONS }, '2026-11-24');
    const nothingToTell = expect.stringContaining('says nothing under “Unreleased”');
    expect(forbidden('0.11.0')).toEqual([nothingToTell]);
    expect(forbidden('0.9.0')).toEqual(['0.9.0 is older than v0.10.0.', nothingToTell]);
    expect(forbidden('0.10.0')).toEqual(['v0.10.0 is released already.', nothingToTell]);
  });
});
