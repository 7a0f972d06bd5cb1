import { THRESHOLDS, tooHigh } from '../thresholds';
import type { FaceRule } from './rule';

export const cutOffRule: FaceRule = ({ cutOff, isMiddleOutside }) =>
  isMiddleOutside ? 'cut-off' : tooHigh(cutOff, THRESHOLDS.cutOff, 'cut-off', 'rather-cut-off');
