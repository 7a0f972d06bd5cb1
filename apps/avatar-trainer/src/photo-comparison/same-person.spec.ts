import { describe, expect, it } from '@jest/globals';
import { distancesFromSet, isAnotherPerson } from './same-person';

/** A face on the line from Anna's face (0) to a stranger's face (1). A different `turn` makes a different photo of the same person. */
const face = (along: number, turn = 0): number[] => {
  const numbers = Array<number>(128).fill(0);
  numbers[0] = along;
  numbers[1 + (turn % 100)] = 0.3;
  return numbers;
};
const anna = (count: number) => Array.from({ length: count }, (_, i) => face(0, i));
const strangersIn = (faces: readonly number[][]) =>
  distancesFromSet(faces).flatMap((distance, i) => (isAnotherPerson(distance) ? [i] : []));

describe('a set of faces', () => {
  it('a set of faces of one person has no stranger', () => expect(strangersIn(anna(10))).toEqual([]));

  it('a stranger in a set of faces is found at any position', () => {
    for (const at of [0, 5, 9]) {
      const faces = anna(10);
      faces[at] = face(0.8, 50);
      expect(strangersIn(faces)).toEqual([at]);
    }
  });

  it('two strangers in a set of faces are found, and do not move the set’s middle', () =>
    expect(strangersIn([face(0.9, 60), ...anna(4), face(0.9, 61)])).toEqual([0, 5]));

  it('a set of three faces is too small to tell strangers apart', () =>
    expect(distancesFromSet([...anna(2), face(2)])).toEqual([]));

  it('in a set of four faces two faces less than 0.6 apart make the middle', () => {
    const distances = (apart: number) => distancesFromSet([[0], [apart], [5], [10]]);

    expect(distances(0.59).slice(0, 2)).toEqual([0.59, 0.59]);
    expect(distances(0.61).slice(0, 2)).toEqual([0, 0.61]);
  });

  it('in a set without two similar faces no face counts as the person’s', () => {
    const faces = Array.from({ length: 5 }, (_, i) => face(2 * i, i));
    expect(distancesFromSet(faces)).toHaveLength(5);
    expect(strangersIn(faces).length).toBeGreaterThanOrEqual(4);
  });
});
