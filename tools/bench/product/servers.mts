import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { migrate } from '@aisha/database';
import { loginName, type Login } from '@aisha/domain';
import { startPostgres, startRedis, type EmbeddedServer } from '@aisha/embedded';
import type { QueueHome } from '../figures/figure.mts';
import { LOGGED_WITHIN_MS, StatementLog, type SentStatement } from './statement-log.mts';

/** The servers under our product and the baselines alike, started as `npm start` starts them, except that Postgres counts its statements. */
export interface Servers {
  readonly postgresUrl: string;
  /** Undefined when the queue lives in Postgres. */
  readonly redisUrl: string | undefined;
  /** The process ids of the servers, by name. */
  readonly pids: Readonly<Record<string, number>>;
  /**
   * Every statement that apps send during the work, in order; not available where the caller of `startServers` reads
   * the server's log.
   */
  statementsOf(work: () => Promise<unknown>): Promise<SentStatement[]>;
  stop(): Promise<void>;
}

interface ServerSettings {
  /** Settings as `name = value`, in the syntax of ALTER SYSTEM. */
  readonly postgres?: readonly string[];
  /** Called with each line of Postgres' log. */
  readonly log?: (line: string) => void;
}

/** Starts Postgres, and Redis if the queue is to be there. Throws when the queue is to be in Redis and the machine has none. */
export const startServers = async (
  folder: string,
  queue: QueueHome,
  { postgres: settings = StatementLog.settings, log }: ServerSettings = {},
): Promise<Servers> => {
  const sent = new StatementLog();
  const started: EmbeddedServer[] = [];
  const stop = async (): Promise<void> => {
    for (const server of started.splice(0).reverse()) await server.stop();
  };
  try {
    const stateDir = path.join(folder, 'servers');
    const first = await startPostgres({ stateDir, durable: true });
    started.push(first);
    await asOwner(first.url, (client) =>
      client.query(`ALTER SYSTEM SET shared_preload_libraries = pg_stat_statements, auto_explain`),
    );
    await stop();
    const postgres = await startPostgres({ stateDir, durable: true, log: log ?? sent.read });
    started.push(postgres);
    await asOwner(postgres.url, async (client) => {
      await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
      for (const setting of settings) await client.query(`ALTER SYSTEM SET ${setting}`);
      await client.query('SELECT pg_reload_conf()');
    });
    const redis = queue === 'redis' ? await startRedis({ stateDir, durable: true }) : undefined;
    if (redis) started.push(redis);
    else if (queue === 'redis') throw new Error('this machine has no redis-server: npm run bench -- --queue postgres');
    const statementsOf = async (work: () => Promise<unknown>): Promise<SentStatement[]> => {
      sent.take();
      await logStatements(postgres.url, 'all');
      await work();
      await logStatements(postgres.url, 'none');
      return sent.take();
    };
    const pids = { postgres: postgres.pid, ...(redis && { redis: redis.pid }) };
    return { postgresUrl: postgres.url, redisUrl: redis?.url, pids, statementsOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/**
 * Switches the log of statements on (`all`) or off (`none`). A running session reads the setting before its next statement; the pause at the
 * end gives it the time.
 */
const logStatements = async (url: string, which: 'all' | 'none'): Promise<void> => {
  await pause(LOGGED_WITHIN_MS);
  await asOwner(url, async (client) => {
    await client.query(`ALTER SYSTEM SET log_statement = '${which}'`);
    await client.query('SELECT pg_reload_conf()');
  });
  await pause(LOGGED_WITHIN_MS);
};

/** Makes an empty database in the same Postgres; drops the one that had this name. Gives its URL. */
export const emptyDatabase = async (postgresUrl: string, name: string): Promise<string> => {
  await asOwner(postgresUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  return databaseUrl(postgresUrl, name);
};

/**
 * The installation that the logins of a measure's own databases have in their names. A login belongs to the server: under the product's own
 * name, the second migration would meet a login with another password.
 */
export const INSTALLATION_OF_MEASURES = 'bench';
export const loginOfMeasures = (login: Login): string => loginName(INSTALLATION_OF_MEASURES, login);

/** Makes another database in the same Postgres, with the product's tables and logins of its own. Gives its owner's URL. */
export const migratedDatabase = async (postgresUrl: string, name: string): Promise<string> => {
  const url = await emptyDatabase(postgresUrl, name);
  await migrate(url, { installation: INSTALLATION_OF_MEASURES });
  return url;
};

export const databaseUrl = (postgresUrl: string, name: string): string => {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
};

export const asOwner = async (connectionString: string, work: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};
