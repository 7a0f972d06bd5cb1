import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * What kubectl makes of a folder of k8s/, as its reader has it who has filled in no key yet: whatever this machine's own keys.env says is not
 * looked at.
 */
export function renderedFrom(k8s: string, folder: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'aisha-k8s-'));
  try {
    cpSync(k8s, copy, { recursive: true });
    const keys = path.join(copy, folder, 'keys.env');
    if (existsSync(`${keys}.example`)) cpSync(`${keys}.example`, keys);
    return execFileSync('kubectl', ['kustomize', path.join(copy, folder)], { encoding: 'utf8' });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
