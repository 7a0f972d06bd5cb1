import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import sharp from 'sharp';
import { eventually } from '@aisha/testing';
import { drawnSelfies } from '../drawn-faces';
import { explicitPicture } from '../explicit';
import { smearOf } from '../smear';
import { type FalOptions, type FakeFal, keyFromSeed, signWebhook, startFal } from './index';

const KEY = 'key-id:key-secret';
const opened: { close(): Promise<void> }[] = [];
let selfies: Buffer[];

beforeAll(async () => {
  selfies = await drawnSelfies(6, 5);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const open = async (options: Partial<FalOptions> = {}): Promise<FakeFal> => {
  const fal = await startFal({ key: KEY, timeScale: 0.005, ...options });
  opened.push(fal);
  return fal;
};

/** Starts a server. @returns its address, without a slash at the end. */
const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A photo that is missing until the test releases it: the request that needs it is in progress until then. */
const heldPhoto = async (): Promise<{ url: string; letGo: () => void }> => {
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
  const url = await serve((_request, response) => void released.then(() => response.end(selfies[0])));
  return { url, letGo };
};

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A server for webhooks; it answers with the given statuses, then with 200. */
const receiver = async (...statuses: number[]): Promise<{ url: string; calls: Call[] }> => {
  const calls: Call[] = [];
  const url = await serve((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, text });
      response.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end();
    });
  });
  return { url: `${url}/hook?order=order-7&sig=abc`, calls };
};

const headers = { authorization: `Key ${KEY}`, 'content-type': 'application/json' };

interface Submitted {
  readonly request_id: string;
  readonly status: string;
  readonly queue_position: number;
  readonly response_url: string;
  readonly status_url: string;
  readonly cancel_url: string;
}

