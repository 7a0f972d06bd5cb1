import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { APP_LOGINS, DEFAULT_INSTALLATION, LOGINS, loginName, passwordVariable, type Login } from '@aisha/domain';
import { QUEUE_APPS, queueUser } from '@aisha/messaging/rights';
import { DEFAULT_BUCKETS, STORING_APPS, storagePolicy, type StoringApp } from '@aisha/storage/rights';
import type { Secrets } from './secrets.mts';
import { StartError } from './start-error.mts';

export type Environment = Record<string, string | undefined>;

/**
 * Merges `.env` (or ENV_FILE) with the real environment, which has precedence; an empty variable counts as not set.
 * Throws StartError when the file of ENV_FILE is missing: without its keys the providers would silently be sandboxed.
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

/** The variables that the launcher itself reads, each with a sentence for docs/generated. */
export const LAUNCHER_VARIABLES: Readonly<Record<string, { byDefault: string; meaning: string }>> = {
  STATE_DIR: {
    byDefault: '.state',
    meaning: 'Where the embedded servers, the sandbox, logs and made-up secrets are kept. One launcher at a time.',
  },
  ENV_FILE: { byDefault: '.env', meaning: 'Read instead of `.env`; empty for none. Only from the real environment.' },
  PORTS: {
    byDefault: '',
    meaning:
      '`free`: BOT_PORT, API_PORT, CONSOLE_PORT, PUBLIC_API_PORT and SANDBOX_PAGE_PORT take free ports when not set.',
  },
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
  SANDBOX_PEOPLE: {
    byDefault: '',
    meaning:
      '`none`: nobody is played. Otherwise, where every provider is sandboxed and nobody is there yet, `npm start` plays some people, so that the desk shows something.',
  },
  SANDBOX_PAGE_PORT: { byDefault: '8090', meaning: 'The chat page; 0 for a free port.' },
  SANDBOX_CARDS: {
    byDefault: '',
    meaning:
      'A currency, such as `EUR`: the played Telegram has a card provider, so that packs can be bought by a test card.',
  },
  SANDBOX_TIME_SCALE: {
    byDefault: '0.01',
    meaning: 'One factor, 0.0001 to 1, on every duration of the sandboxed providers: 0.01 trains in seconds.',
  },
};

/** The outside services. Each is the real one when its variable is set, and sandboxed otherwise. */
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
  consolePort: number;
  publicApiPort: number;
  pagePort: number;
  /** The port on which the sandbox serves each provider. */
  sandboxPorts: Record<Provider, number>;
}

/** The owner: the first person whom the sandbox makes (dev/fakes). */
const OWNER_OF_SANDBOX = '5000000001:owner';

const at = (port: number): string => `http://127.0.0.1:${port}`;

