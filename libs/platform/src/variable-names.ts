import { getMetadataStorage } from 'class-validator';
import { distance } from 'fastest-levenshtein';

/** The present names of variables of an older .env. DATABASE_PORT and REDIS_PORT are left out: Kubernetes sets those for services of that name. */
export const RENAMED_VARIABLES: Readonly<Record<string, string>> = {
  DATABASE_HOST: 'DATABASE_URL',
  DATABASE_NAME: 'DATABASE_URL',
  DATABASE_USER: 'DATABASE_URL',
  DATABASE_USERNAME: 'DATABASE_URL',
  DATABASE_PASSWORD: 'DATABASE_URL',
  REDIS_HOST: 'REDIS_URL',
  REDIS_PASSWORD: 'REDIS_URL',
  TELEGRAM_TOKEN: 'TELEGRAM_BOT_TOKEN',
};

/**
 * How many letters a mistyped name differs by at most; two swapped letters count twice. The names that apps read differ
 * from each other by more.
 */
export const OFF_BY_AT_MOST = 2;
/** Our names that are shorter than this are not compared, because other programs' variables are close to them by chance: PATH, PORTS. */
const LONG_ENOUGH = 7;

export interface MistypedVariable {
  readonly name: string;
  readonly meant: string;
}

/** The variables that a configuration class reads. */
export const variablesOf = (configClass: new () => object): string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(configClass, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];

/**
 * The variables of `env` that are not in `read` and look like a name in it. An empty variable counts as not set; an older name
 * (RENAMED_VARIABLES) is no mistyped one.
 */
export const mistypedVariables = (env: NodeJS.ProcessEnv, read: readonly string[]): MistypedVariable[] => {
  const targets = read.filter(({ length }) => length >= LONG_ENOUGH);
  return Object.keys(env)
    .filter((name) => env[name] && !read.includes(name) && !(name in RENAMED_VARIABLES))
    .flatMap((name) => {
      const meant = targets.find((target) => distance(name.toUpperCase(), target) <= OFF_BY_AT_MOST);
      return meant ? [{ name, meant }] : [];
    });
};
