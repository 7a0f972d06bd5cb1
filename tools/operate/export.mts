/**
 * Sends a person all their data, as archives into their own chat: for one who asked for it outside the bot. Changes nothing while another
 * export of theirs is under way, nor without `--yes`.
 *
 *   npm run export -- <Telegram id | our id | @name> --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { actOnPerson } from './rights-of-person.mts';

await actOnPerson({
  command: 'export',
  would: 'export the data of',
  done: 'exporting the data of',
  act: (by, userId) => message(botGatewayInbox, 'export-person', { ...by, userId }),
});
