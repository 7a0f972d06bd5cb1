/** Migrates the database to this release's newest schema; it can run twice, or from two places at once. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { asked, called, fail } from './command/command-line.mts';

const usage = called('migrate');
if (asked(usage).words.length > 0) fail(usage);

const program = path.join(import.meta.dirname, '..', '..', 'libs', 'database', 'dist', 'migrate.js');
process.exitCode = spawnSync(process.execPath, [program], { stdio: 'inherit' }).status ?? 1;
