import { lookup } from 'node:dns/promises';
import type { DependencyHealth } from '@aisha/platform';
import { isIPv6 } from 'node:net';
import type { Environment } from '../../start/environment.mts';
import { Metrics } from './metrics.mts';

/** One process of an app, with its own answers about itself. */
export interface Instance {
  readonly app: string;
  readonly isReady: boolean;
  readonly dependencies: readonly DependencyHealth[];
  readonly metrics: Metrics;
}

export interface AskedApps {
  /** Every app that should run. */
  readonly apps: readonly string[];
  /** The processes that answered. */
  readonly instances: readonly Instance[];
  /** The apps with at least one process that did not answer. */
  readonly silent: readonly string[];
  /** The silent apps whose host name leads to no address, so that no process of them runs. */
  readonly nowhere: readonly string[];
}

/** The longest wait for an app's answer. An app gives up checking a dependency after 3 s (health.ts), and then answers. */
const ANSWERS_WITHIN_MS = 8_000;

/**
 * Reads where the apps answer /health: pairs `app=url`, separated by commas. A host name of several replicas leads to each of them; an app
 * on several hosts has a pair for each host.
 */
export const healthUrls = ({ HEALTH_URLS = '' }: Environment): readonly (readonly [app: string, url: string])[] =>
  HEALTH_URLS.split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    });

export async function askApps(urls: ReturnType<typeof healthUrls>): Promise<AskedApps> {
  const asked = await Promise.all(
    urls.map(async ([app, url]) => {
      const addresses = await everyAddress(url);
      const answers = await Promise.all(addresses.map((address) => askOne(app, address).catch(() => undefined)));
      const instances = answers.filter((answer) => answer !== undefined);
      return {
        app,
        instances,
        isSilent: instances.length < Math.max(1, addresses.length),
        isNowhere: addresses.length === 0,
      };
    }),
  );
  /** Whether any host name of the app leads to an address: an app on several hosts has several host names. */
  const isSomewhere = (app: string): boolean => asked.some((one) => one.app === app && !one.isNowhere);
  return {
    apps: [...new Set(urls.map(([app]) => app))],
    instances: asked.flatMap(({ instances }) => instances),
    silent: [...new Set(asked.flatMap(({ app, isSilent }) => (isSilent ? [app] : [])))],
    nowhere: [...new Set(asked.flatMap(({ app }) => (isSomewhere(app) ? [] : [app])))],
  };
}

/** The addresses of all replicas, to which a service's name leads; none when the name leads nowhere. */
async function everyAddress(url: string): Promise<string[]> {
  const { protocol, hostname, port } = new URL(url);
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  // `localhost` has two addresses and one process.
  const addresses = hostname === 'localhost' ? found.slice(0, 1) : found;
  return addresses.map(({ address }) => `${protocol}//${isIPv6(address) ? `[${address}]` : address}:${port || 80}`);
}

async function askOne(app: string, address: string): Promise<Instance> {
  const ask = async (path: string): Promise<Response> =>
    fetch(`${address}${path}`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
  const [ready, dependencies, metrics] = await Promise.all([
    ask('/health/ready').then(async (answer) => (await answer.body?.cancel(), answer.ok)),
    ask('/health/dependencies').then((answer) => answer.json() as Promise<DependencyHealth[]>),
    ask('/metrics').then((answer) => answer.text()),
  ]);
  return { app, isReady: ready, dependencies, metrics: Metrics.read(metrics) };
}
