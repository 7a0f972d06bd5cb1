/**
 * Deletes everything about a person who asked for it outside the bot: orders end first, the credits that are left are given up, a report comes
 * into their chat. It cannot be undone or stopped. Changes nothing without `--yes`.
 *
 *   npm run erase -- <Telegram id | our id | @name> --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { actOnPerson } from './rights-of-person.mts';

await actOnPerson({
  command: 'erase',
  would: 'delete everything about',
  done: 'deleting everything about',
  act: (by, userId) => message(botGatewayInbox, 'erase-person', { ...by, userId }),
});
