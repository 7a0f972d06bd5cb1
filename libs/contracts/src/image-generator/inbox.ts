import { startMessages } from '@aisha/kinds/messages';
import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { PERSON_JOBS } from '../people/person-jobs';
import { REMOTE_ORDER_JOBS } from '../order-jobs';
import { ForgetRequests } from './forget-requests.job';
import { KeepEditLikeness } from './keep-edit-likeness.job';
import { KeepFaces } from './keep-faces.job';
import { KeepLikeness } from './keep-likeness.job';
import { DescribePhoto } from './describe-photo.job';
import { MarkPicture } from './mark-picture.job';

export const imageGeneratorInbox = defineInbox('image-generator', {
  ...startMessages('image-generator'),
  ...REMOTE_ORDER_JOBS,
  'keep-faces': KeepFaces,
  'keep-likeness': KeepLikeness,
  'keep-edit-likeness': KeepEditLikeness,
  'mark-picture': MarkPicture,
  'describe-photo': DescribePhoto,
  'forget-requests': ForgetRequests,
  ...PERSON_JOBS,
  ...DEAD_LETTER_JOBS,
});
