import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/**
 * SQLSTATEs of a server that takes no writes. A standby answers a write with 25006: the address leads to a server that is not, or not yet,
 * the primary. So does a managed server whose disk is full; any other one answers with 53100 then.
 */
const NO_WRITES = /^(25006|53100)$/;

/** SQLSTATEs of a server that goes away, crashes, starts or has no connection left; class 08 is connection exceptions. */
const SERVER_AWAY = /^(08...|57P0[123]|53300)$/;

/** Errors of the operating system when it cannot reach the server or loses the connection. */
const NO_WAY: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** Messages without a code, from pg 8, its pool, and the search for a primary. */
const DRIVER_SAYS =
  /^(Connection terminated|No server of the list takes writes|timeout exceeded when trying to connect|timeout expired$|Client has encountered a connection error|Client was closed|Driver not Connected)/;

/**
 * When a connection breaks between two statements, TypeORM releases the connection; the transaction's next statement then fails with one of
 * these errors.
 */
const TAKEN_AWAY = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** Whether the server refuses every write, although it may answer what only reads. */
export function takesNoWrites(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return (typeof code === 'string' && NO_WRITES.test(code)) || takesNoWrites(cause);
}

/**
 * Whether a connection broke during a statement, none could be opened, or the server takes no writes: the statement itself may be right.
 */
export function isConnectionLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === 'string' && (SERVER_AWAY.test(code) || NO_WAY.includes(code))) return true;
  if (takesNoWrites(error)) return true;
  if (TAKEN_AWAY.some((type) => error instanceof type)) return true;
  return DRIVER_SAYS.test(String(message)) || isConnectionLost(cause);
}
