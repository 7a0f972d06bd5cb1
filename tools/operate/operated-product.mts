import { ConfigError, parseConfig } from '@aisha/platform';
import { S3ObjectStore, StorageConfig } from '@aisha/storage';
import { operatedEnvironment } from '../start/running-environment.mts';
import { StartError } from '../start/start-error.mts';

/** The database of the product for a command; ends the process with a sentence if none is configured. */
export const operatedDatabase = (): string => {
  try {
    const { DATABASE_URL } = operatedEnvironment(process.env);
    if (DATABASE_URL) return DATABASE_URL;
    console.error('DATABASE_URL: must be set, here or in .env, unless `npm start` runs from this folder.');
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
  }
  process.exit(1);
};

/** The stored files of the product for a command; ends the process with a sentence for each variable that is missing or wrong. */
export const operatedFiles = (): S3ObjectStore => {
  try {
    return new S3ObjectStore(parseConfig(StorageConfig, operatedEnvironment(process.env)));
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};
