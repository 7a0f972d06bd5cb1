/**
 * Bans a person: the bot does nothing more for them but support, refunds and what concerns their data. Their open orders end as usual, and
 * the bot tells them how long the ban lasts. Changes nothing without `--yes`.
 *
 *   npm run ban -- <Telegram id | our id | @name> --for 7d|--until <date>|--for-ever --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { asked, byOperator, called, fail, span, toCome } from './command/command-line.mts';
import { namedPerson } from './named-person.mts';
import { ownedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

const USAGE = `${called('ban')} <Telegram id | our id | @name> --for 7d|--until <date>|--for-ever --operator <name> --reason <words> [--yes]`;

const { words, flags, values } = asked(USAGE, {
  flags: ['for-ever', 'yes'],
  values: ['for', 'until', 'operator', 'reason'],
});
if (words.length !== 1) fail(`Which person?\n${USAGE}`);
const by = byOperator(values, USAGE);
const until = untilSaid();
const url = ownedDatabase();
const { userId, telegramId, firstName } = await namedPerson(url, words[0]!);
const what = `${telegramId} ${firstName} ${until === null ? 'for ever' : `until ${until}`}`;
if (!flags.yes) console.log(`would ban ${what}\nNothing was changed. Add --yes to do it.`);
else {
  const done = await sentAct(url, message(botGatewayInbox, 'ban-person', { ...by, userId, until }));
  if (!done) console.log('told the bot, which does it when it runs; `aisha acts` says what came of it');
  else if (done.outcome === 'done') console.log(`banned ${what}`);
  else fail(`refused: ${done.outcome}. Nothing was changed.`);
}

/** The moment until which the person is banned; null for ever. */
function untilSaid(): string | null {
  if ([flags['for-ever'], values.for !== undefined, values.until !== undefined].filter(Boolean).length !== 1)
    return fail(`For how long? One of --for, --until and --for-ever.\n${USAGE}`);
  if (flags['for-ever']) return null;
  const at = values.for === undefined ? toCome('--until', values.until!) : new Date(Date.now() + span(values.for));
  return at.toISOString();
}
