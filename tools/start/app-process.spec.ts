import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { AppProcess } from './app-process.mts';

const folder = mkdtempSync(path.join(tmpdir(), 'aisha-app-process-'));
const processes: AppProcess[] = [];
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.stop()));
});

/** Starts an app with this script and resolves with the sentence with which the launcher gives it up. */
const givenUp = (script: string, onSaid: (app: AppProcess) => void = () => {}): Promise<string> =>
  new Promise((resolve) => {
    const file = path.join(folder, 'main.cjs');
    writeFileSync(file, script);
    const app: AppProcess = new AppProcess({
      name: 'billing',
      file,
      cwd: folder,
      env: () => ({ PATH: process.env['PATH'] }),
      log: () => {},
      say: () => onSaid(app),
      onRestarted: () => {},
      onGivenUp: (sentence) => {
        resolve(sentence);
        void app.stop();
      },
      settledAfterMs: 1, // each process of the spec lives longer
    });
    processes.push(app);
    void app.start();
  });

const FAILED = JSON.stringify({
  level: 'error',
  error: 'Error',
  message: 'the fake for s3 did not start',
  cause: { error: 'Error', message: 'listen EADDRINUSE: address already in use 127.0.0.1:8094' },
  msg: 'app.start-failed',
});

describe('an app that never starts', () => {
  it('an app that never starts is given up after five attempts, however long each took, and the sentence ends with the reason', async () => {
    const sentence = await givenUp(
      `setTimeout(() => { console.log(${JSON.stringify(FAILED)}); process.exit(1); }, 20)`,
    );

    expect(sentence).toBe(
      'billing ended 5 times in a row (exit code 1: listen EADDRINUSE: address already in use 127.0.0.1:8094).',
    );
  });

  it('an app that never starts is given up as soon when it is to be told something new while it is ended', async () => {
    let said = 0;
    await givenUp('process.exit(1);', (app) => {
      said += 1;
      app.tellAnew();
    });

    expect(said).toBe(4);
  });
});
