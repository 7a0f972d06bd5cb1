import { newId } from '@aisha/platform';
import { OncePerMessage, type JobContext } from '@aisha/messaging';
import type { PostgresHarness } from './postgres/on-postgres';

export interface ContextOptions {
  /** The message's id; two calls with the same id are the same message. */
  readonly messageId?: string;
  /** 1 for the first attempt. */
  readonly attempt?: number;
  readonly isLastAttempt?: boolean;
  readonly signal?: AbortSignal;
}

/** The context the runner passes to a handler. `once` uses the `handled` table of the test's database. */
export const jobContext = (
  { database, role }: Pick<PostgresHarness, 'database' | 'role'>,
  { messageId = newId<string>(), attempt = 1, isLastAttempt = false, signal }: ContextOptions = {},
): JobContext =>
  new OncePerMessage(database, role, {
    messageId,
    job: 'tested',
    attempt,
    isLastAttempt,
    signal: signal ?? new AbortController().signal,
  });
