import type { AvatarPhoto, Selfie } from '@aisha/database/trainer';
import { posesOf, type ChallengeId, type Pose, type SelfieOutcome } from '@aisha/domain';
import type { Analysis, Embedding } from '../photo-check/analysis';
import { distanceOf } from '../photo-comparison/same-person';
import { likenessOfShots, printsOf, type Prints } from '../photo-comparison/same-shot';
import { THRESHOLDS, tooHigh } from '../photo-check/thresholds';

/** The measurements of a selfie, kept until the other selfie arrives. */
interface SelfieMeasures extends Prints {
  /** The yaw in degrees. Its sign tells the side to which the head is turned. */
  readonly yaw: number;
}

/** The measurements of a selfie, or the reason why it does not count. */
export function measuresOf({
  file,
  face,
  likeness,
}: Analysis): { readonly measured: SelfieMeasures; readonly embedding: Embedding } | SelfieOutcome {
  const { faceScore, facePointsScore, otherFaceSize, otherFaceScore } = THRESHOLDS;
  const isSure = face && face.score >= faceScore.reject && face.pointsScore >= facePointsScore.reject;
  if (!isSure || !likeness) return 'no-face';
  const isAlone = face.others.every(({ size, score }) => size < otherFaceSize.warn || score < otherFaceScore.warn);
  if (!isAlone) return 'several-faces';
  const { print, mirroredPrint } = file;
  return { measured: { yaw: face.yaw, print, mirroredPrint }, embedding: likeness.embedding };
}

/**
 * Why two selfies of a challenge fail. Null when they show the poses that the challenge names and one person, and neither is a copy of the
 * other or of a photo of the set.
 */
export function faultOf(
  challengeId: ChallengeId,
  [first, second]: readonly [Selfie, Selfie],
  set: readonly AvatarPhoto[],
): SelfieOutcome | null {
  const shots = [first, second].map(({ measured }) => measured as unknown as SelfieMeasures) as [
    SelfieMeasures,
    SelfieMeasures,
  ];
  const sentBefore = set.flatMap(printsOf);
  const isCopy = ([one, other]: readonly [Prints, Prints]) => likenessOfShots(one, other) === 'copy';
  const pairs = [shots, ...shots.flatMap((shot) => sentBefore.map((old) => [shot, old] as const))];
  if (pairs.some(isCopy)) return 'sent-before';
  // A crop or a filter changes the print of a copied picture, so the comparison of prints misses the copy. A crop or a filter changes the
  // face less than a new shot does, so this also compares the faces.
  const facesBefore = set.flatMap(({ embedding }) => (embedding ? [embedding] : []));
  const isSameShot = (one: Embedding, other: Embedding) => distanceOf(one, other) < THRESHOLDS.sameShotFace.warn;
  const isOld = ({ embedding }: Selfie) => facesBefore.some((face) => isSameShot(embedding, face));
  if (isSameShot(first.embedding, second.embedding) || isOld(first) || isOld(second)) return 'sent-before';
  const poses = posesOf(challengeId);
  if (!shots.every(({ yaw }, i) => isPose(poses[i]!, yaw))) return 'wrong-pose';
  const areSides = !poses.includes('straight');
  if (areSides && Math.sign(shots[0].yaw) === Math.sign(shots[1].yaw)) return 'wrong-pose';
  const isOnePerson = distanceOf(first.embedding, second.embedding) < THRESHOLDS.linkedFaces.warn;
  return isOnePerson ? null : 'another-person';
}

const isPose = (pose: Pose, yaw: number): boolean => {
  const side = tooHigh(Math.abs(yaw), THRESHOLDS.sideView, 'side', 'side');
  return (pose === 'straight') === (side === null);
};
