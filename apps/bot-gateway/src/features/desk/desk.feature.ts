import { createHash, randomBytes } from 'node:crypto';
import { message } from '@aisha/contracts';
import { consoleInbox } from '@aisha/contracts/console';
import { parseAdmins } from '@aisha/domain';
import { deskTexts } from '@aisha/words';
import { answer, feature, onCommand, send } from '../../engine/conversation';
import { WorkSettings } from '../../readers/work-settings';

/** How long the link is valid. An operator uses it at once; ten minutes are enough to change to the browser. */
const LASTS_MS = 10 * 60_000;
/** 32 bytes, which nobody can guess. */
const TOKEN_BYTES = 32;

/**
 * `/desk` gives an operator a link to the desk, which opens one session. The token comes after `#`, so no server, log or preview of the link
 * sees it, and the desk gets only its hash. For anybody else the command does not exist.
 */
export const deskFeature = feature({
  actions: [
    onCommand('desk', null, (_, { person, now }, readers) => {
      const { ADMIN_TELEGRAM_IDS, CONSOLE_URL } = readers.settings(WorkSettings);
      if (!parseAdmins(ADMIN_TELEGRAM_IDS).has(person.telegramId)) return undefined;
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const opened = {
        tokenHash: createHash('sha256').update(token).digest('hex'),
        telegramId: person.telegramId,
        expiresAt: new Date(now.getTime() + LASTS_MS).toISOString(),
      };
      const url = `${new URL(CONSOLE_URL).origin}/#/login?token=${token}`;
      return answer(deskTexts[person.language].link({ url }), send(message(consoleInbox, 'open-desk-link', opened)));
    }),
  ],
});
