import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { APP_LOGINS, DEFAULT_INSTALLATION, LOGINS, loginName, passwordVariable, type Login } from '@aisha/domain';
import { QUEUE_APPS, queueUser } from '@aisha/messaging/rights';
import { DEFAULT_BUCKETS, STORING_APPS, storagePolicy, type StoringApp } from '@aisha/storage/rights';
import type { Secrets } from './secrets.mts';
import { StartError } from './start-error.mts';

export type Environment = Record<string, string | undefined>;

/**
 * The variables of `.env` (or of ENV_FILE) under those that are really set; an empty one counts as not set.
 * Throws StartError when ENV_FILE is not there: what it was to set would quietly be sandboxed.
 */
export const readEnvironment = (real: Environment, defaultFile: string): Environment => {
  const file = real['ENV_FILE'] ?? defaultFile;
  const isThere = file !== '' && existsSync(file);
  if (real['ENV_FILE'] && !isThere) throw new StartError('ENV_FILE: there is no such file.');
  const written = isThere ? parseEnv(readFileSync(file, 'utf8')) : {};
  const isSet = ([, value]: [string, string | undefined]): boolean => value !== undefined && value !== '';
  return {
    ...Object.fromEntries(Object.entries(written).filter(isSet)),
    ...Object.fromEntries(Object.entries(real).filter(isSet)),
  };
};

/** What the launcher itself reads; a sentence each, for docs/generated. */
export const LAUNCHER_VARIABLES: Readonly<Record<string, { byDefault: string; meaning: string }>> = {
  STATE_DIR: {
    byDefault: '.state',
    meaning: 'Where the embedded servers, the sandbox, logs and made-up secrets are kept. One launcher at a time.',
  },
  ENV_FILE: { byDefault: '.env', meaning: 'Read instead of `.env`; empty for none. Only from the real environment.' },
  PORTS: { byDefault: '', meaning: '`free`: BOT_PORT, API_PORT and SANDBOX_PAGE_PORT take free ports when not set.' },
  MIGRATE_DATABASE_URL: {
    byDefault: '',
    meaning:
      'The owner of a database on PostgreSQL 15 or newer, who may make logins. Read by the migrations too; no app gets it.',
  },
  DATABASE_URL: {
    byDefault: '',
    meaning:
      'A pooler before the database of MIGRATE_DATABASE_URL, without a login: each app puts its own there. On other machines, the whole ' +
      'address that an app uses.',
  },
  HEALTH_URLS: {
    byDefault: '',
    meaning:
      'Where the apps answer /health, for `aisha status`: `billing=http://billing:8080,…`; a name leads to each of its addresses. ' +
      'Beside a running `npm start` the launcher says it.',
  },
  SANDBOX_PAGE_PORT: { byDefault: '8090', meaning: 'The chat page; 0 for a free port.' },
  SANDBOX_TIME_SCALE: {
    byDefault: '0.01',
    meaning: 'One factor, 0.0001 to 1, on every duration of the sandboxed providers: 0.01 trains in seconds.',
  },
};

/** Outside things that are real when this variable is set and sandboxed otherwise, each on its own. */
export const PROVIDERS = {
  telegram: { title: 'Telegram', variable: 'TELEGRAM_BOT_TOKEN' },
  fal: { title: 'FAL', variable: 'FAL_API_KEY' },
  openai: { title: 'OpenAI', variable: 'OPENAI_API_KEY' },
  s3: { title: 'Storage', variable: 'MINIO_ENDPOINT' },
} as const;
export type Provider = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as Provider[];

export const sandboxed = (env: Environment): Provider[] =>
  PROVIDER_NAMES.filter((name) => !env[PROVIDERS[name].variable]);

export interface Addresses {
  botPort: number;
  apiPort: number;
  pagePort: number;
  /** Where the sandbox serves each provider. */
  sandboxPorts: Record<Provider, number>;
}

const at = (port: number): string => `http://127.0.0.1:${port}`;

/** Where each sandboxed provider is, and the keys it takes: the same variables that point to the real one. */
const SANDBOXED_ENVIRONMENT: Record<Provider, (url: string, secrets: Secrets) => Environment> = {
  telegram: (url, secrets) => ({ TELEGRAM_BOT_TOKEN: secrets.telegramToken, TELEGRAM_API_ROOT: `${url}/` }),
  fal: (url, secrets) => ({
    FAL_API_KEY: secrets.falKey,
    FAL_QUEUE_URL: `${url}/queue`,
    FAL_REST_URL: `${url}/rest`,
    FAL_JWKS_URL: `${url}/rest/.well-known/jwks.json`,
    FAL_ALLOWED_HOSTS: new URL(url).host,
  }),
  openai: (url, secrets) => ({ OPENAI_API_KEY: secrets.openAiKey, OPENAI_BASE_URL: `${url}/v1` }),
  s3: (url, secrets) => ({
    MINIO_ENDPOINT: url,
    MINIO_ACCESS_KEY: secrets.s3AccessKey,
    MINIO_SECRET_KEY: secrets.s3SecretKey,
  }),
};

