import { MAX_REFERENCES, type PhotoId } from '@aisha/domain';
import type { Analysis } from '../photo-check/analysis';
import { isChildAlone } from './face-age';
import { viewsOf, type CoachedPhoto, type View } from '../coach/view';

/** The qualities in which a chosen photo is to differ from the earlier ones. */
const FACETS = ['angle', 'distance', 'light', 'background'] as const satisfies readonly (keyof View)[];

/** A photo of the set, with the values by which it is chosen. */
interface Candidate {
  readonly view: View;
  /**
   * The values by which candidates are compared: the first value that differs decides, and the smaller one is better. They are the number
   * of findings of the check, whether the face is turned to a side, whether its light is uneven, and the negative sharpness.
   */
  readonly flaws: readonly number[];
}

/**
 * The photos from which an avatar is drawn when it is drawn from several. The best one comes first, because models heed the first photos
 * most and differ in how many they take. It is the best photo of the face from the front; each further photo shows as much as possible that
 * the earlier ones do not: another angle, distance, light or place. Photos of another person or of a child are left out.
 */
export function referencesOf(photos: readonly CoachedPhoto[]): readonly PhotoId[] {
  const byId = new Map(photos.map((photo) => [photo.id, photo]));
  const left = viewsOf(photos)
    .filter(({ photoId, isOutlier }) => !isOutlier && !isChildAlone(byId.get(photoId)!))
    .map((view): Candidate => ({ view, flaws: flawsOf(view, byId.get(view.photoId)!) }))
    .toSorted((one, other) => compare(one.flaws, other.flaws));
  const chosen: View[] = [];
  while (left.length > 0 && chosen.length < MAX_REFERENCES) {
    const news = left.map(({ view }) => newsIn(view, chosen));
    const [next] = left.splice(news.indexOf(Math.max(...news)), 1);
    chosen.push(next!.view);
  }
  return chosen.map(({ photoId }) => photoId);
}

const newsIn = (view: View, chosen: readonly View[]): number =>
  FACETS.filter((facet) => chosen.every((other) => other[facet] !== view[facet])).length;

function flawsOf({ angle, light }: View, { findings, metadata }: CoachedPhoto): readonly number[] {
  const sharpness = (metadata as Partial<Analysis>).face?.sharpness ?? 0;
  return [findings.length, angle === 'straight' ? 0 : 1, light === 'even' ? 0 : 1, -sharpness];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, i) => value !== other[i]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}
