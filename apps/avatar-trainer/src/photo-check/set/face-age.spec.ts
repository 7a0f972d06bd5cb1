import { describe, expect, it } from '@jest/globals';
import { ageOfSet } from './face-age';

/** A photo whose face looks so old; `drawing` as nsfwjs says it. */
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
    [[12, undefined, undefined], null],
    [[undefined], null],
    [[], null],
  ] as const)('of photos that look %j is %j', (ages, age) => {
    expect(faceAge(...ages)).toBe(age);
  });

  it('is not told by drawings, whatever the network says of them', () => {
    expect(ageOfSet([photo(12, { drawing: 0.15 }), photo(12, { drawing: 0.99 })])).toEqual({
      faceAge: null,
      mainFaceAge: null,
    });
    expect(ageOfSet([photo(12, { drawing: 0.14, isMain: true })])).toEqual({ faceAge: 12, mainFaceAge: 12 });
  });

  it('has that of the main photo beside it: a child among two grown-ups is seen there', () => {
    expect(ageOfSet([photo(30), photo(11, { isMain: true }), photo(35)])).toEqual({ faceAge: 30, mainFaceAge: 11 });
  });

  it('is not told by photos that were measured before there was an age', () => {
    expect(ageOfSet([{ isMain: true, metadata: {} }])).toEqual({ faceAge: null, mainFaceAge: null });
  });
});
