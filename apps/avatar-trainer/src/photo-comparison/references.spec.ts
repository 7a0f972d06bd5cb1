import { describe, expect, it } from '@jest/globals';
import { MAX_REFERENCES, type PhotoFinding, type PhotoId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { referencesOf } from './references';
import type { CoachedPhoto } from '../coach/view';

interface Taken {
  readonly yaw?: number;
  readonly faceShare?: number;
  readonly brightness?: number;
  readonly sharpness?: number;
  /** Where the photo was taken; each place has another colour. */
  readonly place?: number;
  readonly age?: number;
  /** The score of nsfwjs' class of drawings. */
  readonly drawing?: number;
  readonly findings?: PhotoFinding[];
}

const photo = ({
  yaw = 0,
  faceShare = 0.4,
  brightness = 130,
  sharpness = 0.1,
  place = 0,
  age = 30,
  drawing = 0,
  findings = [],
}: Taken): CoachedPhoto => ({
  id: newId<PhotoId>(),
  findings,
  metadata: {
    face: { score: 0.9, yaw, brightness, sharpness, age },
    body: { faceShare },
    content: { drawing },
    background: {
      share: 0.4,
      colours: Array.from({ length: 75 }, (_, i) => (i === place ? 1_000 : 0)),
      mean: [0, 0, 0],
    },
  },
});

/** The indexes of the chosen photos in the given list, the best photo first. */
const chosenOf = (...taken: readonly Taken[]): number[] => {
  const photos = taken.map(photo);
  return referencesOf(photos).map((id) => photos.findIndex((one) => one.id === id));
};

describe('the photos from which an avatar is drawn', () => {
  it.each<[string, Taken, Taken]>([
    ['a sharp one before a blurred one', { sharpness: 0.03 }, { sharpness: 0.1 }],
    ['one from the front before a side view', { yaw: 25 }, {}],
    ['one in even light before one in a dim room', { brightness: 80 }, {}],
    ['one without advice before one with', { findings: ['too-dark'] }, {}],
  ])('the photos from which an avatar is drawn begin with the best face: %s', (_what, worse, better) => {
    expect(chosenOf(worse, better)).toEqual([1, 0]);
  });

  it('the photos from which an avatar is drawn begin with the best face, then differ in angle, place and light; similar ones come last', () => {
    const [best, same, side, evening] = [
      { sharpness: 0.2 },
      { sharpness: 0.15 },
      { yaw: 25, place: 1 },
      { brightness: 80 },
    ];

    expect(chosenOf(same, evening, side, best)).toEqual([3, 2, 1, 0]);
  });

  it('the photos from which an avatar is drawn are no more than a model takes', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ sharpness: 0.1 + i / 100 }));

    expect(chosenOf(...many)).toEqual(Array.from({ length: MAX_REFERENCES }, (_, i) => 19 - i));
  });

  it('the photos from which an avatar is drawn show neither another person nor a child; a drawn face has no age', () => {
    const stranger: Taken = { findings: ['another-person'] };

    expect(chosenOf({}, stranger, { age: 9 }, { age: 9, drawing: 0.9 })).toEqual([0, 3]);
  });

  it('an avatar is not drawn from a photo without a measured face', () => {
    const landscape = { id: newId<PhotoId>(), findings: [], metadata: { face: null, body: null } };

    expect(referencesOf([landscape])).toEqual([]);
  });
});
