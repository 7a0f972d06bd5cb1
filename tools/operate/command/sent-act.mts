import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@aisha/contracts';
import { Database, type ActDetails, type Schema } from '@aisha/database';
import { Outbox, RECEIVER_SCHEMAS } from '@aisha/messaging';

/** The outcome of an act, as its audit row says. */
interface DoneAct {
  readonly outcome: string;
  readonly details: ActDetails;
}

/**
 * Within this time a running app has handled the message and written the audit row. Nothing wakes the app for the message: the app's sweep
 * finds it once it is eight seconds old, or ten seconds later (`MessagingTimeouts`).
 */
export const ANSWERS_WITHIN_MS = 20_000;
const ASKED_EVERY_MS = 100;

/** The words for an act that billing has not answered yet. */
export const TOLD_BILLING = 'told billing, which does it when it runs; `aisha acts` says what came of it';

type ActMessage = Message & { readonly payload: { readonly actId?: unknown } };

/**
 * Sends an operator's act to the app that owns the data, through the outbox of that app, and waits for its audit row.
 * Undefined when the app has not answered yet: the act is under way, and is done once the app runs.
 */
export const sentAct = async (url: string, act: ActMessage): Promise<DoneAct | undefined> =>
  (await sentActs(url, [act]))[0];

/**
 * Sends several acts at once and waits for all of them; resolves to the outcome of each, in the order of the acts. Undefined for an act
 * whose app has not answered yet.
 */
export const sentActs = async (url: string, acts: readonly ActMessage[]): Promise<(DoneAct | undefined)[]> => {
  const done = new Map<unknown, DoneAct>();
  const bySchema = Map.groupBy(acts, ({ receiver }): Schema => RECEIVER_SCHEMAS[receiver]);
  await Promise.all(
    [...bySchema].map(async ([schema, some]) => {
      const database = await Database.connect({ url, role: schema, pool: 1 });
      try {
        await database.transaction((tx) => new Outbox(schema).add(tx, ...some));
        const ids = some.map(({ payload }) => payload.actId);
        for (let waited = 0; waited < ANSWERS_WITHIN_MS; waited += ASKED_EVERY_MS) {
          const rows = await database.read.query<(DoneAct & { id: string })[]>(
            `SELECT id::text, outcome, details FROM ${schema}.operator_act WHERE id = ANY ($1::uuid[])`,
            [ids],
          );
          for (const { id, ...row } of rows) done.set(id, row);
          if (rows.length === ids.length) return;
          await delay(ASKED_EVERY_MS);
        }
      } finally {
        await database.close();
      }
    }),
  );
  return acts.map(({ payload }) => done.get(payload.actId));
};
