import { afterEach, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { AppConfig } from './app.config';
import { PlatformModule } from './platform.module';

const before = { ...process.env };
const dir = mkdtempSync(path.join(tmpdir(), 'aisha-log-'));
afterEach(() => {
  process.env = before;
  rmSync(dir, { recursive: true });
});

describe('an app that starts', () => {
  it('points to a variable that it would read if it were typed right, and never tells a value', async () => {
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
