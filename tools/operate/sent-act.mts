import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@aisha/contracts';
import { Database, type ActDetails, type Schema } from '@aisha/database';
import { Outbox, RECEIVER_SCHEMAS } from '@aisha/messaging';

/** What came of an act, as its audit row says. */
export interface DoneAct {
  readonly outcome: string;
  readonly details: ActDetails;
}

/**
 * Within this time a running app has handled the message and written the audit row. No process of the app is told of it: its sweep finds it,
 * every ten seconds, once it is two seconds old (`MessagingTimeouts`).
 */
const ANSWERS_WITHIN_MS = 20_000;
const ASKED_EVERY_MS = 100;

/**
 * Sends an operator's act to the app that owns the data, through the outbox of that app, and waits for its audit row.
 * Undefined when the app has not answered yet: the act is under way, and is done once the app runs.
 */
export const sentAct = async (
  url: string,
  act: Message & { readonly payload: { readonly actId?: unknown } },
): Promise<DoneAct | undefined> => {
  const schema: Schema = RECEIVER_SCHEMAS[act.receiver];
  const database = await Database.connect({ url, role: schema, pool: 1 });
  try {
    await database.transaction((tx) => new Outbox(schema).add(tx, act));
    for (let waited = 0; waited < ANSWERS_WITHIN_MS; waited += ASKED_EVERY_MS) {
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
