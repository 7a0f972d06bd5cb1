import { THRESHOLDS } from '../thresholds';
import type { PhotoRule } from './rule';

export const noFaceRule: PhotoRule = ({ face }) =>
  !face ||
  face.score < THRESHOLDS.faceScore.reject ||
  (face.pointsScore < THRESHOLDS.facePointsScore.reject && Math.abs(face.yaw) <= THRESHOLDS.yaw.reject)
    ? 'no-face'
    : null;
