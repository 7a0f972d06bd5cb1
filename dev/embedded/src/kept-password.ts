import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * The password in a file that only its owner reads; generated when there is none. The file appears whole or not at all; an empty one, which
 * a full disk leaves, counts as none.
 */
export const keptPassword = (file: string): string => {
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (kept !== '') return kept;
  const made = randomBytes(18).toString('base64url');
  writeFileSync(`${file}.new`, made, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
};
