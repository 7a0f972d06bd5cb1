import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The store of this command's layers and images, kept for the next run. Another engine's store may have another driver. */
const STORE = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'aisha-images');
export const storeOptions = [
  '--storage-driver',
  'overlay',
  '--root',
  path.join(STORE, 'store'),
  '--runroot',
  path.join(STORE, 'run'),
];
const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
/** crun refuses the hybrid cgroups of some machines; runc runs on all machines, so it is used where it is installed. */
const RUNTIME = isThere('runc') ? ['--runtime', 'runc'] : [];
const PODMAN = [...storeOptions, '--cgroup-manager', 'cgroupfs', ...RUNTIME];
/** Limits that every machine allows. An engine's own limits may be higher than those of this machine, and then no container starts. */
const LIMITS = ['--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=4096:4096'];

/** Why no image can be built here, as a sentence; undefined where it can. */
export const whyNoEngine = (): string | undefined => {
  if (process.platform !== 'linux') return 'images are built and run on Linux alone';
  const missing = ['buildah', 'podman'].filter((program) => !isThere(program));
  return missing.length > 0
    ? `${missing.join(' and ')} must be installed (apt-get install buildah podman runc)`
    : undefined;
};

export const canBootstrap = (): boolean => isThere('mmdebstrap');

interface CallOptions {
  /** The environment of the program besides PATH and HOME; podman passes on the variables that `--env NAME` names. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Receives the output of the program, piece by piece. With or without this function, an error has the last thirty lines. */
  readonly onText?: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Called {
  readonly code: number;
  readonly said: string;
}

const call = (program: string, args: readonly string[], { env, cwd, onText, signal }: CallOptions): Promise<Called> =>
  new Promise((resolve, reject) => {
    const { PATH, HOME } = process.env;
    const child = spawn(program, args, {
      cwd,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    let said = '';
    const take = (text: string): void => {
      said += text;
      onText?.(text);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });

const succeeded = ({ code, said }: Called, what: string): string => {
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${said.trim().split('\n').slice(-30).join('\n')}`);
  return said;
};

export const runProgram = async (
  program: string,
  args: readonly string[],
  options: CallOptions = {},
): Promise<string> => succeeded(await call(program, args, options), program);

export const podman = (args: readonly string[], options: CallOptions = {}): Promise<Called> =>
  call('podman', [...PODMAN, ...args], options);

const asked = async (args: readonly string[]): Promise<string> =>
  succeeded(await podman(args), `podman ${args[0]}`).trim();

/** Builds a Dockerfile. The isolation `chroot` needs so few rights that it also works in a container on a shared machine. */
export const build = async (
  args: readonly string[],
  { cwd, signal, onText }: Pick<CallOptions, 'cwd' | 'signal' | 'onText'>,
): Promise<void> => {
  mkdirSync(STORE, { recursive: true });
  const options = ['--isolation', 'chroot', '--layers', '--format', 'docker'];
  const called = await call('buildah', [...storeOptions, 'bud', ...options, ...args], {
    ...(cwd && { cwd }),
    ...(onText && { onText }),
    signal,
  });
  succeeded(called, 'buildah');
};

/** Pulls an image from a registry; false when that fails, for example because no registry answers. */
export const pull = async (image: string, signal: AbortSignal): Promise<boolean> => {
  mkdirSync(STORE, { recursive: true });
  const policy = existsSync('/etc/containers/policy.json') ? [] : ['--signature-policy', await lenientPolicy()];
  return call('buildah', [...storeOptions, 'pull', ...policy, image], { signal }).then(
    ({ code }) => code === 0,
    () => false,
  );
};

const lenientPolicy = async (): Promise<string> => {
  const { writeFile } = await import('node:fs/promises');
  const file = path.join(STORE, 'policy.json');
  await writeFile(file, JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }));
  return file;
};

/** Removes layers and images of more than a week ago, the base among them, so that the next base has Debian's newest packages. */
export const forgetOld = async (): Promise<void> => {
  await podman(['image', 'prune', '--all', '--force', '--filter', 'until=168h']);
};

export const hasImage = async (image: string): Promise<boolean> =>
  (await podman(['image', 'exists', image])).code === 0;

/** The bytes of all layers of an image. */
export const sizeOf = async (image: string): Promise<number> =>
  Number(await asked(['image', 'inspect', '--format', '{{.Size}}', image]));

export const labelsOf = async (image: string): Promise<Record<string, string>> =>
  JSON.parse(await asked(['image', 'inspect', '--format', '{{json .Labels}}', image])) as Record<string, string>;

/**
 * The options that confine a container as docker/compose.yml and k8s/base do. Only the network, which is the machine's, and LIMITS are
 * different.
 */
const CONFINED = [
  ...['--network', 'host', '--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges', ...LIMITS],
];

/** The arguments that run an image as production does. Values of the environment stay out of the list of processes. */
export const confinedRun = (
  name: string,
  image: string,
  { env, memory }: { readonly env: Readonly<Record<string, string | undefined>>; readonly memory?: string | undefined },
): string[] => [
  ...['run', '--rm', '--name', name, ...CONFINED, ...(memory ? ['--memory', memory] : [])],
  ...Object.keys(env).flatMap((variable) => ['--env', variable]),
  image,
];

/** Runs a command inside a running container. */
export const inside = async (name: string, ...command: string[]): Promise<Called> => podman(['exec', name, ...command]);

/** The status of a container's process, as the kernel of the machine sees it. */
export const statusOf = async (name: string): Promise<string> =>
  readFileSync(`/proc/${await asked(['inspect', '--format', '{{.State.Pid}}', name])}/status`, 'utf8');

/** Sends SIGTERM, and SIGKILL after the seconds that the manifests grant. */
export const stop = async (name: string, seconds: number): Promise<void> => {
  await podman(['stop', '--time', String(seconds), name]);
};
