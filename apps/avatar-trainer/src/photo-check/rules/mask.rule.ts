import { THRESHOLDS } from '../thresholds';
import type { FaceRule } from './rule';

/** A hint: no model of ours knows masks and scarves. */
export const maskRule: FaceRule = ({ eyesByCheeks, colourGap, mouthByBridge }) => {
  // Dark glasses cover the bridge of the nose, too, which the mouth is compared with.
  if (eyesByCheeks < THRESHOLDS.coveredBridge.warn) return null;
  const isOfAnotherLight = mouthByBridge < THRESHOLDS.darkMouth.warn || mouthByBridge > THRESHOLDS.lightMouth.warn;
  return isOfAnotherLight || colourGap > THRESHOLDS.colourGap.warn ? 'mask' : null;
};
