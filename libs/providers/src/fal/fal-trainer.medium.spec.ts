import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import JSZip from 'jszip';
import sharp from 'sharp';
import { FalHttpQueue } from './http/client';
import { FalTrainer } from './fal-trainer';
import { FalFiles } from './files';
import type { RemoteOutcome, Trainer, TrainingInput } from '../ports';

const NOBODY = 'http://127.0.0.1:9/nobody';

/** FAL's fake and the adapter, with the outcome of a training. */
const setup = async () => {
  const fal = await startFal({ key: 'id:secret', timeScale: 0.001 });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const trainer: Trainer = new FalTrainer(queue, new FalFiles([fal.cdnHost]));
  const asked = (datasetUrl: string, trainingType: TrainingInput['trainingType']): TrainingInput => ({
    trainingType,
    datasetUrl,
    triggerPhrase: 'ohwxanna',
    steps: 100,
  });
  const ended = async (input: TrainingInput): Promise<RemoteOutcome> => {
    const answer = await queue.submit(trainer.submission(input, NOBODY));
    if (answer.state !== 'accepted') throw answer.error;
    return eventually(async () => {
      const outcome = await queue.poll(answer.request);
      return (outcome.state === 'succeeded' || outcome.state === 'failed') && outcome;
    }) as Promise<RemoteOutcome>;
  };
  return { fal, trainer, asked, ended };
};

const dataset = async (photos: number): Promise<Blob> => {
  const zip = new JSZip();
  for (let index = 0; index < photos; index += 1) {
    const background = { r: 10 * index, g: 120, b: 90 };
    zip.file(
      `${index}.jpg`,
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    );
    zip.file(`${index}.txt`, 'a photo of [trigger] woman');
  }
  return new Blob([await zip.generateAsync({ type: 'uint8array' })], { type: 'application/zip' });
};

/** How long a safetensors file is by its own header: the header's length in eight bytes, the header, and the tensors that it lists. */
const lengthOfSafetensors = (file: Buffer): number => {
  const tensorsAt = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.toString('utf8', 8, tensorsAt)) as Record<string, { data_offsets?: [number, number] }>;
  return tensorsAt + Math.max(...Object.values(header).map(({ data_offsets: offsets }) => offsets?.[1] ?? 0));
};

describe('a training, at FAL', () => {
  it.each([
    ['portrait', 'flux-lora-portrait-trainer', { trigger_phrase: 'ohwxanna', subject_crop: true }, 0.24],
    ['style', 'flux-lora-fast-training', { trigger_word: 'ohwxanna', is_style: true }, 0.2],
  ] as const)('a %s is trained by %s, and its LoRA is read whole', async (type, model, input, dollars) => {
    const { trainer, asked, ended } = await setup();
    const training = asked(await trainer.upload(await dataset(6), 'set.zip'), type);

    const outcome = await ended(training);

    if (outcome.state !== 'succeeded') throw new Error(outcome.state);
    const { loraUrl, file } = await trainer.open(outcome.output);
    expect(loraUrl).toMatch(/\.safetensors$/);
    const lora = await buffer(file);
    expect(lora.toString('utf8', 8, 400)).toContain('ohwxanna');
    expect(lora.length).toBe(lengthOfSafetensors(lora));
    expect(trainer.submission(training, NOBODY)).toMatchObject({
      endpoint: `fal-ai/${model}`,
      input: { ...input, steps: 100 },
      dollars,
      webhookUrl: NOBODY,
      keepFilesSeconds: 86_400,
    });
  });

  it('a training on too few photographs fails with photos-refused', async () => {
    const { trainer, asked, ended } = await setup();

    expect(await ended(asked(await trainer.upload(await dataset(1), 'set.zip'), 'portrait'))).toMatchObject({
      state: 'failed',
      error: { code: 'photos-refused' },
    });
  });

  it('FAL is known to have the photographs of a training until they expire there', async () => {
    const { fal, trainer } = await setup();
    const datasetUrl = await trainer.upload(await dataset(6), 'set.zip');

    expect(await trainer.has(datasetUrl)).toBe(true);
    fal.expireFiles(datasetUrl);
    expect(await trainer.has(datasetUrl)).toBe(false);
  });

  it('a training whose LoRA is gone is distinguished from an answer that names no LoRA', async () => {
    const { fal, trainer, asked, ended } = await setup();
    const outcome = await ended(asked(await trainer.upload(await dataset(6), 'set.zip'), 'style'));
    if (outcome.state !== 'succeeded') throw new Error(outcome.state);
    const { loraUrl, file } = await trainer.open(outcome.output);
    file.destroy();
    fal.expireFiles(loraUrl);

    await expect(trainer.open(outcome.output)).rejects.toMatchObject({ code: 'provider-result-lost' });
    await expect(trainer.open({})).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
  });

  it('a trained model is taken even if FAL reports no size for it', async () => {
    const { trainer, asked, ended } = await setup();
    const outcome = await ended(asked(await trainer.upload(await dataset(6), 'set.zip'), 'portrait'));
    if (outcome.state !== 'succeeded') throw new Error(outcome.state);
    const { diffusers_lora_file: lora } = outcome.output as { diffusers_lora_file: object };

    const { file } = await trainer.open({ diffusers_lora_file: { ...lora, file_size: 0 } });

    const taken = await buffer(file);
    expect(taken.length).toBe(lengthOfSafetensors(taken));
  });

  it.each([
    ['an archive', () => dataset(6)],
    ['a page', () => new Blob(['<html><body>Please try again later.</body></html>'])],
    ['an empty file', () => new Blob([])],
    ['a beginning without the rest', () => new Blob([Uint8Array.of(200, 1, 0, 0, 0, 0, 0, 0), '{"__metadata__":{}'])],
  ])('%s in place of a trained model is no model', async (_what, made) => {
    const { trainer } = await setup();
    const url = await trainer.upload(await made(), 'set.zip');
    const { file } = await trainer.open({ diffusers_lora_file: { url } });

    await expect(buffer(file)).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
  });
});
