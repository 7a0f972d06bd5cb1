import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { AvatarId, PhotoFinding } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Logger, newId } from '@aisha/platform';
import { PhotoCheck } from './photo-check';
import { DECODER_LIMITS, PhotoDecoder, type AnalysedPhoto } from './photo-decoder';
import { PHOTO_RULES } from './rules';

const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 });
afterAll(() => decoder.beforeApplicationShutdown());
const photos = new PhotoCheck(decoder, PHOTO_RULES);

interface Picture {
  readonly width: number;
  readonly height: number;
  /** The mean lightness, 0–255. */
  readonly brightness: number;
  /** The standard deviation of lightness: half of the picture is this much darker than the mean, the other half this much lighter. */
  readonly contrast: number;
}
const GOOD: Picture = { width: 1_024, height: 1_024, brightness: 128, contrast: 40 };

/** Draws the picture as a PNG. Its upper half has one grey and its lower half another, so that its measurements are known exactly. */
const drawn = ({ width, height, brightness, contrast }: Picture): Promise<Buffer> => {
  const pixels = Buffer.alloc(width * height, brightness - contrast);
  pixels.fill(brightness + contrast, pixels.length / 2);
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
};

const check = async (change: Partial<Picture>) =>
  photos.check(await drawn({ ...GOOD, ...change }), { avatarId: newId<AvatarId>(), trainingType: 'style' });

/**
 * A picture on each side of each threshold. The two are so near that the test notices a threshold that moves by a hundredth of its scale.
 */
const PAIRS: [finding: PhotoFinding, inside: Partial<Picture>, outside: Partial<Picture>][] = [
  ['too-small', { width: 512 }, { width: 511 }],
  ['rather-small', { height: 768 }, { height: 767 }],
  ['too-narrow', { width: 1_536, height: 512 }, { width: 1_540, height: 512 }],
  ['rather-narrow', { width: 1_760, height: 800 }, { width: 1_762, height: 800 }],
  ['too-dark', { brightness: 36, contrast: 30 }, { brightness: 34, contrast: 30 }],
  ['rather-dark', { brightness: 61 }, { brightness: 59 }],
  ['too-bright', { brightness: 234, contrast: 21 }, { brightness: 236, contrast: 19 }],
  ['too-flat', { contrast: 13 }, { contrast: 11 }],
  ['rather-flat', { contrast: 21 }, { contrast: 19 }],
];

describe('a photo', () => {
  it('a photo in the middle of each scale has no finding, and is measured as it was drawn', async () => {
    const { findings, analysis } = await check({});

    expect(findings).toEqual([]);
    expect(analysis!.file).toMatchObject({ width: 1_024, height: 1_024 });
    expect(analysis!.light.brightness).toBeCloseTo(GOOD.brightness, 0);
    expect(analysis!.light.contrast).toBeCloseTo(GOOD.contrast, 0);
  });

  it('a pixel of a face counts as blown out when it is lighter than 245', async () => {
    const [selfie] = await drawnSelfies(3, 1);
    const { data, info } = await sharp(selfie).linear(1.3, 40).raw().toBuffer({ resolveWithObject: true });
    /** The face in the flash, changed so that no pixel of it is lighter than this. */
    const lightAtMost = async (lightest: number) => {
      const file = await sharp(
        data.map((value) => Math.min(value, lightest)),
        { raw: info },
      )
        .png()
        .toBuffer();
      return (await decoder.analyse(file, { faces: true })) as AnalysedPhoto;
    };

    expect((await lightAtMost(245)).analysis.face?.blownOut).toBe(0);
    expect((await lightAtMost(246)).analysis.face?.blownOut).toBeGreaterThan(0.01);
  });

  it.each(PAIRS)(
    'the finding %s appears for a value slightly outside its threshold, but not for a value slightly inside it',
    async (finding, inside, outside) => {
      expect((await check(inside)).findings).not.toContain(finding);
      expect((await check(outside)).findings).toContain(finding);
    },
  );
});
