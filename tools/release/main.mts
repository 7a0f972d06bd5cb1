/**
 * `npm run release -- 0.2.0`: checks whether this commit may be a release: the tree is clean, the released migrations and samples of
 * messages are unchanged, and there is a changelog. Then it writes the version, the changelog and the digests of the
 * migrations, and makes a commit and a tag. It pushes nothing.
 *
 *   npm run release -- --dry-run [version]    checks alone, and changes nothing; without a version it checks the next minor one
 */
import path from 'node:path';
import { releasedMigrations } from '@aisha/database';
import { release, whatForbids } from './release.mts';
import { Repository } from './repository.mts';
import { optionsOf } from '../options/options.mts';

const { values, positionals } = optionsOf(import.meta.filename, {
  options: { 'dry-run': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const repository = new Repository(path.join(import.meta.dirname, '..', '..'));
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

const last = repository.lastRelease();
const nextMinor = (): string => {
  const [major = 0, minor = 0] = (last ?? 'v0.1.0').slice(1).split('.').map(Number);
  return `${major}.${minor + 1}.0`;
};
const [version = values['dry-run'] ? nextMinor() : undefined] = positionals;
if (version === undefined) {
  say('npm run release -- <version>, or --dry-run');
  process.exit(1);
}

const intended = { repository, version, migrations: await releasedMigrations() };
const forbidden = whatForbids(intended);
say(last ? `The release before: ${last}.` : 'There is no release before.');
for (const sentence of forbidden) say(`  ${sentence}`);
if (forbidden.length > 0) process.exit(1);
if (values['dry-run']) say(`${version} may be released. Nothing was changed.`);
else {
  const tag = release(intended, new Date().toISOString().slice(0, 10));
  say(
    `Tagged ${tag}. To publish it: git push origin HEAD ${tag}, then npm run images -- --tag <your registry>/ and push those.`,
  );
}
