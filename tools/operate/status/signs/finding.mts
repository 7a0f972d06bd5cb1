import type { AskedApps, Instance } from '../asked-apps.mts';
import type { AskedCertificate } from '../asked-certificate.mts';
import type { AskedDatabase } from '../asked-database.mts';

/** The names of the pages in docs/runbooks. */
export const RUNBOOKS = [
  'bad-release',
  'disk-full',
  'flood',
  'key-rotation',
  'out-of-credit',
  'postgres-failover',
  'provider-down',
  'queue-growing',
  'redis-lost',
  'refund-wave',
  'rollback',
  'stuck-order',
] as const;

/** A page of docs/runbooks, or a section of docs/other-alerts.md about something that is no incident. */
type Page = (typeof RUNBOOKS)[number] | 'no new backup' | 'stuck erasure';

/** A fault, described in three sentences for a person whom the fault woke. */
export interface Finding {
  readonly wrong: string;
  /** The effect on people. */
  readonly people: string;
  /** The page that says what to do; null where one command is the whole answer. */
  readonly runbook: Page | null;
  readonly command: string | null;
}

export interface Seen {
  readonly apps: AskedApps;
  /** The state of the database; null when the command has no login to it. */
  readonly database: AskedDatabase | null;
  /** The certificate of the installation; null when no address of it is known, or none answers. */
  readonly certificate: AskedCertificate | null;
}

export type Sign = (seen: Seen) => Finding[];

export const ORDERS_WAIT =
  'their orders wait in the queue, nothing is charged; after an hour they end and the credits go back';

export const finding = (wrong: string, people: string, runbook: Page): Finding => ({
  wrong,
  people,
  runbook,
  command: null,
});

export const toDo = (wrong: string, people: string, command: string): Finding => ({
  wrong,
  people,
  runbook: null,
  command,
});

export const appsWith = (instances: readonly Instance[], has: (instance: Instance) => boolean): string[] => [
  ...new Set(instances.filter(has).map(({ app }) => app)),
];

export const isDown = (name: string, instance: Instance): boolean =>
  instance.dependencies.some((dependency) => dependency.name === name && !dependency.ok);

/** The sample of a gauge with the highest value, over all processes; undefined when no value is above the bound. */
export const worst = (instances: readonly Instance[], name: string, bound: number) =>
  instances
    .flatMap(({ app, metrics }) => metrics.above(name, bound).map((sample) => ({ ...sample, app })))
    .sort((a, b) => b.value - a.value)[0];
