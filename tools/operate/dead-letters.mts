/**
 * Shows messages that were given up, sends them again or drops them. Changes nothing without `--yes`. With it each decision is an act: a
 * message to the app that owns the row, with an audit row (`aisha acts`). Each line names the order or the payment that the message is about,
 * by the number that its person was told; messages that failed alike share one line.
 *
 *   npm run dead-letters                                       every message that waits for a decision
 *   npm run dead-letters -- --job settle-hold --code unexpected --since 2h [--each | --json]
 *   npm run dead-letters -- retry <message id>… --operator <name> --reason <words> [--yes]      as new messages, published by the app itself
 *   npm run dead-letters -- drop <message id>… --operator <name> --reason <words> [--yes]      kept for the record, sent nowhere
 *   npm run dead-letters -- retry all --code unexpected --operator <name> --reason <words> [--yes]
 */
import { Database } from '@aisha/database';
import { RECEIVERS, type Receiver } from '@aisha/contracts';
import { decide, type Waiting } from './decisions.mts';
import { ownedDatabase } from './command/operated-product.mts';
import { DeadLetters, RECEIVER_SCHEMAS, type DeadLetter } from '@aisha/messaging';

interface WaitingLetter extends Waiting {
  readonly letter: DeadLetter;
}

const waiting = (letter: DeadLetter): WaitingLetter => {
  const { messageId: id, receiver, job, reference, code, attempts, diedAt: at, facts, refundingSince } = letter;
  const what = `${receiver}/${job}`;
  const refund = refundingSince ? `  refund asked for ${refundingSince.toISOString()}: run refund-payment again` : '';
  const line = `${id}  ${what}  ${code} after ${attempts}  ${at.toISOString()}  ${reference ?? '-'}  ${JSON.stringify(facts)}${refund}`;
  return { id, what, code, at, line, letter };
};

/** Does the work with the dead letters of one app, as that app's login. */
async function on<T>(url: string, receiver: Receiver, work: (letters: DeadLetters) => Promise<T>): Promise<T> {
  const database = await Database.connect({ url, role: RECEIVER_SCHEMAS[receiver], pool: 1 });
  try {
    return await work(new DeadLetters(database, receiver));
  } finally {
    await database.close();
  }
}

await decide<WaitingLetter>({
  command: 'dead-letters',
  one: 'message',
  what: 'job',
  list: async (url) => {
    const all: WaitingLetter[] = [];
    for (const receiver of RECEIVERS) all.push(...(await on(url, receiver, (letters) => letters.list())).map(waiting));
    return all.sort((a, b) => a.at.getTime() - b.at.getTime());
  },
  url: ownedDatabase,
  // Every inbox takes this job with this payload (DEAD_LETTER_JOBS).
  act: ({ letter: { receiver, messageId } }, decision, by) => ({
    receiver,
    job: 'decide-dead-letter',
    payload: { ...by, messageId, decision },
  }),
  facts: ({ letter }) => letter,
});
