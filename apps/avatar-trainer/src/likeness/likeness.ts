import { isOwnFace } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import type { AvatarPhoto } from '@aisha/database/trainer';
import type { Embedding, FoundFace } from '../photo-check/analysis';
import { distanceOf, distancesFromSet, isAnotherPerson, middleOf } from '../photo-comparison/same-person';
import { THRESHOLDS } from '../photo-check/thresholds';

/** A face of an avatar's set, and whether the person has said that the face is their own. */
type FaceOfSet = Readonly<Pick<AvatarPhoto, 'personConfirmed'>> & { readonly embedding: Embedding };

/**
 * The mean of a set's faces, without those that are likely another person's; a face that the person has confirmed always counts. The mean
 * of all faces if each of them is far from the others. Null for a set without faces.
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
 * The distance from a picture's nearest face to `middle`, the mean of a set's faces. Null for a picture in which the detector is sure of no
 * face.
 */
export function nearestFace(faces: readonly FoundFace[], middle: Embedding): number | null {
  const sure = sureFaces(faces);
  return sure.length === 0 ? null : Math.min(...sure.map(({ embedding }) => distanceOf(embedding, middle)));
}

/** The faces that the detector is sure of. */
export const sureFaces = <Face extends FoundFace>(faces: readonly Face[]): readonly Face[] => {
  const { faceScore, facePointsScore } = THRESHOLDS;
  return faces.filter(({ score, pointsScore }) => score >= faceScore.reject && pointsScore >= facePointsScore.reject);
};

/** How far the faces of a changed picture are from those of the original. */
export interface FacesKept {
  /**
   * The largest distance of a face of the original from the nearest face after the change; null when one of the two
   * pictures shows no face.
   */
  readonly distance: number | null;
  /** Whether the original shows a face, and the changed picture none. */
  readonly isFaceLost: boolean;
}

/** Compares each face of the original with the nearest face after the change, because a change must keep every face. */
export function facesKept(before: readonly FoundFace[], after: readonly FoundFace[]): FacesKept {
  const [were, are] = [sureFaces(before), sureFaces(after)];
  if (were.length === 0 || are.length === 0) return { distance: null, isFaceLost: were.length > 0 };
  const nearest = (face: FoundFace) => Math.min(...are.map((one) => distanceOf(face.embedding, one.embedding)));
  return { distance: Math.max(...were.map(nearest)), isFaceLost: false };
}

/**
 * Matches the faces of a picture of several people. `middles` are the mean faces of their photos; null for a person whose photos have no
 * face. A face belongs to the person whose mean face is nearest, if it is similar enough; otherwise it is a stranger's. If a person is drawn
 * twice, the nearer face is theirs and the other one counts as a stranger's, so that it takes nobody else's place.
 */
export function matchFaces(faces: readonly FoundFace[], middles: readonly (Embedding | null)[]): FaceMatch {
  const distances: (number | null)[] = middles.map(() => null);
  let strangers = 0;
  for (const { embedding } of sureFaces(faces)) {
    const away = middles.map((middle) => (middle ? distanceOf(embedding, middle) : Infinity));
    const distance = Math.min(...away);
    const person = away.indexOf(distance);
    const known = distances[person] ?? null;
    if (!isOwnFace(distance) || known !== null) strangers += 1;
    if (isOwnFace(distance)) distances[person] = Math.min(distance, known ?? Infinity);
  }
  return { distances, strangers };
}