/** What every app is told: the given environment, completed by what this launcher starts itself. */
export const appEnvironment = (given: Environment, addresses: Addresses, secrets: Secrets): Environment => {
  const ours = sandboxed(given).map((name) => SANDBOXED_ENVIRONMENT[name](at(addresses.sandboxPorts[name]), secrets));
  return {
    LISTEN_HOST: '127.0.0.1',
    FAL_WEBHOOK_URL: `${at(addresses.apiPort)}/api/v1/avatar/status_update`,
    WEBHOOK_SECRET: secrets.webhookSecret,
    TELEGRAM_WEBHOOK_SECRET: secrets.telegramWebhookSecret,
    ...(sandboxed(given).includes('telegram') && {
      FFMPEG_FROM_NPM: 'true', // the people are played, and so are their recordings and videos
      WELCOME_CREDITS: '250', // a fast avatar and some pictures: everything can be tried before anything is bought
      TELEGRAM_WEBHOOK_URL: `${at(addresses.botPort)}/telegram/updates`,
    }),
    ...given,
    BOT_PORT: String(addresses.botPort),
    API_PORT: String(addresses.apiPort),
    ...Object.assign({}, ...ours),
  };
};

/** What any program reads of the machine it runs on. */
const OF_THE_MACHINE = /^(PATH|HOME|TMPDIR|TEMP|TMP|TZ|LANG|LC_\w+|SYSTEMROOT|NODE_\w+|HTTPS?_PROXY|NO_PROXY)$/i;

/** The environment without what an app does not name: no key of another app, nothing else of the caller's. */
export const onlyNamed = (env: Environment, names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name) || OF_THE_MACHINE.test(name)));

/** What the migrations are told: the owner's address, whose logins to make, and their passwords. */
export const migrationEnvironment = (env: Environment, secrets: Secrets): Environment => ({
  ...onlyNamed(env, ['MIGRATE_DATABASE_URL', 'INSTALLATION']),
  ...Object.fromEntries(LOGINS.map((login) => [passwordVariable(login), secrets[`${login}Password`]])),
});

/**
 * The database's address with an app's own login, or a pooler's if one is given. The sandbox has none; the receiver has one while the
 * queue is in Postgres.
 */
export const loginOf = (
  app: string,
  { MIGRATE_DATABASE_URL, REDIS_URL, INSTALLATION = DEFAULT_INSTALLATION }: Environment,
  secrets: Secrets,
  pooler?: string,
): Environment => {
  const login = (APP_LOGINS as Readonly<Record<string, Login>>)[app];
  if (login === undefined || !MIGRATE_DATABASE_URL || (login === 'receiver' && REDIS_URL)) return {};
  // No URL: it may be a list of servers, as libpq writes it.
  const [, protocol, servers] = /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?(.*)$/.exec(pooler ?? MIGRATE_DATABASE_URL) ?? [];
  const password = encodeURIComponent(secrets[`${login}Password`]);
  return { DATABASE_URL: `${protocol}${loginName(INSTALLATION, login)}:${password}@${servers}` };
};

/** An app's own key to the sandboxed storage; nothing where the storage is real, for what key opens that is the operator's to say. */
export const storageKeyOf = (app: string, given: Environment, secrets: Secrets): Environment => {
  const storing = STORING_APPS.find((name) => name === app);
  if (!storing || !sandboxed(given).includes('s3')) return {};
  return { MINIO_ACCESS_KEY: keyName(storing, given), MINIO_SECRET_KEY: secrets[`${APP_LOGINS[storing]}S3Key`] };
};

const keyName = (app: StoringApp, { INSTALLATION = DEFAULT_INSTALLATION }: Environment): string =>
  loginName(INSTALLATION, APP_LOGINS[app]);

/** The apps' keys to the storage, with what each may do. */
const storageAccounts = (given: Environment, secrets: Secrets): object[] => {
  const avatars = given['MINIO_BUCKET_AVATARS'] ?? DEFAULT_BUCKETS.avatars;
  const files = given['MINIO_BUCKET_NAME'] ?? DEFAULT_BUCKETS.files;
  return STORING_APPS.map((app) => ({
    accessKey: keyName(app, given),
    secretKey: secrets[`${APP_LOGINS[app]}S3Key`],
    policy: storagePolicy(app, { avatars, files }),
  }));
};

/** The address of the queue with an app's own user, in a Redis that we have started; a given one is the operator's to divide. */
export const queueUserOf = (app: string, given: Environment, env: Environment, secrets: Secrets): Environment => {
  const queued = QUEUE_APPS.find((name) => name === app);
  if (!queued || given['REDIS_URL'] || !env['REDIS_URL']) return {};
  const url = new URL(env['REDIS_URL']);
  url.username = loginName(given['INSTALLATION'] ?? DEFAULT_INSTALLATION, APP_LOGINS[queued]);
  url.password = secrets[`${APP_LOGINS[queued]}RedisPassword`];
  return { REDIS_URL: url.href };
};

