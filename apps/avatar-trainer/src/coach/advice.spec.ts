import { describe, expect, it } from '@jest/globals';
import type { PhotoFinding, PhotoId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { adviceFor } from './advice';
import { viewsOf, type CoachedPhoto } from './view';

interface Taken {
  readonly yaw?: number;
  readonly faceShare?: number;
  readonly brightness?: number;
  /** The number of the place where the photo was taken; each place has a different colour. */
  readonly place?: number;
  readonly findings?: PhotoFinding[];
}

const photo = ({ yaw = 0, faceShare = 0.4, brightness = 130, place = 0, findings = [] }: Taken): CoachedPhoto => ({
  id: newId<PhotoId>(),
  findings,
  metadata: {
    face: { yaw, brightness },
    body: { faceShare },
    background: {
      share: 0.4,
      colours: Array.from({ length: 75 }, (_, i) => (i === place ? 1_000 : 0)),
      mean: [0, 0, 0],
    },
  },
});

/** Twelve photos that lack nothing. */
const VARIED: readonly Taken[] = [
  ...[0, 1, 2, 3, 4, 5].map((place) => ({ place, brightness: 90 + 20 * place })),
  { yaw: 25, place: 1 },
  { yaw: -25, place: 2 },
  { faceShare: 0.3, place: 3, brightness: 180 },
  { faceShare: 0.3, place: 4 },
  { faceShare: 0.2, place: 0 },
  { faceShare: 0.2, place: 5 },
];
const adviceOn = (taken: readonly Taken[]) => adviceFor(viewsOf(taken.map(photo)));
const all = (change: Taken): Taken[] => VARIED.map((taken) => ({ ...taken, ...change }));

describe('the coach', () => {
  it('the coach has no advice for a set that lacks nothing, and none for a set without faces', () => {
    expect(adviceOn(VARIED)).toEqual([]);
    expect(adviceFor(viewsOf([{ id: newId<PhotoId>(), findings: [], metadata: { face: null, body: null } }]))).toEqual(
      [],
    );
  });

  it.each([
    ['more-straight', all({ yaw: 25 })],
    ['more-sides', all({ yaw: 17 })],
    ['more-close', all({ faceShare: 0.35 })],
    ['more-places', all({ place: 3 })],
    ['more-distance', all({ faceShare: 0.36 })],
    ['more-light', all({ brightness: 130 })],
  ] as const)(
    'the coach gives only the advice %s about a set that lacks only what this advice asks for',
    (advice, taken) => {
      expect(adviceOn(taken)).toEqual([advice]);
    },
  );

  it('the coach has no advice for sets that are just inside each threshold', () => {
    const of = (at: number, change: Taken) => VARIED.map((taken, i) => (i < at ? { ...taken, ...change } : taken));
    expect(adviceOn(all({ yaw: 25 }).map((taken, i) => (i < 4 ? { ...taken, yaw: -17 } : taken)))).toEqual([]);
    expect(
      adviceOn(all({ faceShare: 0.3 }).map((taken, i) => (i < 2 ? { ...taken, faceShare: 0.36 } : taken))),
    ).toEqual([]);
    expect(adviceOn(all({ yaw: 0 }).map((taken, i) => (i < 2 ? { ...taken, yaw: 18 } : taken)))).toEqual([]);
    expect(adviceOn(of(6, { place: 9 }))).toEqual([]);
  });

  it('the coach gives the three most useful pieces of advice when everything is missing', () => {
    expect(adviceOn(Array.from({ length: 12 }, () => ({})))).toEqual(['more-sides', 'more-places', 'more-distance']);
  });

  it('the coach does not count a face that is likely another person’s', () => {
    const strangers = VARIED.map((taken): Taken => (taken.yaw ? { ...taken, findings: ['another-person'] } : taken));

    expect(adviceOn(strangers)).toEqual(['more-sides']);
  });

  it('the coach counts two backgrounds as one place until their colours differ by more than a third', () => {
    const colours = (other: number) => [1_000 - other, other, ...Array<number>(73).fill(0)];
    const behind = (other: number): CoachedPhoto => {
      const taken = photo({});
      return {
        ...taken,
        metadata: { ...taken.metadata, background: { share: 0.4, colours: colours(other), mean: [] } },
      };
    };

    expect(viewsOf([behind(0), behind(360)]).map(({ background }) => background)).toEqual([0, 0]);
    expect(viewsOf([behind(0), behind(361)]).map(({ background }) => background)).toEqual([0, 1]);
  });
});
