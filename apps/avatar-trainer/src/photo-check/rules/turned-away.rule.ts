import { THRESHOLDS, tooHigh } from '../thresholds';
import type { FaceRule } from './rule';

/** The rule refuses a face turned to a side, up or down; a tilted head only gets a word. */
export const turnedAwayRule: FaceRule = ({ yaw, pitch, roll }) => {
  const findings = [
    tooHigh(Math.abs(yaw), THRESHOLDS.yaw, 'turned-away', 'rather-turned-away'),
    tooHigh(Math.abs(pitch), THRESHOLDS.pitch, 'turned-away', 'rather-turned-away'),
    tooHigh(Math.abs(roll), THRESHOLDS.roll, 'turned-away', 'rather-turned-away'),
  ] as const;
  return findings.find((finding) => finding === 'turned-away') ?? findings.find((finding) => finding) ?? null;
};
