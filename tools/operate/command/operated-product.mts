import { ConfigError, parseConfig } from '@aisha/platform';
import { S3ObjectStore, StorageConfig } from '@aisha/storage';
import { operatedEnvironment } from '../../start/running-environment.mts';
import type { Environment } from '../../start/environment.mts';
import { StartError } from '../../start/start-error.mts';

/**
 * The product's database for a command: with the app's login where that is configured, as in its container, otherwise
 * with the owner's. Ends the process with a sentence when neither is configured.
 */
export const operatedDatabase = (): string =>
  databaseIn(({ DATABASE_URL, MIGRATE_DATABASE_URL }) => DATABASE_URL ?? MIGRATE_DATABASE_URL);

/** The database with the owner's login, for commands that read or write everything. */
export const ownedDatabase = (): string => databaseIn(({ MIGRATE_DATABASE_URL }) => MIGRATE_DATABASE_URL);

/**
 * The environment of the product, and the address of its database with the app's login or else the owner's. The address is undefined where
 * neither is configured. Ends the process with a sentence when the environment cannot be read.
 */
export const operatedAddresses = (): { readonly env: Environment; readonly databaseUrl: string | undefined } => {
  try {
    const env = operatedEnvironment(process.env);
    return { env, databaseUrl: env['DATABASE_URL'] ?? env['MIGRATE_DATABASE_URL'] };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};

const databaseIn = (urlIn: (env: Environment) => string | undefined): string => {
  try {
    const url = urlIn(operatedEnvironment(process.env));
    if (url) return url;
    console.error('MIGRATE_DATABASE_URL: must be set, here or in .env, unless `npm start` runs from this folder.');
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
  }
  process.exit(1);
};

/** The stored files of the product for a command; ends the process with a sentence for each variable that is missing or wrong. */
export const operatedFiles = (): S3ObjectStore => new S3ObjectStore(operatedStorageConfig());

/** The place of the stored files and the key to them; ends the process with a sentence for each variable that is missing or wrong. */
export const operatedStorageConfig = (): StorageConfig => {
  try {
    return parseConfig(StorageConfig, operatedEnvironment(process.env));
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};