const post = (fal: FakeFal, endpoint: string, input: object, webhook?: string): Promise<Response> =>
  fetch(`${fal.queueUrl}/${endpoint}${webhook ? `?fal_webhook=${encodeURIComponent(webhook)}` : ''}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(input),
  });

const submit = async (fal: FakeFal, endpoint: string, input: object, webhook?: string): Promise<Submitted> => {
  const response = await post(fal, endpoint, input, webhook);
  expect(response.status).toBe(200);
  return (await response.json()) as Submitted;
};

const get = (url: string): Promise<Response> => fetch(url, { headers });

const json = async <T = Record<string, unknown>>(response: Response): Promise<T> => (await response.json()) as T;

const isInProgress = async ({ status_url }: Submitted): Promise<boolean> =>
  (await json(await get(status_url)))['status'] === 'IN_PROGRESS';

const finished = async ({ status_url, response_url }: Submitted): Promise<Response> => {
  await eventually(async () => (await get(status_url)).status === 200);
  return get(response_url);
};

interface Pictures {
  readonly images: { readonly url: string; readonly width: number; readonly height: number }[];
  readonly seed: number;
  readonly has_nsfw_concepts: boolean[];
}

const upload = async (fal: FakeFal, bytes: Buffer, fileName = 'set.zip'): Promise<string> => {
  const initiated = await fetch(`${fal.restUrl}/storage/upload/initiate?storage_type=fal-cdn-v3`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ content_type: 'application/zip', file_name: fileName }),
  });
  const { upload_url, file_url } = await json<{ upload_url: string; file_url: string }>(initiated);
  expect((await get(file_url)).status).toBe(404);
  const put = await fetch(upload_url, {
    method: 'PUT',
    headers: { 'content-type': 'application/zip' },
    body: new Uint8Array(bytes),
  });
  expect(put.status).toBe(200);
  return file_url;
};

const archive = (photos: readonly Buffer[]): Promise<Buffer> => {
  const zip = new JSZip();
  photos.forEach((photo, index) => {
    zip.file(`${index}.jpg`, photo);
    zip.file(`${index}.txt`, '[trigger], a photo');
  });
  return zip.generateAsync({ type: 'nodebuffer' });
};

const trained = async (fal: FakeFal): Promise<string> => {
  const url = await upload(fal, await archive(selfies));
  const job = await submit(fal, 'fal-ai/flux-lora-portrait-trainer', {
    images_data_url: url,
    trigger_phrase: 'TOK_ab12',
    steps: 100,
  });
  const result = await json<{ diffusers_lora_file: { url: string } }>(await finished(job));
  return result.diffusers_lora_file.url;
};

const PORTRAIT = { prompt: 'TOK_ab12 in a night city', image_size: { width: 320, height: 400 }, seed: 7 };

/** A picture that is this many pixels wide, and one pixel high. */
const long = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 1, channels: 3, background: '#888' } })
    .png()
    .toBuffer();

const WAN = 'fal-ai/wan/v2.2-a14b/image-to-video/turbo';

/** All frames of a video, as PNG. */
const framesOf = async (mp4: Buffer): Promise<Buffer[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'aisha-frames-'));
  try {
    writeFileSync(join(folder, 'a.mp4'), mp4);
    execFileSync(ffmpeg, ['-v', 'error', '-i', join(folder, 'a.mp4'), join(folder, '%03d.png')]);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .toSorted()
      .map((name) => readFileSync(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The mean difference of two pictures at 32 × 32 pixels: 0 to 255 a pixel and channel. */
const meanDifference = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(32, 32, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
};

const digestOf = async (url: string): Promise<string> =>
  createHash('sha256')
    .update(Buffer.from(await (await fetch(url)).arrayBuffer()))
    .digest('hex');

describe('the queue', () => {
  it('a job passes through queue, progress and completion with the statuses and bodies of FAL', async () => {
    let now = Date.now();
    const fal = await open({ concurrency: 1, now: () => now });
    const photo = await heldPhoto();
    const first = await submit(fal, 'fal-ai/flux-lora/image-to-image', { ...PORTRAIT, image_url: photo.url });
    expect(first).toMatchObject({
      status: 'IN_QUEUE',
      queue_position: 0,
      response_url: `${fal.queueUrl}/fal-ai/flux-lora/requests/${first.request_id}`,
      status_url: `${fal.queueUrl}/fal-ai/flux-lora/requests/${first.request_id}/status`,
      cancel_url: `${fal.queueUrl}/fal-ai/flux-lora/requests/${first.request_id}/cancel`,
    });
    await eventually(() => isInProgress(first));
    const working = await get(first.status_url);
    expect(working.status).toBe(202);
    expect(await working.json()).toMatchObject({ status: 'IN_PROGRESS', logs: null });
    const early = await get(first.response_url);
    expect(early.status).toBe(400);
    expect(await early.json()).toEqual({ detail: 'Request is still in progress' });

    const second = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);
    const third = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);
    expect([second, third].map((job) => job.queue_position)).toEqual([0, 1]);
    const queued = await get(third.status_url);
    expect(queued.status).toBe(202);
    expect(await queued.json()).toMatchObject({ status: 'IN_QUEUE', queue_position: 1 });

    now += 1_000;
    photo.letGo();
    expect((await finished(first)).status).toBe(200);
    const done = await get(`${first.status_url}?logs=1`);
    expect(done.status).toBe(200);
    expect(await done.json()).toMatchObject({
      status: 'COMPLETED',
      metrics: { inference_time: expect.any(Number) },
      logs: ['Loading the model', 'Working, 0.5 s', 'Working, 1 s'].map((message) => ({
        level: 'INFO',
        source: 'USER',
        message,
        timestamp: expect.any(String),
      })),
    });
  });

  it('the log of a training counts its steps, and stands still when a fault keeps the job from finishing', async () => {
    let now = Date.now();
    const fal = await open({ now: () => now, timeScale: { queue: 0.01, training: 10 } });
    const steps = { images_data_url: 'https://photos.test/a.zip', steps: 1_000 };
    const lastLine = async (job: Submitted): Promise<unknown> => {
      const { logs } = (await (await get(`${job.status_url}?logs=1`)).json()) as { logs: { message: string }[] };
      return logs.at(-1)?.message;
    };
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const training = await submit(fal, 'fal-ai/flux-lora-portrait-trainer', steps);
    await eventually(() => isInProgress(training));

    now += 120_000; // 1600 s in all, a tenth of them before the first step
    expect(await lastLine(training)).toBe('Working, 120 s');
    now += 280_000;
    expect(await lastLine(training)).toBe(' 16%|█         | 166/1000');
    now += 800_000;
    expect(await lastLine(training)).toBe(' 22%|██        | 222/1000');
  });

  it('the queue refuses strangers, unknown endpoints and unknown requests', async () => {
    const fal = await open();
    const stranger = await fetch(`${fal.queueUrl}/fal-ai/flux-lora`, { method: 'POST', body: '{}' });
    expect(stranger.status).toBe(401);
    expect((await post(fal, 'fal-ai/gfpgan', {})).status).toBe(404);
    expect((await get(`${fal.queueUrl}/fal-ai/flux-lora/requests/none/status`)).status).toBe(404);
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);
    expect((await get(job.status_url.replace('flux-lora', 'flux-pro'))).status).toBe(404);
  });

  it('the queue accepts a wrong input and refuses it in the result, naming the field', async () => {
    const fal = await open();
    const job = await submit(fal, 'fal-ai/flux-lora', { num_images: 9, unknown_field: true });
    const result = await finished(job);
    expect(result.status).toBe(422);
    expect(result.headers.get('x-fal-request-id')).toBe(job.request_id);
    expect(await result.json()).toMatchObject({
      detail: [
        { loc: ['body', 'prompt'], type: 'missing', url: 'https://docs.fal.ai/errors/#missing' },
        { loc: ['body', 'num_images'], type: 'less_than_equal', ctx: { le: 4 }, input: 9 },
      ],
    });
    expect(await json(await get(job.status_url))).toMatchObject({ status: 'COMPLETED', error_type: 'missing' });
    expect(fal.jobs()).toMatchObject([{ billed: false, status: 422 }]);
  });

  it('a change of the fake FAL’s speed takes effect at once, also for jobs that have begun', async () => {
    const fal = await open({ timeScale: 60 });
    const timeScale = async (body?: object): Promise<unknown> =>
      json(await fetch(`${fal.url}/time-scale`, body && { method: 'POST', headers, body: JSON.stringify(body) }));
    expect(await timeScale()).toEqual({ scale: 60 });
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);

    expect(await timeScale({ scale: 0.001 })).toEqual({ scale: 0.001 });

    expect(await finished(job)).toMatchObject({ status: 200 });
    expect(await timeScale({ scale: 7 })).toMatchObject({ problem: expect.stringContaining('from 0.0001 to 1') });
    expect(await timeScale()).toEqual({ scale: 0.001 });
  });

  it('the fake FAL cancels waiting jobs, asks running ones to stop, and says when it is too late', async () => {
    const fal = await open({ concurrency: 1, timeScale: { queue: 0.001, pictures: 60 } });
    const running = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);
    await eventually(() => isInProgress(running));
    const waiting = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);
    const cancel = async (url: string): Promise<unknown[]> => {
      const response = await fetch(url, { method: 'PUT', headers });
      return [response.status, await response.json()];
    };
    expect(await cancel(waiting.cancel_url)).toEqual([200, { status: 'OK' }]);
    expect(await cancel(running.cancel_url)).toEqual([202, { status: 'CANCELLATION_REQUESTED' }]);
    expect((await finished(running)).status).toBe(499);
    expect(await cancel(running.cancel_url)).toEqual([400, { status: 'ALREADY_COMPLETED' }]);
    expect(await cancel(running.cancel_url.replace(running.request_id, 'none'))).toEqual([
      404,
      { status: 'NOT_FOUND' },
    ]);
    expect(await json(await get(waiting.status_url))).toMatchObject({ error_type: 'client_cancelled' });
  });

  it('the fake FAL streams every state of a job, and ends the stream when the job is completed', async () => {
    const fal = await open();
    const photo = await heldPhoto();
    const job = await submit(fal, 'fal-ai/flux-lora/image-to-image', { ...PORTRAIT, image_url: photo.url });
    await eventually(() => isInProgress(job));
    const stream = await get(`${job.status_url}/stream`);
    photo.letGo();
    const text = await stream.text();
    const states = [...text.matchAll(/^data: (.+)$/gm)].map(([, data]) => (JSON.parse(data ?? '') as Submitted).status);
    expect(states).toEqual(['IN_PROGRESS', 'COMPLETED']);
  });

  it('the queue forgets a result after an hour when the request asked not to store it', async () => {
    let now = Date.now();
    const fal = await open({ now: () => now });
    const response = await fetch(`${fal.queueUrl}/fal-ai/flux-lora`, {
      method: 'POST',
      headers: { ...headers, 'x-fal-store-io': '0' },
      body: JSON.stringify(PORTRAIT),
    });
    const job = await json<Submitted & Record<string, unknown>>(response);
    expect((await finished(job)).status).toBe(200);
    now += 3_600_001;
    expect((await get(job.response_url)).status).toBe(404);
  });

  it('the queue passes a huge seed through digit by digit', async () => {
    const fal = await open();
    const response = await fetch(`${fal.queueUrl}/fal-ai/flux-lora`, {
      method: 'POST',
      headers,
      body: '{"prompt":"a sea","seed":196619188014358661,"image_size":"square"}',
    });
    const result = await finished(await json<Submitted & Record<string, unknown>>(response));
    expect(await result.text()).toContain('"seed":196619188014358661,');
  });
});

describe('training and drawing', () => {
  it('the fake FAL learns a face from an archive and draws it, also from a copy of the LoRA uploaded elsewhere', async () => {
    const fal = await open();
    const lora = await trained(fal);
    const draw = async (path: string, change: object = {}): Promise<Pictures> =>
      json<Pictures & Record<string, unknown>>(
        await finished(
          await submit(fal, 'fal-ai/flux-lora', { ...PORTRAIT, loras: [{ path }], num_images: 2, ...change }),
        ),
      );
    const original = await draw(lora);
    expect(original).toMatchObject({
      seed: 7,
      has_nsfw_concepts: [false, false],
      prompt: PORTRAIT.prompt,
      images: [
        { width: 320, height: 400, content_type: 'image/jpeg' },
        { width: 320, height: 400, content_type: 'image/jpeg' },
      ],
    });
    const urls = original.images.map(({ url }) => url);
    const picture = Buffer.from(await (await fetch(urls[0] ?? '')).arrayBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 400 });
    const digests = await Promise.all(urls.map(digestOf));
    expect(digests[0]).not.toBe(digests[1]);

    const copy = await upload(fal, Buffer.from(await (await fetch(lora)).arrayBuffer()), 'copy.safetensors');
    const copied = await draw(copy);
    expect(await Promise.all(copied.images.map(({ url }) => digestOf(url)))).toEqual(digests);
    const other = await draw(lora, { seed: 8 });
    expect(await digestOf(other.images[0]?.url ?? '')).not.toBe(digests[0]);
    const nobody = await draw(lora, { loras: [] });
    expect(await digestOf(nobody.images[0]?.url ?? '')).not.toBe(digests[0]);
  });

  it('the fake FAL fails a picture whose LoRA link has expired', async () => {
    const fal = await open();
    const path = await trained(fal);
    fal.expireFiles(path);
    const result = await finished(await submit(fal, 'fal-ai/flux-lora', { ...PORTRAIT, loras: [{ path }] }));
    expect(result.status).toBe(422);
    expect(await result.json()).toMatchObject({ detail: [{ type: 'file_download_error' }] });
  });

  it.each([
    ['that is no zip', async () => Buffer.from('not a zip at all'), 'invalid_archive'],
    ['with too few pictures', () => archive(selfies.slice(0, 2)), 'archive_file_count_below_minimum'],
    [
      'with a file that only calls itself a picture',
      () => archive([...selfies, Buffer.from('text')]),
      'unsupported_image_format',
    ],
  ])('the fake FAL refuses an archive %s', async (_name, makeBytes, type) => {
    const fal = await open();
    const images_data_url = await upload(fal, await makeBytes());
    const job = await submit(fal, 'fal-ai/flux-lora-fast-training', { images_data_url, is_style: true, steps: 10 });
    const result = await finished(job);
    expect(result.status).toBe(422);
    expect(await result.json()).toMatchObject({ detail: [{ loc: ['body', 'images_data_url'], type }] });
  });

  it('the fake FAL refuses a data URI in place of an archive', async () => {
    const fal = await open();
    const input = { images_data_url: 'data:application/zip;base64,AAAA' };
    expect((await finished(await submit(fal, 'fal-ai/flux-lora-portrait-trainer', input))).status).toBe(422);
  });

  it('the fake FAL draws a picture of the ultra model in the size that its aspect ratio gives', async () => {
    const fal = await open();
    const ultra = await submit(fal, 'fal-ai/flux-pro/v1.1-ultra', { prompt: 'mountains', aspect_ratio: '3:4' });
    expect(ultra.status_url).toContain('/fal-ai/flux-pro/requests/');
    expect(await json(await finished(ultra))).toMatchObject({ images: [{ width: 1792, height: 2368 }] });
  });

  it.each([
    [{}, 400, 500],
    [{ upscale_factor: 4 }, 800, 1_000],
    [{ upscale_factor: 1.5 }, 300, 375],
  ])('the fake FAL fetches a picture and enlarges it as %j asks', async (fields, width, height) => {
    const fal = await open();
    const photo = await sharp(selfies[0]).resize(200, 250).jpeg().toBuffer();
    const job = await submit(fal, 'fal-ai/codeformer', { image_url: await upload(fal, photo, 'old.jpg'), ...fields });
    const { image } = await json<{ image: { url: string; width: number; height: number } }>(await finished(job));
    expect(image).toMatchObject({ width, height, content_type: 'image/png' });
    const restored = sharp(Buffer.from(await (await fetch(image.url)).arrayBuffer()));
    expect(await restored.metadata()).toMatchObject({ format: 'png', width, height });
    expect(await meanDifference(photo, await restored.toBuffer())).toBeLessThan(12);
  });

  it.each([
    ['no picture', async () => ({}), 'missing', 'image_url'],
    ['a link that leads nowhere', async () => ({ image_url: 'http://127.0.0.1:9/a.jpg' }), 'file_download_error'],
    ['a path', async () => ({ image_url: '/etc/passwd' }), 'file_download_error'],
    ['a file that is no picture', async (fal: FakeFal) => ({ image_url: await upload(fal, Buffer.from('text')) })],
    ['half a picture', async (fal: FakeFal) => ({ image_url: await upload(fal, selfies[0]!.subarray(0, 9_000)) })],
    [
      'a picture too large',
      async (fal: FakeFal) => ({ image_url: await upload(fal, await long(2_049)), upscale_factor: 4 }),
      'image_too_large',
    ],
    ['a factor of five', async () => ({ image_url: 'x', upscale_factor: 5 }), 'less_than_equal', 'upscale_factor'],
    ['a fidelity in words', async () => ({ image_url: 'x', fidelity: 'high' }), 'float_type', 'fidelity'],
    ['a doubtful flag', async () => ({ image_url: 'x', face_upscale: 'yes' }), 'bool_type', 'face_upscale'],
  ])('the fake FAL does not enlarge %s', async (_name, input, type = 'image_load_error', field = 'image_url') => {
    const fal = await open();
    const result = await finished(await submit(fal, 'fal-ai/codeformer', await input(fal)));
    expect(result.status).toBe(422);
    expect(await result.json()).toMatchObject({ detail: [{ loc: ['body', field], type }] });
    expect(fal.jobs()).toMatchObject([{ billed: false }]);
  });

  it('the fake FAL makes an MP4 of 81 frames in which a picture moves smoothly', async () => {
    const fal = await open();
    const image_url = await upload(fal, await sharp(selfies[0]).resize(301, 401).jpeg().toBuffer(), 'a.jpg');
    const job = await submit(fal, WAN, { image_url, prompt: 'she smiles' });
    const { video, prompt } = await json<{ video: { url: string }; prompt: string }>(await finished(job));
    expect(video).toMatchObject({ content_type: 'video/mp4' });
    expect(prompt).toBe('she smiles');
    const mp4 = Buffer.from(await (await fetch(video.url)).arrayBuffer());
    expect(mp4.indexOf('moov')).toBeLessThan(mp4.indexOf('mdat')); // it plays before the whole file is there
    const frames = await framesOf(mp4);
    expect(frames).toHaveLength(81);
    expect(await sharp(frames[0]).metadata()).toMatchObject({ width: 300, height: 400 });
    const [step, whole] = [await meanDifference(frames[0]!, frames[1]!), await meanDifference(frames[0]!, frames[80]!)];
    expect(whole).toBeGreaterThan(5);
    expect(step).toBeLessThan(whole / 3);
  });

  it.each([
    ['without a word of what moves', async () => ({ image_url: 'x' }), 'missing', 'prompt'],
    ['of no picture', async () => ({ prompt: 'x' }), 'missing', 'image_url'],
    ['at 1080p', async () => ({ prompt: 'x', image_url: 'x', resolution: '1080p' }), 'one_of', 'resolution'],
    [
      'of a file that is no picture',
      async (fal: FakeFal) => ({ prompt: 'x', image_url: await upload(fal, Buffer.from('text')) }),
      'image_load_error',
      'image_url',
    ],
    [
      'of what its checker finds',
      async (fal: FakeFal) => {
        const explicit = await explicitPicture({ width: 300, height: 400 }).jpeg().toBuffer();
        return { prompt: 'x', image_url: await upload(fal, explicit), enable_safety_checker: true };
      },
      'content_policy_violation',
      'image_url',
    ],
  ])('the fake FAL makes no video %s', async (_name, input, type, field) => {
    const fal = await open();
    const result = await finished(await submit(fal, WAN, await input(fal)));
    expect(result.status).toBe(422);
    expect(await result.json()).toMatchObject({ detail: [{ loc: ['body', field], type }] });
    expect(fal.jobs()).toMatchObject([{ billed: false }]);
  });

  it('the fake FAL joins an upload of several parts in order', async () => {
    const fal = await open();
    const initiated = await fetch(`${fal.restUrl}/storage/upload/initiate-multipart?storage_type=fal-cdn-v3`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ content_type: 'text/plain', file_name: 'long.txt' }),
    });
    const { upload_url, file_url } = await json<{ upload_url: string; file_url: string }>(initiated);
    const at = (tail: string): string => upload_url.replace('?', `/${tail}?`);
    const parts = [];
    for (const [index, text] of ['one ', 'two'].entries()) {
      parts.push(await json(await fetch(at(String(index + 1)), { method: 'PUT', body: text })));
    }
    expect(parts[1]).toEqual({ partNumber: 2, etag: expect.any(String) });
    const complete = await fetch(at('complete'), { method: 'POST', headers, body: JSON.stringify({ parts }) });
    expect(complete.status).toBe(200);
    expect(await (await fetch(file_url)).text()).toBe('one two');
  });
});

const isSigned = async (fal: FakeFal, { headers: sent, text }: Call): Promise<boolean> => {
  const { keys } = await json<{ keys: { x: string; kty: string; crv: string }[] }>(await fetch(fal.jwksUrl));
  const [key] = keys;
  if (!key) return false;
  const header = (name: string): string => String(sent[`x-fal-webhook-${name}`]);
  const message = [
    header('request-id'),
    header('user-id'),
    header('timestamp'),
    createHash('sha256').update(text).digest('hex'),
  ].join('\n');
  return verify(
    null,
    Buffer.from(message),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(header('signature'), 'hex'),
  );
};

describe('webhooks', () => {
  it('the fake FAL signs a result so that the published key verifies the body that was sent, and no changed body', async () => {
    const signedAt = 1_700_000_000;
    const fal = await open({ now: () => signedAt * 1_000 });
    const { url, calls } = await receiver();
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT, url);
    const call = await eventually(() => calls[0] ?? false);
    expect(await isSigned(fal, call)).toBe(true);
    expect(await isSigned(fal, { ...call, text: `${call.text} ` })).toBe(false);
    expect(call.headers['x-fal-webhook-request-id']).toBe(job.request_id);
    expect(call.headers['x-fal-webhook-timestamp']).toBe(String(signedAt));
    expect(JSON.parse(call.text)).toMatchObject({
      request_id: job.request_id,
      status: 'OK',
      error: null,
      payload: { images: [{ width: 320, height: 400 }], seed: 7 },
    });
    await eventually(() => fal.jobs({ webhook: 'order-7' })[0]?.webhook === 'delivered');
  });

  it('the fake FAL reports a refused input to the webhook as an error with its detail', async () => {
    const fal = await open();
    const { url, calls } = await receiver();
    await submit(fal, 'fal-ai/flux-lora', {}, url);
    const call = await eventually(() => calls[0] ?? false);
    expect(JSON.parse(call.text)).toMatchObject({
      status: 'ERROR',
      error: 'Invalid status code: 422',
      payload: { detail: [{ type: 'missing' }] },
    });
  });

  it('the fake FAL calls a webhook again after 503 and 500, and never after a redirect', async () => {
    const fal = await open({ timeScale: { queue: 0.001, pictures: 0.001, webhooks: 0.001 } });
    const busy = await receiver(503, 500);
    await submit(fal, 'fal-ai/flux-lora', PORTRAIT, busy.url);
    await eventually(() => busy.calls.length === 3);
    const moved = await receiver(301);
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT, moved.url);
    const view = await eventually(
      () => fal.jobs().find((one) => one.requestId === job.request_id && one.webhookAttempts > 0) ?? false,
    );
    expect(view).toMatchObject({ webhook: 'given-up', webhookAttempts: 1 });
    expect(moved.calls).toHaveLength(1);
  });

  it.each([
    ['duplicate', 3, true],
    ['forged', 1, false],
    ['stale', 1, true],
    ['null-payload', 1, true],
    ['error', 1, true],
    ['late', 1, true],
  ] as const)('the fake FAL sends a faulty webhook on request: %s', async (kind, count, hasGoodSignature) => {
    const now = Date.now();
    const fal = await open({ now: () => now });
    fal.faults.add({ on: 'webhook', kind, match: 'order-7', delayMs: 50 });
    const { url, calls } = await receiver();
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT, url);
    await eventually(() => calls.length === count);
    const [call] = calls;
    if (!call) throw new Error('nobody called');
    expect(await isSigned(fal, call)).toBe(hasGoodSignature);
    const age = now / 1_000 - Number(call.headers['x-fal-webhook-timestamp']);
    expect(age > 300).toBe(kind === 'stale');
    const body = JSON.parse(call.text) as { status: string; payload: unknown };
    expect(body.status).toBe(kind === 'error' ? 'ERROR' : 'OK');
    expect(body.payload === null).toBe(kind === 'null-payload');
    expect((await get(job.response_url)).status).toBe(200);
  });

  it('the fake FAL calls the webhook before it answers the submit when a fault says so', async () => {
    const fal = await open();
    fal.faults.add({ on: 'webhook', kind: 'early' });
    const { url, calls } = await receiver();
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT, url);
    expect(calls.map(({ text }) => (JSON.parse(text) as Submitted).request_id)).toEqual([job.request_id]);
  });

  it('the fake FAL calls no webhook when a fault loses it', async () => {
    const fal = await open();
    fal.faults.add({ on: 'webhook', kind: 'lost' });
    const { url, calls } = await receiver();
    await submit(fal, 'fal-ai/flux-lora', PORTRAIT, url);
    await eventually(() => fal.jobs()[0]?.webhook === 'lost');
    expect(calls).toHaveLength(0);
  });
});

describe('faults', () => {
  it('the fake FAL creates a job when the connection breaks after it accepted the job, and none when the connection breaks before that', async () => {
    const fal = await open();
    const { url, calls } = await receiver();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    await expect(post(fal, 'fal-ai/flux-lora', PORTRAIT, url)).rejects.toThrow();
    await eventually(() => calls[0] ?? false);
    expect(fal.jobs({ webhook: 'order-7' })).toMatchObject([{ billed: true, state: 'COMPLETED' }]);
    fal.faults.add({ on: 'submit', kind: 'reset' });
    await expect(post(fal, 'fal-ai/flux-lora', PORTRAIT, url)).rejects.toThrow();
    expect(fal.jobs()).toHaveLength(1);
  });

  it.each([
    ['401', 401, 'No user found'],
    ['403-locked', 403, 'User is locked'],
    ['429', 429, 'Too many'],
    ['503', 503, 'Service unavailable'],
    ['502-html', 502, '<html>'],
  ] as const)('the fake FAL refuses a submit with %s and creates nothing', async (kind, status, text) => {
    const fal = await open();
    const ordered = await fetch(`${fal.url}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ on: 'submit', kind, match: 'flux-lora' }),
    });
    expect(ordered.status).toBe(200);
    const response = await post(fal, 'fal-ai/flux-lora', PORTRAIT);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect(fal.jobs()).toEqual([]);
    expect((await post(fal, 'fal-ai/flux-lora', PORTRAIT)).status).toBe(200);
  });

  it('faults of the fake FAL make pictures black, broken or fewer than asked, or fail the job with the error that the fault names', async () => {
    const fal = await open();
    const four = { ...PORTRAIT, num_images: 4 };
    fal.faults.add({ on: 'job', kind: 'nsfw', images: 2 });
    const improper = await json<Pictures & Record<string, unknown>>(
      await finished(await submit(fal, 'fal-ai/flux-lora', four)),
    );
    expect(improper.has_nsfw_concepts).toEqual([true, true, false, false]);
    const black = await sharp(Buffer.from(await (await fetch(improper.images[0]?.url ?? '')).arrayBuffer())).stats();
    expect(Math.max(...black.channels.map(({ max }) => max))).toBeLessThan(4);

    fal.faults.add({ on: 'job', kind: 'broken', images: 1 });
    const [spoilt, sound] = (await json<Pictures>(await finished(await submit(fal, 'fal-ai/flux-lora', four)))).images;
    const isBroken = async (url = '') => (await smearOf(Buffer.from(await (await fetch(url)).arrayBuffer()))) !== null;
    expect(await Promise.all([isBroken(spoilt?.url), isBroken(sound?.url)])).toEqual([true, false]);

    fal.faults.add({ on: 'job', kind: 'fewer', images: 2 });
    const fewer = await json(await finished(await submit(fal, 'fal-ai/flux-lora', four)));
    expect(fewer['images']).toHaveLength(2);
    expect(fewer['has_nsfw_concepts']).toHaveLength(2);

    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'runner_disconnected' });
    const broken = await finished(await submit(fal, 'fal-ai/flux-lora', four));
    expect(broken.status).toBe(503);
    expect(broken.headers.get('x-fal-error-type')).toBe('runner_disconnected');
    expect(await broken.json()).toMatchObject({ error_type: 'runner_disconnected' });
  });

  it('the fake FAL can cut, malform, delay or expire a result', async () => {
    const fal = await open();
    const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT);
    await finished(job);
    fal.faults.add({ on: 'result', kind: 'cut' });
    await expect(get(job.response_url).then((response) => response.text())).rejects.toThrow();
    fal.faults.add({ on: 'result', kind: 'malformed' });
    await expect(get(job.response_url).then((response) => response.json())).rejects.toThrow(/JSON/);
    fal.faults.add({ on: 'result', kind: 'slow', delayMs: 100 });
    expect((await json(await get(job.response_url)))['seed']).toBe(7);
    fal.expireResult(job.request_id);
    expect((await get(job.response_url)).status).toBe(404);
  });

  it('the fake FAL spoils a file only of the job whose webhook matches the fault, and only once', async () => {
    const fal = await open();
    const webhook = await receiver();
    const draw = async (order: string): Promise<string> => {
      const job = await submit(fal, 'fal-ai/flux-lora', PORTRAIT, `${webhook.url}?order=${order}`);
      return (await json<Pictures>(await finished(job))).images[0]!.url;
    };
    const [one, two] = [await draw('one'), await draw('two')];
    fal.faults.add({ on: 'cdn', kind: '404', match: 'order=one' });

    expect([(await fetch(two)).status, (await fetch(one)).status, (await fetch(one)).status]).toEqual([200, 404, 200]);
  });

  it('the fake FAL refuses a fault that it does not know, and lists those that it knows', async () => {
    const fal = await open();
    const response = await fetch(`${fal.url}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ on: 'submit', kind: 'earthquake' }),
    });
    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ problem: expect.stringContaining('accept-then-reset') });
  });
});

describe('a restart', () => {
  it('a restarted fake goes on with jobs, files, LoRAs and webhooks where the killed one stopped', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'fal-state-'));
    opened.push({ close: async () => rmSync(stateDir, { recursive: true, force: true }) });
    const slow = { queue: 0.001, pictures: 60, training: 0.001, webhooks: 60 };
    const before = await startFal({ key: KEY, stateDir, timeScale: slow, concurrency: 1 });
    const lora = await trained(before);
    const unheard = await receiver(503);
    const failed = await submit(before, 'fal-ai/flux-lora-fast-training', {}, unheard.url);
    await eventually(() => unheard.calls.length === 1 && before.jobs()[1]?.webhookAttempts === 1);
    const drawn = await receiver();
    const input = { ...PORTRAIT, loras: [{ path: lora }] };
    const running = await submit(before, 'fal-ai/flux-lora', input, drawn.url);
    const waiting = await submit(before, 'fal-ai/flux-lora', input);
    await eventually(() => isInProgress(running));
    const keys = await (await fetch(before.jwksUrl)).text();
    await before.close();
    appendFileSync(join(stateDir, 'jobs.jsonl'), '{"key":"cut-by-the-ki');

    const after = await open({ stateDir, port: before.port, concurrency: 1 });
    // Node's fetch may still hold connections to the killed server. It notices a dead connection only when it sends a request there, so the
    // test sends those requests here.
    await Promise.allSettled(Array.from({ length: 16 }, async () => (await fetch(after.jwksUrl)).text()));
    expect(await (await fetch(after.jwksUrl)).text()).toBe(keys);
    expect((await finished(running)).status).toBe(200);
    expect((await finished(waiting)).status).toBe(200);
    await eventually(() => drawn.calls.length === 1 && unheard.calls.length === 2);
    expect((await fetch(lora)).status).toBe(200);
    expect((await get(failed.response_url)).status).toBe(422);
    expect(after.jobs()).toHaveLength(4);
  });
});

describe('the signature', () => {
  const known = {
    requestId: 'req-1',
    userId: 'user-1',
    timestamp: 1_700_000_000,
    body: '{"request_id":"req-1","gateway_request_id":"req-1","status":"OK","payload":{"images":[]}}',
  };

  it('a known webhook that is signed with a known key has the known signature', () => {
    const key = keyFromSeed(Buffer.alloc(32, 7));
    expect(createPublicKey(key).export({ format: 'jwk' }).x).toBe('6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw');
    expect(signWebhook(key, known)).toBe(
      '3f8c4864df4731b680253638d90b31af01ba9f537ed78e61ffbc5c383822c6b78bd12486774846a3796bafee6ec78b3a7d57aa2d900242bbaf7b2f3931087005',
    );
  });
});
