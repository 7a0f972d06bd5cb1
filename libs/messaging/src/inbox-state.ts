import type { Database, Schema } from '@aisha/database';
import { longJobFigures, type LongJobFigures } from './long-job.store';
import { hasMessage } from './outbox.store';
import { queueSettings, type QueueSetting } from './queue-settings.store';

/** How many dead letters wait for an operator, and how long the oldest has waited. */
export interface DeadLetterFigures {
  readonly count: number;
  readonly oldestSeconds: number;
}

/** What a process reads regularly about its app's messages. */
export interface InboxState {
  readonly settings: readonly QueueSetting[];
  readonly longJobs: readonly LongJobFigures[];
  readonly deadLetters: DeadLetterFigures;
  /** Whether the outbox has a message, of any state. */
  readonly hasSent: boolean;
}

/**
 * Reads the settings, the long jobs and the dead letters of an app, and whether it has sent anything that is not forgotten, in one statement:
 * every process asks for them, also at rest.
 */
export async function inboxStateOf({ read }: Database, schema: Schema): Promise<InboxState> {
  const listOf = (rows: string): string => `(SELECT coalesce(jsonb_agg(one), '[]') FROM (${rows}) AS one)`;
  const [state] = await read.query<[InboxState]>(
    `SELECT ${listOf(queueSettings(schema))} AS settings, ${listOf(longJobFigures(schema))} AS "longJobs",
       (SELECT jsonb_build_object('count', count(*), 'oldestSeconds', coalesce(extract(epoch FROM now() - min(died_at)), 0))
          FROM ${schema}.dead_letter WHERE resolved IS NULL) AS "deadLetters",
       ${hasMessage(`${schema}.outbox`)} AS "hasSent"`,
  );
  return state;
}
