/**
 * Shows how long files of each kind, and avatars that nobody draws, are kept, and sets that time. Nothing is deleted before its person has
 * known of the new time for two weeks. Changes nothing without `--yes`. The gateway sets the time and keeps an audit row (`aisha acts`).
 *
 *   npm run retention                                                    what counts now, and how many were told [--json]
 *   npm run retention -- set <kind> <days>|for-ever --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { RetentionReader } from '@aisha/database/bot';
import { LEAST_RETENTION_DAYS, MOST_RETENTION_DAYS, RETENTION_NOTICE_DAYS } from '@aisha/domain';
import { RULED_KINDS } from '@aisha/kinds/tables';
import { asked, byOperator, called, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

const USAGE = `${called('retention')} [--json] | set <kind> <days>|for-ever --operator <name> --reason <words> [--yes]`;
const { words, flags, values } = asked(USAGE, { flags: ['json', 'yes'], values: ['operator', 'reason'] });
const url = operatedDatabase();

if (words[0] === 'set' && words.length === 3) await set(words[1]!, words[2]!);
else if (words.length === 0) await list();
else fail(USAGE);

async function list(): Promise<void> {
  const database = await Database.connect({ url, role: 'bot', pool: 1 });
  try {
    const rules = await new RetentionReader(database).keptFor();
    if (flags.json) return console.log(JSON.stringify(rules, null, 2));
    for (const { kept, days, setAt, told } of rules)
      console.log(
        days === null || setAt === null
          ? `${kept}  until deleted`
          : `${kept}  ${days} days, set ${setAt.toISOString()}, told: ${told}`,
      );
  } finally {
    await database.close();
  }
}

async function set(kind: string, time: string): Promise<void> {
  const kept = RULED_KINDS.find((one) => one === kind);
  if (!kept) return fail(`${kind}: must be one of ${RULED_KINDS.join(', ')}`);
  const days = time === 'for-ever' ? undefined : Number(time);
  if (days !== undefined && !(Number.isInteger(days) && days >= LEAST_RETENTION_DAYS && days <= MOST_RETENTION_DAYS))
    return fail(`${time}: must be days from ${LEAST_RETENTION_DAYS} to ${MOST_RETENTION_DAYS}, or for-ever`);
  const by = byOperator(values, USAGE);
  const will =
    days === undefined
      ? `keep ${kept} until its person deletes it`
      : `keep ${kept} for ${days} days; people are told ${RETENTION_NOTICE_DAYS} days before anything goes`;
  if (!flags.yes) return console.log(`would ${will}\nNothing was changed. Add --yes to do it.`);
  const done = await sentAct(
    url,
    message(botGatewayInbox, 'set-retention', { ...by, kept, ...(days !== undefined && { days }) }),
  );
  console.log(
    done ? `will ${will}` : 'told the gateway, which does it when it runs; `aisha acts` says what came of it',
  );
}
