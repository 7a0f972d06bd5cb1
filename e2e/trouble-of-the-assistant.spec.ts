import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endsInOrder } from './src/ends-in-order';
import { FileServer } from './src/file-server';
import { fourHours } from './src/four-hours';
import { killedInTheMiddle } from './src/killed-in-the-middle';
import { Product } from './src/product';
import { leavesFilesBehind, leavesOnlyOwnedFiles } from './src/storage-listing';
import { storiesAtOnce } from './src/stories-at-once';
import { troubleInGroups } from './src/trouble-in-groups';
import { troubleWithLinks } from './src/trouble-with-links';
import { troubleWithQuestions } from './src/trouble-with-questions';
import { troubleWithVoiceSamples } from './src/trouble-with-voice-samples';

let aisha: Product;
let files: FileServer;
/** A server to which no link may lead. */
let inside: FileServer;
beforeAll(async () => {
  [files, inside] = [await FileServer.start(), await FileServer.start()];
  aisha = await Product.start({
    SPEECH_PROVIDER: 'openai',
    WELCOME_CREDITS: '5',
    LINK_PRIVATE_HOSTS: files.host,
    LINK_FILE_MB: '64',
  });
}, 600_000);
afterAll(async () => {
  await files?.stop();
  await inside?.stop();
  await aisha?.stop();
}, 60_000);

describe('delivered results are paid, and nothing else is:', () => {
  const story = storiesAtOnce(5);

  fourHours(
    () => aisha,
    () => files,
    story,
  );
  troubleWithLinks(
    () => aisha,
    () => ({ files, inside }),
    story,
  );
  troubleInGroups(() => aisha, story);
  troubleWithQuestions(() => aisha, story);
  troubleWithVoiceSamples(() => aisha, story);
});

it(
  'after kill -9 of bot-gateway and transcriber amid a question, a group’s voice, a link and a sample, each result comes once, and each order is paid once',
  killedInTheMiddle(
    () => aisha,
    () => files,
  ),
  600_000,
);

it('storage has only files that the databases name after all these stories', async () => {
  leavesFilesBehind(aisha);
  await leavesOnlyOwnedFiles(aisha);
}, 600_000);

endsInOrder(() => aisha);

it('the story leaves no credit held', async () => {
  const [held] = await aisha.sql<{ sum: string }>('SELECT sum(held) FROM billing.account');
  expect(held?.sum).toBe('0');
});
