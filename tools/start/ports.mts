import { freePort } from '@aisha/embedded';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PROVIDER_NAMES, type Addresses, type Environment, type Provider } from './environment.mts';
import { StartError } from './start-error.mts';

/**
 * These ports have fixed numbers, because others must know them: nginx, a provider's dashboard, a person's browser. Telegram alone calls
 * BOT_PORT, and FAL alone calls API_PORT; each app serves /health on a port of its own.
 */
const PUBLIC_PORTS = {
  BOT_PORT: 8000,
  API_PORT: 8443,
  CONSOLE_PORT: 8070,
  PUBLIC_API_PORT: 8060,
  SANDBOX_PAGE_PORT: 8090,
} as const;
type PublicPort = keyof typeof PUBLIC_PORTS;

/** When a launcher is killed, its programs hold their ports for up to this long. */
const OLD_RUN_ENDS_WITHIN_MS = 5_000;

const listenError = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer()
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });

/** Waits for a port that an old run may still hold; returns the error when the port stays taken. */
const errorAfter = async (port: number, patienceMs: number): Promise<string | undefined> => {
  for (const deadline = Date.now() + patienceMs; ; await delay(100)) {
    const error = await listenError(port);
    if (!error || Date.now() >= deadline) return error;
  }
};

/** The port of the last run from this state directory; another port when that port is taken, or when there was no last run. */
const sameAsBefore = async (before: number | undefined, patienceMs: number): Promise<number> => {
  if (before !== undefined) await errorAfter(before, patienceMs);
  return freePort(before);
};

export const takenPort = (name: PublicPort, port: number): string =>
  `Port ${port} is taken by another program: stop it, or set ${name} to a free port.`;

/** The number of a public port: the one that the environment sets, or else its fixed one; 0 when any free port will do. */
const wantedPort = (name: PublicPort, env: Environment): number =>
  Number(env[name] ?? (env['PORTS'] === 'free' ? 0 : PUBLIC_PORTS[name]));

/** Whether the page may move to another port: only when SANDBOX_PAGE_PORT is 0, or when it is not set and PORTS is `free`. */
export const mayPageMove = (env: Environment): boolean => wantedPort('SANDBOX_PAGE_PORT', env) === 0;

const publicPort = async (
  name: PublicPort,
  env: Environment,
  before: number | undefined,
  patienceMs: number,
): Promise<number> => {
  const port = wantedPort(name, env);
  if (port === 0) return sameAsBefore(before, patienceMs);
  const error = await errorAfter(port, patienceMs);
  if (!error) return port;
  throw new StartError(
    error === 'EADDRINUSE' ? takenPort(name, port) : `Port ${port} cannot be used (${error}): set ${name} to another.`,
  );
};

const fileIn = (stateDir: string): string => path.join(stateDir, 'ports.json');

/**
 * Chooses all ports; throws StartError when a public one is taken. If another program takes a port of the sandbox before the sandbox
 * listens there, the sandbox gets another port (`Plan.moveSandbox`), as long as no app knows the first one. The state directory keeps the
 * ports for the next start, because orders under way hold addresses of results, files and callbacks.
 */
export const choosePorts = async (
  env: Environment,
  { stateDir, afterStaleRun }: { stateDir: string; afterStaleRun: boolean },
): Promise<Addresses> => {
  const file = fileIn(stateDir);
  const before = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Partial<Addresses>;
  const patienceMs = afterStaleRun ? OLD_RUN_ENDS_WITHIN_MS : 0;
  const sandboxPorts = await Promise.all(
    PROVIDER_NAMES.map(async (name) => [name, await sameAsBefore(before.sandboxPorts?.[name], patienceMs)] as const),
  );
  const addresses = {
    botPort: await publicPort('BOT_PORT', env, before.botPort, patienceMs),
    apiPort: await publicPort('API_PORT', env, before.apiPort, patienceMs),
    consolePort: await publicPort('CONSOLE_PORT', env, before.consolePort, patienceMs),
    publicApiPort: await publicPort('PUBLIC_API_PORT', env, before.publicApiPort, patienceMs),
    pagePort: await publicPort('SANDBOX_PAGE_PORT', env, before.pagePort, patienceMs),
    sandboxPorts: Object.fromEntries(sandboxPorts) as Record<Provider, number>,
  };
  keepPorts(stateDir, addresses);
  return addresses;
};

/** Keeps the ports for the next start from this state directory. */
export const keepPorts = (stateDir: string, addresses: Addresses): void => {
  const file = fileIn(stateDir);
  writeFileSync(`${file}.new`, JSON.stringify(addresses, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/** `NAME: rule` for each of the launcher's own variables that cannot be used. */
export const portProblems = (env: Environment): string[] => [
  ...Object.keys(PUBLIC_PORTS)
    .filter((name) => env[name] !== undefined && !(/^\d+$/.test(env[name]) && Number(env[name]) <= 65_535))
    .map((name) => `${name}: must be a port number, 0 for a free one`),
  ...(env['PORTS'] === undefined || env['PORTS'] === 'free' ? [] : ['PORTS: must be "free" or not set']),
];
