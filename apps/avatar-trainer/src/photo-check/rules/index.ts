import type { Avatar } from '@aisha/database/trainer';
import { isAccepted, type PhotoFinding, type TrainingType } from '@aisha/domain';
import type { Analysis } from '../analysis';
import { blownOutRule } from './blown-out.rule';
import { brightRule } from './bright.rule';
import { contrastRule } from './contrast.rule';
import { cutOffRule } from './cut-off.rule';
import { darkRule } from './dark.rule';
import { explicitRule } from './explicit.rule';
import { faceSizeRule } from './face-size.rule';
import { maskRule } from './mask.rule';
import { noFaceRule } from './no-face.rule';
import type { FaceRule, PhotoRule } from './rule';
import { severalFacesRule } from './several-faces.rule';
import { shapeRule } from './shape.rule';
import { sharpnessRule } from './sharpness.rule';
import { sizeRule } from './size.rule';
import { sunglassesRule } from './sunglasses.rule';
import { turnedAwayRule } from './turned-away.rule';

export type { FaceRule, PhotoRule } from './rule';

/** Applies a rule to the largest face, if there is one. */
const ofFace =
  (rule: FaceRule): PhotoRule =>
  (analysis) =>
    analysis.face && rule(analysis.face, analysis);

/** Light comes before the face: in a picture that is too dark none is found. */
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

/** What the person has said that the photos are for; until then they may be for either. */
export type JudgedFor = TrainingType | 'either';
export const judgedFor = ({ trainingType, subject }: Pick<Avatar, 'trainingType' | 'subject'>): JudgedFor =>
  subject === null ? 'either' : trainingType;

/** Applies a rule to the picture as a whole: it does not matter whom a style's picture shows. */
const ofPicture =
  (rule: PhotoRule): PhotoRule =>
  (analysis) =>
    rule({ ...analysis, face: null });

const PORTRAIT: readonly PhotoRule[] = [noFaceRule, ...OF_FACE.map(ofFace)];

/** A picture without a good face may still be of a manner: it is kept, and judged again once the person has said which. */
const onlyForStyleRule: PhotoRule = (analysis) => {
  const findings = PORTRAIT.flatMap((rule) => rule(analysis) ?? []);
  return isAccepted(findings) ? null : 'only-for-style';
};

/** The rules for each type of avatar, in the order a person reads the findings. A style is learned from pictures of anything. */
export const PHOTO_RULES: Readonly<Record<JudgedFor, readonly PhotoRule[]>> = {
  portrait: [...OF_ANY, ...PORTRAIT],
  style: OF_ANY.map(ofPicture),
  either: [...OF_ANY, onlyForStyleRule],
};

/** What the rules say of a photo that was measured. */
export const findingsOf = (analysis: Analysis, photosFor: JudgedFor): PhotoFinding[] =>
  PHOTO_RULES[photosFor].flatMap((rule) => rule(analysis) ?? []);
