import { THRESHOLDS, tooLow } from '../thresholds';
import type { FaceRule } from './rule';

/** A face must be large in pixels, from which the trainer learns, and in the picture, whose rest it would learn instead. */
export const faceSizeRule: FaceRule = ({ side }, { body }) => {
  const bySide = tooLow(side, THRESHOLDS.faceSide, 'face-too-small', 'face-rather-small');
  const byShare = body && tooLow(body.faceShare, THRESHOLDS.faceShare, 'face-too-small', 'face-rather-small');
  return bySide === 'face-too-small' ? bySide : (byShare ?? bySide);
};
