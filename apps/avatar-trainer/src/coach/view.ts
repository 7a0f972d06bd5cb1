import type { AvatarPhoto } from '@aisha/database/trainer';
import type { PhotoId } from '@aisha/domain';
import type { Analysis } from '../photo-check/analysis';
import { THRESHOLDS } from '../photo-check/thresholds';

/** The sum of the shares of all colours of a photo: each share is in thousandths. */
const WHOLE = 1_000;

/** Whether two photos were likely taken in one place, judged by the colours behind the person. */
const isSameBackground = (one: readonly number[], other: readonly number[]): boolean =>
  one.reduce((sum, share, i) => sum + Math.abs(share - (other[i] ?? 0)), 0) / 2 / WHOLE <=
  THRESHOLDS.backgroundDistance.warn;

/** The edge of the picture to which the face turns; `straight` if it turns to neither. */
export const ANGLES = ['left', 'straight', 'right'] as const;
export type Angle = (typeof ANGLES)[number];
/** How much of the person a photo shows besides the face. */
export const DISTANCES = ['face', 'shoulders', 'waist'] as const;
export type Distance = (typeof DISTANCES)[number];
export const LIGHTS = ['dim', 'even', 'bright'] as const;
export type Light = (typeof LIGHTS)[number];

/** What the coach reads from one photo. */
export interface View {
  readonly photoId: PhotoId;
  readonly angle: Angle;
  readonly distance: Distance;
  readonly light: Light;
  /** The number of the background in its set: backgrounds are numbered from 0 in the order in which they first appear. */
  readonly background: number;
  /** The mean red, green and blue of the background, 0–255. */
  readonly colour: readonly number[];
  /** Whether the face is likely another person's. */
  readonly isOutlier: boolean;
}

/** The kept fields of a photo that the coach reads. */
export type CoachedPhoto = Pick<AvatarPhoto, 'id' | 'findings' | 'metadata'>;

/** The views of a set, in the order of the set. A photo without a measured face has no view. */
export function viewsOf(photos: readonly CoachedPhoto[]): readonly View[] {
  const backgrounds: (readonly number[])[] = [];
  return photos.flatMap(({ id, findings, metadata }) => {
    const { face, body, background } = metadata as Partial<Analysis>;
    if (!face || !body || !background) return [];
    const known = backgrounds.findIndex((colours) => isSameBackground(colours, background.colours));
    const at = known >= 0 ? known : backgrounds.push(background.colours) - 1;
    return [
      {
        photoId: id,
        angle: angleOf(face.yaw),
        distance: distanceOf(body.faceShare),
        light: lightOf(face.brightness),
        background: at,
        colour: background.mean,
        isOutlier: findings.includes('another-person'),
      },
    ];
  });
}

const angleOf = (yaw: number): Angle =>
  Math.abs(yaw) < THRESHOLDS.sideView.warn ? 'straight' : yaw > 0 ? 'left' : 'right';

const distanceOf = (faceShare: number): Distance =>
  faceShare >= THRESHOLDS.closeUp.warn ? 'face' : faceShare >= THRESHOLDS.waistUp.warn ? 'shoulders' : 'waist';

const lightOf = (brightness: number): Light =>
  brightness < THRESHOLDS.dimLight.warn ? 'dim' : brightness <= THRESHOLDS.brightLight.warn ? 'even' : 'bright';
