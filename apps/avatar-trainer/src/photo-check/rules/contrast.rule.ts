import { THRESHOLDS, tooLow } from '../thresholds';
import type { PhotoRule } from './rule';

export const contrastRule: PhotoRule = ({ face, light }) =>
  tooLow((face ?? light).contrast, THRESHOLDS.contrast, 'too-flat', 'rather-flat');
