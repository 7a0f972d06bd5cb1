import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

export type ConfigClass<C extends object> = new () => C;

/** All wrong variables of an environment, as `NAME: rule`, one a line. Never the values: a token would get into a log. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads an app's environment into its configuration class. An empty variable counts as absent, so `KEY=` in .env means
 * the default. Throws ConfigError with all problems.
 */
export function parseConfig<C extends object>(configClass: ConfigClass<C>, env: NodeJS.ProcessEnv): C {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const config = plainToInstance(configClass, given, { exposeDefaultValues: true, enableImplicitConversion: false });
  const problems = validateSync(config, { whitelist: false, forbidUnknownValues: false }).map(
    ({ property, constraints = { unknown: 'is not valid' } }) => {
      const rules = Object.values(constraints).map((rule) => rule.replace(`${property} `, ''));
      return `${property}: ${[...new Set(rules)].join(', ')}`;
    },
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
