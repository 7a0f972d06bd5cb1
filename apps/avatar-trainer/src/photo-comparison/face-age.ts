import { isChildFace } from '@aisha/domain';
import type { AgedFace, Analysis } from '../photo-check/analysis';
import { THRESHOLDS } from '../photo-check/thresholds';

/** A photo of a set with its measurements. */
interface MeasuredPhoto {
  readonly isMain: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** How old the face of a set looks. */
interface AgeOfSet {
  /** The median age in the set's photos, because the age in one photo is off by 5 years and more. Null when too few photos show an age. */
  readonly faceAge: number | null;
  /** The age of the main photo's face alone. */
  readonly mainFaceAge: number | null;
  /** Whether any photo shows a face; a drawn face counts. */
  readonly showsFaces: boolean;
}

/** Computes the age of a set. A picture without a face, which a style may have, says nothing about the age. */
export function ageOfSet(photos: readonly MeasuredPhoto[]): AgeOfSet {
  const main = photos.find(({ isMain }) => isMain);
  const faces = photos.filter(hasFace);
  const ages = faces.flatMap((photo) => ageIn(photo) ?? []);
  const areEnough = ages.length > 0 && ages.length >= faces.length * THRESHOLDS.tellingAge.warn;
  return {
    faceAge: areEnough ? medianOf(ages) : null,
    mainFaceAge: main ? ageIn(main) : null,
    showsFaces: faces.length > 0,
  };
}

/** Whether this one photo shows the face of a child, for example because it is an old photo of the person. */
export const isChildAlone = (photo: Pick<MeasuredPhoto, 'metadata'>): boolean => isChildFace({ faceAge: ageIn(photo) });

/**
 * Whether a photo of several people shows the face of a child. A face that is small beside the largest one is a passer-by's, and does not
 * count.
 */
export const showsChild = (faces: readonly AgedFace[], { content }: Pick<Analysis, 'content'>): boolean =>
  tellsAge(content) &&
  faces.some(({ size, age }) => size >= THRESHOLDS.otherFaceSize.reject && isChildFace({ faceAge: age }));

/** Whether a picture is no drawing: a drawn face has no true age. */
const tellsAge = ({ drawing }: Analysis['content']): boolean => drawing < THRESHOLDS.drawing.warn;

/** Whether the detector is sure of a face: a pattern on a wall does not count. */
const hasFace = ({ metadata }: Pick<MeasuredPhoto, 'metadata'>): boolean => {
  const { face } = metadata as Partial<Analysis>;
  return Boolean(face) && (face!.score ?? 1) >= THRESHOLDS.faceScore.reject;
};

/** The age in a photo. Null for a drawing, for a photo without a sure face, and for one measured before ages were known. */
const ageIn = (photo: Pick<MeasuredPhoto, 'metadata'>): number | null => {
  const { face, content } = photo.metadata as Partial<Analysis>;
  return content && tellsAge(content) && hasFace(photo) ? (face?.age ?? null) : null;
};

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
};
