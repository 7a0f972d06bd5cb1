/** Migrates the database to this release's newest schema; it can run twice, or from two places at once. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const program = path.join(import.meta.dirname, '..', '..', 'libs', 'database', 'dist', 'migrate.js');
process.exitCode = spawnSync(process.execPath, [program], { stdio: 'inherit' }).status ?? 1;
