import { describe, expect, it } from '@jest/globals';
import type { RemoteSubmission } from '../../ports';
import { fluxLora } from './flux-lora';
import { fluxPulid } from './flux-pulid';
import { fluxUltra } from './flux-ultra';
import { animator } from './image-to-video';
import { requestTo } from './model';
import { speaker } from './speech';
import { portraitTrainer, styleTrainer } from './trainers';
import { upscaler } from './upscale';

const training = { datasetUrl: 'https://v3.fal.media/set.zip', triggerPhrase: 'vorzak', steps: 2_500 };
const lora = { loraUrl: 'https://v3.fal.media/a', loraScale: 1, steps: 28, guidanceScale: 3.5 };
const drawing = { ...lora, prompt: 'a', aspectRatio: '3:4', seed: 1 } as const;

describe('FAL’s list price of a request', () => {
  it.each<[string, Pick<RemoteSubmission, 'endpoint' | 'dollars'>, number]>([
    ['a portrait, by steps', requestTo(portraitTrainer, training), 6],
    ['a style, by steps', requestTo(styleTrainer, training), 5],
    ['three pictures of a megapixel', requestTo(fluxLora, { ...drawing, pictureCount: 3 }), 0.105],
    [
      'a picture from a photo',
      requestTo(fluxPulid, { ...drawing, pictureCount: 1, photoUrl: 'https://v3.fal.media/c' }),
      0.035,
    ],
    ['two pictures without an avatar', requestTo(fluxUltra, { ...drawing, pictureCount: 2 }), 0.12],
    [
      'a picture of twice its sides',
      requestTo(upscaler, { pictureUrl: 'https://v3.fal.media/b', width: 1_000, height: 1_000, factor: 2 }),
      0.0084,
    ],
    ['a video', requestTo(animator, { pictureUrl: 'https://v3.fal.media/d', motion: 'She smiles.' }), 0.1],
    [
      'a thousand characters read aloud',
      requestTo(speaker, { text: 'а'.repeat(1_000), voice: 'soft', speed: 100 }),
      0.06,
    ],
  ])('%s', (_what, { dollars }, listed) => {
    expect(dollars).toBeCloseTo(listed);
  });
});
