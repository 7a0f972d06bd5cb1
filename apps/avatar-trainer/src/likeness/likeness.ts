import type { Embedding, FoundFace } from '../photo-check/analysis';
import { distanceOf, distancesFromSet, isAnotherPerson } from '../photo-check/set/same-person';
import { THRESHOLDS } from '../photo-check/thresholds';

/** The middle of a set's faces, without those that are likely another person's; null for a set without faces. */
export function middleOfPerson(faces: readonly Embedding[]): Embedding | null {
  const distances = distancesFromSet(faces);
  const own = faces.filter((_, i) => distances[i] === undefined || !isAnotherPerson(distances[i]));
  const [first] = own.length > 0 ? own : faces;
  return first ? first.map((_, i) => own.reduce((sum, face) => sum + face[i]!, 0) / own.length) : null;
}

/** From a picture's nearest face to that middle; null for a picture without a face that one can be sure of. */
export function nearestFace(faces: readonly FoundFace[], middle: Embedding): number | null {
  const { faceScore, facePointsScore } = THRESHOLDS;
  const sure = faces.filter(
    ({ score, pointsScore }) => score >= faceScore.reject && pointsScore >= facePointsScore.reject,
  );
  return sure.length === 0 ? null : Math.min(...sure.map(({ embedding }) => distanceOf(embedding, middle)));
}
