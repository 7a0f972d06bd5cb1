import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Repository } from './repository.mts';

/** The file that holds, for each released migration by name, the digest of its statements. */
export const RELEASED_MIGRATIONS = 'libs/database/released-migrations.json';
const SAMPLES = 'libs/*/src/*/samples/*.json';
const CHANGELOG = 'CHANGELOG.md';
/** The files that name images by their version; an address in other files, such as 10.0.1.0, is no version. */
const NAMING_IMAGES = ['k8s/**'];

export interface KnownMigration {
  readonly name: string;
  readonly digest: string;
}

interface Intended {
  readonly repository: Repository;
  /** The version, such as `0.2.0`. */
  readonly version: string;
  /** The migrations of this commit. */
  readonly migrations: readonly KnownMigration[];
}

/** Everything that forbids a release, as sentences. */
export const whatForbids = ({ repository, version, migrations }: Intended): string[] => {
  const last = repository.lastRelease();
  const dirty = repository.changesInTree();
  return [
    ...(dirty.length > 0 ? [`The tree is not clean: ${dirty.join(', ')}.`] : []),
    ...wrongVersion(repository, version, last),
    ...(last ? editedMigrations(repository, last, migrations) : []),
    ...(last ? changedSamples(repository, last) : []),
    ...(unreleased(repository)
      ? []
      : [`${CHANGELOG} says nothing under “Unreleased”: write what people and operators will notice.`]),
  ];
};

const wrongVersion = (repository: Repository, version: string, last: string | undefined): string[] => {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return [`${version}: a version is three numbers, as 0.2.0.`];
  const isTaken = repository.git('tag', '--list', `v${version}`) !== '';
  if (isTaken) return [`v${version} is released already.`];
  const isNewer = last === undefined || version.localeCompare(last.slice(1), 'en', { numeric: true }) > 0;
  return isNewer ? [] : [`${version} is older than ${last}.`];
};

/**
 * The released migrations that this commit has changed or removed, in sentences: a release refuses a database in which such a migration
 * ran.
 */
const editedMigrations = (repository: Repository, last: string, migrations: readonly KnownMigration[]): string[] => {
  const released = JSON.parse(repository.fileAt(last, RELEASED_MIGRATIONS) ?? '{}') as Record<string, string>;
  const now = new Map(migrations.map(({ name, digest }) => [name, digest]));
  const edited = Object.keys(released).filter((name) => now.get(name) !== released[name]);
  return edited.map(
    (name) => `The migration ${name} was released with ${last} and does something else now: write a new one.`,
  );
};

/**
 * The samples that this commit has changed or removed, in sentences. A sample is a message that a release has sent, and that may still wait
 * somewhere.
 */
const changedSamples = (repository: Repository, last: string): string[] =>
  repository
    .changedSince(last, SAMPLES)
    .map((file) => `${file} was released with ${last} and is changed or gone: a new shape is a new sample.`);

const textOf = (repository: Repository, file: string): string =>
  readFileSync(path.join(repository.folder, file), 'utf8');

/** The changelog's text under “Unreleased”. */
const unreleased = (repository: Repository): string => {
  const [, section = ''] = /^## \[Unreleased\]\n([^]*?)(?=^## \[|(?![^]))/m.exec(textOf(repository, CHANGELOG)) ?? [];
  return section.replace(/^#+ .*$/gm, '').trim();
};

/** Writes version, changelog and digests; then commits and tags, and pushes nothing. Gives the tag. */
export const release = ({ repository, version, migrations }: Intended, date: string): string => {
  const rewrite = (file: string, change: (text: string) => string): void =>
    writeFileSync(path.join(repository.folder, file), change(textOf(repository, file)));
  const { version: before } = JSON.parse(textOf(repository, 'package.json')) as { version: string };

  rewrite(CHANGELOG, (text) => text.replace(/^## \[Unreleased\]$/m, `## [Unreleased]\n\n## [${version}] - ${date}`));
  rewrite('package.json', (text) => text.replace(`"version": "${before}"`, `"version": "${version}"`));
  const lock = JSON.parse(textOf(repository, 'package-lock.json')) as {
    version?: string;
    packages: Record<string, { version?: string }>;
  };
  lock.version = lock.packages['']!.version = version;
  rewrite('package-lock.json', () => `${JSON.stringify(lock, null, 2)}\n`);
  const named = new RegExp(`(?<=newTag: |:|VERSION=|\\?ref=v)${before.replaceAll('.', '\\.')}(?![\\d.])`, 'g');
  for (const file of repository.files(...NAMING_IMAGES)) rewrite(file, (text) => text.replace(named, version));
  const digests = Object.fromEntries(migrations.map(({ name, digest }) => [name, digest]));
  rewrite(RELEASED_MIGRATIONS, () => `${JSON.stringify(digests, null, 2)}\n`);

  const tag = `v${version}`;
  repository.git('commit', '--all', '--quiet', '--message', `Release ${version}`);
  repository.git('tag', '--annotate', tag, '--message', `Release ${version}`);
  return tag;
};
