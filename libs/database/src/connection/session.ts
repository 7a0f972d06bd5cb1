import { createHash } from 'node:crypto';
import type { Client, ClientConfig, QueryResult } from 'pg';
import { AfterAnother, THEN } from './after-another';
import { isDirect } from './pooler';
import { PrimaryClient } from './primary';

/**
 * How many statements a session keeps prepared. The product has about two hundred texts. Texts built per call, such as an insert of
 * many rows, must not fill the server's memory.
 */
const PREPARED_AT_MOST = 500;

/**
 * How often a session sends a statement before it asks whether it may prepare it. Many a connection serves one look of a process at
 * rest, or a few steps of an order, and is closed again.
 */
const SENT_BEFORE = 2;

/**
 * The error codes after which a prepared statement is of no more use: `feature_not_supported`, for example "cached plan must not change
 * result type" after a migration; no code, when a parameter could not be serialised and the server never got the statement;
 * `invalid_sql_statement_name`, when such a statement is used after that.
 */
const SERVES_NO_MORE: readonly unknown[] = ['0A000', '26000', undefined];

type QueryArguments = readonly [text: unknown, values?: unknown, callback?: unknown];
type Query = (...given: QueryArguments) => Promise<QueryResult> | void;

/**
 * A connection to Postgres that saves work on each statement. A statement with parameters that the session sends again and
 * again is prepared under a name, so that Postgres parses it no more and plans it a few times in a session. BEGIN is sent
 * together with the first statement of a transaction, without waiting (`pipeline`), because its answer tells nothing that
 * the next answer would not.
 *
 * Behind a pooler the connection prepares nothing: its next statement may go to another server
 * (docs/decisions/0034-behind-pgbouncer.md).
 */
export class Session extends PrimaryClient {
  /** Statements by their text: the name of a prepared one, or how often another one was sent. */
  private readonly names = new Map<string, string | number>();
  /** Whether the session may prepare statements: it may once it knows that no pooler stands in between. */
  private prepares: 'unknown' | 'asked' | boolean = 'unknown';
  /** Raised when a migration changes the results of prepared statements: the session then prepares them anew. */
  private generation = 0;

  constructor(config?: string | ClientConfig) {
    super({ ...(typeof config === 'string' ? { connectionString: config } : config), pipeline: true } as ClientConfig);
    const query = super.query.bind(this) as Query;
    // `query` is a property and not a method: pg declares some twenty overloads of it, and these arguments cover all of them.
    this.query = ((...given: QueryArguments) => this.send(query, given)) as Client['query'];
  }

  private send(query: Query, given: QueryArguments): Promise<QueryResult> | void {
    const [text, values, callback] = given;
    if (typeof text !== 'string' || callback !== undefined || typeof values === 'function') return query(...given);
    if (text === 'START TRANSACTION') return this.begin(query, text);
    if (text === 'COMMIT') return this.commit(query, text);
    if (!Array.isArray(values) || values.length === 0) return query(...given);
    const [statement, first] = text.split(THEN).reverse() as [string, string?];
    const name = this.nameOf(statement, query);
    if (first !== undefined) return this.answered(AfterAnother.sent(query, first, { name, text: statement, values }));
    if (name === undefined) return query(...given);
    return this.answered(query({ name, text, values }) as Promise<QueryResult>);
  }

  private answered(answer: Promise<QueryResult>): Promise<QueryResult> {
    return answer.catch((error: unknown) => {
      if (SERVES_NO_MORE.includes((error as { code?: string }).code)) this.forgetPrepared();
      throw error;
    });
  }

  /** Statements after a failed BEGIN would be outside a transaction, so the session ends the connection; the first statement fails. */
  private begin(query: Query, text: string): Promise<QueryResult> {
    (query(text) as Promise<QueryResult>).catch(() => this.connection.stream.destroy());
    return Promise.resolve({ command: 'START', rows: [], rowCount: null, oid: 0, fields: [] });
  }

  /** Postgres answers COMMIT of a failed transaction with a rollback, and reports no error. */
  private async commit(query: Query, text: string): Promise<QueryResult> {
    const result = await (query(text) as Promise<QueryResult>);
    if (result.command === 'ROLLBACK') throw new Error('The transaction had failed and was rolled back.');
    return result;
  }

  /**
   * The name under which a statement is prepared. None when it was sent so seldom that it need not be prepared, nor the session know whether
   * a pooler stands in between.
   */
  private nameOf(text: string, query: Query): string | undefined {
    const known = this.names.get(text) ?? 0;
    if (typeof known === 'string') return known;
    if (known < SENT_BEFORE) {
      if (known > 0 || this.names.size < PREPARED_AT_MOST) this.names.set(text, known + 1);
      return undefined;
    }
    if (this.prepares === 'unknown') this.askWhetherDirect(query);
    if (this.prepares !== true) return undefined;
    // The name contains a digest of the statement's text: if a server is lent to another client after all, the name
    // never means another statement.
    const name = `aisha_${this.generation}_${createHash('sha256').update(text).digest('base64url')}`;
    this.names.set(text, name);
    return name;
  }

  /** Without an answer, as in a transaction that has failed, the session asks again at the next statement that it repeats. */
  private askWhetherDirect(query: Query): void {
    this.prepares = 'asked';
    isDirect(this, query as Parameters<typeof isDirect>[1]).then(
      (direct) => (this.prepares = direct),
      () => (this.prepares = 'unknown'),
    );
  }

  private forgetPrepared(): void {
    this.generation += 1;
    this.names.clear();
  }
}
