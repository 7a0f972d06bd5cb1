import { readFileSync } from 'node:fs';
import { APP_LOGINS } from '@aisha/domain';
import type { Attack } from '../attack.mts';
import type { Tried } from '../rights/attempt.mts';
import { tryInPostgres } from '../rights/in-postgres.mts';
import { tryInQueue } from '../rights/in-queue.mts';
import { tryInStorage } from '../rights/in-storage.mts';
import type { Target } from '../target.mts';

const APPS = Object.keys(APP_LOGINS) as (keyof typeof APP_LOGINS)[];

/** Keys that only one app may have, or whose value differs for each app. */
const OWN_KEYS = ['DATABASE_URL', 'MINIO_SECRET_KEY', 'REDIS_URL', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'];
const OWNERS_KEYS = ['MIGRATE_DATABASE_URL', 'MINIO_SECRET_KEY', 'REDIS_URL'];

export const attack: Attack = {
  about:
    'Somebody has broken into an app, each of the nine in turn, and tries with its logins what is of others: tables, secrets and roles in Postgres, files under every prefix, jobs of every queue; and looks for keys in its environment.',
  holds: 'Everything is refused for want of a right, and no key of others is there.',
  isQuick: true,
  async run(target) {
    const sums = { Postgres: 0, storage: 0, queue: 0 };
    const through: string[] = [];
    const unclear: string[] = [];
    const count = (app: string, place: keyof typeof sums, tried: Tried): void => {
      sums[place] += tried.refused;
      through.push(...tried.through.map((what) => `${app}: ${what}`));
      unclear.push(...tried.unclear.map((what) => `${app}: ${what}`));
    };
    for (const app of APPS) {
      const environment = target.environmentOf(app);
      const { DATABASE_URL, MINIO_ENDPOINT, REDIS_URL } = environment;
      if (DATABASE_URL) count(app, 'Postgres', await tryInPostgres(target, app, DATABASE_URL));
      if (MINIO_ENDPOINT) count(app, 'storage', await tryInStorage(target, app, environment));
      if (REDIS_URL) count(app, 'queue', await tryInQueue(app, REDIS_URL));
      through.push(...keysIn(target, app).map((name) => `${app} has ${name}`));
    }
    const refused = Object.entries(sums).map(([place, number]) => `${number} in ${place}`);
    return {
      holds: through.length === 0,
      unclear,
      figure: `${APPS.length} apps, each with its own logins: refused ${refused.join(', ')}; ${through.length} got through${through.map((what) => `; ${what}`).join('')}`,
    };
  },
};

/**
 * The names of other apps' keys whose values are in the environment of an app's process. No names except on Linux, which shows a process's
 * environment as a file.
 */
const keysIn = (target: Target, app: string): string[] => {
  if (process.platform !== 'linux') return [];
  const environment = readFileSync(`/proc/${target.processOf(app)}/environ`, 'utf8');
  const isHere = (value: string | undefined): boolean => value !== undefined && environment.includes(value);
  const others = APPS.filter((other) => other !== app).flatMap((other) =>
    OWN_KEYS.map((name) => ({ name: `${other}’s ${name}`, value: target.environmentOf(other)[name] })),
  );
  const owners = OWNERS_KEYS.map((name) => ({ name: `the owner’s ${name}`, value: target.running.env[name] }));
  return [...others, ...owners].filter(({ value }) => isHere(value)).map(({ name }) => name);
};
