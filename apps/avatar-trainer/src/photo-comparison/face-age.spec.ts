import { describe, expect, it } from '@jest/globals';
import { ageOfSet, showsChild } from './face-age';

/** A photo whose face looks this old; `drawing` is its score in nsfwjs' class of drawings. */
const photo = (age: number | undefined, { drawing = 0, isMain = false } = {}) => ({
  isMain,
  metadata: { face: age === undefined ? null : { age }, content: { drawing } },
});
const faceAge = (...ages: (number | undefined)[]) => ageOfSet(ages.map((age) => photo(age))).faceAge;

describe('the age of a set', () => {
  it.each([
    [[12], 12],
    [[12, 31, 14], 14],
    [[13, 15, 17, 40], 16],
    [[12, undefined], 12],
    [[12, undefined, undefined], 12],
    [[undefined], null],
    [[], null],
  ] as const)('a set of photos in which the faces look %j has the age %j', (ages, age) => {
    expect(faceAge(...ages)).toBe(age);
  });

  it('drawings do not count for the age of a set, whatever the network sees in them', () => {
    expect(ageOfSet([photo(12, { drawing: 0.15 }), photo(12, { drawing: 0.99 })])).toEqual({
      faceAge: null,
      mainFaceAge: null,
      showsFaces: true,
    });
    expect(ageOfSet([photo(12, { drawing: 0.14, isMain: true })])).toMatchObject({ faceAge: 12, mainFaceAge: 12 });
    expect(ageOfSet([photo(12), photo(9, { drawing: 0.5 }), photo(9, { drawing: 0.5 })]).faceAge).toBeNull();
  });

  it('the main photo’s age is kept beside that of the set, so that a child among two grown-ups is noticed', () => {
    expect(ageOfSet([photo(30), photo(11, { isMain: true }), photo(35)])).toMatchObject({
      faceAge: 30,
      mainFaceAge: 11,
    });
  });

  it('photos that were measured before ages were known do not count for the age of a set', () => {
    expect(ageOfSet([{ isMain: true, metadata: {} }])).toMatchObject({ faceAge: null, mainFaceAge: null });
  });

  it('only faces that the detector is sure of have an age: a pattern on a wall has none', () => {
    const pattern = { isMain: false, metadata: { face: { age: 12, score: 0.3 }, content: { drawing: 0 } } };
    expect(ageOfSet([pattern, photo(undefined)])).toEqual({ faceAge: null, mainFaceAge: null, showsFaces: false });
    expect(ageOfSet([pattern, photo(30)])).toMatchObject({ faceAge: 30, showsFaces: true });
  });
});

describe('a photo of several people', () => {
  const face = (age: number, size = 1) => ({ score: 0.9, pointsScore: 1, embedding: [], size, age });
  const content = { drawing: 0, hentai: 0, neutral: 1, porn: 0, sexy: 0 };

  it('a photo of several people shows a child when a face that counts looks younger than sixteen', () => {
    expect(showsChild([face(30), face(16, 0.9)], { content })).toBe(false);
    expect(showsChild([face(30), face(15.9, 0.35)], { content })).toBe(true);
  });

  it('a passer-by’s small face is not asked for its age, and neither is a drawn face', () => {
    expect(showsChild([face(30), face(9, 0.34)], { content })).toBe(false);
    expect(showsChild([face(9)], { content: { ...content, drawing: 0.15 } })).toBe(false);
  });
});
