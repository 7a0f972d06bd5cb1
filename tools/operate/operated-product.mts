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
