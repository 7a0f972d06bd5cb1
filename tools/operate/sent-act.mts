import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@aisha/contracts';
import { Database, type ActDetails, type Schema } from '@aisha/database';
import { Outbox, RECEIVER_SCHEMAS } from '@aisha/messaging';

/** What came of an act, as its audit row says. */
export interface DoneAct {
  readonly outcome: string;
  readonly details: ActDetails;
}

/** Within this time a running app has handled a message and written the audit row. */
const ANSWERS_WITHIN_MS = 5_000;
const ASKED_EVERY_MS = 100;

/**
 * Sends an operator's act to the app that owns the data, through the outbox of that app, and waits some seconds for its audit row.
 * Undefined when the app has not answered yet: the act is under way, and is done once the app runs. `withinMs` 0: it is not waited for.
 */
export const sentAct = async (
  url: string,
  act: Message & { readonly payload: { readonly actId?: unknown } },
  withinMs = ANSWERS_WITHIN_MS,
): Promise<DoneAct | undefined> => {
  const schema: Schema = RECEIVER_SCHEMAS[act.receiver];
  const database = await Database.connect({ url, role: schema, pool: 1 });
  try {
    await database.transaction((tx) => new Outbox(schema).add(tx, act));
    for (let waited = 0; waited < withinMs; waited += ASKED_EVERY_MS) {
      const [done] = await database.read.query<DoneAct[]>(
        `SELECT outcome, details FROM ${schema}.operator_act WHERE id = $1`,
        [act.payload.actId],
      );
      if (done) return done;
      await delay(ASKED_EVERY_MS);
    }
    return undefined;
  } finally {
    await database.close();
  }
};
