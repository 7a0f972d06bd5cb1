import { describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import sharp from 'sharp';
import { ModelCatalogue, shippedCatalogue } from '../catalogue';
import { FalHttpQueue } from './http/client';
import { FalPictureEditor } from './fal-picture-editor';
import { FalFiles } from './files';
import { ModelsAtFal } from './models';
import type { PictureEdit, PictureEditor, RemoteOutcome } from '../ports';

const EDITOR = 'google/nano-banana-2.1/edit';
const SEEDREAM = 'bytedance/seedream/v5/flash/edit';
const NOBODY = 'http://127.0.0.1:9/nobody';

/** FAL's fake and the adapter, and a function that gives the outcome of an edit. */
const setup = async (catalogue = shippedCatalogue()) => {
  const fal = await startFal({ key: 'id:secret', timeScale: 0.01 });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const models = new ModelsAtFal(catalogue);
  const editor: PictureEditor = new FalPictureEditor(queue, new FalFiles([fal.cdnHost]), models);
  const ended = async (edit: Omit<PictureEdit, 'seed'>): Promise<RemoteOutcome> => {
    const answer = await queue.submit(editor.submission({ ...edit, seed: 7 }, NOBODY));
    if (answer.state !== 'accepted') throw answer.error;
    return eventually(async () => {
      const outcome = await queue.poll(answer.request);
      return (outcome.state === 'succeeded' || outcome.state === 'failed') && outcome;
    }) as Promise<RemoteOutcome>;
  };
  return { fal, editor, ended };
};

const selfie = async (): Promise<Buffer> => (await drawnSelfies(13, 1, 'woman'))[0]!;

const apart = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(32, 32, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length;
};

describe('an edit of a picture, at FAL', () => {
  it('a request for an edit asks for one picture in the ratio of the given picture, and says in words what stays', async () => {
    const { editor } = await setup();

    expect(editor.submission({ pictureUrl: 'https://a/b', change: 'Add snow.', seed: 7 }, NOBODY)).toMatchObject({
      endpoint: EDITOR,
      input: {
        prompt: expect.stringMatching(/^Edit this picture: Add snow\. Change nothing else: keep the faces/),
        image_urls: ['https://a/b'],
        num_images: 1,
        aspect_ratio: 'auto',
        resolution: '1K',
        safety_tolerance: '2',
        seed: 7,
      },
      dollars: expect.closeTo(0.0406, 6), // a picture, and the one reference
      keepFilesSeconds: 86_400,
    });
  });

  it.each(['remove the glasses', 'make it evening', 'dress the woman in a suit', 'add snow'])(
    'an edit in the sandbox changes the picture and keeps its ratio: %s',
    async (change) => {
      const { fal, editor, ended } = await setup();
      const photo = await selfie();

      const outcome = await ended({ pictureUrl: await editor.upload(photo), change });

      if (outcome.state !== 'succeeded') throw new Error(outcome.state);
      const changed = await editor.read(EDITOR, outcome.output);
      const { width, height } = await sharp(changed).metadata();
      expect(width / height).toBeCloseTo(776 / 970, 1);
      expect(await apart(photo, changed)).toBeGreaterThan(0.5);
      expect(fal.jobs()).toMatchObject([{ billed: true }]);
    },
  );

  it('an edit fails with prompt-refused when FAL finds its picture indecent', async () => {
    const { fal, editor, ended } = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw' });

    const outcome = await ended({ pictureUrl: await editor.upload(await selfie()), change: 'add snow' });

    expect(outcome).toMatchObject({ state: 'failed', error: { code: 'prompt-refused' } });
  });

  it('an edit that its model marked as indecent is not read', async () => {
    const { editor } = await setup();
    const output = { images: [{ url: 'https://v3.fal.media/a.jpg' }], has_nsfw_concepts: [true] };

    await expect(editor.read(EDITOR, output)).rejects.toMatchObject({ code: 'result-not-decent' });
  });

  it.each([[null], [{}], [{ images: [] }], [{ images: [{ url: 'no address' }] }]])(
    'the output %j of an edit is unreadable',
    async (output) => {
      const { editor } = await setup();

      await expect(editor.read(EDITOR, output)).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
    },
  );

  it('an edit with a mask needs a model that takes masks, and the catalogue has none yet', async () => {
    const { editor } = await setup();
    const masked = { pictureUrl: 'https://a/b', maskUrl: 'https://a/m', change: 'add snow', seed: 7 };

    expect(() => editor.submission(masked, NOBODY)).toThrow('model-gone');
  });

  it('an edit goes to the successor of a model that is gone, with the parameters of the successor', async () => {
    const all = shippedCatalogue().all.map((model) =>
      model.id === EDITOR ? Object.assign(Object.create(model), { successor: SEEDREAM }) : model,
    );
    const catalogue = new ModelCatalogue(all);
    const { editor } = await setup(catalogue);
    catalogue.learn(EDITOR, true);

    expect(editor.submission({ pictureUrl: 'https://a/b', change: 'add snow', seed: 7 }, NOBODY)).toMatchObject({
      endpoint: SEEDREAM,
      input: { image_urls: ['https://a/b'], image_size: 'auto_2K', num_images: 1 },
      dollars: 0.027,
    });
  });
});
