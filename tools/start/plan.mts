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

/** The programs that will run, and the environment of each. */
export interface Plan {
  /** The names of the compiled apps, without the sandbox. */
  apps: string[];
  usesSandbox: boolean;
  /** The environment of all apps. The launcher adds the queue's address once its server runs. */
  env: Environment;
  /** The users of the Redis that is started for the queue and their rights, as lines of its configuration. */
  queueUsers: string[];
  /** The environment of the migrations; asked for once Postgres runs. */
  migrationEnv(): Environment;
  /**
   * The environment of an app, asked for once the servers run: the variables of its configuration class, its own login, and the
   * machine's variables that every program needs.
   */
  envOf(name: string): Environment;
  /** Gives a sandboxed provider another port because another program has taken its own. The apps get the new address with their next start. */
  moveSandbox(provider: Provider): void;
  /** Notes the port on which the sandbox serves its page. */
  movePage(port: number): void;
  /** Sentences about variables that no app reads. */
  warnings: string[];
}

/**
 * Decides what runs, where and with which environment before anything is started. Throws StartError with every problem
 * of the configuration at once.
 */
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
  const {
    problems: theirs,
    names: namesOf,
    mistyped,
  } = await checkConfigurations(checked, real, path.join(stateDir, 'configuration-checked.json'), configurationsBundle);
  const problems = [...ownProblems, ...theirs];
  if (problems.length > 0) {
    throw new StartError(
      `The configuration is not usable:\n${[...new Set(problems)].map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  // The launcher warns of mistyped variables once. They are removed from the environments, so that no app repeats the warning.
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

/** Stands for the ports when there are problems already, and the launcher only collects further problems. */
const NOWHERE: Addresses = {
  botPort: 1,
  apiPort: 1,
  consolePort: 1,
  publicApiPort: 1,
  pagePort: 1,
  sandboxPorts: Object.fromEntries(PROVIDER_NAMES.map((name) => [name, 1])) as Record<Provider, number>,
};
