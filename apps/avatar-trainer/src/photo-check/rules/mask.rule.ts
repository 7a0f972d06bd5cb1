import { THRESHOLDS } from '../thresholds';
import type { FaceRule } from './rule';

/** A hint: no model of ours knows masks and scarves. */
export const maskRule: FaceRule = ({ colourGap }) => (colourGap > THRESHOLDS.colourGap.warn ? 'mask' : null);
