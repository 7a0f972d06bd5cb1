/**
 * Lets a banned person in again, and the bot tells them. Changes nothing without `--yes`.
 *
 *   npm run unban -- <Telegram id | our id | @name> --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { asked, byOperator, called, fail } from './command/command-line.mts';
import { namedPerson } from './named-person.mts';
import { ownedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

const USAGE = `${called('unban')} <Telegram id | our id | @name> --operator <name> --reason <words> [--yes]`;

const { words, flags, values } = asked(USAGE, { flags: ['yes'], values: ['operator', 'reason'] });
if (words.length !== 1) fail(`Which person?\n${USAGE}`);
const by = byOperator(values, USAGE);
const url = ownedDatabase();
const { userId, telegramId, firstName, bannedUntil } = await namedPerson(url, words[0]!);
if (bannedUntil === null) fail(`${telegramId} ${firstName} is not banned`);
if (!flags.yes) console.log(`would let ${telegramId} ${firstName} in again\nNothing was changed. Add --yes to do it.`);
else {
  const done = await sentAct(url, message(botGatewayInbox, 'unban-person', { ...by, userId }));
  if (!done) console.log('told the bot, which does it when it runs; `aisha acts` says what came of it');
  else if (done.outcome === 'done') console.log(`let ${telegramId} ${firstName} in again`);
  else fail(`refused: ${done.outcome}. Nothing was changed.`);
}
