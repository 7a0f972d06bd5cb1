import { Client, type ClientConfig, type QueryResult } from 'pg';

/**
 * Statements a session keeps prepared. The product has about two hundred texts; those that are put together anew for each call, such as
 * an insert of as many rows as there are, must not fill the server's memory.
 */
const PREPARED_AT_MOST = 500;

/** `feature_not_supported`: among others "cached plan must not change result type", after a migration. */
const PLAN_IS_STALE = '0A000';

type QueryArguments = readonly [text: unknown, values?: unknown, callback?: unknown];
type Query = (...given: QueryArguments) => Promise<QueryResult> | void;

/**
 * A connection to Postgres that saves what can be saved on each statement. One with parameters is prepared under a name, so that it is
 * parsed once and planned a few times in a session. The beginning of a transaction is sent together with its first statement: pg sends
 * on without waiting (`pipeline`), and the answer tells nothing that the next one would not.
 */
export class Session extends Client {
  private readonly names = new Map<string, string>();
  /** Raised when a migration has changed what prepared statements answer: those of before are used no more. */
  private generation = 0;

  constructor(config?: string | ClientConfig) {
    super({ ...(typeof config === 'string' ? { connectionString: config } : config), pipeline: true } as ClientConfig);
    const query = super.query.bind(this) as Query;
    // A property: pg declares some twenty overloads, and all of them come down to these.
    this.query = ((...given: QueryArguments) => this.send(query, given)) as Client['query'];
  }

  private send(query: Query, given: QueryArguments): Promise<QueryResult> | void {
    const [text, values, callback] = given;
    if (typeof text !== 'string' || callback !== undefined || typeof values === 'function') return query(...given);
    if (text === 'START TRANSACTION') return this.begin(query, text);
    if (!Array.isArray(values) || values.length === 0) return query(...given);
    const name = this.nameOf(text);
    if (name === undefined) return query(...given);
    return (query({ name, text, values }) as Promise<QueryResult>).catch((error: unknown) => {
      if ((error as { code?: string }).code === PLAN_IS_STALE) this.forgetPrepared();
      throw error;
    });
  }

  /** If the connection is gone, the first statement says so. */
  private begin(query: Query, text: string): Promise<QueryResult> {
    (query(text) as Promise<QueryResult>).catch(() => undefined);
    return Promise.resolve({ command: 'START', rows: [], rowCount: null, oid: 0, fields: [] });
  }

  private nameOf(text: string): string | undefined {
    let name = this.names.get(text);
    if (name === undefined && this.names.size < PREPARED_AT_MOST) {
      name = `aisha_${this.generation}_${this.names.size}`;
      this.names.set(text, name);
    }
    return name;
  }

  private forgetPrepared(): void {
    this.generation += 1;
    this.names.clear();
  }
}
