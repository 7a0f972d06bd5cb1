import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@aisha/domain';
import { afterThisTest, eventually, quickMinutes } from '@aisha/testing';
import { AppConfig } from './app.config';
import { Health } from './health';
import { PlatformModule } from './platform.module';

const before = { ...process.env };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'aisha-log-'));
});
afterEach(() => {
  process.env = before;
  rmSync(dir, { recursive: true });
});

describe('an app that starts', () => {
  it('an app warns at its start of a variable that looks mistyped, and never logs a value', async () => {
    process.env = { ...before, LOG_DIR: dir, STOP_GRACE: 'hunter2', LISTEN_HOTS: 'hunter2' };

    const app = await NestFactory.createApplicationContext(PlatformModule.forApp('tiny', AppConfig), { logger: false });
    await app.close();

    const said = await eventually(() => {
      const lines = readFileSync(path.join(dir, 'tiny.log'), 'utf8').split('\n');
      return lines.find((line) => line.includes('config.mistyped')) ?? false;
    });
    expect(JSON.parse(said)).toMatchObject({ level: 'warn', name: 'LISTEN_HOTS', meant: 'LISTEN_HOST' });
    expect(said).not.toContain('hunter2');
  });
});

describe('an app that runs', () => {
  it('a running app logs when a dependency goes away and comes back, and warns once of trouble that is coming', async () => {
    process.env = { ...before, LOG_DIR: dir };
    quickMinutes();
    const app = await NestFactory.createApplicationContext(PlatformModule.forApp('tiny', AppConfig), { logger: false });
    afterThisTest(() => app.close());
    const told = () =>
      readFileSync(path.join(dir, 'tiny.log'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"dependency.'))
        .map((line) => JSON.parse(line) as Record<string, string>)
        .map(({ msg, dependency, note }) => [msg, dependency, note]);
    let [isAway, looks] = [true, 0];
    app.get(Health).dependsOn('fal', async () => {
      looks += 1;
      if (isAway) throw new AppError('provider-refused-key');
      return 'its model ends soon';
    });

    const away = ['dependency.away', 'fal', 'provider-refused-key'];
    await eventually(() => expect(told()).toEqual([away]));
    isAway = false;
    looks = 0;
    await eventually(() => looks >= 3);

    const note = 'its model ends soon';
    expect(told()).toEqual([away, ['dependency.note', 'fal', note], ['dependency.back', 'fal', note]]);
  });
});
