import type { Avatar } from '@aisha/database/trainer';
import { isAccepted, type PhotoFinding, type TrainingType } from '@aisha/domain';
import type { Analysis, FaceMeasures } from './analysis';
import { THRESHOLDS, tooHigh, tooLow } from './thresholds';

/**
 * A rule judges one quality of a photo, and returns one finding, or null when it has no objection. A rule is pure: it reads only the
 * measurements.
 */
export type PhotoRule = (analysis: Analysis) => PhotoFinding | null;

/** A rule about the largest face; it runs only when the photo shows a face. */
type FaceRule = (face: FaceMeasures, analysis: Analysis) => PhotoFinding | null;

export const explicitRule: PhotoRule = ({ content: { porn, hentai, sexy } }) =>
  tooHigh(porn + hentai, THRESHOLDS.explicit, 'explicit', 'rather-explicit') ??
  (sexy > THRESHOLDS.sexy.warn ? 'rather-explicit' : null);

const sizeRule: PhotoRule = ({ file: { width, height } }) =>
  tooLow(Math.min(width, height), THRESHOLDS.shorterSide, 'too-small', 'rather-small');

const shapeRule: PhotoRule = ({ file: { width, height } }) =>
  tooHigh(Math.max(width, height) / Math.min(width, height), THRESHOLDS.aspect, 'too-narrow', 'rather-narrow');

/** Judges the light on the face if there is one, because a black wall behind the person is no fault of the photo. */
const darkRule: PhotoRule = ({ face, light }) =>
  tooLow((face ?? light).brightness, THRESHOLDS.dark, 'too-dark', 'rather-dark');

const brightRule: PhotoRule = ({ face, light }) =>
  (face ?? light).brightness > THRESHOLDS.bright.reject ? 'too-bright' : null;

const contrastRule: PhotoRule = ({ face, light }) =>
  tooLow((face ?? light).contrast, THRESHOLDS.contrast, 'too-flat', 'rather-flat');

const noFaceRule: PhotoRule = ({ face }) =>
  !face ||
  face.score < THRESHOLDS.faceScore.reject ||
  (face.pointsScore < THRESHOLDS.facePointsScore.reject && Math.abs(face.yaw) <= THRESHOLDS.yaw.reject)
    ? 'no-face'
    : null;

const severalFacesRule: FaceRule = ({ others }) =>
  others.some(({ size, score }) => size >= THRESHOLDS.otherFaceSize.reject && score >= THRESHOLDS.otherFaceScore.reject)
    ? 'several-faces'
    : null;

/** Refuses a face that is turned far to a side, up or down. A face that is turned less, or a tilted head, gets only advice. */
const turnedAwayRule: FaceRule = ({ yaw, pitch, roll }) => {
  const findings = [
    tooHigh(Math.abs(yaw), THRESHOLDS.yaw, 'turned-away', 'rather-turned-away'),
    tooHigh(Math.abs(pitch), THRESHOLDS.pitch, 'turned-away', 'rather-turned-away'),
    tooHigh(Math.abs(roll), THRESHOLDS.roll, 'turned-away', 'rather-turned-away'),
  ] as const;
  return findings.find((finding) => finding === 'turned-away') ?? findings.find((finding) => finding) ?? null;
};

const cutOffRule: FaceRule = ({ cutOff, isMiddleOutside }) =>
  isMiddleOutside ? 'cut-off' : tooHigh(cutOff, THRESHOLDS.cutOff, 'cut-off', 'rather-cut-off');

/**
 * Judges the size of the face: in pixels, because the trainer learns from them, and as a share of the picture, because
 * beside a small face the trainer would learn the rest of the picture instead.
 */
const faceSizeRule: FaceRule = ({ side }, { body }) => {
  const bySide = tooLow(side, THRESHOLDS.faceSide, 'face-too-small', 'face-rather-small');
  const byShare = body && tooLow(body.faceShare, THRESHOLDS.faceShare, 'face-too-small', 'face-rather-small');
  return bySide === 'face-too-small' ? bySide : (byShare ?? bySide);
};

/** Finds a face on which sun or flash has washed out the detail. */
const blownOutRule: FaceRule = ({ blownOut }) =>
  tooHigh(blownOut, THRESHOLDS.blownOut, 'blown-out', 'rather-blown-out');

const sharpnessRule: FaceRule = ({ sharpness }) => tooLow(sharpness, THRESHOLDS.sharpness, 'blurred', 'rather-blurred');

/** Gives only advice, because none of our models detects glasses. */
const sunglassesRule: FaceRule = ({ eyesByCheeks }) =>
  eyesByCheeks < THRESHOLDS.eyesByCheeks.warn ? 'sunglasses' : null;

/** Gives only advice, because none of our models detects masks and scarves. */
const maskRule: FaceRule = ({ eyesByCheeks, colourGap, mouthByBridge }) => {
  // The rule compares the mouth with the bridge of the nose, so it finds nothing when dark glasses cover the bridge.
  if (eyesByCheeks < THRESHOLDS.coveredBridge.warn) return null;
  const isOfAnotherLight = mouthByBridge < THRESHOLDS.darkMouth.warn || mouthByBridge > THRESHOLDS.lightMouth.warn;
  return isOfAnotherLight || colourGap > THRESHOLDS.colourGap.warn ? 'mask' : null;
};

/** Applies a rule to the largest face, if there is one. */
const ofFace =
  (rule: FaceRule): PhotoRule =>
  (analysis) =>
    analysis.face && rule(analysis.face, analysis);

/** The rules on light come before those on the face, because in a picture that is too dark no face is found. */
const OF_ANY: readonly PhotoRule[] = [explicitRule, sizeRule, shapeRule, darkRule, brightRule, contrastRule];
const OF_FACE: readonly FaceRule[] = [
  severalFacesRule,
  turnedAwayRule,
  cutOffRule,
  faceSizeRule,
  blownOutRule,
  sharpnessRule,
  sunglassesRule,
  maskRule,
];

/** The type of avatar for which photos are judged: the one that the person has chosen, `either` before that. */
export type JudgedFor = TrainingType | 'either';
export const judgedFor = ({ trainingType, subject }: Pick<Avatar, 'trainingType' | 'subject'>): JudgedFor =>
  subject === null ? 'either' : trainingType;

/** Applies a rule to the picture as a whole and ignores its face, because a style's picture may show any person. */
const ofPicture =
  (rule: PhotoRule): PhotoRule =>
  (analysis) =>
    rule({ ...analysis, face: null });

const PORTRAIT: readonly PhotoRule[] = [noFaceRule, ...OF_FACE.map(ofFace)];

/**
 * Keeps a picture without a good face, because it may still show a style. The picture is judged again once the person has said which type
 * the avatar is.
 */
const onlyForStyleRule: PhotoRule = (analysis) => {
  const findings = PORTRAIT.flatMap((rule) => rule(analysis) ?? []);
  return isAccepted(findings) ? null : 'only-for-style';
};

/**
 * The rules for each type of avatar, in the order in which a person reads their findings. A style may be learned from pictures of anything,
 * so it has no rules on faces.
 */
export const PHOTO_RULES: Readonly<Record<JudgedFor, readonly PhotoRule[]>> = {
  portrait: [...OF_ANY, ...PORTRAIT],
  style: OF_ANY.map(ofPicture),
  either: [...OF_ANY, onlyForStyleRule],
};

/** The findings of all rules on a photo that was measured. */
export const findingsOf = (analysis: Analysis, photosFor: JudgedFor): PhotoFinding[] =>
  PHOTO_RULES[photosFor].flatMap((rule) => rule(analysis) ?? []);
