import { THRESHOLDS, tooHigh } from '../thresholds';
import type { PhotoRule } from './rule';

export const explicitRule: PhotoRule = ({ content: { porn, hentai, sexy } }) =>
  tooHigh(porn + hentai, THRESHOLDS.explicit, 'explicit', 'rather-explicit') ??
  (sexy > THRESHOLDS.sexy.warn ? 'rather-explicit' : null);
