import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Makes a folder for this process alone, and first removes the folders that killed processes left behind. */
export const temporaryFolder = (name: string): TemporaryFolder => {
  for (const entry of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${name}-(\\d+)$`).exec(entry) ?? [];
    if (pid && !lives(Number(pid))) rmSync(path.join(tmpdir(), entry), { recursive: true, force: true });
  }
  const folder = path.join(tmpdir(), `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
};