/** The address and the keys of each sandboxed provider, in the same variables that point to the real one. */
const SANDBOXED_ENVIRONMENT: Record<Provider, (url: string, secrets: Secrets) => Environment> = {
  telegram: (url, secrets) => ({ TELEGRAM_BOT_TOKEN: secrets.telegramToken, TELEGRAM_API_ROOT: `${url}/` }),
  fal: (url, secrets) => ({
    FAL_API_KEY: secrets.falKey,
    FAL_ADMIN_KEY: `admin-${secrets.falKey}`, // as the sandbox's FAL makes it
    FAL_QUEUE_URL: `${url}/queue`,
    FAL_REST_URL: `${url}/rest`,
    FAL_PLATFORM_URL: `${url}/platform`,
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

/**
 * The settings of a card provider that the sandbox plays, with a rate at which every usual price is above its floor; none without a
 * currency.
 */
const playedCards = (currency: string | undefined): Environment =>
  currency === undefined
    ? {}
    : { PAYMENT_PROVIDER_TOKEN: '1:TEST:played', PAYMENT_CURRENCY: currency, PAYMENT_DOLLARS_A_UNIT: '1' };

/** The environment of every app: the given one, completed by the addresses and keys of what the launcher starts itself. */
export const appEnvironment = (given: Environment, addresses: Addresses, secrets: Secrets): Environment => {
  const ours = sandboxed(given).map((name) => SANDBOXED_ENVIRONMENT[name](at(addresses.sandboxPorts[name]), secrets));
  return {
    LISTEN_HOST: '127.0.0.1',
    FAL_WEBHOOK_URL: `${at(addresses.apiPort)}/api/v1/avatar/status_update`,
    WEBHOOK_SECRET: secrets.webhookSecret,
    TELEGRAM_WEBHOOK_SECRET: secrets.telegramWebhookSecret,
    CONSOLE_URL: at(addresses.consolePort),
    ...(sandboxed(given).includes('telegram') && {
      FFMPEG_FROM_NPM: 'true', // the people are played, so no stranger's recording or video comes in
      ADMIN_TELEGRAM_IDS: OWNER_OF_SANDBOX,
      SANDBOX_DESK_TOKEN: secrets.deskToken, // a link to the desk for a person without Telegram; only `npm start` prints it
      TRAINING_GAIN_PEOPLE: '1', // usually there is one person, and nobody real could be recognised
      WELCOME_CREDITS: '250', // a fast avatar and some pictures: everything can be tried before anything is bought
      TELEGRAM_WEBHOOK_URL: `${at(addresses.botPort)}/telegram/updates`,
      WEBHOOK_PRIVATE_HOSTS: '127.0.0.1:*', // the programs of the played people run on this machine
      ...playedCards(given['SANDBOX_CARDS']),
    }),
    PUBLIC_API_URL: at(addresses.publicApiPort),
    ...given,
    BOT_PORT: String(addresses.botPort),
    API_PORT: String(addresses.apiPort),
    CONSOLE_PORT: String(addresses.consolePort),
    PUBLIC_API_PORT: String(addresses.publicApiPort),
    ...Object.assign({}, ...ours),
  };
};

/** The variables by which a machine describes itself to any program. */
const OF_THE_MACHINE = /^(PATH|HOME|TMPDIR|TEMP|TMP|TZ|LANG|LC_\w+|SYSTEMROOT|NODE_\w+|HTTPS?_PROXY|NO_PROXY)$/i;

/** Keeps only the variables that an app names and those of the machine, so that no app holds another app's keys or the caller's. */
export const onlyNamed = (env: Environment, names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name) || OF_THE_MACHINE.test(name)));

/** The environment of the migrations: the owner's address, the installation, and the passwords of the logins that they make. */
export const migrationEnvironment = (env: Environment, secrets: Secrets): Environment => ({
  ...onlyNamed(env, ['MIGRATE_DATABASE_URL', 'INSTALLATION']),
  ...Object.fromEntries(LOGINS.map((login) => [passwordVariable(login), secrets[`${login}Password`]])),
});

/**
 * Gives an app the address of the database, or of the pooler before it, with the app's own login. The sandbox has no login, and the
 * receiver needs one only while the queue is in Postgres.
 */
export const loginOf = (
  app: string,
  { MIGRATE_DATABASE_URL, REDIS_URL, INSTALLATION = DEFAULT_INSTALLATION }: Environment,
  secrets: Secrets,
  pooler?: string,
): Environment => {
  const login = (APP_LOGINS as Readonly<Record<string, Login>>)[app];
  if (login === undefined || !MIGRATE_DATABASE_URL || (login === 'receiver' && REDIS_URL)) return {};
  // The URL class cannot read this address: it may hold a list of servers, as libpq writes it.
  const [, protocol, servers] = /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?(.*)$/.exec(pooler ?? MIGRATE_DATABASE_URL) ?? [];
  const password = encodeURIComponent(secrets[`${login}Password`]);
  return { DATABASE_URL: `${protocol}${loginName(INSTALLATION, login)}:${password}@${servers}` };
};

/**
 * An app's own key to the sandboxed storage. Nothing for an app that keeps no files, and where the storage is real: there the operator
 * gives the keys.
 */
export const storageKeyOf = (app: string, given: Environment, secrets: Secrets): Environment => {
  const storing = STORING_APPS.find((name) => name === app);
  if (!storing || !sandboxed(given).includes('s3')) return {};
  return { MINIO_ACCESS_KEY: keyName(storing, given), MINIO_SECRET_KEY: secrets[`${APP_LOGINS[storing]}S3Key`] };
};

const keyName = (app: StoringApp, { INSTALLATION = DEFAULT_INSTALLATION }: Environment): string =>
  loginName(INSTALLATION, APP_LOGINS[app]);

/** The apps' keys to the sandboxed storage, each with the policy of its app. */
const storageAccounts = (given: Environment, secrets: Secrets): object[] => {
  const avatars = given['MINIO_BUCKET_AVATARS'] ?? DEFAULT_BUCKETS.avatars;
  const files = given['MINIO_BUCKET_NAME'] ?? DEFAULT_BUCKETS.files;
  return STORING_APPS.map((app) => ({
    accessKey: keyName(app, given),
    secretKey: secrets[`${APP_LOGINS[app]}S3Key`],
    policy: storagePolicy(app, { avatars, files }),
  }));
};

/**
 * The address of the queue with the app's own user, in the Redis that the launcher starts. Nothing for an app without a queue, and where
 * there is no such Redis: in an operator's Redis the operator makes the users.
 */
export const queueUserOf = (app: string, given: Environment, env: Environment, secrets: Secrets): Environment => {
  const queued = QUEUE_APPS.find((name) => name === app);
  if (!queued || given['REDIS_URL'] || !env['REDIS_URL']) return {};
  const url = new URL(env['REDIS_URL']);
  url.username = loginName(given['INSTALLATION'] ?? DEFAULT_INSTALLATION, APP_LOGINS[queued]);
  url.password = secrets[`${APP_LOGINS[queued]}RedisPassword`];
  return { REDIS_URL: url.href };
};

/** The apps' users of the Redis that the launcher starts, as lines of its configuration. */
export const queueUsers = ({ INSTALLATION = DEFAULT_INSTALLATION }: Environment, secrets: Secrets): string[] =>
  QUEUE_APPS.map((app) => queueUser(app, INSTALLATION, secrets[`${APP_LOGINS[app]}RedisPassword`]));

/** Whether the address may be the address of a pooler: it holds no login, because each app adds its own. */
export const isPooler = (url: string): boolean => /^postgres(ql)?:\/\/[^\s@]+$/.test(url);

/** `NAME: rule` for an address with which all apps would share one login, and for a text that is no address. */
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

/** Whether test mode is on: trainings, which cost the most, then go to the sandbox even if there is a key for FAL. */
export const isTrainingTested = (given: Environment): boolean =>
  ['AVATAR_TEST_MODE', 'FAL_TRAINING_TEST_MODE'].some((name) => ['true', '1'].includes(given[name] ?? ''));

/**
 * The variables that differ in test mode: they lead the trainer to the sandbox. FAL does not sign the sandbox's callbacks, so the
 * receiver refuses them, and the trainer learns the end of a training by polling.
 */
export const testModeEnvironment = (
  app: string,
  given: Environment,
  { sandboxPorts }: Addresses,
  secrets: Secrets,
): Environment =>
  app === 'avatar-trainer' && isTrainingTested(given) ? SANDBOXED_ENVIRONMENT.fal(at(sandboxPorts.fal), secrets) : {};

/** Leaves out a key that this app does not use: FAL's key where OpenAI alone hears recordings and reads texts aloud. */
export const withoutUnusedKey = (app: string, env: Environment): Environment => {
  const asksFal = env['SPEECH_PROVIDER'] !== 'openai' || env['RECOGNIZERS']?.trim() !== 'openai';
  if (app !== 'transcriber' || asksFal) return env;
  const { FAL_API_KEY: _unused, ...used } = env;
  return used;
};

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** `NAME: rule` when strangers at a public address could spend real keys through a played Telegram, where Stars cost nothing. */
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

/** The keys to the real providers, which the sandbox does not get. */
const KEYS_OF_OTHERS = [
  ...PROVIDER_NAMES.map((name) => PROVIDERS[name].variable),
  'FAL_ADMIN_KEY',
  'MINIO_ACCESS_KEY',
  'MINIO_SECRET_KEY',
];

/** The environment of the sandbox: where it serves each provider, with which keys, and which providers the apps use there. */
export const sandboxEnvironment = (
  given: Environment,
  { pagePort, sandboxPorts }: Addresses,
  secrets: Secrets,
  stateDir: string,
): Environment => ({
  ...Object.fromEntries(Object.entries(given).filter(([name]) => !KEYS_OF_OTHERS.includes(name))),
  LISTEN_HOST: '127.0.0.1', // even where the apps listen elsewhere, because the sandbox's page asks for no password
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
