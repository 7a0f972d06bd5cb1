import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startFal, type FalOptions } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import { register } from 'prom-client';
import { Health } from '@aisha/platform';
import { shippedCatalogue } from '../../catalogue';
import { FalHttpQueue } from './client';
import { fluxLora } from '../models/flux-lora';
import { openFal } from '../open-fal';
import type { RemoteAcceptance, RemoteOutcome, RemoteRequest } from '../../ports';

/** FAL's fake over HTTP, the client in front of it, and a submission that draws one picture. */
const setup = async ({ submitMs = 10_000, ...options }: Partial<FalOptions> & { submitMs?: number } = {}) => {
  const fal = await startFal({ key: 'id:secret', ...options });
  afterThisTest(() => fal.close());
  const addresses = { queueUrl: fal.queueUrl, restUrl: fal.restUrl };
  const queue = new FalHttpQueue({ key: ' id:secret\n', ...addresses }, { submitMs, askMs: 10_000, uploadMs: 10_000 });
  return { fal, queue, addresses };
};

const ENDPOINT = 'fal-ai/flux-lora';

/** No server listens at this address: another test covers webhooks. */
const WEBHOOK = 'http://127.0.0.1:9/status_update?order=o-1';
const drawing = (input: Record<string, unknown> = {}) => ({
  endpoint: ENDPOINT,
  input: { prompt: 'a fisherman at dawn', image_size: 'square', ...input },
  dollars: 0.035,
  webhookUrl: WEBHOOK,
  keepFilesSeconds: 3_600,
});

/** Submits a picture to draw, which FAL accepts. */
const submitted = async (queue: FalHttpQueue): Promise<RemoteRequest> => {
  const answer = await queue.submit(drawing());
  if (answer.state !== 'accepted') throw answer.error;
  return answer.request;
};

const ended = (queue: FalHttpQueue, request: RemoteRequest): Promise<RemoteOutcome> =>
  eventually(async () => {
    const outcome = await queue.poll(request);
    return (outcome.state === 'succeeded' || outcome.state === 'failed') && outcome;
  }) as Promise<RemoteOutcome>;

