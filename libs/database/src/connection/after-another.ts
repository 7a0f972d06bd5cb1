import { type Connection, Query, type QueryConfig, type QueryResult } from 'pg';

/** Separates two statements that a session sends at once as one transaction (`Database.writeUnderLock`). */
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
 * A statement that is sent together with another one before it; that first one has no parameters and gives no rows. Only the second
 * statement ends with a Sync, so Postgres runs both as one transaction, without START and COMMIT, and each statement sees what was committed
 * when that statement began. The client has nothing to decide in between, so the session never stands idle inside the transaction.
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
    // A statement that pg is to keep is parsed before the first statement can fail, because pg treats the first answer that comes as the
    // answer to this parsing.
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
