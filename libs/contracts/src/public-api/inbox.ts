import { ExplainRefusal } from '../bot-gateway/explain-refusal.job';
import { ShowRecording } from '../bot-gateway/show-recording.job';
import { ShowSentPhoto } from '../bot-gateway/show-sent-photo.job';
import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { PERSON_JOBS } from '../people/person-jobs';
import { KeepApiKey } from './keep-api-key.job';
import { RevokeApiKey } from './revoke-api-key.job';

export const publicApiInbox = defineInbox('public-api', {
  'keep-api-key': KeepApiKey,
  'revoke-api-key': RevokeApiKey,
  'explain-refusal': ExplainRefusal,
  'show-sent-photo': ShowSentPhoto,
  'show-recording': ShowRecording,
  ...PERSON_JOBS,
  ...DEAD_LETTER_JOBS,
});
