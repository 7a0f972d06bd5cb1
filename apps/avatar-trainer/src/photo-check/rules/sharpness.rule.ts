import { THRESHOLDS, tooLow } from '../thresholds';
import type { FaceRule } from './rule';

export const sharpnessRule: FaceRule = ({ sharpness }) =>
  tooLow(sharpness, THRESHOLDS.sharpness, 'blurred', 'rather-blurred');
