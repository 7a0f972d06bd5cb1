import { likenessWord } from '@aisha/domain';
import type { Probe } from '@aisha/kinds/tables';

/** Scales tried out with a new model: 0.8 to 1.2 are of use (fal.md §7.3), and a picture at each costs us 3.5 cents. */
export const PROBED_SCALES = [0.85, 1, 1.15] as const;

/** A picture by the model that shows a face. */
export interface MeasuredProbe extends Probe {
  readonly scale: number;
  readonly distance: number;
}

/**
 * The probe whose picture is most like the photos; among equals the one nearest to the usual scale; undefined when none
 * shows a face.
 */
export const bestOf = (probes: readonly Probe[]): MeasuredProbe | undefined =>
  probes
    .filter((probe): probe is MeasuredProbe => probe.distance !== null && probe.scale !== undefined)
    .toSorted((a, b) => a.distance - b.distance || Math.abs(a.scale - 1) - Math.abs(b.scale - 1))[0];

/** The distance of the picture that was drawn from photos; null when there was none, or it shows no face. */
export const distanceFromPhotos = (probes: readonly Probe[]): number | null =>
  probes.find(({ scale }) => scale === undefined)?.distance ?? null;

/**
 * Whether a model is trained once more, or paid back: people are told that even its best picture is not like the
 * photos. The bar is that of `likenessWord`, 0.595: a person's own photos have at most 0.475, strangers' 0.514 and more
 * (photo.md).
 */
export const isBelowBar = ({ distance }: MeasuredProbe): boolean => likenessWord(distance) === 'unlike';
