import type { Embedding } from '../photo-check/analysis';
import { THRESHOLDS } from '../photo-check/thresholds';

/** In each round the middle is computed again without the faces that are far from it. More rounds change nothing (measured). */
const ROUNDS = 3;

/**
 * How far each face is from the middle of the set's other faces, 0 to about 1.4; empty for a set too small to have a middle. The middle is
 * that of the largest group of similar faces, so that a stranger or two do not move it.
 */
export function distancesFromSet(faces: readonly Embedding[]): readonly number[] {
  if (faces.length < THRESHOLDS.facesOfSet.warn) return [];
  const all = faces.map((_, i) => i);
  let core = groupOf(faces, all);
  let distances: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    distances = faces.map((face, i) => {
      const others = core.filter((j) => j !== i);
      return distanceOf(face, middleOf((others.length > 0 ? others : core).map((j) => faces[j]!)));
    });
    const near = all.filter((i) => distances[i]! <= THRESHOLDS.personDistance.warn);
    if (near.length === 0 || near.join() === core.join()) break;
    core = near;
  }
  return distances;
}

/** Whether a face this far from the middle of its set is likely another person's. */
export const isAnotherPerson = (distance: number): boolean => distance > THRESHOLDS.personDistance.warn;

/**
 * The largest group of similar faces: those near the one face that has the most faces near it. Among several such faces it is the one to
 * which the others are nearest.
 */
function groupOf(faces: readonly Embedding[], all: readonly number[]): readonly number[] {
  const groups = faces.map((face) => {
    const near = all.filter((j) => distanceOf(face, faces[j]!) < THRESHOLDS.linkedFaces.warn);
    return { near, sum: near.reduce((sum, j) => sum + distanceOf(face, faces[j]!), 0) };
  });
  return groups.sort((a, b) => b.near.length - a.near.length || a.sum - b.sum)[0]!.near;
}

/** The mean of one face or more. */
export const middleOf = (faces: readonly Embedding[]): Embedding =>
  faces[0]!.map((_, i) => faces.reduce((sum, face) => sum + face[i]!, 0) / faces.length);

export const distanceOf = (one: Embedding, other: Embedding): number =>
  Math.hypot(...one.map((value, i) => value - other[i]!));
