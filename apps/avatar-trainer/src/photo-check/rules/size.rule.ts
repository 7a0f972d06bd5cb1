import type { PhotoRule } from './rule';

/** Pixels of the shorter side: the trainers work at 512 to 1024, and an enlarged face teaches blur. */
const REJECT_BELOW = 512;
const WARN_BELOW = 768;

export const sizeRule: PhotoRule = ({ width, height }) => {
  const shorterSide = Math.min(width, height);
  const finding = shorterSide < REJECT_BELOW ? 'too-small' : shorterSide < WARN_BELOW ? 'rather-small' : null;
  return { finding, measurements: { shorterSide } };
};
