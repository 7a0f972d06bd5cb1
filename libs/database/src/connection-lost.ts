import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/**
 * SQLSTATEs of a server that goes away, crashes, starts or has no connection left; class 08 is connection exceptions. A standby says 25006 to
 * whoever writes: the address leads to a server that is the primary no more, or not yet.
 */
const SERVER_AWAY = /^(08...|57P0[123]|53300|25006)$/;

/** Errors of the operating system when it finds no way to the server or loses it. */
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

/** Messages that carry no code, of pg 8, its pool, and the search for a primary. */
const DRIVER_SAYS =
  /^(Connection terminated|No server of the list takes writes|timeout exceeded when trying to connect|timeout expired$|Client has encountered a connection error|Client was closed|Driver not Connected)/;

/** TypeORM takes a connection that breaks between two statements from its transaction; the next statement then says this. */
const TAKEN_AWAY = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** Whether a connection broke during a statement, or none could be opened: the statement itself may be right. */
export function isConnectionLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === 'string' && (SERVER_AWAY.test(code) || NO_WAY.includes(code))) return true;
  if (TAKEN_AWAY.some((type) => error instanceof type)) return true;
  return DRIVER_SAYS.test(String(message)) || isConnectionLost(cause);
}
