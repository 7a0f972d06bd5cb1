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
  /** Resolves with the rows of RETURNING, for callers who need them. */
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
 * Writes like `writeAtEnd`, and gives the answer as `query` does. The answer comes when the transaction ends, just before its
 * commit, which may still fail: do not wait for it inside the transaction.
 */
export function answerAtEnd<Answer>(
  tx: Transaction,
  statement: string,
  parameters: readonly unknown[],
): Promise<Answer> {
  const answer = Promise.withResolvers<unknown>();
  answer.promise.catch(() => undefined); // the transaction reports the error
  underWay.get(tx)?.atEnd.push({ statement, parameters, answer });
  return answer.promise as Promise<Answer>;
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
  for (const { statement, parameters } of together(taken(atEnd))) void send(tx, statement, [...parameters]);
}

/** Takes the writes whose answer nobody waits for. */
const taken = (atEnd: Write[]): Write[] => {
  const writes = atEnd.filter(({ answer }) => !answer);
  atEnd.splice(0, atEnd.length, ...atEnd.filter(({ answer }) => answer));
  return writes;
};

/**
 * Sends a statement like `query`, together with the writes that wait for the transaction's end. So a transaction whose last statement has
 * an answer to read needs no further statement for these writes. The statement may have a WITH of its own, but it must not read what the
 * writes change.
 */
export function queryWithWrites<Answer>(
  tx: Transaction,
  statement: string,
  parameters: readonly unknown[],
): Promise<Answer> {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  const joined = withBesides({ statement, parameters }, taken(atEnd));
  return tx.query<Answer>(joined.statement, [...joined.parameters]);
}

/** Joins the writes into as few statements as possible: one, or as many as there are writes whose answer somebody waits for. */
export function together(writes: readonly Write[]): Write[] {
  const answering = writes.filter(({ answer }) => answer);
  const [first = writes.findLast(({ isNamed }) => !isNamed) ?? NOTHING, ...others] = answering;
  if (writes.length === 0) return [];
  const besides = writes.filter((write) => write !== first && !write.answer);
  return [withBesides(first, besides), ...others];
}

/** The statement that only carries named subqueries. */
const NOTHING: Write = { statement: 'SELECT', parameters: [] };

/** The statement, with the writes in its WITH. */
function withBesides(first: Write, besides: readonly Write[]): Write {
  if (besides.length === 0) return first;
  const parameters = [...first.parameters];
  const parts = beside(besides, parameters);
  const rest = first.statement.trimStart();
  const statement = `WITH ${parts.join(', ')}${rest.startsWith('WITH ') ? `, ${rest.slice('WITH '.length)}` : ` ${rest}`}`;
  return { ...first, statement, parameters };
}

/** The writes as parts of a WITH; their parameters are added to those given. */
export const beside = (writes: readonly Write[], parameters: unknown[]): string[] =>
  writes.map((write, place) => {
    const from = parameters.length;
    parameters.push(...write.parameters);
    const text = write.statement.replaceAll(/\$(\d+)/g, (_, n: string) => `$${from + Number(n)}`);
    return write.isNamed ? text : `besides_${place} AS (${text})`;
  });

/** The error of the first statement that failed; later ones only say that the transaction has failed. */
export async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  for (const outcome of await Promise.allSettled(sent)) if (outcome.status === 'rejected') return outcome.reason;
  return undefined;
}
