import type { PhotoRule } from './rule';

/** Longer side by shorter side. Chosen, not fitted: a panorama or a screenshot leaves nothing after a square crop. */
const REJECT_ABOVE = 3;
const WARN_ABOVE = 2.2;

export const shapeRule: PhotoRule = ({ width, height }) => {
  const aspect = Math.max(width, height) / Math.min(width, height);
  const finding = aspect > REJECT_ABOVE ? 'too-narrow' : aspect > WARN_ABOVE ? 'rather-narrow' : null;
  return { finding, measurements: { aspect } };
};
