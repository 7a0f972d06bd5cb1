import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { serveInbox } from '@aisha/messaging';
import { CancelGenerationHandler } from './generation/cancel-generation.handler';
import { FinishGenerationHandler } from './generation/finish-generation.handler';
import { StartGenerationHandler } from './generation/start-generation.handler';
import { DeletePicturesHandler } from './results/delete-pictures.handler';

/** Everything this process does. */
export const jobs = serveInbox(
  imageGeneratorInbox,
  { concurrency: 20 },
  {
    // Writes a row; prompts and submissions are made from the rows.
    'start-generation': { handler: StartGenerationHandler, attempts: 10, timeoutMs: 10_000 },
    // Up to four pictures of a few MB to copy. Eight attempts, two minutes or so: the money at FAL is already spent.
    'finish-generation': { handler: FinishGenerationHandler, attempts: 8, timeoutMs: 90_000 },
    'cancel-generation': { handler: CancelGenerationHandler, attempts: 5, timeoutMs: 30_000 },
    'delete-pictures': { handler: DeletePicturesHandler, attempts: 10, timeoutMs: 30_000 },
  },
);
