import { describe, expect, it } from '@jest/globals';
import { LOOKS } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest } from '@aisha/testing';
import sharp from 'sharp';
import { drawReal } from './real.mts';

const looks = LOOKS.filter(({ id }) => ['moon', 'office', 'dragon'].includes(id));

const setup = async () => {
  const fal = await startFal({ key: 'id:secret', timeScale: 0.005 });
  afterThisTest(() => fal.close());
  const pictures = new Map<string, Buffer>();
  const asked: { readonly pictures: number; readonly dollars: number }[] = [];
  const draw = async (agree: boolean, photos = 3) =>
    drawReal({
      looks,
      photos: await drawnSelfies(7, photos, 'woman'),
      fal: { key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl, hosts: [fal.cdnHost] },
      agrees: async (cost) => {
        asked.push(cost);
        return agree;
      },
      onDrawn: async (look, picture) => void pictures.set(look.id, picture),
    });
  return { fal, pictures, asked, draw };
};

describe('previews drawn at FAL', () => {
  it('previews drawn at FAL cost what was told before, one picture a look, in the look’s ratio', async () => {
    const { fal, pictures, asked, draw } = await setup();

    expect(await draw(true)).toEqual({ drawn: looks.map(({ id }) => id), failed: [] });

    expect(asked).toEqual([{ pictures: 3, dollars: expect.closeTo(fal.jobs().length * (asked[0]!.dollars / 3), 5) }]);
    expect(asked[0]!.dollars).toBeGreaterThan(0.05);
    const { width, height } = await sharp(pictures.get('moon')).metadata();
    expect(width / height).toBeCloseTo(16 / 9, 1);
  });

  it('previews drawn at FAL are not begun, and no photo leaves, when the cost is declined', async () => {
    const { fal, pictures, draw } = await setup();

    expect(await draw(false)).toEqual({ drawn: [], failed: [] });

    expect([fal.jobs().length, pictures.size]).toEqual([0, 0]);
  });

  it('previews drawn at FAL leave out a look that FAL refuses, and go on with the others', async () => {
    const { fal, draw } = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw', match: '/dragon' });

    expect(await draw(true)).toEqual({ drawn: expect.arrayContaining(['moon', 'office']), failed: ['dragon'] });
  });

  it('previews drawn at FAL need at least three photos', async () => {
    const { draw } = await setup();

    await expect(draw(true, 2)).rejects.toThrow('3 photos of the person are needed or more, there are 2');
  });
});
