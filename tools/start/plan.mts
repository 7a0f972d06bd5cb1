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
  sandboxed,
  sandboxEnvironment,
  testModeEnvironment,
  withoutUnusedKey,
  type Addresses,
  type Environment,
  type Provider,
} from './environment.mts';
import { choosePorts, portProblems } from './ports.mts';
import { somebodyAnswers } from './reachable.mts';
import { keepSecrets } from './secrets.mts';
import { StartError } from './start-error.mts';

export const SANDBOX = 'sandbox';

/** What will run, and what each program will be told. */
export interface Plan {
  /** Compiled ones, without the sandbox. */
  apps: string[];
  usesSandbox: boolean;
  pagePort: number;
  /** What all apps are told. Where the queue is is added when it runs. */
  env: Environment;
  /** What the migrations are told, once Postgres runs. */
  migrationEnv(): Environment;
  /** Of that, once the servers run, what one app's configuration class names; its own login; and of the machine what every program needs. */
  envOf(name: string): Environment;
  /** Sentences about variables that nobody reads. */
  warnings: string[];
}

/** Decides everything before anything is started. Throws StartError with every problem of the configuration at once. */
export const makePlan = async (
  root: string,
  real: Environment,
  stateDir: string,
  afterStaleRun: boolean,
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
  const sandboxEnv = sandboxEnvironment(given, addresses, secrets, sandboxState);
  const envOf = (name: string): Environment =>
    name === SANDBOX ? sandboxEnv : { ...env, ...testModeEnvironment(name, given, addresses, secrets) };
  const names = compiledApps(root);
  const checked = names.map((name) => ({ directory: path.join(root, 'apps', name), env: envOf(name) }));
  const { problems: theirs, names: namesOf, mistyped } = await checkConfigurations(checked, real);
  const problems = [...ownProblems, ...theirs];
  if (problems.length > 0) {
    throw new StartError(
      `The configuration is not usable:\n${[...new Set(problems)].map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  // Told once, by us, and not by every app.
  for (const { name } of mistyped) for (const told of [env, sandboxEnv]) delete told[name];
  if (real['REDIS_URL']) await somebodyAnswers('REDIS_URL', real['REDIS_URL']);

  return {
    apps: names.filter((name) => name !== SANDBOX),
    usesSandbox: names.includes(SANDBOX) && (sandboxed(real).length > 0 || isTrainingTested(real)),
    pagePort: addresses.pagePort,
    env,
    migrationEnv: () => migrationEnvironment(env, secrets),
    envOf: (name) =>
      withoutUnusedKey(
        name,
        onlyNamed({ ...envOf(name), ...loginOf(name, env, secrets, pooler) }, namesOf[names.indexOf(name)] ?? []),
      ),
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
