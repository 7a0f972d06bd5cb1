import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { register } from 'prom-client';
import { AppConfig } from './app.config';
import { PlatformModule } from './platform.module';
import { temporaryFolder } from './temporary-folder';

const made: string[] = [];
afterEach(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

/** Makes a folder with a photo in it, as a process with this id would leave it. */
const leftBy = async (pid: number): Promise<string> => {
  const mine = await temporaryFolder();
  const folder = path.join(tmpdir(), path.basename(mine).replace(`-${process.pid}-`, `-${pid}-`));
  if (folder !== mine) await rename(mine, folder);
  await writeFile(path.join(folder, 'photo.jpg'), 'a selfie');
  made.push(folder);
  return folder;
};

/** Starts an app that has only the platform's module, and closes it. */
const startsAnApp = async (): Promise<void> => {
  process.env['LOG_LEVEL'] = 'silent';
  const app = await NestFactory.createApplicationContext(PlatformModule.forApp('tiny', AppConfig), { logger: false });
  await app.close();
};

describe('a temporary folder', () => {
  it('the bytes in temporary folders are a metric while there are files in them, and so is the free space of the disk', async () => {
    const bytes = async (): Promise<number> =>
      (await register.getSingleMetric('aisha_temporary_bytes')!.get()).values[0]!.value;
    const before = await bytes();
    const folder = await temporaryFolder();
    made.push(folder);
    await mkdir(path.join(folder, 'inner'));
    await writeFile(path.join(folder, 'inner', 'photo.jpg'), 'a selfie');

    expect((await bytes()) - before).toBe('a selfie'.length);
    await rm(folder, { recursive: true });
    expect(await bytes()).toBe(before);
    const disk = (await register.getSingleMetric('aisha_temporary_disk_bytes')!.get()).values;
    expect(disk.map(({ labels }) => labels['of'])).toEqual(['size', 'free']);
    expect(disk[0]!.value).toBeGreaterThanOrEqual(disk[1]!.value);
  });

  it('a temporary folder of a process that was killed is deleted when an app starts', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    const folder = await leftBy(other.pid!);
    await startsAnApp();
    expect(existsSync(path.join(folder, 'photo.jpg'))).toBe(true); // its process lives, and may be at work

    other.kill('SIGKILL');
    await once(other, 'exit');
    await startsAnApp();

    expect(existsSync(folder)).toBe(false);
  });

  it('a temporary folder of an earlier process with this process’s id is deleted, and the folders of this process stay', async () => {
    const [old, fresh] = [await leftBy(process.pid), await leftBy(process.pid)];
    const before = new Date(performance.timeOrigin - 60_000);
    await utimes(old, before, before);

    await startsAnApp();

    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  it('a folder of another program on the machine stays', async () => {
    const foreign = path.join(tmpdir(), `not-aisha-work-1-${process.pid}`);
    await mkdir(foreign);
    made.push(foreign);

    await startsAnApp();

    expect(existsSync(foreign)).toBe(true);
  });
});
