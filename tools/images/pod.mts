import { connect } from 'node:net';
import { looseEnds } from './app-container.mts';
import type { Called } from './engine.mts';
import type { Drainable } from './orders-under-way.mts';
import { untilReady } from './readiness.mts';
import type { Manifest } from './rendered.mts';

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string | number };
}
interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
}

/** A Deployment's one pod, run by podman. */
export class Pod implements Drainable {
  readonly app: string;
  readonly labels: Readonly<Record<string, string>>;
  private readonly container: string;
  private readonly ip: string;
  private readonly ports: readonly ContainerPort[];
  private readonly probes: readonly Probe[];
  private readonly memory: string;
  private readonly graceSeconds: number;
  private readonly podman: (...args: string[]) => Promise<Called>;

  constructor(
    app: string,
    container: string,
    ip: string,
    deployment: Manifest,
    podman: (...args: string[]) => Promise<Called>,
  ) {
    const { metadata, spec } = deployment.spec.template;
    this.app = app;
    this.container = container;
    this.ip = ip;
    this.labels = metadata.labels;
    const [{ ports, resources, startupProbe, livenessProbe, readinessProbe }] = spec.containers;
    this.ports = ports;
    this.probes = [startupProbe, livenessProbe, readinessProbe];
    this.memory = resources.limits.memory;
    this.graceSeconds = spec.terminationGracePeriodSeconds;
    this.podman = podman;
  }

  private portOf(name: string | number): number | undefined {
    return this.ports.find((port) => port.name === name || port.containerPort === name)?.containerPort;
  }

  async isReady(signal?: AbortSignal): Promise<void> {
    const url = `http://${this.ip}:${this.portOf('health')}/health/ready`;
    await untilReady(`the pod of ${this.app}`, url, signal).catch(async ({ message }: Error) => {
      signal?.throwIfAborted();
      throw new Error(`${message}:\n${(await this.logs()).split('\n').slice(-10).join('\n')}`);
    });
  }

  async listensAt(name: string | number): Promise<boolean> {
    const port = this.portOf(name);
    if (port === undefined) return false;
    const socket = connect({ port, host: this.ip, timeout: 5_000 });
    try {
      return await new Promise((resolve) => {
        socket.once('connect', () => resolve(true));
        for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false));
      });
    } finally {
      socket.destroy();
    }
  }

  async faults(): Promise<string[]> {
    const { said } = await this.podman('inspect', '--format', '{{.HostConfig.Memory}}', this.container);
    const wanted = Number.parseInt(this.memory, 10) * { Mi: 1024 ** 2, Gi: 1024 ** 3 }[this.memory.slice(-2) as 'Mi'];
    const faults = await looseEnds(this.container);
    for (const { httpGet } of this.probes) {
      const url = `http://${this.ip}:${this.portOf(httpGet.port)}${httpGet.path}`;
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      if (!answer?.ok) faults.push(`its probe ${httpGet.path} at ${httpGet.port} fails`);
    }
    if (Number(said) !== wanted) faults.push(`it has ${said.trim()} bytes of memory and not ${this.memory}`);
    return faults.map((fault) => `the pod of ${this.app}: ${fault}`);
  }

  async logs(): Promise<string> {
    return (await this.podman('logs', this.container)).said;
  }

  async drains(): Promise<number> {
    await this.podman('stop', '--time', String(this.graceSeconds), this.container);
    return Number((await this.podman('inspect', '--format', '{{.State.ExitCode}}', this.container)).said);
  }

  async start(): Promise<void> {
    const { code, said } = await this.podman('start', this.container);
    if (code !== 0) throw new Error(`the pod of ${this.app} does not start again:\n${said}`);
    await this.isReady();
  }
}
