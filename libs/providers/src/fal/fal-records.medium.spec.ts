import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { newId } from '@aisha/platform';
import { afterThisTest, eventually } from '@aisha/testing';
import { FalHttpQueue } from './http/client';
import { FalRecords } from './fal-records';
import { ModelsAtFal } from './models';

const KEY = 'id:secret';
const WISH = 'a lilac zeppelin';

/** FAL's fake, which has drawn a picture, and its records. */
const setup = async (key?: string) => {
  const fal = await startFal({ key: KEY, timeScale: 0.001 });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: KEY, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const drawing = { prompt: WISH, aspectRatio: '1:1', seed: 1, pictureCount: 1 } as const;
  const chosen = new ModelsAtFal().chosen({ does: 'draw' }).request(drawing);
  const sent = await queue.submit({ ...chosen, webhookUrl: null, keepFilesSeconds: 3_600 });
  if (sent.state !== 'accepted') throw sent.error;
  const { request } = sent;
  await eventually(async () => expect((await queue.poll(request)).state).toBe('succeeded'));
  const done = await queue.poll(request);
  const url = /https?:[^"]+/.exec(JSON.stringify(done))![0];
  const records = new FalRecords({ FAL_PLATFORM_URL: fal.platformUrl, FAL_ADMIN_KEY: key ?? fal.adminKey });
  return { fal, queue, request, url, records };
};

describe('what FAL keeps of a request', () => {
  it('a deletion at FAL removes the input, the answer and the files of a request; the bill stays, and a second deletion is no error', async () => {
    const { fal, queue, request, url, records } = await setup();
    expect((await fetch(url)).status).toBe(200);
    expect(JSON.stringify(fal.jobs())).toContain(WISH);

    expect([await records.forget(request.requestId), await records.forget(request.requestId)]).toEqual([0, 0]);

    expect(await queue.poll(request)).toMatchObject({ state: 'failed' });
    expect((await fetch(url)).status).toBe(404);
    expect(JSON.stringify(fal.jobs())).not.toContain(WISH);
    expect(fal.jobs()).toMatchObject([{ billed: true }]);
  });

  it('a deletion at FAL of a request that FAL does not know is no error', async () => {
    const { records } = await setup();

    expect(await records.forget(newId<string>())).toBe(0);
  });

  it.each([
    ['a key that may not', KEY, null, 'provider-refused-key'],
    ['an outage', undefined, '503', 'provider-busy'],
  ] as const)(
    'a deletion at FAL that fails after %s throws, so that it is tried again',
    async (_, key, fault, code) => {
      const { fal, request, records } = await setup(key);
      if (fault) fal.faults.add({ on: 'payloads', kind: fault });

      await expect(records.forget(request.requestId)).rejects.toMatchObject({ code });
    },
  );

  it('a file that FAL could not delete is not counted as deleted', async () => {
    const { fal, request, url, records } = await setup();
    fal.faults.add({ on: 'payloads', kind: 'files-stay' });

    expect(await records.forget(request.requestId)).toBe(1);

    expect((await fetch(url)).status).toBe(200);
    expect(JSON.stringify(fal.jobs())).not.toContain(WISH);
  });

  it.each([
    [200, 'provider-answer-unreadable'],
    [404, 'provider-unreachable'],
  ])(
    'a deletion at FAL to which a page of a proxy answers with %i throws, so that it is tried again',
    async (status, code) => {
      const proxy = createServer((_asked, answer) => {
        answer.writeHead(status, { 'content-type': 'text/html' }).end('<h1>A page</h1>');
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      afterThisTest(async () => void proxy.close());
      const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

      await expect(
        new FalRecords({ FAL_PLATFORM_URL: url, FAL_ADMIN_KEY: 'id:admin' }).forget(newId<string>()),
      ).rejects.toMatchObject({ code, mayRetry: true });
    },
  );

  it('the deletion of what FAL keeps of requests is off without a key of admin scope', async () => {
    expect(new FalRecords({ FAL_PLATFORM_URL: 'http://127.0.0.1:1' }).isOn).toBe(false);
  });
});
