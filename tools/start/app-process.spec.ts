import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('an app that is started while it waits to be started again', () => {
  /** An app whose first process ends when it is asked whether it is ready; each later process serves. */
  const endsOnce = (name: string) => {
    const file = path.join(folder, `${name}.cjs`);
    const begun = path.join(folder, `${name}-begun`);
    writeFileSync(
      file,
      `const fs = require('node:fs');
       fs.appendFileSync('${begun}', 'one ');
       const isFirst = fs.readFileSync('${begun}', 'utf8') === 'one ';
       require('node:http').createServer((_, answer) => (isFirst ? process.exit(1) : answer.end()))
         .listen(0, '127.0.0.1', function () { process.send({ healthPort: this.address().port }); });`,
    );
    const ended = Promise.withResolvers<void>();
    const again = Promise.withResolvers<void>();
    const app = new AppProcess({
      name,
      file,
      cwd: folder,
      env: () => ({ PATH: process.env['PATH'] }),
      log: () => {},
      say: () => ended.resolve(),
      onRestarted: () => again.resolve(),
      onGivenUp: () => {},
    });
    processes.push(app);
    void app.start();
    return { app, ended: ended.promise, again: again.promise, begun: () => readFileSync(begun, 'utf8') };
  };

  it('an app that is started while it waits to be started again runs once', async () => {
    const { app, ended, begun } = endsOnce('billing');
    await ended;

    await app.stop();
    await app.start();
    const { pid } = app;
    await endsOnce('console').again; // it ended later, so the first one would have been started again by now

    expect([app.pid, begun()]).toEqual([pid, 'one one ']);
  });
});

describe('an app', () => {
  it('an app opens no debugger to other programs on SIGUSR1', async () => {
    expect(await givenUp('throw new Error(process.execArgv.join());')).toContain('--disable-sigusr1');
  });
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
