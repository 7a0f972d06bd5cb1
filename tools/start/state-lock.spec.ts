import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(path.join(tmpdir(), 'aisha-lock-'));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const lock = async () => (await import('./state-lock.mts')).lockState(stateDir);
const file = () => path.join(stateDir, 'launcher.lock');

describe('the lock of a state directory', () => {
  it('the lock of a state directory is held by one launcher until that launcher releases it', async () => {
    const held = await lock();
    expect(held.wasStale).toBe(false);
    await expect(lock()).rejects.toThrow(`Aisha already runs from ${stateDir} (process ${process.pid})`);

    held.release();

    expect((await lock()).wasStale).toBe(false);
  });

  it('the lock of a state directory is taken over when its pid belongs to another process now', async () => {
    const held = await lock();
    const mine = readFileSync(file(), 'utf8');
    held.release();
    writeFileSync(file(), `${process.pid}\nanother boot, another start\n`);

    expect((await lock()).wasStale).toBe(true);

    expect(readFileSync(file(), 'utf8')).toBe(mine);
  });

  it.each(['', '0\n', 'what\nis this\n'])(
    'the lock of a state directory is taken over when it names no process: %j',
    async (found) => {
      writeFileSync(file(), found);

      expect((await lock()).wasStale).toBe(true);
    },
  );
});
