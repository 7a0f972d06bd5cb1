/**
 * Writes one environment file per app, for systemd, from the two files that compose reads: docker/compose.yml names the variables of each
 * app, and docker/.env gives their values.
 *
 *   node tools/systemd/write-env.mts docker/.env /etc/aisha
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { APP_LOGINS, type Login } from '@aisha/domain';

/**
 * Maps compose's host names to addresses on one machine without containers. The product's Redis listens on 6380
 * (docker/systemd/aisha-redis.service).
 */
const HOSTS = { 'redis:6379': '127.0.0.1:6380', 'postgres:5432': '127.0.0.1:5432', 'minio:9000': '127.0.0.1:9000' };
/** Each app serves /health and /metrics on loopback, on a port of its own from this one on. */
const FIRST_HEALTH_PORT = 8090;

interface Service {
  readonly build?: { readonly args: { readonly APP: string } };
  readonly command?: unknown;
  readonly entrypoint?: unknown;
  readonly environment?: Readonly<Record<string, string | number | null>>;
}

const [, , values, folder] = process.argv;
if (!values || !folder) {
  console.error('node tools/systemd/write-env.mts docker/.env /etc/aisha');
  process.exit(1);
}
const given = parseEnv(readFileSync(values, 'utf8'));
const file = path.join(import.meta.dirname, '..', '..', 'docker', 'compose.yml');
const { services } = parse(readFileSync(file, 'utf8'), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
};

const missing = new Set<string>();
/** Fills in variables as compose does: `${NAME:?why}`, `${NAME:-default}`. Notes the variables that are missing. */
const filledIn = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, sign = '', otherwise = '') => {
    if (given[name]) return given[name];
    if (sign === '?') missing.add(name);
    return sign === '-' ? (otherwise as string) : '';
  });
const atHome = (text: string): string =>
  Object.entries(HOSTS).reduce((now, [there, here]) => now.replace(there, here), text);

/**
 * What docker/.env says in the place of compose.yml: where a storage on another host is and how the service's key is called there, as
 * docker/other-storage.yml has it, and the folder of the owner's pictures, which compose mounts.
 */
const saidInstead = (service: string, name: string): string | undefined => {
  if (name === 'PICTURES_FOLDER') return given[name] ? path.resolve(path.dirname(file), given[name]) : '';
  if (name === 'MINIO_ENDPOINT') return given[name] || undefined;
  if (name !== 'MINIO_ACCESS_KEY') return undefined;
  const login = APP_LOGINS[service as keyof typeof APP_LOGINS] as Login | undefined;
  return given[login ? `${name}_${login.toUpperCase()}` : name] || undefined;
};

const told = (service: string, environment: NonNullable<Service['environment']>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, saidInstead(service, name) ?? value] as const)
      .map(([name, value]) => [name, value === null ? (given[name] ?? '') : atHome(filledIn(String(value)))] as const)
      .filter(([, value]) => value !== ''),
  );

let healthPort = FIRST_HEALTH_PORT;
const files: Record<string, Record<string, string>> = {};
for (const [name, { build, environment = {} }] of Object.entries(services)) {
  const isApp = build?.args.APP === name;
  const own = isApp ? { LISTEN_HOST: '127.0.0.1', HEALTH_PORT: String(healthPort++) } : {};
  if (isApp || ['migrate', 'redis', 'nginx', 'operator', 'backup'].includes(name))
    files[name] = { ...told(name, environment), ...own };
}
files['nginx'] = { ...files['nginx'], TLS: 'files', ...(given['TLS_FOLDER'] && { TLS_FOLDER: given['TLS_FOLDER'] }) };
const answering = Object.entries(files).flatMap(([name, { HEALTH_PORT }]) =>
  HEALTH_PORT ? [`${name}=http://127.0.0.1:${HEALTH_PORT}`] : [],
);
files['operator'] = { ...files['operator'], HEALTH_URLS: answering.join() };
if (missing.size > 0) {
  console.error(`${values}: must have ${[...missing].join(', ')}`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true, mode: 0o700 });
for (const [name, environment] of Object.entries(files)) {
  const lines = Object.entries(environment).map(([variable, value]) => `${variable}=${JSON.stringify(value)}\n`);
  const written = path.join(folder, `${name}.env`);
  // Writing keeps the mode of an existing file, so the file is made private before secrets come into it.
  if (existsSync(written)) chmodSync(written, 0o600);
  writeFileSync(written, lines.join(''), { mode: 0o600 });
}
console.log(`${Object.keys(files).length} files in ${folder}, for root alone`);
