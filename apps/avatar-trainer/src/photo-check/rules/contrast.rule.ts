import { mean } from './brightness.rule';
import type { PhotoRule } from './rule';

/** Standard deviation of lightness, 0–127. Below the first there is fog or a wall, not a face. */
const REJECT_BELOW = 12;
const WARN_BELOW = 20;

export const contrastRule: PhotoRule = ({ luma }) => {
  const average = mean(luma);
  const contrast = Math.sqrt(luma.reduce((sum, value) => sum + (value - average) ** 2, 0) / luma.length);
  const finding = contrast < REJECT_BELOW ? 'too-flat' : contrast < WARN_BELOW ? 'rather-flat' : null;
  return { finding, measurements: { contrast } };
};
