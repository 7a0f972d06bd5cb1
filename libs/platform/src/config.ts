import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { mistypedVariables, RENAMED_VARIABLES, variablesOf } from './variable-names';

export type ConfigClass<C extends object> = new () => C;

/** All wrong variables of an environment, as `NAME: rule`, one per line. It never has the values: a token would get into a log. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads an app's environment into its configuration class. An empty variable counts as absent, so `KEY=` in .env means the default. A
 * variable under its old name is refused where the app reads the new one, because its value would quietly be ignored. If there is any
 * problem, throws ConfigError with all problems, and with the variables whose names look mistyped.
 */
export function parseConfig<C extends object>(configClass: ConfigClass<C>, env: NodeJS.ProcessEnv): C {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const config = plainToInstance(configClass, given, { exposeDefaultValues: true, enableImplicitConversion: false });
  const read = variablesOf(configClass);
  const renamed = Object.entries(RENAMED_VARIABLES)
    .filter(([old, name]) => old in given && read.includes(name))
    .map(([old, name]) => `${old}: is not read any more, set ${name} instead`);
  const problems = validateSync(config, { whitelist: false, forbidUnknownValues: false }).map(
    ({ property, constraints = { unknown: 'is not valid' } }) => {
      const rules = Object.values(constraints).map((rule) => rule.replace(`${property} `, ''));
      return `${property}: ${[...new Set(rules)].join(', ')}`;
    },
  );
  if (renamed.length + problems.length > 0) {
    const mistyped = mistypedVariables(given, read).map(
      ({ name, meant }) => `${name}: nobody reads it, is ${meant} meant?`,
    );
    throw new ConfigError([...renamed, ...problems, ...mistyped]);
  }
  return config;
}
