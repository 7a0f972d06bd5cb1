import { THRESHOLDS, tooLow } from '../thresholds';
import type { PhotoRule } from './rule';

/** The face counts, not a black wall behind it. */
export const darkRule: PhotoRule = ({ face, light }) =>
  tooLow((face ?? light).brightness, THRESHOLDS.dark, 'too-dark', 'rather-dark');
