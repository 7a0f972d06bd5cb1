import { THRESHOLDS } from '../thresholds';
import type { PhotoRule } from './rule';

export const brightRule: PhotoRule = ({ face, light }) =>
  (face ?? light).brightness > THRESHOLDS.bright.reject ? 'too-bright' : null;
