import { newId } from '@aisha/platform';
import { OncePerMessage, type JobContext } from '@aisha/messaging';
import type { World } from './postgres/on-postgres';

export interface ContextOptions {
  /** The same id twice is the same message. */
  readonly messageId?: string;
  /** 1 for the first. */
  readonly attempt?: number;
  readonly isLastAttempt?: boolean;
  readonly signal?: AbortSignal;
}

/** What a handler is given, as the runner gives it: `once` keeps its promise by the world's `handled` table. */
export const jobContext = (
  { database, role }: Pick<World, 'database' | 'role'>,
  { messageId = newId<string>(), attempt = 1, isLastAttempt = false, signal }: ContextOptions = {},
): JobContext =>
  new OncePerMessage(database, role, {
    messageId,
    job: 'tested',
    attempt,
    isLastAttempt,
    signal: signal ?? new AbortController().signal,
  });
