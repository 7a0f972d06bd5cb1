/**
 * Messages that were given up: shows them, sends them again or drops them. Changes nothing without `--yes`.
 * Each line names the order or the payment it is about, which is also what its person was told.
 *
 *   npm run dead-letters                                  every one nobody has decided about
 *   npm run dead-letters -- retry <message id>… [--yes]   as new messages, published by the app itself
 *   npm run dead-letters -- drop <message id>… [--yes]    kept for the record, sent nowhere
 */
import { Database } from '@aisha/database';
import { RECEIVERS } from '@aisha/contracts';
import { asked, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';
import { DeadLetters, RECEIVER_SCHEMAS, type DeadLetter } from '@aisha/messaging';

const USAGE = 'npm run dead-letters [-- retry|drop <message id>… [--yes]]';
const { words, yes } = asked(USAGE);
const [action = 'list', ...ids] = words;
const url = operatedDatabase();
if (!['list', 'retry', 'drop'].includes(action)) fail(`${action}: must be list, retry or drop`);
if (action !== 'list' && ids.length === 0) fail(`${action}: which messages?`);

const line = ({
  messageId,
  receiver,
  job,
  reference,
  code,
  attempts,
  diedAt,
  facts,
  refundingSince,
}: DeadLetter): string =>
  `${messageId}  ${receiver}/${job}  ${code} after ${attempts}  ${diedAt.toISOString()}  ${reference ?? '-'}  ${JSON.stringify(facts)}` +
  (refundingSince ? `  refund asked for ${refundingSince.toISOString()}: run refund-payment again` : '');

const unknown = new Set(ids);
let shown = 0;
for (const receiver of RECEIVERS) {
  const database = await Database.connect({ url, role: RECEIVER_SCHEMAS[receiver], pool: 1 });
  try {
    const letters = new DeadLetters(database, receiver);
    for (const letter of await letters.list()) {
      if (action !== 'list' && !unknown.delete(letter.messageId)) continue;
      shown += 1;
      if (action === 'list') console.log(line(letter));
      else if (!yes) console.log(`would ${action}: ${line(letter)}`);
      else {
        const done = action === 'retry' ? await letters.retry(letter.messageId) : await letters.drop(letter.messageId);
        console.log(`${done ? action : 'decided by somebody else'}: ${line(letter)}`);
      }
    }
  } finally {
    await database.close();
  }
}
if (action === 'list') console.log(shown === 0 ? 'none' : `${shown} in all`);
else {
  for (const id of unknown) console.error(`${id}: no such message waits for a decision`);
  if (!yes && shown > 0) console.log('Nothing was changed. Add --yes to do it.');
  process.exitCode = unknown.size === 0 ? 0 : 1;
}
