import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Relay } from '@aisha/testing/relay';
import { stringify } from 'yaml';
import type { Environment } from '../start/environment.mts';
import { podman, type Called } from './engine.mts';
import type { Drainable } from './orders-under-way.mts';
import { Pod } from './pod.mts';
import { renderedFrom, type Manifest } from './rendered.mts';

const K8S = path.join(import.meta.dirname, '..', '..', 'k8s');

/** Podman needs these programs for the network in which pods reach each other and reach this machine's servers. */
const NETWORK_PROGRAMS = ['netavark', 'aardvark-dns'];
const PROGRAM_FOLDERS = ['/usr/lib/podman', '/usr/libexec/podman', '/usr/local/libexec/podman'];
/**
 * The variables of ConfigMaps whose values come from the launcher; every other variable of a ConfigMap keeps the value of the manifests.
 */
const PLAYED = [
  ...[
    'TELEGRAM_API_ROOT',
    'FAL_QUEUE_URL',
    'FAL_REST_URL',
    'FAL_PLATFORM_URL',
    'FAL_JWKS_URL',
    'FAL_ALLOWED_HOSTS',
    'OPENAI_BASE_URL',
  ],
  ...['MINIO_ENDPOINT', 'WELCOME_CREDITS', 'FREE_SECONDS_OF_SPEECH_A_DAY', 'GENERATION_POLL_MS', 'TRAINING_POLL_MS'],
];

/** The variable that an operator fills in by the overlay's page; the gateway refuses the example's value. */
const ASKED_OF_THE_OPERATOR = { SUPPORT_CONTACT: '@who_runs_the_pods' };

/** Why no pods can be run here, as a sentence; undefined where they can. */
export const whyNoPods = (): string | undefined => {
  const missing = NETWORK_PROGRAMS.filter(
    (program) => !PROGRAM_FOLDERS.some((at) => existsSync(path.join(at, program))),
  );
  if (missing.length > 0) return `${missing.join(' and ')} must be installed`;
  return spawnSync('kubectl', ['version', '--client']).status === 0 ? undefined : 'kubectl must be installed';
};

/**
 * A pod's spec without ports and probes. Podman would open the ports on the machine, where each can be open only once, and leave the probes
 * to systemd. We reach the ports inside the network, and ask the probes once.
 */
const playable = (podSpec: Manifest['spec']): Manifest['spec'] => ({
  ...podSpec,
  containers: (podSpec.containers as Record<string, unknown>[]).map(
    ({ ports: _ports, startupProbe: _start, livenessProbe: _life, readinessProbe: _ready, ...rest }) => rest,
  ),
});

interface Played {
  /**
   * The environment that the launcher gave to each app. From it the pods take the logins, the keys and the addresses of the played
   * providers.
   */
  readonly environments: ReadonlyMap<string, Environment>;
  readonly migrations: Environment;
  readonly imageOf: (app: string) => string;
  /** A small image, for the containers that hold the network and pass connections on. */
  readonly anyImage: string;
  readonly folder: string;
  readonly logDir: string;
  readonly signal: AbortSignal;
}

/**
 * The pods of an overlay of k8s/, which podman runs from the manifests themselves: their environment, users, memory, volumes and ports.
 * Postgres, Redis, the storage and the providers are those of this machine. The network policies do not apply here.
 */
export class Pods {
  private readonly documents: Manifest[];
  private readonly played: Played;
  private readonly name = `aisha-pods-${process.pid}`;
  private readonly relays = new Map<string, Promise<Relay>>();
  private readonly pods = new Map<string, Pod>();
  private gateway = '';

  private constructor(overlay: string, played: Played) {
    this.documents = renderedFrom(K8S, overlay);
    this.played = played;
  }

  /** Starts the pods in the order of the overlay's page: migrations first. If a pod does not become ready, removes all pods and throws. */
  static async start(overlay: string, played: Played): Promise<Pods> {
    const pods = new Pods(overlay, played);
    try {
      await pods.makeNetwork();
      await pods.migrate();
      await Promise.all([...played.environments.keys()].map((app) => pods.run(app)));
      return pods;
    } catch (error) {
      await pods.remove();
      throw error;
    }
  }

  get drainable(): readonly Drainable[] {
    return [...this.pods.values()];
  }

  private podman(...args: string[]): Promise<Called> {
    return podman(args, { env: { CONTAINERS_CONF: path.join(this.played.folder, 'containers.conf') } });
  }

  private async asked(...args: string[]): Promise<string> {
    const { code, said } = await this.podman(...args);
    if (code !== 0) throw new Error(`podman ${args.slice(0, 2).join(' ')} ended with ${code}:\n${said.trim()}`);
    return said.trim();
  }

