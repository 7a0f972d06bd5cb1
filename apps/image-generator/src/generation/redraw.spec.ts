import { AppError } from '@aisha/domain';
import type { ImageGeneration, PictureReview, Redraw } from '@aisha/kinds/tables';
import { describe, expect, it } from '@jest/globals';
import type { Collected } from '../results/picture-collector';
import { isAllNew, orderAgain, redrawAfter, withBetter } from './redraw';

const SOUND: PictureReview = { eyes: 'good', hands: 'good', artefacts: 'good', score: 90 };
const RUINED: PictureReview = { ...SOUND, hands: 'broken', score: 39 };

type Made = Collected['pictures'][number];
const picture = (position: number, review: PictureReview | null, id = `first-${position}`): Made =>
  ({ id, position, review, filePath: `files:${id}`, seed: 7 }) as unknown as Made;
const made = (...pictures: readonly Made[]): Collected => ({ pictures, delivered: pictures.length, reason: null });
const ORDER = { seed: 7, redrawn: 0, session: null, units: 4, input: { kind: 'idea' } } as unknown as ImageGeneration;
const READING = { maxCharacters: 1_000, takesNegative: false };

describe('the pictures that are drawn again', () => {
  it('only broken pictures are drawn again, with another seed and words for their flaws', () => {
    const eyes = { ...SOUND, eyes: 'broken', score: 20 } as const;
    const all = made(picture(0, SOUND), picture(1, RUINED), picture(2, null), picture(3, eyes));

    expect(redrawAfter(ORDER, all)).toMatchObject({
      positions: [1, 3],
      flaws: ['eyes', 'hands'],
      seed: 1_007,
      missed: null,
      drawn: [{ position: 0 }, { position: 1 }, { position: 2 }, { position: 3 }],
    });
  });

  it('no picture is drawn again when none is broken, or when none was reviewed', () => {
    expect(redrawAfter(ORDER, made(picture(0, SOUND), picture(1, null)))).toBeNull();
  });

  it('at most four pictures of an order are drawn again', () => {
    const six = made(...Array.from({ length: 6 }, (_, position) => picture(position, RUINED)));

    expect(redrawAfter(ORDER, six)?.positions).toEqual([0, 1, 2, 3]);
    expect(redrawAfter({ ...ORDER, redrawn: 3 }, six)?.positions).toEqual([0]);
    expect(redrawAfter({ ...ORDER, redrawn: 4 }, six)).toBeNull();
    expect(redrawAfter({ ...ORDER, redrawn: 5 }, six)).toBeNull();
  });

  it('a redraw keeps the reason why the request gave fewer pictures than were ordered', () => {
    const reason = new AppError('result-not-decent');

    expect(redrawAfter(ORDER, { ...made(picture(0, RUINED)), reason })).toMatchObject({ missed: 'result-not-decent' });
  });

  it('in a session the newest look is drawn again, with a seed that no look has', () => {
    const session = { group: 'cinema', looks: [], at: 2, drawn: [{}, {}], missed: null };
    const order = { ...ORDER, session } as unknown as ImageGeneration;
    const all = made(picture(0, RUINED), picture(1, RUINED), picture(2, RUINED));

    expect(redrawAfter(order, all)).toMatchObject({ positions: [2], seed: 1_009 });
  });
});

describe('the request that draws broken pictures again', () => {
  const redraw = { drawn: [], missed: null, positions: [1, 3], seed: 1_007, flaws: ['eyes', 'artefacts'] } as Redraw;
  const asked = { ...ORDER, enhancedPrompt: 'a walk by the sea', promptWriter: 'model' } as ImageGeneration;

  it('a redraw request has the number of broken pictures, and asks in words for the broken parts', () => {
    const again = orderAgain(asked, redraw, READING);

    expect(again).toMatchObject({ units: 2, seed: 1_007 });
    expect(again.enhancedPrompt).toMatch(/^a walk by the sea, both eyes clear.*one clean whole picture/);
    expect(again.enhancedPrompt).not.toContain('fingers');
  });

  it('a redraw request asks for hands by naming fingers, and cuts the idea rather than these words', () => {
    const { enhancedPrompt } = orderAgain(asked, { ...redraw, flaws: ['hands'] }, { ...READING, maxCharacters: 75 });

    expect(enhancedPrompt).toMatch(/, relaxed natural hands, exactly five separate fingers on each$/);
    expect(enhancedPrompt!.length).toBeLessThanOrEqual(75);
    expect(enhancedPrompt).not.toContain('by the sea');
  });

  it('a redraw request leaves a person’s own words unchanged, and adds no words where there are none', () => {
    expect(orderAgain({ ...asked, promptWriter: 'person' }, redraw, READING).enhancedPrompt).toBe('a walk by the sea');
    expect(orderAgain({ ...asked, enhancedPrompt: null }, redraw, READING).enhancedPrompt).toBeNull();
  });
});

describe('what is delivered', () => {
  const first = (...reviews: readonly (PictureReview | null)[]): Redraw => ({
    drawn: reviews.map((review, position) => ({
      id: `first-${position}`,
      position,
      review,
    })) as unknown as Redraw['drawn'],
    missed: null,
    positions: [1],
    seed: 1_007,
    flaws: ['hands'],
  });
  const ids = ({ pictures }: Collected) => pictures.map(({ id }) => id);

  it.each([
    ['the second where it is sound', SOUND, 'second-1'],
    ['the second where nobody has looked at it', null, 'second-1'],
    ['the second where it is broken, and better', { ...RUINED, score: 39 }, 'second-1'],
    ['the second where it is broken, and no worse', { ...RUINED, score: 30 }, 'second-1'],
    ['the first where the second is worse', { ...RUINED, score: 29 }, 'first-1'],
  ] as const)('the delivered picture is %s', (_what, review, id) => {
    const redraw = first(SOUND, { ...RUINED, score: 30 });

    const all = withBetter(ORDER, redraw, made(picture(1, review, 'second-1')));

    expect(ids(all)).toEqual(['first-0', id]);
    expect(all).toMatchObject({ delivered: 2, reason: null });
  });

  it('the first pictures are delivered when no redraw has come, with the reason why a picture is missing', () => {
    const all = withBetter(ORDER, { ...first(RUINED), missed: 'result-not-decent' });

    expect(ids(all)).toEqual(['first-0']);
    expect(all.reason).toMatchObject({ code: 'result-not-decent' });
  });

  it('a result counts as all new only when it has none of the first pictures', () => {
    const redraw = first(RUINED, RUINED);
    const second = [picture(0, SOUND, 'second-0'), picture(1, SOUND, 'second-1')];

    expect(isAllNew(redraw, second)).toBe(true);
    expect(isAllNew(redraw, [picture(0, RUINED), second[1]!])).toBe(false);
  });
});
