import type { AvatarPhoto } from '@aisha/database/trainer';
import type { Analysis, FileMeasures, Print } from '../photo-check/analysis';
import { THRESHOLDS } from '../photo-check/thresholds';

/** The prints that tell whether two photos are the same shot. */
export type Prints = Pick<FileMeasures, 'print' | 'mirroredPrint'>;

/** The prints of a photo in the set; empty if the photo was not measured. */
export const printsOf = ({ metadata }: AvatarPhoto): Prints[] => {
  const { file } = metadata as Partial<Analysis>;
  return file?.print ? [file] : [];
};

/** Compares two photos: 'copy' for a copy or a mirrored copy, 'almost' for a nearly equal photo, null for different photos. */
export function likenessOfShots(one: Prints, other: Prints): 'copy' | 'almost' | null {
  const { hashDistance, colourDistance } = THRESHOLDS;
  const nearest = Math.min(
    ...[other.print, other.mirroredPrint]
      .filter((print) => colourDistanceOf(one.print, print) <= colourDistance.warn)
      .map((print) => hashDistanceOf(one.print, print)),
  );
  return nearest <= hashDistance.reject ? 'copy' : nearest <= hashDistance.warn ? 'almost' : null;
}

/** The number of bits in which two hashes differ, 0–64. */
function hashDistanceOf(one: Print, other: Print): number {
  let different = BigInt(`0x${one.hash}`) ^ BigInt(`0x${other.hash}`);
  let count = 0;
  for (; different > 0n; different &= different - 1n) count += 1;
  return count;
}

const colourDistanceOf = (one: Print, other: Print): number =>
  one.colours.reduce((sum, value, i) => sum + Math.abs(value - (other.colours[i] ?? 0)), 0) / one.colours.length;
