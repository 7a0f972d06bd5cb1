import { publicApiInbox } from '@aisha/contracts/public-api';
import { deadLetterJobs, ForgetPersonRowsHandler, ListPersonRowsHandler, serveInbox } from '@aisha/messaging';
import { ShowRecordingHandler, ShowSentPhotoHandler } from './files/file-checks';
import { KeepApiKeyHandler, RevokeApiKeyHandler } from './keys/api-keys';
import { ExplainRefusalHandler } from './orders/explain-refusal.handler';

/** Each job is one short transaction, which fails only while the database is unreachable. */
const WRITE = { attempts: 10, timeoutMs: 10_000 };

/** The jobs of the public API. */
export const jobs = serveInbox(
  publicApiInbox,
  { concurrency: 10 },
  {
    'keep-api-key': { handler: KeepApiKeyHandler, ...WRITE },
    'revoke-api-key': { handler: RevokeApiKeyHandler, ...WRITE },
    'explain-refusal': { handler: ExplainRefusalHandler, ...WRITE },
    'show-sent-photo': { handler: ShowSentPhotoHandler, ...WRITE },
    'show-recording': { handler: ShowRecordingHandler, ...WRITE },
    'list-person': { handler: ListPersonRowsHandler, attempts: 5, timeoutMs: 30_000 },
    'forget-person': { handler: ForgetPersonRowsHandler, attempts: 20, timeoutMs: 30_000 },
    ...deadLetterJobs,
  },
);
