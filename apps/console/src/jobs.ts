import { consoleInbox } from '@aisha/contracts/console';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { OpenDeskLinkHandler } from './sign-in/open-desk-link.handler';

/** The jobs of the desk. An operator who waits for a link asks for another one when it is late. */
export const jobs = serveInbox(
  consoleInbox,
  { concurrency: 2 },
  {
    'open-desk-link': { handler: OpenDeskLinkHandler, attempts: 10, timeoutMs: 10_000 },
    ...deadLetterJobs,
  },
);
