import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import sharp from 'sharp';
import { FalHttpQueue } from '../http/client';
import { FalFiles } from '../files';
import type { RemoteOutcome } from '../../ports';
import { ModelsAtFal } from './at-fal';

const upscaler = new ModelsAtFal().chosen({ does: 'upscale' });

/** FAL's fake, and a function that gives the outcome of the upscale of a picture at an address. */
const setup = async () => {
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const upscaled = async (pictureUrl: string): Promise<RemoteOutcome> => {
    const answer = await queue.submit({
      ...upscaler.request({ pictureUrl, width: 320, height: 200, factor: 2 }),
      webhookUrl: 'http://127.0.0.1:9/nobody-listens-there',
      keepFilesSeconds: 3_600,
    });
    if (answer.state !== 'accepted') throw answer.error;
    return eventually(async () => {
      const outcome = await queue.poll(answer.request);
      return (outcome.state === 'succeeded' || outcome.state === 'failed') && outcome;
    }) as Promise<RemoteOutcome>;
  };
  return { fal, queue, upscaled };
};

const upload = (queue: FalHttpQueue, bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  queue.upload(new Blob([bytes], { type: 'image/jpeg' }), 'picture.jpg', 3_600);

describe('upscaling a picture', () => {
  it('upscaling a picture gives it back at twice its width and height', async () => {
    const { queue, upscaled } = await setup();
    const picture = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#846' } })
      .jpeg()
      .toBuffer();

    const outcome = await upscaled(await upload(queue, new Uint8Array(picture)));

    if (outcome.state !== 'succeeded') throw new Error(outcome.state);
    const made = upscaler.output(outcome.output);
    expect(made).toEqual({ url: expect.any(String), width: 640, height: 400 });
    const files = new FalFiles([new URL(made.url).host]);
    const bytes = await files.read(made.url, { maxBytes: 10_000_000, timeoutMs: 60_000 });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 640, height: 400 });
  });

  it('upscaling a file that is no picture fails with photos-refused, and a link that leads nowhere with provider-failed; neither is billed', async () => {
    const { fal, queue, upscaled } = await setup();

    expect(await upscaled(await upload(queue, new TextEncoder().encode('no picture')))).toMatchObject({
      state: 'failed',
      error: { code: 'photos-refused', facts: { errorType: 'image_load_error' } },
    });
    expect(await upscaled('http://127.0.0.1:9/gone.jpg')).toMatchObject({
      state: 'failed',
      error: { code: 'provider-failed', facts: { errorType: 'file_download_error' } },
    });
    expect(fal.jobs()).toMatchObject([{ billed: false }, { billed: false }]);
  });

  it.each([[null], [{}], [{ image: null }], [{ image: { url: 'no address' } }], [{ images: [{ url: 'http://a/b' }] }]])(
    'the output %j of an upscale is unreadable',
    (output) => {
      expect(() => upscaler.output(output)).toThrow('provider-answer-unreadable');
    },
  );

  it('upscaling a picture accepts a result whose size FAL does not report', () => {
    expect(upscaler.output({ image: { url: 'https://v3.fal.media/a.png' } })).toEqual({
      url: 'https://v3.fal.media/a.png',
      width: null,
      height: null,
    });
  });
});
