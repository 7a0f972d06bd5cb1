import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { orderJobs } from '@aisha/orders';

/** The jobs of photo-enhancer. */
export const jobs = serveInbox(
  photoEnhancerInbox,
  { concurrency: 10 },
  { ...orderJobs(photoEnhancerInbox), ...deadLetterJobs },
);