describe('giving work to FAL', () => {
  it('work given to FAL is accepted, polled and answered with the result of the model', async () => {
    const { queue, fal } = await setup();

    const request = await submitted(queue);
    const outcome = await ended(queue, request);

    expect(outcome).toMatchObject({ state: 'succeeded', output: { images: [{ width: 512, height: 512 }] } });
    expect(fal.jobs()).toHaveLength(1);
  });

  it('a model that FAL no longer has is known to be gone, and the app’s health warns of it', async () => {
    const { fal } = await setup();
    const [catalogue, health] = [shippedCatalogue(), new Health()];
    const account = { FAL_API_KEY: 'id:secret', FAL_QUEUE_URL: fal.queueUrl, FAL_REST_URL: fal.restUrl };
    const queue = openFal(account, health, catalogue);
    fal.faults.add({ on: 'submit', kind: '429' });
    fal.faults.add({ on: 'submit', kind: 'gone' });

    expect(await queue.submit(drawing())).toMatchObject({ state: 'refused', error: { code: 'provider-busy' } });
    expect(catalogue.isGone(ENDPOINT)).toBe(false);
    expect(await queue.submit(drawing())).toMatchObject({ state: 'refused', error: { code: 'model-gone' } });
    expect(catalogue.isGone(ENDPOINT)).toBe(true);
    expect(await health.all()).toMatchObject([
      { name: 'fal', ok: true, note: expect.stringContaining(`${ENDPOINT} is gone`) },
    ]);
  });

  it.each([
    ['503', 'provider-busy'],
    ['429', 'provider-busy'],
    ['403-locked', 'provider-out-of-credit'],
    ['401', 'provider-refused-key'],
  ] as const)(
    'work is sent to FAL only once, also after the answer %s, and the answer is reported',
    async (kind, code) => {
      const { queue, fal } = await setup();
      fal.faults.add({ on: 'submit', kind });

      expect(await queue.submit(drawing())).toMatchObject({ state: 'refused', error: { code } });

      expect(fal.faults.list()).toEqual([]);
      expect(fal.jobs()).toEqual([]); // a second attempt would have met no fault and made a job
    },
  );

  it.each([
    ['403-locked', 'provider-out-of-credit'],
    ['401', 'provider-refused-key'],
  ] as const)(
    'an account that FAL refuses as a whole with %s alerts operators until FAL takes work again',
    async (kind, code) => {
      const alarm = async () => {
        const { values } = await register.getSingleMetric('aisha_fal_account_refused')!.get();
        return values.filter(({ value }) => value > 0).map(({ labels }) => labels['code']);
      };
      const { queue, fal } = await setup();
      fal.faults.add({ on: 'submit', kind });
      expect(await queue.submit(drawing())).toMatchObject({ state: 'refused', error: { code } });
      expect(await alarm()).toEqual([code]);
      await expect(queue.check()).rejects.toMatchObject({ code });

      await ended(queue, await submitted(queue));

      expect(await alarm()).toEqual([]);
      await queue.check();
    },
  );

  it('work given to FAL is counted with its list price, by model and whether FAL took it', async () => {
    const { queue, fal } = await setup();
    const counted = async (metric: 'submissions' | 'dollars', outcome: RemoteAcceptance['state']) => {
      const { values } = await register.getSingleMetric(`aisha_fal_${metric}_total`)!.get();
      return values.find(({ labels }) => labels['model'] === ENDPOINT && labels['outcome'] === outcome)?.value;
    };
    register.resetMetrics();
    const given = () => queue.submit({ ...drawing(), dollars: 0.07 });
    fal.faults.add({ on: 'submit', kind: '503' });
    await given();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    await given();

    await given();
    await given();

    expect(await counted('submissions', 'accepted')).toBe(2);
    expect(await counted('dollars', 'accepted')).toBeCloseTo(0.14);
    expect(await counted('submissions', 'unknown')).toBe(1);
    expect(await counted('dollars', 'unknown')).toBeCloseTo(0.07);
    expect(await counted('submissions', 'refused')).toBe(1);
    expect(await counted('dollars', 'refused')).toBeUndefined();
  });

  it('a wrong key, or an unreachable FAL, is reported before the first order', async () => {
    const { fal, queue } = await setup();
    await queue.check();

    const withKey = (key: string) => new FalHttpQueue({ key, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
    await expect(withKey('id:wrong').check()).rejects.toMatchObject({ code: 'provider-refused-key' });
    await fal.close();
    await expect(queue.check()).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(fal.jobs()).toEqual([]);
  });

  it.each([
    [404, '<h1>404 Not Found</h1>', 'provider-unreachable'],
    [200, '<h1>Welcome!</h1>', 'provider-answer-unreadable'],
  ])('a server that is not FAL and answers with %i is reported before the first order', async (status, page, code) => {
    const other = createServer((_asked, answer) => {
      answer.writeHead(status, { 'content-type': 'text/html' }).end(page);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    afterThisTest(async () => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

    await expect(new FalHttpQueue({ key: 'id:secret', queueUrl: url, restUrl: url }).check()).rejects.toMatchObject({
      code,
    });
  });

  it.each(['accept-then-reset', 'accept-then-hang', 'malformed', 'cut', '500'] as const)(
    'work that FAL may have taken after %s is never sent again',
    async (kind) => {
      const { queue, fal } = await setup(kind === 'accept-then-hang' ? { submitMs: 2_000 } : {});
      fal.faults.add({ on: 'submit', kind });

      expect(await queue.submit(drawing())).toMatchObject({ state: 'unknown', error: { code: 'submit-unknown' } });

      // Our client may have given up before FAL, on a busy machine, has read the request.
      await eventually(() => expect(fal.jobs()).toHaveLength(kind === '500' ? 0 : 1));
    },
  );

  it('a request to FAL was surely not sent if no server listened', async () => {
    const { queue, fal } = await setup();
    await fal.close();

    expect(await queue.submit(drawing())).toMatchObject({ state: 'refused', error: { code: 'provider-unreachable' } });
  });

  it('an error about a refusal by FAL does not contain the key', async () => {
    const { addresses } = await setup();
    const stranger = new FalHttpQueue({ key: 'other:very-secret', ...addresses });

    const answer = await stranger.submit(drawing());

    expect(answer).toMatchObject({ state: 'refused', error: { code: 'provider-refused-key' } });
    const { error } = answer as Extract<RemoteAcceptance, { state: 'refused' }>;
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('very-secret');
  });

  it('a seed keeps every digit on its way from FAL to us, also beyond the range of a number', async () => {
    const { fal, queue } = await setup();
    // A seed of FAL's examples. It is sent as raw JSON, because a JavaScript number would already round it.
    const answer = await fetch(`${fal.queueUrl}/${ENDPOINT}`, {
      method: 'POST',
      headers: { authorization: 'Key id:secret', 'content-type': 'application/json' },
      body: '{"prompt":"a","seed":196619188014358660}',
    });
    const { request_id: requestId } = (await answer.json()) as { request_id: string };

    const outcome = await ended(queue, { endpoint: ENDPOINT, requestId });

    expect(outcome.state === 'succeeded' && fluxLora.output(outcome.output).seed).toBe('196619188014358660');
  });
});

describe('polling a request', () => {
  it('polling a request reports a failure, although FAL calls the request completed', async () => {
    const { queue, fal } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'internal_server_error' });

    const outcome = await ended(queue, await submitted(queue));

    expect(outcome).toMatchObject({
      state: 'failed',
      error: { code: 'provider-failed', facts: { errorType: 'internal_server_error' } },
    });
  });

  it('polling a request distinguishes a refused prompt from trouble at FAL', async () => {
    const { queue, fal } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'content_policy_violation' });

    expect(await ended(queue, await submitted(queue))).toMatchObject({
      state: 'failed',
      error: { code: 'prompt-refused' },
    });
  });

  it('polling a request says how many requests are ahead of it', async () => {
    const { queue } = await setup({ concurrency: 1, timeScale: { queue: 60 } });
    await submitted(queue);

    const second = await submitted(queue);

    expect(await queue.poll(second)).toEqual({ state: 'queued', ahead: 1 });
  });

  it.each([
    ['status', '503', 'provider-busy'],
    ['status', '500', 'provider-unreachable'],
    ['status', 'malformed', 'provider-answer-unreadable'],
    ['status', 'reset', 'provider-unreachable'],
    ['result', '503', 'provider-busy'],
    ['result', '500', 'provider-unreachable'],
    ['result', 'cut', 'provider-unreachable'],
  ] as const)('polling a request fails when its %s answers %s, and the next poll succeeds', async (on, kind, code) => {
    const { queue, fal } = await setup();
    const request = await submitted(queue);
    await ended(queue, request);
    fal.faults.add({ on, kind });

    await expect(queue.poll(request)).rejects.toMatchObject({ code });

    expect(await queue.poll(request)).toMatchObject({ state: 'succeeded' });
  });

  it.each(['status', 'result'])(
    'polling a request is repeated when something in between answers its %s with the 404 of a page',
    async (refused) => {
      const { queue, fal } = await setup();
      const request = await submitted(queue);
      await ended(queue, request);
      const proxy = createServer((asked, answer) => {
        const isRefused = asked.url!.includes('/status') === (refused === 'status');
        if (isRefused) return void answer.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
        void fetch(`${fal.queueUrl}${asked.url}`, { headers: { authorization: 'Key id:secret' } })
          .then((passed) => passed.text())
          .then((body) => answer.writeHead(200, { 'content-type': 'application/json' }).end(body));
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      afterThisTest(async () => void proxy.close());
      const queueUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const behindProxy = new FalHttpQueue({ key: 'id:secret', queueUrl, restUrl: fal.restUrl });

      await expect(behindProxy.poll(request)).rejects.toMatchObject({ code: 'provider-unreachable', mayRetry: true });

      expect(await queue.poll(request)).toMatchObject({ state: 'succeeded' });
    },
  );

  it('polling a request reports a result that FAL no longer keeps as lost', async () => {
    const { queue, fal } = await setup();
    const request = await submitted(queue);
    await ended(queue, request);
    fal.expireResult(request.requestId);

    expect(await queue.poll(request)).toMatchObject({ state: 'failed', error: { code: 'provider-result-lost' } });
  });
});

describe('cancelling', () => {
  it('cancelling a request that still waits in the queue is answered as `asked`, and a poll then says that the person cancelled it', async () => {
    const { queue } = await setup({ timeScale: { queue: 60 } });
    const request = await submitted(queue);

    expect(await queue.cancel(request)).toBe('asked');

    expect(await ended(queue, request)).toMatchObject({ state: 'failed', error: { code: 'cancelled-by-user' } });
  });

  it('cancelling a finished request comes too late: a poll still gives the result', async () => {
    const { queue } = await setup();
    const request = await submitted(queue);
    await ended(queue, request);

    expect(await queue.cancel(request)).toBe('already-finished');

    expect(await queue.poll(request)).toMatchObject({ state: 'succeeded' });
  });

  it('cancelling a request that FAL does not know is answered as `unknown`', async () => {
    const { queue } = await setup();

    expect(await queue.cancel({ endpoint: ENDPOINT, requestId: 'no-such-request' })).toBe('unknown');
  });
});

describe('uploading', () => {
  it('uploading puts the bytes where FAL’s models can read them', async () => {
    const { queue } = await setup();

    const url = await queue.upload(new Blob(['twelve bytes'], { type: 'application/zip' }), 'set.zip', 60);

    expect(await (await fetch(url)).text()).toBe('twelve bytes');
  });

  it('an upload fails as busy while FAL’s storage answers 503', async () => {
    const { queue, fal } = await setup();
    fal.faults.add({ on: 'storage', kind: '503' });

    await expect(queue.upload(new Blob(['x']), 'set.zip', 60)).rejects.toMatchObject({ code: 'provider-busy' });
  });
});
