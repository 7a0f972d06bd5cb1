import { imageGeneratorInbox, type StartGeneration, type StartUpscale } from '@aisha/contracts/image-generator';
import { serveInbox } from '@aisha/messaging';
import { remoteOrderJobs } from '@aisha/orders';
import { DeletePicturesHandler } from './results/delete-pictures.handler';

/** Everything this process does. */
export const jobs = serveInbox(
  imageGeneratorInbox,
  { concurrency: 20 },
  {
    ...remoteOrderJobs<'generation', StartGeneration>('generation'),
    ...remoteOrderJobs<'upscale', StartUpscale>('upscale'),
    'delete-pictures': { handler: DeletePicturesHandler, attempts: 10, timeoutMs: 30_000 },
  },
);
