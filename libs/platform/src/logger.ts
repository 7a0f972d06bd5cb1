import { hostname } from 'node:os';
import path from 'node:path';
import type { LoggerService } from '@nestjs/common';
import { AppError, ERROR_CODES } from '@aisha/domain';
import { destination, pino, stdTimeFunctions, type Logger as Pino } from 'pino';
import { createStream } from 'rotating-file-stream';
import type { Build } from './build-info';
import { spanIds, workFacts } from './work-facts';

/** A file of LOG_DIR is rotated at this size: `billing.log`, `billing.log.1` and so on to the oldest. */
const ROTATED_AT = '10M';
const KEPT_FILES = 5;

/**
 * `"level":"warn"` and `"time":"2026-11-21T10:00:00.000Z"`, as Loki, Datadog and people read them; pino's own formats
 * are numbers.
 */
const READABLE = { timestamp: stdTimeFunctions.isoTime, formatters: { level: (level: string) => ({ level }) } };

/** Numbers, ids and codes of an event. Never prompts, photos, tokens or signed URLs. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** Structured log: one event name per line (`hold.settled`), facts as fields. The async context adds the person and the order. */
export class Logger implements LoggerService {
  private constructor(private readonly pino: Pino) {}

  /** With `sync` every line is written before the next statement runs, as the last lines of a dying process must be. */
  static forApp(
    name: string,
    options: { level: string; dir?: string | undefined; sync?: boolean; build?: Build },
  ): Logger {
    const { level, dir, sync = false, build } = options;
    const file = `${name}.log`;
    const target = !dir
      ? destination({ sync })
      : sync
        ? destination({ dest: path.join(dir, file), mkdir: true, sync })
        : createStream(file, { path: dir, size: ROTATED_AT, rotate: KEPT_FILES });
    // Each line names its release and replica; in Kubernetes the host's name is the pod's.
    const base = { app: name, ...build, instance: hostname() };
    return new Logger(pino({ level, base, mixin: contextOf, ...READABLE }, target));
  }

  /** A log that writes nothing. */
  static silent(): Logger {
    return new Logger(pino({ level: 'silent' }));
  }

  info(event: string, facts: LogFacts = {}): void {
    this.pino.info(facts, event);
  }

  warn(event: string, facts: LogFacts | string = {}): void {
    this.pino.warn(typeof facts === 'string' ? { nest: facts } : facts, event);
  }

  error(event: string, facts: LogFacts | string = {}): void {
    this.pino.error(typeof facts === 'string' ? { nest: facts.slice(0, 2000) } : facts, event);
  }

  /**
   * Logs an error as fields: the code and facts of an `AppError`; the name, message and stack of any other error. What the person caused,
   * such as a file that nobody can read, is logged at `info`: nobody has to look into it.
   */
  failed(event: string, error: unknown, facts: LogFacts = {}): void {
    const level = error instanceof AppError && isOfPerson(error) ? 'info' : 'error';
    this.pino[level]({ ...facts, ...errorFields(error) }, event);
  }

  /**
   * Logs how an order ended, with the code and facts of its error: at `info` if the person caused the error or there is none, at `warn`
   * otherwise.
   */
  ended(event: string, facts: LogFacts, error: AppError | null): void {
    const { code = null } = error ?? {};
    const level = error === null || isOfPerson(error) ? 'info' : 'warn';
    this.pino[level]({ ...error?.facts, code, ...facts }, event);
  }

  /** Nest's own lines ("Nest application started"). */
  log(message: string): void {
    this.pino.debug({ nest: message }, 'nest');
  }
  debug(event: string, facts: LogFacts | string = {}): void {
    this.pino.debug(typeof facts === 'string' ? { nest: facts } : facts, event);
  }
  verbose(message: string): void {
    this.pino.trace({ nest: message }, 'nest');
  }

  flush(): void {
    this.pino.flush();
  }
}

const isOfPerson = ({ code }: AppError): boolean => ERROR_CODES[code].blame === 'user';

/** The person and order a line is about. A line that names an order is in the order's trace, in every app. */
const contextOf = ({ orderId }: { readonly orderId?: unknown }): object => ({
  ...workFacts(),
  ...(orderId ? { traceId: orderId } : {}),
  ...(typeof orderId === 'string' ? spanIds(orderId) : spanIds()),
});

/**
 * The loggable part of what was thrown. For an `AppError`: its code and facts; for another error: its name, message and stack; for both also
 * the loggable part of the cause. For a value that is no error: only its type.
 */
export function errorFields(error: unknown): LogFacts {
  if (error instanceof AppError) {
    return {
      code: error.code,
      ...error.facts,
      ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
    };
  }
  if (error instanceof Error) {
    return {
      error: error.name,
      message: error.message.slice(0, 500),
      stack: error.stack?.split('\n').slice(1, 6).join('\n'),
      ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
    };
  }
  return { error: typeof error };
}
