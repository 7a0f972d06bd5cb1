import type { EntityManager } from 'typeorm';

declare const inTransaction: unique symbol;

/** A transaction under way. Only `Database.transaction()` makes one, so a write outside a transaction does not compile. */
export type Transaction = EntityManager & { readonly [inTransaction]: true };

/** The state of a transaction under way. */
export interface UnderWay {
  readonly afterwards: Record<AfterCommit, (() => void)[]>;
  readonly sent: Promise<unknown>[];
  /** The writes that are sent right before COMMIT. */
  readonly atEnd: Write[];
  /** In `writeIfDecided`: the write that decides whether those of `atEnd` take effect. */
  decision?: Write;
  /** Work that runs when all other work is done, before the writes of `atEnd` are sent. */
  readonly lastly: (() => Promise<void>)[];
}

/** A statement that writes, without a WITH of its own. */
export interface Write {
  readonly statement: string;
  /** Whether the statement is a list of subqueries with names. */
  readonly isNamed?: boolean;
  readonly parameters: readonly unknown[];
  readonly row?: string;
  /** Resolved with the rows of RETURNING, for a caller who waits for them. */
  readonly answer?: PromiseWithResolvers<unknown>;
}

/** The state of each transaction under way; `Database` sets it. */
export const underWay = new WeakMap<EntityManager, UnderWay>();

/** Work for `first` runs before work for `then`, because other apps wait for the work for `first`. */
type AfterCommit = 'first' | 'then';

/** Runs work after the commit, never after a rollback. A crash may skip it. */
export function afterCommit(tx: Transaction, work: () => void, when: AfterCommit = 'then'): void {
  underWay.get(tx)?.afterwards[when].push(work);
}

/**
 * Sends a statement without waiting for its answer, so the next one follows at once. If it fails, the transaction fails, and Postgres
 * refuses its later statements. Resolves to the answer for a caller who needs it later.
 */
export function send<Answer = unknown>(tx: Transaction, statement: string, parameters: unknown[]): Promise<Answer> {
  const answer = tx.query<Answer>(statement, parameters);
  answer.catch(() => undefined); // the transaction reports the error
  underWay.get(tx)?.sent.push(answer);
  return answer;
}

/**
 * Writes at the end of the transaction, in one statement with all other such writes. The transaction must not read the row that is written.
 * If the transaction writes the same row twice, both calls must name it in `row`: the first write is then sent as soon as the second is
 * given. The statement must have no WITH of its own. Fails as `send` does.
 */
export function writeAtEnd(tx: Transaction, statement: string, parameters: readonly unknown[], row?: string): void {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  const earlier = row === undefined ? -1 : atEnd.findIndex((write) => write.row === row);
  if (earlier >= 0) for (const write of atEnd.splice(earlier, 1)) void send(tx, write.statement, [...write.parameters]);
  atEnd.push({ statement, parameters, ...(row !== undefined && { row }) });
}

/**
 * Writes like `writeAtEnd`, and resolves to the rows of RETURNING, as JSON gives them. They come at the transaction's end or shortly before,
 * and its commit may still fail: do not wait for them inside the transaction. The transaction must not write the row a second time. In the
 * statement that writes it comes first: its row is locked before those of the other writes.
 */
export function answerAtEnd<Row>(tx: Transaction, statement: string, parameters: readonly unknown[]): Promise<Row[]> {
  const answer = Promise.withResolvers<unknown>();
  answer.promise.catch(() => undefined); // the transaction reports the error
  underWay.get(tx)?.atEnd.push({ statement, parameters, answer });
  return answer.promise as Promise<Row[]>;
}

/**
 * Sets the write that decides in `writeIfDecided`: if it changes no row, nothing is written. The statement has no WITH and no RETURNING.
 */
export function decide(tx: Transaction, statement: string, parameters: readonly unknown[]): void {
  const now = underWay.get(tx);
  if (now) now.decision = { statement, parameters };
}

/**
 * Adds a list of named subqueries (`one AS (…), two AS (…)`) to the statement that writes at the end of the transaction. No two lists may
 * use the same name, and no name may begin with `besides`.
 */
export function namedAtEnd(tx: Transaction, subqueries: string, parameters: readonly unknown[]): void {
  underWay.get(tx)?.atEnd.push({ statement: subqueries, parameters, isNamed: true });
}

/** Does the work when the transaction has done everything else, just before the writes of its end are sent. */
export function lastly(tx: Transaction, work: () => Promise<void>): void {
  underWay.get(tx)?.lastly.push(work);
}

