import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { orderJobs } from '@aisha/orders';
import { KeepEditLikenessHandler } from './likeness/keep-edit-likeness.handler';
import { KeepFacesHandler } from './together/keep-faces.handler';
import { KeepLikenessHandler } from './likeness/keep-likeness.handler';
import { DescribePhotoHandler } from './photo-idea/describe-photo.handler';
import { ForgetRequestsHandler } from './provider-records/forget-requests.handler';
import { MarkPictureHandler } from './results/mark-picture.handler';

/** The jobs of image-generator. */
export const jobs = serveInbox(
  imageGeneratorInbox,
  { concurrency: 20 },
  {
    ...orderJobs(imageGeneratorInbox),
    'keep-faces': { handler: KeepFacesHandler, attempts: 10, timeoutMs: 10_000 },
    'keep-likeness': { handler: KeepLikenessHandler, attempts: 10, timeoutMs: 10_000 },
    'keep-edit-likeness': { handler: KeepEditLikenessHandler, attempts: 10, timeoutMs: 10_000 },
    'mark-picture': { handler: MarkPictureHandler, attempts: 10, timeoutMs: 10_000 },
    // This job is long: twenty requests to FAL take seconds. It has many attempts, because FAL may be away for hours and the erasure must
    // still reach it.
    'forget-requests': {
      handler: ForgetRequestsHandler,
      attempts: 20,
      timeoutMs: 300_000,
      long: { places: 1, ofOnePerson: 1 },
    },
    // This job is long, because the vision model may take 40 s, twice. It has only two attempts, because the person is waiting and can send
    // the photo again.
    'describe-photo': {
      handler: DescribePhotoHandler,
      attempts: 2,
      timeoutMs: 120_000,
      long: { places: 8, ofOnePerson: 2 },
    },
    ...deadLetterJobs,
  },
);
