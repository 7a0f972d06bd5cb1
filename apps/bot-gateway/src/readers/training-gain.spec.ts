import { describe, expect, it } from '@jest/globals';
import type { MeasuredPictures } from '@aisha/kinds/tables';
import { gainIn, isAsAlike } from './training-gain';

const LEAST_PEOPLE = 30;
const of = (alike: number, { pictures = 90, people = 30 }: Partial<MeasuredPictures> = {}): MeasuredPictures => ({
  pictures,
  alike,
  people,
});
const gain = (photo: MeasuredPictures, model: MeasuredPictures) => gainIn({ photo, model }, LEAST_PEOPLE);

describe('what a training gains', () => {
  it('the gain of a training compares tenths: those of pictures from a photo are rounded up, those of pictures by a model down', () => {
    expect(gain(of(28), of(80))).toEqual({ photo: 4, model: 8, pictures: 180 }); // 3.1 and 8.9
    expect(gain(of(27), of(81))).toEqual({ photo: 3, model: 9, pictures: 180 });
    expect(gain(of(0), of(90))).toEqual({ photo: 0, model: 10, pictures: 180 });
  });

  it.each([
    ['people drawn from a selfie', of(10, { people: 29 }), of(90)],
    ['people with a trained avatar', of(10), of(90, { people: 29 })],
    ['pictures from a selfie', of(10, { pictures: 89 }), of(90)],
    ['pictures of trained avatars', of(10), of(89, { pictures: 89 })],
    ['pictures at all', of(0, { pictures: 0, people: 0 }), of(0, { pictures: 0, people: 0 })],
  ])('a training shows no gain when there are too few %s', (_, photo, model) => {
    expect(gain(photo, model)).toBeUndefined();
  });

  it.each([
    ['no more', of(81), of(81)],
    ['fewer', of(81), of(60)],
    ['hardly more', of(73), of(80)], // 8.1 and 8.9 of ten: rounded against the training, 9 and 8
  ])(
    'a training gains nothing when %s pictures look like their person after the training than before',
    (_, photo, model) => {
      expect(gain(photo, model)).toBe('none');
    },
  );

  it.each([
    [undefined, 9, false],
    [2, 9, false],
    [3, 9, true],
    [2, 7, false],
    [2, 6, true],
    [0, 0, true],
  ])(
    '%s of three own pictures that look like the person are at least as many as %i of ten after a training: %s',
    (own, model, is) => {
      expect(isAsAlike({ photo: 0, model, pictures: 180 }, own)).toBe(is);
    },
  );
});
