import { THRESHOLDS } from '../thresholds';
import type { FaceRule } from './rule';

export const severalFacesRule: FaceRule = ({ others }) =>
  others.some(({ size, score }) => size >= THRESHOLDS.otherFaceSize.reject && score >= THRESHOLDS.otherFaceScore.reject)
    ? 'several-faces'
    : null;
