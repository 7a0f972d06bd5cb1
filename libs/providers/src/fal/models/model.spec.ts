import { describe, expect, it } from '@jest/globals';
import { SPOKEN_LANGUAGES } from '@aisha/kinds';
import { shippedCatalogue } from '../../catalogue';
import type { RemoteSubmission } from '../../ports';
import { ModelsAtFal, takesLanguage } from './at-fal';

const training = { datasetUrl: 'https://v3.fal.media/set.zip', triggerPhrase: 'vorzak', steps: 2_500 };
const lora = { loraUrl: 'https://v3.fal.media/a', loraScale: 1, steps: 28, guidanceScale: 3.5 };
const drawing = { ...lora, prompt: 'a', aspectRatio: '3:4', seed: 1 } as const;
const models = new ModelsAtFal();
const flux = models.at('draw-with-lora', 'fal-ai/flux-lora')!;
const z = models.at('draw-with-lora', 'fal-ai/z-image/turbo/lora')!;

describe('FAL’s list price of a request', () => {
  it.each<[string, Pick<RemoteSubmission, 'dollars'>, number]>([
    ['a portrait, by steps', models.chosen({ does: 'train', trainingType: 'portrait' }).request(training), 6],
    ['a style, by steps', models.chosen({ does: 'train', trainingType: 'style' }).request(training), 5],
    [
      'a portrait of another family, by steps',
      models.at('train', 'fal-ai/z-image-turbo-trainer-v2')!.request(training),
      2.125,
    ],
    ['three pictures of a megapixel', flux.request({ ...drawing, pictureCount: 3 }), 0.105],
    ['three pictures of another family', z.request({ ...drawing, pictureCount: 3 }), 0.0255],
    [
      'a picture from a photo',
      models.chosen({ does: 'draw-from-photo' }).request({ ...drawing, pictureCount: 1, photoUrl: 'https://a/c' }),
      0.035,
    ],
    [
      'two pictures from several photos',
      models
        .chosen({ does: 'draw-from-references' })
        .request({ ...drawing, pictureCount: 2, photoUrls: ['https://a/c'] }),
      0.08,
    ],
    ['two pictures without an avatar', models.chosen({ does: 'draw' }).request({ ...drawing, pictureCount: 2 }), 0.12],
    [
      'a picture of twice its sides',
      models
        .chosen({ does: 'upscale' })
        .request({ pictureUrl: 'https://v3.fal.media/b', width: 1_000, height: 1_000, factor: 2 }),
      0.0084,
    ],
    [
      'a picture that is changed',
      models.chosen({ does: 'edit' }).request({ pictureUrl: 'https://a/d', change: 'Add snow.', seed: 1 }),
      0.04,
    ],
    ['a video', models.chosen({ does: 'animate' }).request({ pictureUrl: 'https://a/d', motion: 'She smiles.' }), 0.1],
    [
      'a thousand characters read aloud',
      models
        .chosen({ does: 'read-aloud' })
        .request({ text: 'а'.repeat(1_000), voice: 'soft', speed: 100, language: 'ru' }),
      0.01,
    ],
  ])('a request to FAL has its list price: %s', (_what, { dollars }, listed) => {
    expect(dollars).toBeCloseTo(listed);
  });
});

describe('a model of a known shape', () => {
  it('a request follows the model’s entry: a model without guidance gets no guidance, and no model gets more steps than it takes', () => {
    const { endpoint, input } = z.request({ ...drawing, pictureCount: 1 });

    expect(endpoint).toBe('fal-ai/z-image/turbo/lora');
    expect(input).toMatchObject({ num_inference_steps: 8, enable_safety_checker: true, output_format: 'jpeg' });
    expect(input).not.toHaveProperty('guidance_scale');
    expect(flux.request({ ...drawing, pictureCount: 1 }).input).toMatchObject({
      num_inference_steps: 28,
      guidance_scale: 3.5,
    });
  });

  it('an entry that orders take is refused when no adapter speaks its shape', () => {
    const catalogue = shippedCatalogue();
    const broken = [{ ...catalogue.find('fal-ai/codeformer')!, shape: 'no-such-shape' }];

    expect(() => new ModelsAtFal(Object.assign(catalogue, { all: broken }))).toThrow(
      'fal-ai/codeformer: shape no-such-shape is none that can upscale',
    );
  });
});

describe('the languages of a recording', () => {
  it('of the languages that a person may name, the first model cannot be told Ukrainian and Kazakh, as their screen says', () => {
    const [first] = models.active('write-down');

    expect(SPOKEN_LANGUAGES.filter((language) => !takesLanguage(first!.entry, language))).toEqual(['uk', 'kk']);
  });
});
