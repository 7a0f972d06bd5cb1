import { SET_ADVICE, type SetAdvice } from '@aisha/domain';
import { THRESHOLDS } from '../photo-check/thresholds';
import type { View } from './view';

/** How many pieces of advice a person gets at most, because people read no more. */
const MOST_ADVICE = 3;

/** Whether each piece of advice would help a set; each function looks at the whole set. */
const WOULD_HELP: Readonly<Record<SetAdvice, (views: readonly View[]) => boolean>> = {
  'more-straight': (views) => count(views, ({ angle }) => angle === 'straight') < THRESHOLDS.straightFaces.warn,
  'more-sides': (views) => count(views, ({ angle }) => angle !== 'straight') < THRESHOLDS.sideFaces.warn,
  'more-close': (views) => count(views, ({ distance }) => distance === 'face') < THRESHOLDS.closeFaces.warn,
  'more-places': (views) => largestShare(views, ({ background }) => background) >= THRESHOLDS.oneBackground.warn,
  'more-distance': (views) => shareOf(views, ({ distance }) => distance === 'face') >= THRESHOLDS.onlyClose.warn,
  'more-light': (views) => largestShare(views, ({ light }) => light) >= THRESHOLDS.oneLight.warn,
};

/**
 * The advice on what a set lacks, the most useful first; empty when the set is fine. Photos that likely show another person do not count.
 */
export function adviceFor(all: readonly View[]): readonly SetAdvice[] {
  const views = all.filter(({ isOutlier }) => !isOutlier);
  if (views.length === 0) return [];
  return SET_ADVICE.filter((advice) => WOULD_HELP[advice](views)).slice(0, MOST_ADVICE);
}

const count = (views: readonly View[], is: (view: View) => boolean): number => views.filter(is).length;
const shareOf = (views: readonly View[], is: (view: View) => boolean): number => count(views, is) / views.length;

function largestShare(views: readonly View[], groupOf: (view: View) => string | number): number {
  const groups = views.map(groupOf);
  return Math.max(...groups.map((group) => groups.filter((other) => other === group).length)) / views.length;
}
