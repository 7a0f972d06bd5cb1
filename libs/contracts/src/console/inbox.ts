import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { OpenDeskLink } from './open-desk-link.job';

export const consoleInbox = defineInbox('console', {
  'open-desk-link': OpenDeskLink,
  ...DEAD_LETTER_JOBS,
});
