import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import type { StartRestoration } from '@aisha/kinds/messages';
import { serveInbox } from '@aisha/messaging';
import { remoteOrderJobs } from '@aisha/orders';
import { DeleteRestorationHandler } from './restoration/delete-restoration.handler';

/** Everything this process does. */
export const jobs = serveInbox(
  photoEnhancerInbox,
  { concurrency: 10 },
  {
    ...remoteOrderJobs<'restoration', StartRestoration>('restoration'),
    'delete-restoration': { handler: DeleteRestorationHandler, attempts: 10, timeoutMs: 30_000 },
  },
);
