import { describe, expect, it } from '@jest/globals';
import { middleOfPerson, nearestFace } from './likeness';

/** A photo of a set whose faces lie on one line, this far along it. */
const photo = (along: number, personConfirmed = false) => ({
  embedding: Array.from({ length: 128 }, (_, i) => (i === 0 ? along : 0)),
  personConfirmed,
});
const middleOf = (...photos: ReturnType<typeof photo>[]) => middleOfPerson(photos)?.[0];

describe('the middle of an avatar’s faces', () => {
  it('is that of its person, without strangers', () => {
    expect(middleOf(photo(0), photo(0.1), photo(0.2), photo(0.1), photo(2))).toBeCloseTo(0.1);
  });

  it('has the faces that the person has confirmed, however far they are', () => {
    expect(middleOf(photo(0), photo(0.1), photo(0.2), photo(0.1), photo(2, true))).toBeCloseTo(0.48);
  });

  it('is that of all faces when none is near the others, and a picture has a distance from it', () => {
    const middle = middleOfPerson([photo(0), photo(0.55), photo(5), photo(10)])!;

    expect(middle[0]).toBeCloseTo(3.8875);
    expect(nearestFace([{ score: 0.9, pointsScore: 1, embedding: photo(4).embedding }], middle)).toBeCloseTo(0.1125);
  });

  it('is there in a set too small to tell, and missing without a face', () => {
    expect(middleOf(photo(0), photo(2))).toBe(1);
    expect(middleOf()).toBeUndefined();
  });
});
