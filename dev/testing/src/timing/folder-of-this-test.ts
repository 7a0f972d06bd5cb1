import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterThisTest } from './after-this-test';

/** A new folder that is removed, with all that is in it, at the end of the running test. */
export const folderOfThisTest = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aisha-test-'));
  afterThisTest(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};
