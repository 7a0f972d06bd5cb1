import { type Connection, Query, type QueryConfig, type QueryResult } from 'pg';

/** Stands between two statements that a session sends at once as one transaction (`Database.writeUnderLock`). */
export const THEN = `;
/* then */
`;

/** Fields of pg's Query that its types leave out. */
interface PreparedQuery {
  readonly name: string | undefined;
  readonly text: string;
  callback: (error: Error | null, result: QueryResult) => void;
  hasBeenParsed(connection: Wire): boolean;
  prepare(connection: Wire): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}

/** The messages of Postgres' extended query protocol, as pg sends them. */
interface Wire extends Connection {
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { readonly name?: string | undefined; readonly text: string }): void;
  bind(values: object): void;
  execute(portal: object): void;
}

const PgQuery = Query as unknown as new (config: QueryConfig<unknown[]>) => PreparedQuery;

/**
 * A statement that follows another one, which has no parameters and gives no rows. Only the second one ends with a Sync, so Postgres runs
 * both as one transaction, without START and COMMIT, and each sees what was committed when it began. The client has nothing to decide
 * in between, so the session never stands idle inside the transaction.
 */
export class AfterAnother extends PgQuery {
  private isSecond = false;

  private constructor(
    private readonly first: string,
    statement: QueryConfig<unknown[]>,
  ) {
    super(statement);
  }

  /** Sends both statements; resolves to the answer of the second. */
  static sent(
    query: (both: object) => unknown,
    first: string,
    second: { readonly name: string | undefined; readonly text: string; readonly values: unknown[] },
  ): Promise<QueryResult> {
    return new Promise((resolve, reject) => {
      const both = new AfterAnother(first, second as QueryConfig<unknown[]>);
      both.callback = (error, result) => (error ? reject(error) : resolve(result));
      query(both);
    });
  }

  override prepare(connection: Wire): void {
    const { name, text } = this;
    // A statement that is to be kept is parsed before the first one can fail: pg believes the first answer to be about its parsing.
    if (name && !this.hasBeenParsed(connection)) {
      connection.parse({ name, text });
      connection.submittedNamedStatements[name] = text;
    }
    connection.parse({ text: this.first });
    connection.bind({});
    connection.execute({});
    super.prepare(connection);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.isSecond) return super.handleCommandComplete(message, connection);
    this.isSecond = true;
  }
}
