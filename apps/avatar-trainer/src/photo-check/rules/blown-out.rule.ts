import { THRESHOLDS, tooHigh } from '../thresholds';
import type { FaceRule } from './rule';

/** Sun or flash took the detail from a part of the face. */
export const blownOutRule: FaceRule = ({ blownOut }) =>
  tooHigh(blownOut, THRESHOLDS.blownOut, 'blown-out', 'rather-blown-out');