  private async makeNetwork(): Promise<void> {
    const { folder, anyImage } = this.played;
    mkdirSync(folder, { recursive: true });
    // A store keeps the network backend that it was first used with. The images are run with the machine's network alone, so this run names
    // its own backend.
    const network = ['[network]', 'network_backend = "netavark"', `network_config_dir = "${folder}/networks"`];
    const limits = ['[containers]', 'default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]'];
    writeFileSync(
      path.join(folder, 'containers.conf'),
      [...network, ...limits, 'log_driver = "k8s-file"', ''].join('\n'),
    );
    await this.asked('network', 'create', this.name);
    this.gateway = await this.asked('network', 'inspect', '--format', '{{(index .Subnets 0).Gateway}}', this.name);
    // The network has its address only while a container is connected to it.
    const holds = ['run', '--detach', '--name', this.name, '--network', this.name, '--read-only', '--cap-drop', 'ALL'];
    await this.asked(...holds, anyImage, 'sleep', 'infinity');
  }

  /** Lets pods reach each server of this machine that is named in a variable's value. */
  private async open(value: string): Promise<void> {
    for (const [, port] of value.matchAll(/127\.0\.0\.1:(\d+)/g)) {
      if (!this.relays.has(port!)) this.relays.set(port!, Relay.to([Number(port)], Number(port), this.gateway));
      await this.relays.get(port!);
    }
  }

  /**
   * The pod with one more container before its own. That container passes connections from the pod's loopback on to this machine's servers:
   * the played providers answer to no host but 127.0.0.1, which a signed address contains, too.
   */
  private beside(podSpec: Manifest['spec']): object {
    const [{ securityContext }] = podSpec.containers;
    const script = `for (const port of process.argv.slice(1)) require('net').createServer((from) => {
      const to = require('net').connect(port, '${this.gateway}');
      from.pipe(to).pipe(from);
      for (const [one, other] of [[from, to], [to, from]]) one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }).listen(port, '127.0.0.1');`;
    const world = {
      name: 'world',
      image: this.played.anyImage,
      command: ['node', '-e', script, ...this.relays.keys()],
      securityContext,
    };
    return { ...podSpec, containers: [world, ...podSpec.containers] };
  }

  /** The Secrets and ConfigMaps that a pod names, with the logins, keys and addresses of the played world, each under a name of this run. */
  private async keysOf(podSpec: Manifest['spec'], environment: Environment): Promise<Manifest[]> {
    const made = new Map<string, Manifest>();
    for (const { valueFrom } of podSpec.containers[0].env as { valueFrom?: Record<string, { name: string }> }[]) {
      const [from, kind] = valueFrom?.['secretKeyRef']
        ? [valueFrom['secretKeyRef'], 'Secret']
        : [valueFrom?.['configMapKeyRef'], 'ConfigMap'];
      if (!from) continue;
      const own = `${from.name}-${this.name}-${podSpec.containers[0].name}`;
      if (!made.has(own)) {
        const document = this.documents.find((each) => each.kind === kind && each.metadata.name === from.name);
        if (!document) throw new Error(`${podSpec.containers[0].name}: the overlay has no ${kind} ${from.name}`);
        const data: Record<string, string> = { ...document.data };
        const names = kind === 'Secret' ? Object.keys(data) : PLAYED;
        for (const name of names) {
          const value = environment[name];
          if (value === undefined) continue;
          await this.open(value);
          data[name] = kind === 'Secret' ? Buffer.from(value).toString('base64') : value;
        }
        if (kind === 'ConfigMap') Object.assign(data, ASKED_OF_THE_OPERATOR);
        made.set(own, { ...document, metadata: { name: own }, data });
      }
      from.name = own;
    }
    return [...made.values()];
  }

  private async play(name: string, keys: readonly Manifest[], workload: object): Promise<void> {
    // Podman 4.3 stores a Secret of a manifest in a form that it cannot read; it can read a Secret that is put into its store.
    for (const { metadata, data } of keys.filter(({ kind }) => kind === 'Secret')) {
      const file = path.join(this.played.folder, metadata.name);
      writeFileSync(file, JSON.stringify(data), { mode: 0o600 });
      await this.asked('secret', 'create', metadata.name, file);
    }
    const documents = [...keys.filter(({ kind }) => kind !== 'Secret'), workload];
    const file = path.join(this.played.folder, `${name}.yaml`);
    writeFileSync(file, documents.map((document) => stringify(document)).join('---\n'), { mode: 0o600 });
    await this.asked('kube', 'play', '--network', this.name, file);
  }

