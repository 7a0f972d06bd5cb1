import { startMessages } from '@aisha/kinds/messages';
import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { PERSON_JOBS } from '../people/person-jobs';
import { REMOTE_ORDER_JOBS } from '../order-jobs';

export const photoEnhancerInbox = defineInbox('photo-enhancer', {
  ...startMessages('photo-enhancer'),
  ...REMOTE_ORDER_JOBS,
  ...PERSON_JOBS,
  ...DEAD_LETTER_JOBS,
});
