/**
 * Copies the product into a folder while it runs: all rows as they were at one moment, all stored files, a checksum of each. It holds
 * photographs and prompts of people: only its owner can read it, and it belongs on an encrypted disk. What is not in it: `.env`, Redis.
 *
 *   npm run backup -- <new folder>
 *
 * Needs MIGRATE_DATABASE_URL, the owner's login, and MINIO_* as the apps have them; all known where `npm start` runs.
 */
import { asked, called, fail } from './command-line.mts';
import { BackupFolder, type Manifest } from './backup/folder.mts';
import { catchUp } from './backup/objects.mts';
import { connected, copyRows } from './backup/rows.mts';
import { ownedDatabase, operatedFiles } from './operated-product.mts';
import { buildOf } from '@aisha/platform';

const USAGE = `${called('backup')} <new folder>`;
const {
  words: [target],
} = asked(USAGE);
if (!target) throw fail(`Into which folder?\n${USAGE}`);
const [url, objects] = [ownedDatabase(), operatedFiles()];
const folder = new BackupFolder(target);
await folder.begin().catch((error: Error) => fail(error.message));

try {
  await objects.check();
  // The files first, which takes long, and again what is new since, which does not: between the rows' moment and the last look at the
  // files there are seconds, and a file that goes in these stays in the backup. So each row finds its file.
  await catchUp(objects, folder, { dropGone: true, isFirst: true });
  await catchUp(objects, folder, { dropGone: true });
  const rows = await connected(url, (client) => copyRows(client, folder));
  const files = await catchUp(objects, folder, { dropGone: false });
  const { version, commit } = buildOf(process.env);
  const manifest: Manifest = { format: 1, release: `${version} (${commit})`, ...rows, objects: files };
  await folder.finish(manifest);
  const total = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${total} rows of ${manifest.tables.length} tables, as they were at ${manifest.takenAt}`);
  console.log(`${files.count} files, ${files.bytesStored} bytes`);
} catch (error) {
  fail(`The backup was not finished: ${(error as Error).message}. Remove ${target} and begin again.`);
}