  /** Runs the pod of the migrations' Job, because podman knows no Jobs. */
  private async migrate(): Promise<void> {
    const job = this.documents.find(({ kind, metadata }) => kind === 'Job' && metadata.name === 'migrate');
    const { spec } = job!.spec.template;
    const [container] = spec.containers;
    container.image = this.played.anyImage;
    const keys = await this.keysOf(spec, this.played.migrations);
    const pod = `migrate-${this.name}`;
    await this.play('migrate', keys, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod },
      spec: this.beside(spec),
    });
    const code = await this.asked('wait', `${pod}-${container.name}`);
    if (code !== '0') {
      const { said } = await this.podman('logs', `${pod}-${container.name}`);
      throw new Error(`The migrations' pod ended with ${code}:\n${said}`);
    }
  }

  private async run(app: string): Promise<void> {
    const deployment = this.documents.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === app);
    if (!deployment) throw new Error(`${app}: the overlay has no Deployment of it`);
    const { spec } = deployment.spec.template;
    const [container] = spec.containers;
    container.image = this.played.imageOf(app);
    const keys = await this.keysOf(spec, this.played.environments.get(app)!);
    const name = `${app}-${this.name}`;
    await this.play(app, keys, {
      ...deployment,
      metadata: { name },
      spec: { template: { spec: this.beside(playable(spec)) } },
    });
    const infra = await this.asked('pod', 'inspect', '--format', '{{.InfraContainerID}}', `${name}-pod-0`);
    const at = `{{(index .NetworkSettings.Networks "${this.name}").IPAddress}}`;
    const ip = await this.asked('inspect', '--format', at, infra);
    const pod = new Pod(app, `${name}-pod-0-${container.name}`, ip, deployment, (...args) => this.podman(...args));
    this.pods.set(app, pod);
    await pod.isReady(this.played.signal);
  }

  /** Whether the gateway asks Telegram for updates, so that nothing calls it. */
  private isPolling(): boolean {
    return this.documents.some(({ kind, data }) => kind === 'ConfigMap' && data?.['TELEGRAM_MODE'] === 'polling');
  }

  /** What is wrong, in words: how a pod is confined, its memory, and Services that lead to no pod. */
  async faults(): Promise<string[]> {
    const faults: string[] = [];
    for (const pod of this.pods.values()) faults.push(...(await pod.faults()));
    const services = this.documents.filter(({ kind }) => kind === 'Service');
    for (const { metadata, spec } of services) {
      const selected = [...this.pods.values()].filter(({ labels }) =>
        Object.entries(spec.selector as Record<string, string>).every(([key, value]) => labels[key] === value),
      );
      const isServer = this.documents.some(
        ({ kind, metadata: { name } }) => kind === 'StatefulSet' && name === metadata.name,
      );
      const isAskingTelegram = metadata.name === 'bot-gateway' && this.isPolling();
      if (isServer || isAskingTelegram) continue;
      if (selected.length !== 1) faults.push(`Service ${metadata.name} leads to ${selected.length} pods`);
      for (const { port, targetPort = port } of spec.ports as { port: number; targetPort?: number | string }[])
        for (const pod of selected)
          if (!(await pod.listensAt(targetPort))) faults.push(`Service ${metadata.name}: nobody is at ${targetPort}`);
    }
    return faults;
  }

  /** Ends and removes all pods with their secrets, volumes and network. Their output is kept beside the logs of the launcher. */
  async remove(): Promise<void> {
    for (const pod of this.pods.values())
      appendFileSync(path.join(this.played.logDir, `${pod.app}-pod.log`), await pod.logs());
    const ids = async (...list: string[]): Promise<string[]> =>
      (await this.podman(...list)).said.split('\n').filter((name) => name.includes(this.name));
    const pods = await ids('pod', 'ps', '--format', '{{.Name}}');
    if (pods.length > 0) await this.podman('pod', 'rm', '--force', '--time', '1', ...pods);
    await this.podman('rm', '--force', '--time', '1', '--ignore', this.name);
    const secrets = await ids('secret', 'ls', '--format', '{{.Name}}');
    if (secrets.length > 0) await this.podman('secret', 'rm', ...secrets);
    const volumes = await ids('volume', 'ls', '--format', '{{.Name}}');
    if (volumes.length > 0) await this.podman('volume', 'rm', '--force', ...volumes);
    await this.podman('network', 'rm', '--force', this.name);
    for (const relay of this.relays.values()) await (await relay).close();
  }
}
