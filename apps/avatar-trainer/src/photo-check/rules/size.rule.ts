import { THRESHOLDS, tooLow } from '../thresholds';
import type { PhotoRule } from './rule';

export const sizeRule: PhotoRule = ({ file: { width, height } }) =>
  tooLow(Math.min(width, height), THRESHOLDS.shorterSide, 'too-small', 'rather-small');
