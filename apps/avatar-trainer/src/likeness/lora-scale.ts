import { likenessWord } from '@aisha/domain';
import type { Probe } from '@aisha/kinds/tables';

/**
 * The scales at which a new model is tried out. Scales from 0.8 to 1.2 are of use (fal.md §7.3), and a picture at each costs us 3.5 cents.
 */
export const PROBED_SCALES = [0.85, 1, 1.15] as const;

/** A trial picture that the model has drawn and that shows a face. */
interface MeasuredProbe extends Probe {
  readonly scale: number;
  readonly distance: number;
}

/**
 * The trial picture by the model that is most like the photos. Among equals it is the one whose scale is nearest to the usual one;
 * undefined when no picture by the model shows a face.
 */
export const bestOf = (probes: readonly Probe[]): MeasuredProbe | undefined =>
  probes
    .filter((probe): probe is MeasuredProbe => probe.distance !== null && probe.scale !== undefined)
    .toSorted((a, b) => a.distance - b.distance || Math.abs(a.scale - 1) - Math.abs(b.scale - 1))[0];

/** The distance of the picture that was drawn from photos; null when there was none, or it shows no face. */
export const distanceFromPhotos = (probes: readonly Probe[]): number | null =>
  probes.find(({ scale }) => scale === undefined)?.distance ?? null;

/**
 * Whether the best trial picture is so unlike the photos that the model is trained once more, or the person gets the credits back. The
 * limit is that of `likenessWord`, 0.595: a person's own photos differ by at most 0.475, strangers' photos by 0.514 and more (photo.md).
 */
export const isBelowBar = ({ distance }: MeasuredProbe): boolean => likenessWord(distance) === 'unlike';
