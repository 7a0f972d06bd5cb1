import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';

const room = mkdtempSync(path.join(tmpdir(), 'aisha-guard-'));
afterEach(() => rmSync(room, { recursive: true }));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a server does not outlive a starter that is killed while the server starts', async () => {
  const note = path.join(room, 'pid');
  const command = {
    command: '/bin/sh',
    args: ['-c', `echo $$ > ${note}; exec sleep 60`],
    stopSignals: ['SIGTERM'],
    removeWhenStopped: [],
  };
  const guard = [path.join(__dirname, 'guard.mjs'), JSON.stringify(command)];
  const starter = `
    require('node:child_process').spawn(process.execPath, ${JSON.stringify(guard)}, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
    process.kill(process.pid, 'SIGKILL');`;

  spawnSync(process.execPath, ['-e', starter]);

  while (!existsSync(note) || readFileSync(note, 'utf8') === '') await delay(10);
  const pid = Number(readFileSync(note, 'utf8'));
  for (let looks = 0; looks < 500 && isAlive(pid); looks += 1) await delay(10);
  const wasLeft = isAlive(pid);
  if (wasLeft) process.kill(pid, 'SIGKILL');
  expect(wasLeft).toBe(false);
});