/**
 * Sends the writes that wait for the end of the transaction now, because it goes on to read what they change. Writes that answer a caller
 * still wait.
 */
export function writeNow(tx: Transaction): void {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  writeTogether(
    tx,
    taken(atEnd, ({ answer }) => !answer),
  );
}

/** Sends the writes as one statement, if there are any. */
export function writeTogether(tx: Transaction, writes: readonly Write[]): void {
  const [first] = writes;
  if (!first) return;
  const isAlone = writes.length === 1 && !first.isNamed && !first.answer;
  const { statement, parameters } = isAlone ? first : carrying(NOTHING, writes);
  tell(writes, send<Carried[]>(tx, statement, [...parameters]));
}

const taken = (atEnd: Write[], isTaken: (write: Write) => boolean): Write[] => {
  const writes = atEnd.filter(isTaken);
  atEnd.splice(0, atEnd.length, ...atEnd.filter((write) => !writes.includes(write)));
  return writes;
};

/**
 * Sends a statement like `query`, together with the writes that wait for the transaction's end. So a transaction whose last statement has
 * an answer to read needs no further statement for these writes. The statement must not read what the writes change. It may have a WITH of
 * its own; then the writes that answer a caller still wait for the end. Without a WITH it must be a SELECT of at least one row.
 */
export async function queryWithWrites<Answer>(
  tx: Transaction,
  statement: string,
  parameters: readonly unknown[],
): Promise<Answer> {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  const writes = taken(atEnd, ({ answer }) => !answer || !hasWith(statement));
  const joined = carrying({ statement, parameters }, writes);
  const answer = tx.query<Carried[]>(joined.statement, [...joined.parameters]);
  tell(writes, answer);
  return (await answer) as Answer;
}

const hasWith = (statement: string): boolean => statement.trimStart().startsWith('WITH ');

/** A row of a statement that carries writes: its own columns, and the rows of RETURNING of each write that answers a caller. */
type Carried = Readonly<Record<string, unknown>>;

type Statement = Pick<Write, 'statement' | 'parameters'>;

/** The statement that only carries writes. */
const NOTHING: Statement = { statement: 'SELECT', parameters: [] };

/** The name of the write at this place, and of its rows, in the statement that carries the writes. */
const nameOf = (place: number): string => `besides_${place}`;

/** The statement with the writes in its WITH, and with a column of rows for each write that answers a caller. */
function carrying(main: Statement, writes: readonly Write[]): Statement {
  if (writes.length === 0) return main;
  const text = main.statement.trimStart();
  const parameters = [...main.parameters];
  const parts = beside(writes, parameters).join(', ');
  const columns = writes.flatMap(({ answer }, place) =>
    answer ? [`(SELECT coalesce(jsonb_agg(one), '[]') FROM ${nameOf(place)} AS one) AS ${nameOf(place)}`] : [],
  );
  // Postgres tests a condition that reads no column of `main` before it runs `main`, so the writes that answer a caller come first.
  const first = writes.flatMap(({ answer }, place) => (answer ? [`(SELECT count(*) FROM ${nameOf(place)}) >= 0`] : []));
  const rest =
    columns.length > 0
      ? `SELECT main.*, ${columns.join(', ')} FROM (${text}) AS main WHERE ${first.join(' AND ')}`
      : text;
  const statement = `WITH ${parts}${hasWith(rest) ? `, ${rest.slice('WITH '.length)}` : ` ${rest}`}`;
  return { statement, parameters };
}

/** Gives the rows that writes return to the callers who wait for them. */
const tell = (writes: readonly Write[], carried: Promise<readonly Carried[]>): void =>
  void carried.then(
    ([row]) =>
      writes.forEach(({ answer }, place) =>
        row
          ? answer?.resolve(row[nameOf(place)])
          : answer?.reject(new Error('The statement that carries the write gave no row.')),
      ),
    (error: unknown) => writes.forEach(({ answer }) => answer?.reject(error)),
  );

/** The writes as parts of a WITH; their parameters are added to those given. */
export const beside = (writes: readonly Write[], parameters: unknown[]): string[] =>
  writes.map((write, place) => {
    const from = parameters.length;
    parameters.push(...write.parameters);
    const text = write.statement.replaceAll(/\$(\d+)/g, (_, n: string) => `$${from + Number(n)}`);
    return write.isNamed ? text : `${nameOf(place)} AS (${text})`;
  });

/** The error of the first statement that failed; later ones only say that the transaction has failed. */
export async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  for (const outcome of await Promise.allSettled(sent)) if (outcome.status === 'rejected') return outcome.reason;
  return undefined;
}
