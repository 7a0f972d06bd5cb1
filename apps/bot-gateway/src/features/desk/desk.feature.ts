import { createHash, randomBytes } from 'node:crypto';
import { message } from '@aisha/contracts';
import { consoleInbox } from '@aisha/contracts/console';
import { parseAdmins } from '@aisha/domain';
import { deskTexts } from '@aisha/words';
import { answer, feature, onCommand, send } from '../../engine/conversation';
import { WorkSettings } from '../../readers/work-settings';

/** How many minutes the link is valid. An operator uses it at once; this is enough to change to the browser. */
const LASTS_MINUTES = 10;
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
        expiresAt: new Date(now.getTime() + LASTS_MINUTES * 60_000).toISOString(),
      };
      const url = `${new URL(CONSOLE_URL).origin}/#/login?token=${token}`;
      const link = deskTexts[person.language].link({ url, minutes: LASTS_MINUTES });
      return answer(link, send(message(consoleInbox, 'open-desk-link', opened)));
    }),
  ],
});
