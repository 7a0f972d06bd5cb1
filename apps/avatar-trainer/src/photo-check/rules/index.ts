import { brightnessRule } from './brightness.rule';
import { contrastRule } from './contrast.rule';
import type { PhotoRule } from './rule';
import { shapeRule } from './shape.rule';
import { sizeRule } from './size.rule';

export type { Opinion, PhotoRule } from './rule';

/** The rules for every photo, in the order the person reads their findings. */
export const PHOTO_RULES: readonly PhotoRule[] = [sizeRule, shapeRule, brightnessRule, contrastRule];
