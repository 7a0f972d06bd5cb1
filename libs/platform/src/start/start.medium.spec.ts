import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { afterThisTest, Collector } from '@aisha/testing';

/** The process, its signals and its pipe to the launcher are real in these tests. */
const REPOSITORY = path.join(__dirname, '..', '..', '..', '..');
const APP = path.join(__dirname, '..', '..', 'spec', 'tiny-app.cjs');
const COUNTED_WAKEUPS = path.join(__dirname, '..', '..', 'spec', 'counted-wakeups.cjs');
const TOLD_MODULES = path.join(__dirname, '..', '..', 'spec', 'told-modules.cjs');
const COUNTED_COLLECTIONS = path.join(__dirname, '..', '..', 'spec', 'counted-collections.cjs');

const children: ChildProcess[] = [];
beforeAll(() => {
  execFileSync(process.execPath, ['tools/build.mts', 'libs/{domain,platform}'], { cwd: REPOSITORY });
});
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

/** The app as the launcher starts it. */
const app = (env: NodeJS.ProcessEnv = {}, nodeArgs: string[] = []) => {
  const child = spawn(process.execPath, [...nodeArgs, APP], {
    env: { PATH: process.env['PATH'], LISTEN_HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let said = '';
  const events = new Map<string, () => void>();
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      said += `${line}\n`;
      for (const [event, tell] of events) if (line.includes(event)) tell();
    });
  }
  const heard = [child.stdout!, child.stderr!].map((stream) => once(stream, 'close'));
  const closed = once(child, 'exit').then(async ([code, signal]: (number | string | null)[]) => {
    await Promise.all(heard);
    return { code, signal };
  });
  return {
    child,
    closed,
    said: () => said,
    says: (event: string) => Promise.race([new Promise<void>((resolve) => events.set(event, resolve)), closed]),
  };
};

describe('an app', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('an app ends in order on %s', async (signal) => {
    const { child, closed, said, says } = app();
    await says('app.started');

    child.kill(signal);

    expect(await closed).toEqual({ code: 0, signal: null });
    expect(said()).toContain('app.stopped');
  });

  it('an app wakes the processor at most five times a second while nothing happens', async () => {
    const { child, says } = app({ HEALTH_PORT: '0' }, ['--require', COUNTED_WAKEUPS]);
    await says('app.started');

    const told = on(child, 'message');
    child.send('how many?');
    for await (const [message] of told as AsyncIterable<[{ wakeupsPerSecond?: number }]>) {
      if (message.wakeupsPerSecond === undefined) continue;
      expect(message.wakeupsPerSecond).toBeGreaterThan(0);
      expect(message.wakeupsPerSecond).toBeLessThanOrEqual(5);
      break;
    }
  });

  it('an app collects its garbage when it rests', async () => {
    const { child, says } = app({ HEALTH_PORT: '0' }, ['--require', COUNTED_COLLECTIONS]);
    const told = on(child, 'message');
    await says('app.started');

    for await (const [message] of told as AsyncIterable<[{ collects?: boolean }]>) if (message.collects) break;
    expect(child.exitCode).toBeNull();
  });

  it('an app logs its release when it has started', async () => {
    const { said, says } = app({ BUILD_COMMIT: 'abc1234', HEALTH_PORT: '0' });
    await says('app.started');

    expect(said()).toMatch(/"version":"\d+\.\d+\.\d+","commit":"abc1234".*"msg":"app\.started"/);
  });

  it('an app ends when the launcher that started it has died', async () => {
    const { child, closed, says } = app();
    await says('app.started');

    child.disconnect();

    expect(await closed).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('an app ends even when the launcher died before the app was up', async () => {
    const { child, closed } = app();
    child.disconnect();

    expect(await closed).toMatchObject({ code: null });
  });

  it('an app does not start with a wrong configuration, and names every problem without values', async () => {
    const { closed, said } = app({ LOG_LEVEL: 'hunter2', HEALTH_PORT: '99999' });

    expect(await closed).toEqual({ code: 1, signal: null });
    expect(said()).toMatch(/^tiny: The configuration is not usable:\n {2}LOG_LEVEL: .*\n {2}HEALTH_PORT: /);
    expect(said()).not.toMatch(/hunter2|99999/);
  });

  it('an app that cannot be built says so in its log and ends, so that its supervisor starts it again', async () => {
    const { closed, said } = app({ TINY_FAULT: 'build' });

    expect(await closed).toEqual({ code: 1, signal: null });
    const lines = said().trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['app.start-failed']);
  });

  it('an app that meets an uncaught error ends, and logs it without the data of the error', async () => {
    const { closed, said } = app({ TINY_FAULT: 'uncaught' });

    expect(await closed).toEqual({ code: 1, signal: null });
    expect(said()).toMatch(/query failed.*"msg":"app\.crashed"/);
    expect(said()).not.toContain('secret prompt');
  });
});

describe('tracing', () => {
  const ofSdk = async (env: NodeJS.ProcessEnv): Promise<number | undefined> => {
    const { child, says } = app({ HEALTH_PORT: '0', ...env }, ['--require', TOLD_MODULES]);
    await says('tiny.worked');
    const told = on(child, 'message');
    child.send('how many?');
    for await (const [message] of told as AsyncIterable<[{ ofSdk?: number }]>)
      if (message.ofSdk !== undefined) return message.ofSdk;
    return undefined;
  };
  const openCollector = async (): Promise<Collector> => {
    const collector = await Collector.open();
    afterThisTest(() => collector.close());
    return collector;
  };

  it('tracing loads nothing of the SDK into an app without a collector’s address', async () => {
    expect(await ofSdk({})).toBe(0);
    const { environment } = await openCollector();
    expect(await ofSdk(environment)).toBeGreaterThan(50);
  });

  it('tracing sends the last spans of an app that ends, and the app’s log lines name their spans', async () => {
    const collector = await openCollector();
    const { child, closed, said, says } = app({ HEALTH_PORT: '0', ...collector.environment });
    await says('tiny.worked');

    child.kill('SIGTERM');

    expect(await closed).toEqual({ code: 0, signal: null });
    const [span] = collector.spans;
    expect(span).toMatchObject({ app: 'tiny', name: 'tiny work', traceId: '01a20f5d91407771ba709dfdaa27d25b' });
    expect(said()).toContain(`"trace_id":"${span!.traceId}","span_id":"${span!.spanId}","msg":"tiny.worked"`);
  });

  it('an app whose collector is away starts and ends in order', async () => {
    const { child, closed, said, says } = app({
      HEALTH_PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    });
    await says('tiny.worked');

    child.kill('SIGTERM');

    expect(await closed).toEqual({ code: 0, signal: null });
    expect(said()).toContain('app.stopped');
  });
});
