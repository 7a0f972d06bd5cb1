/**
 * Writes everything that can be derived from the code into docs/generated/, .env.example and the files of docker/ that say what each app's
 * keys open. `npm run docs`; with `--check` it writes
 * nothing and fails when a page is not what the code says (CI).
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { appKeyFiles } from './app-keys.mts';
import { attacksPage } from './attacks.mts';
import { buttonsPage } from './buttons.mts';
import { configurationPages } from './configuration.mts';
import { errorCodesPage } from './error-codes.mts';
import { inboxesPage } from './inboxes.mts';
import { tableOwnersPage } from './table-owners.mts';

const root = path.resolve(import.meta.dirname, '../..');
const isCheck = process.argv.includes('--check');

const configuration = await configurationPages(root);
const pages: Record<string, string> = {
  'docs/generated/configuration.md': configuration.page,
  'docs/generated/inboxes.md': inboxesPage(root),
  'docs/generated/table-owners.md': tableOwnersPage(root),
  'docs/generated/error-codes.md': await errorCodesPage(root),
  'docs/generated/buttons.md': await buttonsPage(root),
  'docs/generated/attacks.md': await attacksPage(),
  '.env.example': configuration.example,
  ...appKeyFiles(),
};

const PARSERS: Readonly<Record<string, string>> = { '.md': 'markdown', '.json': 'json' };

const stale: string[] = [];
for (const [file, content] of Object.entries(pages)) {
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

if (stale.length === 0) console.log('Generated pages are what the code says.');
else if (!isCheck) console.log(`Written: ${stale.join(', ')}`);
else {
  console.error(`Not what the code says: ${stale.join(', ')}. Run \`npm run docs\` and commit.`);
  process.exit(1);
}
