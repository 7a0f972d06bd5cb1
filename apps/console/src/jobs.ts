import { consoleInbox } from '@aisha/contracts/console';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { OpenDeskLinkHandler } from './sign-in/open-desk-link.handler';

/** The jobs of the desk. An operator waits for the link, and asks for another when it is late. */
export const jobs = serveInbox(
  consoleInbox,
  { concurrency: 2 },
  {
    'open-desk-link': { handler: OpenDeskLinkHandler, attempts: 10, timeoutMs: 10_000 },
    ...deadLetterJobs,
  },
);
