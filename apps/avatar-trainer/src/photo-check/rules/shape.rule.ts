import { THRESHOLDS, tooHigh } from '../thresholds';
import type { PhotoRule } from './rule';

export const shapeRule: PhotoRule = ({ file: { width, height } }) =>
  tooHigh(Math.max(width, height) / Math.min(width, height), THRESHOLDS.aspect, 'too-narrow', 'rather-narrow');
