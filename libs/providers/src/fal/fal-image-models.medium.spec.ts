import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import sharp from 'sharp';
import { FalHttpQueue } from './http/client';
import { FalImageModels } from './fal-image-models';
import { FalFiles } from './files';
import type { ImageModels, RemoteOutcome, RemoteSubmission } from '../ports';

const NANO_BANANA = 'google/nano-banana-2.1/edit';
const NOBODY = 'http://127.0.0.1:9/nobody';
const DRAWING = { prompt: 'a lighthouse at dawn', aspectRatio: '3:4', pictureCount: 2, seed: 7 } as const;
/** The smallest safetensors file, a header without tensors: FAL's fake accepts it as a LoRA made elsewhere. */
const LORA = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);

/** FAL's fake and the adapter, with the outcome of a submission. */
const setup = async () => {
  const fal = await startFal({ key: 'id:secret', timeScale: 0.005 });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const models: ImageModels = new FalImageModels(new FalFiles([fal.cdnHost]));
  const drawn = async (submission: RemoteSubmission) => {
    const answer = await queue.submit(submission);
    if (answer.state !== 'accepted') throw answer.error;
    const outcome = (await eventually(async () => {
      const polled = await queue.poll(answer.request);
      return (polled.state === 'succeeded' || polled.state === 'failed') && polled;
    })) as RemoteOutcome;
    if (outcome.state !== 'succeeded') throw new Error(outcome.state);
    return models.drawnAt(submission.endpoint, outcome.output);
  };
  const uploaded = (bytes: Buffer) => queue.upload(new Blob([new Uint8Array(bytes)]), 'file', 3_600);
  const sizeOf = async (picture: Parameters<ImageModels['fetch']>[0]) => {
    const { width, height } = await sharp(await models.fetch(picture)).metadata();
    return { width, height };
  };
  return { fal, models, drawn, uploaded, sizeOf };
};

describe('pictures, at FAL', () => {
  it('pictures drawn from a prompt alone have four megapixels in the asked ratio, and there are as many as were asked for', async () => {
    const { models, drawn, sizeOf } = await setup();
    const submission = models.that({ does: 'draw' }).submission(DRAWING, NOBODY);

    const { pictures, seed } = await drawn(submission);

    expect(submission).toMatchObject({ dollars: 0.12, webhookUrl: NOBODY, keepFilesSeconds: 86_400 });
    expect(pictures).toMatchObject([{ isDecent: true }, { isDecent: true }]);
    expect(await sizeOf(pictures[0]!)).toEqual({ width: 1_792, height: 2_368 });
    expect(seed).toBe('7');
  });

  it('pictures drawn with a LoRA have one megapixel, at the asked scale, steps and guidance', async () => {
    const { models, drawn, uploaded, sizeOf } = await setup();
    const lora = { loraUrl: await uploaded(LORA), loraScale: 0.9, steps: 16, guidanceScale: 3.5 };
    const submission = models
      .that({ does: 'draw-with-lora', lora: 'flux-1' })
      .submission({ ...DRAWING, ...lora }, NOBODY);

    const { pictures } = await drawn(submission);

    expect(submission).toMatchObject({
      input: { loras: [{ path: lora.loraUrl, scale: 0.9 }], num_inference_steps: 16, guidance_scale: 3.5, seed: 7 },
      dollars: 0.07,
    });
    expect(pictures).toHaveLength(2);
    expect(await sizeOf(pictures[1]!)).toEqual({ width: 864, height: 1_152 });
  });

  it('pictures with a LoRA of another family are drawn by the model that takes that family, at that model’s price', async () => {
    const { models, drawn, uploaded } = await setup();
    const lora = { loraUrl: await uploaded(LORA), loraScale: 1, steps: 28, guidanceScale: 3.5 };
    const model = models.that({ does: 'draw-with-lora', lora: 'flux-2' });
    const submission = model.submission({ ...DRAWING, ...lora }, NOBODY);

    expect(submission).toMatchObject({ endpoint: 'fal-ai/flux-2/lora', dollars: 0.042 });
    expect((await drawn(submission)).pictures).toHaveLength(2);
  });

  it('a request draws one picture from a photo, however many are asked for', async () => {
    const { models, drawn, uploaded } = await setup();
    const photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#846' } })
      .jpeg()
      .toBuffer();
    const submission = models
      .that({ does: 'draw-from-photo' })
      .submission({ ...DRAWING, photoUrl: await uploaded(photo) }, NOBODY);

    expect(submission.dollars).toBe(0.035);
    expect((await drawn(submission)).pictures).toHaveLength(1);
  });

  it('a request for pictures from sixteen photos sends the first fourteen; its pictures have no seed, and count as decent', async () => {
    const { models, drawn, uploaded, sizeOf } = await setup();
    const photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#846' } })
      .jpeg()
      .toBuffer();
    const photoUrl = await uploaded(photo);
    const photoUrls = Array.from({ length: 16 }, (_, nth) => `${photoUrl}?nth=${nth}`);
    const model = models.that({ does: 'draw-from-references' });
    const submission = model.submission({ ...DRAWING, photoUrls }, NOBODY);

    const { pictures, seed } = await drawn(submission);

    expect(model.mostReferences).toBe(14);
    expect(submission).toMatchObject({
      endpoint: NANO_BANANA,
      input: {
        image_urls: photoUrls.slice(0, 14),
        aspect_ratio: '3:4',
        resolution: '1K',
        output_format: 'jpeg',
        safety_tolerance: '2',
      },
      dollars: 0.0968, // two pictures, and fourteen references for each of them
    });
    expect(pictures).toMatchObject([{ isDecent: true }, { isDecent: true }]);
    expect(await sizeOf(pictures[0]!)).toEqual({ width: 864, height: 1_184 });
    expect(seed).toBeNull();
  });

  it('a picture of an unknown model is refused with the name of the model', async () => {
    const { models } = await setup();

    expect(() => models.drawnAt('fal-ai/unknown', { images: [] })).toThrow(
      expect.objectContaining({ code: 'provider-failed', facts: { endpoint: 'fal-ai/unknown' } }),
    );
  });

  it('pictures are fetched only from FAL’s hosts', async () => {
    const { models } = await setup();
    const elsewhere = { url: 'http://127.0.0.1:9/picture.jpg', width: null, height: null, isDecent: true };

    await expect(models.fetch(elsewhere)).rejects.toMatchObject({
      code: 'provider-failed',
      facts: { errorType: 'host-not-allowed' },
    });
  });

  it.each([[null], [{}], [{ images: [{ url: 'no address' }] }], [{ image: { url: 'http://a/b' } }]])(
    'the output %j is unreadable to every model that draws',
    async (output) => {
      const { models } = await setup();
      for (const endpoint of ['fal-ai/flux-pro/v1.1-ultra', 'fal-ai/flux-lora', 'fal-ai/flux-pulid', NANO_BANANA])
        expect(() => models.drawnAt(endpoint, output)).toThrow(
          expect.objectContaining({ code: 'provider-answer-unreadable' }),
        );
    },
  );
});
