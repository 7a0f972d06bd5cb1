import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { AppProcess } from '../start/app-process.mts';
import { confinedRun, inside, podman, statusOf, stop, type Called } from './engine.mts';
import { untilReady } from './readiness.mts';

/** Seconds that docker/compose.yml and k8s/base grant an app to drain. */
const GRACE_SECONDS = 90;
/** Variables that mean nothing in an image: they lead to programs and folders of this machine, and to npm's ffmpeg, which no image has. */
const OF_THE_MACHINE = /^(PATH|HOME|TMPDIR|LANG|LC_.*|TZ|NODE_.*|JEST_.*|npm_.*|FFMPEG_FROM_NPM)$/;

/** The port of Node's debugger, 9229, as /proc/net/tcp writes it. */
const DEBUGGER = (9229).toString(16).toUpperCase();

interface Place {
  readonly image: string;
  /** The memory limit as docker/compose.yml writes it, such as `256m`. */
  readonly memory: string;
  readonly logFile: string;
}

/** What is wrong with how a container is confined, in words. */
export const looseEnds = async (container: string): Promise<string[]> => {
  const status = await statusOf(container);
  const field = (name: string): string => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
  const writing = await inside(container, 'sh', '-c', 'touch /app/x || touch /usr/x || touch /home/node/x');
  const secrets = await inside(container, 'cat', '/proc/1/environ');
  const debugging = await inside(container, 'sh', '-c', `kill -USR1 1; sleep 1; grep -q ':${DEBUGGER} ' /proc/net/tcp`);
  return [
    field('Uid') === '0' ? 'it runs as root' : '',
    /^0+$/.test(field('CapEff')) ? '' : `it has capabilities: ${field('CapEff')}`,
    field('NoNewPrivs') === '1' ? '' : 'it may gain privileges',
    writing.code === 0 ? 'it can write to its own files' : '',
    secrets.code === 0 ? 'another process of its user can read its environment' : '',
    debugging.code === 0 ? 'SIGUSR1 opens its debugger to other processes of its user' : '',
  ].filter((fault) => fault !== '');
};

/** One app of a running product in a container of its image. It takes the place of the launcher's process of that app, with the same environment. */
export class AppContainer {
  readonly app: string;
  private readonly container: string;
  private readonly env: Readonly<Record<string, string | undefined>>;
  private readonly port: number;
  private readonly place: Place;
  private readonly log: WriteStream;
  private running: Promise<Called> | undefined;

  private constructor(app: string, process: AppProcess, place: Place) {
    this.app = app;
    this.container = `aisha-${app}-${globalThis.process.pid}`;
    this.port = process.port;
    this.place = place;
    this.log = createWriteStream(place.logFile, { flags: 'a' });
    const told = Object.entries(process.environment).filter(([name]) => !OF_THE_MACHINE.test(name));
    this.env = { ...Object.fromEntries(told), HEALTH_PORT: String(this.port) };
  }

  static async inPlaceOf(app: string, process: AppProcess, place: Place): Promise<AppContainer> {
    const container = new AppContainer(app, process, place);
    await process.stop();
    await container.start();
    return container;
  }

  async start(): Promise<void> {
    const { image, memory } = this.place;
    const run = podman(confinedRun(this.container, image, { env: this.env, memory }), {
      env: this.env,
      onText: (text) => this.log.write(text),
    });
    this.running = run;
    const ended = run.then(({ code, said }): never => {
      throw new Error(`the image of ${this.app} ended with ${code}:\n${said.split('\n').slice(-10).join('\n')}`);
    });
    ended.catch(() => undefined); // an orderly end of the container rejects this promise, too
    await Promise.race([ended, untilReady(`the image of ${this.app}`, `${this.address}/health/ready`)]);
  }

  private get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private asks(path: string): Promise<Response> {
    return fetch(`${this.address}${path}`, { signal: AbortSignal.timeout(5_000) });
  }

  /** What is wrong with the container, in words: how it is confined, what it reports of itself, what it lacks. */
  async faults(release: { readonly version: string; readonly commit: string }): Promise<string[]> {
    const metrics = await (await this.asks('/metrics')).text();
    const health = await this.asks('/health/live');
    const commands = await inside(this.container, 'aisha');
    const listed = await inside(this.container, 'cat', '/app/sbom.cdx.json');
    return [
      ...(await looseEnds(this.container)),
      health.ok ? '' : '/health/live does not answer',
      metrics.includes(`version="${release.version}",commit="${release.commit}"`)
        ? ''
        : `aisha_build_info does not name ${release.version} and ${release.commit}`,
      /"bomFormat": *"CycloneDX"/.test(listed.said) ? '' : 'it does not list its packages',
      commands.said.includes('dead-letters') ? '' : 'it lacks the commands of the operators',
    ]
      .filter((fault) => fault !== '')
      .map((fault) => `${this.app}: ${fault}`);
  }

  /** Sends SIGTERM, as a rollout does; resolves to the exit code. */
  async drains(): Promise<number> {
    const { running } = this;
    await stop(this.container, GRACE_SECONDS);
    return (await running)?.code ?? 0;
  }

  async remove(): Promise<void> {
    await podman(['rm', '--force', '--time', '1', '--ignore', this.container]);
    await this.running?.catch(() => undefined);
    this.log.end();
    await once(this.log, 'finish');
  }
}
