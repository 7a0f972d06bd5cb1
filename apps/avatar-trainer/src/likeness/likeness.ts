import type { AvatarPhoto } from '@aisha/database/trainer';
import type { Embedding, FoundFace } from '../photo-check/analysis';
import { distanceOf, distancesFromSet, isAnotherPerson, middleOf } from '../photo-check/set/same-person';
import { THRESHOLDS } from '../photo-check/thresholds';

/** A face of an avatar's set, and whether the person has said that the face is their own. */
type FaceOfSet = Readonly<Pick<AvatarPhoto, 'personConfirmed'>> & { readonly embedding: Embedding };

/**
 * The mean of a set's faces, without the faces that are likely another person's. If every face is far from the others, the mean of all.
 * Null for a set without faces.
 */
export function middleOfPerson(faces: readonly FaceOfSet[]): Embedding | null {
  if (faces.length === 0) return null;
  const distances = distancesFromSet(faces.map(({ embedding }) => embedding));
  const isOwn = ({ personConfirmed }: FaceOfSet, distance: number | undefined) =>
    personConfirmed || distance === undefined || !isAnotherPerson(distance);
  const own = faces.filter((face, i) => isOwn(face, distances[i]));
  return middleOf((own.length > 0 ? own : faces).map(({ embedding }) => embedding));
}

/**
 * The distance from a picture's nearest face to `middle`, the mean of a set's faces. Null for a picture without a face of which the
 * detector is sure.
 */
export function nearestFace(faces: readonly FoundFace[], middle: Embedding): number | null {
  const { faceScore, facePointsScore } = THRESHOLDS;
  const sure = faces.filter(
    ({ score, pointsScore }) => score >= faceScore.reject && pointsScore >= facePointsScore.reject,
  );
  return sure.length === 0 ? null : Math.min(...sure.map(({ embedding }) => distanceOf(embedding, middle)));
}
