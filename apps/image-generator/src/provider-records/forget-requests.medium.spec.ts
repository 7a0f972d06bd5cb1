import { expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { FalHttpQueue, FalRecords, ModelsAtFal } from '@aisha/providers/fal';
import { afterThisTest, eventually, jobContext, onPostgres, readableLog } from '@aisha/testing';
import { ForgetRequestsHandler } from './forget-requests.handler';

const KEY = 'id:secret';

it('files that FAL did not delete are told to the operator, and hold up no other request', async () => {
  const fal = await startFal({ key: KEY, timeScale: 0.001 });
  afterThisTest(() => fal.close());
  const postgres = await onPostgres('generator');
  const queue = new FalHttpQueue({ key: KEY, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const drawing = { prompt: 'a lilac zeppelin', aspectRatio: '1:1', seed: 1, pictureCount: 1 } as const;
  const asked = new ModelsAtFal().chosen({ does: 'draw' }).request(drawing);
  const drawn = async (): Promise<string> => {
    const sent = await queue.submit({ ...asked, webhookUrl: null, keepFilesSeconds: 3_600 });
    if (sent.state !== 'accepted') throw sent.error;
    await eventually(async () => expect((await queue.poll(sent.request)).state).toBe('succeeded'));
    return sent.request.requestId;
  };
  const requestIds = [await drawn(), await drawn()];
  fal.faults.add({ on: 'payloads', kind: 'files-stay' });
  const { log, lines } = readableLog();
  const records = new FalRecords({ FAL_PLATFORM_URL: fal.platformUrl, FAL_ADMIN_KEY: fal.adminKey });

  await new ForgetRequestsHandler(records, log).handle({ requestIds }, jobContext(postgres));

  expect(lines('fal-records.files-stay')).toMatchObject([{ files: 1 }]);
  expect(lines('fal-records.forgotten')).toMatchObject([{ requests: 2 }]);
  expect(JSON.stringify(fal.jobs())).not.toContain('a lilac zeppelin');
});
