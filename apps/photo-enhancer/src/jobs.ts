import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import { serveInbox } from '@aisha/messaging';
import { orderJobs } from '@aisha/orders';

/** Everything this process does. */
export const jobs = serveInbox(photoEnhancerInbox, { concurrency: 10 }, orderJobs(photoEnhancerInbox));
