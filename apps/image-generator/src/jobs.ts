import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { StartGeneration, StartUpscale } from '@aisha/kinds/messages';
import { serveInbox } from '@aisha/messaging';
import { remoteOrderJobs } from '@aisha/orders';
import { DeletePictureHandler } from './results/delete-picture.handler';
import { KeepLikenessHandler } from './likeness/keep-likeness.handler';
import { DescribePhotoHandler } from './photo-idea/describe-photo.handler';
import { DeletePicturesHandler } from './results/delete-pictures.handler';
import { MarkPictureHandler } from './results/mark-picture.handler';
import { DeleteUpscaleHandler } from './upscale/delete-upscale.handler';

/** Everything this process does. */
export const jobs = serveInbox(
  imageGeneratorInbox,
  { concurrency: 20 },
  {
    ...remoteOrderJobs<'generation', StartGeneration>('generation'),
    ...remoteOrderJobs<'upscale', StartUpscale>('upscale'),
    'keep-likeness': { handler: KeepLikenessHandler, attempts: 10, timeoutMs: 10_000 },
    'mark-picture': { handler: MarkPictureHandler, attempts: 10, timeoutMs: 10_000 },
    'delete-picture': { handler: DeletePictureHandler, attempts: 10, timeoutMs: 30_000 },
    'delete-pictures': { handler: DeletePicturesHandler, attempts: 10, timeoutMs: 30_000 },
    'delete-upscale': { handler: DeleteUpscaleHandler, attempts: 10, timeoutMs: 30_000 },
    // Long: the vision model may take 40 s, twice. A person is waiting: they ask again themselves.
    'describe-photo': {
      handler: DescribePhotoHandler,
      attempts: 2,
      timeoutMs: 120_000,
      long: { places: 8, ofOnePerson: 2 },
    },
  },
);