/** The apps' users of the Redis that we start. */
export const queueUsers = ({ INSTALLATION = DEFAULT_INSTALLATION }: Environment, secrets: Secrets): string[] =>
  QUEUE_APPS.map((app) => queueUser(app, INSTALLATION, secrets[`${APP_LOGINS[app]}RedisPassword`]));

/** An address without a login: each app puts its own there, and a command nothing. */
export const isPooler = (url: string): boolean => /^postgres(ql)?:\/\/[^\s@]+$/.test(url);

/** `NAME: rule` for an address that would be one login for all. */
export const databaseProblems = (given: Environment): string[] => [
  ...(given['DATABASE_URL'] && !(given['MIGRATE_DATABASE_URL'] && isPooler(given['DATABASE_URL']))
    ? [
        'DATABASE_URL: must be left out, for each app has a login of its own: set MIGRATE_DATABASE_URL to the address of the owner of the ' +
          'database, and the logins are made. Beside it, DATABASE_URL may be a pooler before that database, without a login',
      ]
    : []),
  ...(given['MIGRATE_DATABASE_URL'] && !/^postgres(ql)?:\/\/\S+$/.test(given['MIGRATE_DATABASE_URL'])
    ? ['MIGRATE_DATABASE_URL: must be a postgres:// URL']
    : []),
];

/** Training costs the most; with these it goes to the sandbox although FAL has a key. */
export const isTrainingTested = (given: Environment): boolean =>
  ['AVATAR_TEST_MODE', 'FAL_TRAINING_TEST_MODE'].some((name) => ['true', '1'].includes(given[name] ?? ''));

/**
 * What one app is told differently in test mode: the trainer is sent to the sandbox. The sandbox's callbacks are not signed by FAL, so
 * the receiver refuses them and the trainings end by polling.
 */
export const testModeEnvironment = (
  app: string,
  given: Environment,
  { sandboxPorts }: Addresses,
  secrets: Secrets,
): Environment =>
  app === 'avatar-trainer' && isTrainingTested(given) ? SANDBOXED_ENVIRONMENT.fal(at(sandboxPorts.fal), secrets) : {};

/** Leaves out a key that this app has no use for: the transcriber speaks to FAL only where FAL reads texts aloud. */
export const withoutUnusedKey = (app: string, env: Environment): Environment => {
  if (app !== 'transcriber' || env['SPEECH_PROVIDER'] === 'fal') return env;
  const { FAL_API_KEY: _unused, ...used } = env;
  return used;
};

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** `NAME: rule` when a played Telegram, whose people pay with played Stars, would spend real keys on a public address. */
export const exposureProblems = (given: Environment): string[] => {
  const real = ['FAL_API_KEY', 'OPENAI_API_KEY'].filter((name) => given[name]);
  const isPublic = !LOOPBACK.includes(given['LISTEN_HOST'] ?? '127.0.0.1');
  return isPublic && real.length > 0 && sandboxed(given).includes('telegram')
    ? [
        `LISTEN_HOST: must be 127.0.0.1 while Telegram is played and ${real.join(' and ')} real, or strangers may spend what you pay for: ` +
          'set TELEGRAM_BOT_TOKEN too, or leave LISTEN_HOST out and let a proxy pass FAL’s callbacks on to API_PORT',
      ]
    : [];
};

/** The sandbox gets only its own keys. */
const KEYS_OF_OTHERS = [
  ...PROVIDER_NAMES.map((name) => PROVIDERS[name].variable),
  'MINIO_ACCESS_KEY',
  'MINIO_SECRET_KEY',
];

/** What the sandbox is told: where to serve each provider, with which keys, and which of them the apps were sent to. */
export const sandboxEnvironment = (
  given: Environment,
  { pagePort, sandboxPorts }: Addresses,
  secrets: Secrets,
  stateDir: string,
): Environment => ({
  ...Object.fromEntries(Object.entries(given).filter(([name]) => !KEYS_OF_OTHERS.includes(name))),
  LISTEN_HOST: '127.0.0.1', // whatever the apps are told: its page asks for no password
  SANDBOX_STATE_DIR: stateDir,
  SANDBOX_USED: sandboxed(given).join(','),
  SANDBOX_PAGE_PORT: String(pagePort),
  ...Object.fromEntries(
    PROVIDER_NAMES.map((name) => [`SANDBOX_${name.toUpperCase()}_PORT`, String(sandboxPorts[name])]),
  ),
  SANDBOX_TELEGRAM_TOKEN: secrets.telegramToken,
  SANDBOX_FAL_KEY: secrets.falKey,
  SANDBOX_OPENAI_KEY: secrets.openAiKey,
  SANDBOX_S3_ACCESS_KEY: secrets.s3AccessKey,
  SANDBOX_S3_SECRET_KEY: secrets.s3SecretKey,
  SANDBOX_S3_ACCOUNTS: JSON.stringify(storageAccounts(given, secrets)),
});
