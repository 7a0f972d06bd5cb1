import { getMetadataStorage } from 'class-validator';
import { distance } from 'fastest-levenshtein';

/**
 * The old names of variables, which an older .env may have, each with the present name. DATABASE_PORT and REDIS_PORT are left out:
 * Kubernetes itself sets them where a service is called `database` or `redis`.
 */
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
 * The most letters by which a mistyped name differs from the one that was meant; two swapped letters count as two. The names that apps read
 * differ from each other by more.
 */
const OFF_BY_AT_MOST = 2;
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
 * The variables of `env` that are not in `read` but look like a name in `read`. An empty variable counts as not set; an old name
 * (RENAMED_VARIABLES) does not count as mistyped.
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
