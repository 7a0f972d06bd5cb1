import type { PhotoRule } from './rule';

/** Mean lightness, 0–255. */
const REJECT_BELOW = 35;
const WARN_BELOW = 60;
const REJECT_ABOVE = 235;

export const brightnessRule: PhotoRule = ({ luma }) => {
  const brightness = mean(luma);
  const finding =
    brightness < REJECT_BELOW
      ? 'too-dark'
      : brightness > REJECT_ABOVE
        ? 'too-bright'
        : brightness < WARN_BELOW
          ? 'rather-dark'
          : null;
  return { finding, measurements: { brightness } };
};

export const mean = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
