import { THRESHOLDS } from '../thresholds';
import type { FaceRule } from './rule';

/** A hint: no model of ours knows glasses. */
export const sunglassesRule: FaceRule = ({ eyesByCheeks }) =>
  eyesByCheeks < THRESHOLDS.eyesByCheeks.warn ? 'sunglasses' : null;
