import type { PhotoFinding } from '@aisha/domain';
import type { DecodedPhoto } from '../photo-decoder';

/** The result of one rule: no objection or one finding, and its measurement. */
export interface Opinion {
  readonly finding: PhotoFinding | null;
  readonly measurements: Readonly<Record<string, number>>;
}

/** One quality of a good photo. We fitted thresholds on 83 photographs of faces; if we chose one instead, its rule says so. */
export type PhotoRule = (photo: DecodedPhoto) => Opinion | Promise<Opinion>;
