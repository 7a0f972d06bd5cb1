import type { PhotoFinding } from '@aisha/domain';
import type { DecodedPhoto } from '../decode-photo';

/** What one rule says of a photo: nothing to object to, or one finding, and what it measured. */
export interface Opinion {
  readonly finding: PhotoFinding | null;
  readonly measurements: Readonly<Record<string, number>>;
}

/** One thing a good photo has. Thresholds were fitted on 83 photographs of faces; where chosen instead, the rule says so. */
export type PhotoRule = (photo: DecodedPhoto) => Opinion | Promise<Opinion>;
