/**
 * `npm run docs` writes everything that can be derived from the code: the lists of kinds from their folders, then docs/generated/,
 * .env.example, and the files of docker/ and k8s/ with the rights of each app's keys, the alerts and Grafana's dashboards. With `-- --check`
 * it writes nothing and fails when a file is not what the code says (CI).
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { optionsOf } from '../options/options.mts';
import { kindLists } from './kinds.mts';
import { wordsFiles } from './words.mts';

const root = path.resolve(import.meta.dirname, '../..');
const { check: isCheck } = optionsOf(import.meta.filename, {
  options: { check: { type: 'boolean', default: false } },
}).values;

const PARSERS: Readonly<Record<string, string>> = {
  '.md': 'markdown',
  '.json': 'json',
  '.ts': 'typescript',
  '.yml': 'yaml',
  '.yaml': 'yaml',
};

/** Writes the files that differ from what the code says, unless it only checks. Returns their names. */
async function written(files: Readonly<Record<string, string>>): Promise<string[]> {
  const stale: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(root, file);
    const parser = PARSERS[path.extname(file)];
    const wanted = parser
      ? await format(content, { ...(await resolveConfig(target)), parser, proseWrap: 'preserve' })
      : content;
    if ((await readFile(target, 'utf8').catch(() => '')) === wanted) continue;
    stale.push(file);
    if (isCheck) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, wanted);
  }
  return stale;
}

const lists = await written({ ...kindLists(root), ...wordsFiles(root) });
if (lists.length > 0 && !isCheck) execFileSync(process.execPath, ['tools/build.mts'], { cwd: root, stdio: 'inherit' });
// The pages are imported only now: they load the apps, and the apps load the lists.
const { derivedPages } = await import('./pages.mts');
const stale = [...lists, ...(await written(await derivedPages(root)))];

if (stale.length === 0) console.log('Generated pages are what the code says.');
else if (!isCheck) console.log(`Written: ${stale.join(', ')}`);
else {
  console.error(`Not what the code says: ${stale.join(', ')}. Run \`npm run docs\` and commit.`);
  process.exit(1);
}
