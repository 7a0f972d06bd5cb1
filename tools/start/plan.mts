import { anotherPort } from '@aisha/embedded';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkConfigurations } from './configuration.mts';
import {
  appEnvironment,
  databaseProblems,
  exposureProblems,
  isTrainingTested,
  loginOf,
  migrationEnvironment,
  onlyNamed,
  PROVIDER_NAMES,
  queueUserOf,
  queueUsers,
  sandboxed,
  sandboxEnvironment,
  storageKeyOf,
  testModeEnvironment,
  withoutUnusedKey,
  type Addresses,
  type Environment,
  type Provider,
} from './environment.mts';
import { choosePorts, keepPorts, mayPageMove, portProblems } from './ports.mts';
import { somebodyAnswers } from './reachable.mts';
import { keepSecrets } from './secrets.mts';
import { StartError } from './start-error.mts';

export const SANDBOX = 'sandbox';

/** What will run, and what each program will be told. */
export interface Plan {
  /** Compiled ones, without the sandbox. */
  apps: string[];
  usesSandbox: boolean;
  /** What all apps are told. Where the queue is is added when it runs. */
  env: Environment;
  /** The users of the Redis that is started for the queue and their rights, as lines of its configuration. */
  queueUsers: string[];
  /** What the migrations are told, once Postgres runs. */
  migrationEnv(): Environment;
  /**
   * The environment of an app once the servers run: what its configuration class names, its own login, and of the machine what every
   * program needs.
   */
  envOf(name: string): Environment;
  /** Gives a sandboxed provider another port because another program has taken its own: the apps learn of it with the next start. */
  moveSandbox(provider: Provider): void;
  /** Where the sandbox shows its page. */
  movePage(port: number): void;
  /** Sentences about variables that no app reads. */
  warnings: string[];
}

/** Decides everything before anything is started. Throws StartError with every problem of the configuration at once. */
export const makePlan = async (
  root: string,
  real: Environment,
  stateDir: string,
  afterStaleRun: boolean,
  configurationsBundle?: string,
): Promise<Plan> => {
  const ownProblems = [...portProblems(real), ...exposureProblems(real), ...databaseProblems(real)];
  const chosen = ownProblems.length > 0 ? undefined : await choosePorts(real, { stateDir, afterStaleRun });
  const addresses = chosen ?? NOWHERE;
  const secrets = keepSecrets(stateDir);
  const { DATABASE_URL: pooler, ...others } = real;
  const given = { NODE_COMPILE_CACHE: path.join(stateDir, 'compile-cache'), ...others };
  const sandboxState = path.join(stateDir, SANDBOX);
  mkdirSync(sandboxState, { recursive: true, mode: 0o700 });

  const env = appEnvironment(given, addresses, secrets);
  const sandboxTold = (): Environment => ({
    ...sandboxEnvironment(given, addresses, secrets, sandboxState),
    SANDBOX_PAGE_MOVES: String(mayPageMove(real)),
  });
  const sandboxEnv = sandboxTold();
  const envOf = (name: string): Environment =>
    name === SANDBOX ? sandboxEnv : { ...env, ...testModeEnvironment(name, given, addresses, secrets) };
  const names = compiledApps(root);
  const checked = names.map((name) => ({ directory: path.join(root, 'apps', name), env: envOf(name) }));
  const { problems: theirs, names: namesOf, mistyped } = await checkConfigurations(checked, real, configurationsBundle);
  const problems = [...ownProblems, ...theirs];
  if (problems.length > 0) {
    throw new StartError(
      `The configuration is not usable:\n${[...new Set(problems)].map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  // The launcher tells it once, so that not every app does.
  const withoutMistyped = (): void => {
    for (const { name } of mistyped) for (const told of [env, sandboxEnv]) delete told[name];
  };
  withoutMistyped();
  if (real['REDIS_URL']) await somebodyAnswers('REDIS_URL', real['REDIS_URL']);

  return {
    apps: names.filter((name) => name !== SANDBOX),
    usesSandbox: names.includes(SANDBOX) && (sandboxed(real).length > 0 || isTrainingTested(real)),
    env,
    queueUsers: queueUsers(given, secrets),
    migrationEnv: () => migrationEnvironment(env, secrets),
    envOf: (name) =>
      withoutUnusedKey(
        name,
        onlyNamed(
          {
            ...envOf(name),
            ...loginOf(name, env, secrets, pooler),
            ...storageKeyOf(name, given, secrets),
            ...queueUserOf(name, given, env, secrets),
          },
          namesOf[names.indexOf(name)] ?? [],
        ),
      ),
    moveSandbox: (provider) => {
      addresses.sandboxPorts[provider] = anotherPort();
      keepPorts(stateDir, addresses);
      Object.assign(env, appEnvironment(given, addresses, secrets));
      Object.assign(sandboxEnv, sandboxTold());
      withoutMistyped();
    },
    movePage: (port) => {
      if (port === addresses.pagePort) return;
      addresses.pagePort = port;
      keepPorts(stateDir, addresses);
    },
    warnings: mistyped.map(({ name, meant }) => `${name}: nobody reads it, is ${meant} meant?`),
  };
};

const compiledApps = (root: string): string[] =>
  readdirSync(path.join(root, 'apps')).filter((name) => existsSync(path.join(root, 'apps', name, 'dist', 'main.js')));

/** Stands for addresses while only the configuration is checked. */
const NOWHERE: Addresses = {
  botPort: 1,
  apiPort: 1,
  pagePort: 1,
  sandboxPorts: Object.fromEntries(PROVIDER_NAMES.map((name) => [name, 1])) as Record<Provider, number>,
};
