import type { PhotoFinding } from '@aisha/domain';
import type { Analysis, FaceMeasures } from '../analysis';

/** A rule judges one quality of a good photo: no objection, or one finding. It is pure: what it needs has been measured. */
export type PhotoRule = (analysis: Analysis) => PhotoFinding | null;

/** A quality of a good face; asked only when there is one. */
export type FaceRule = (face: FaceMeasures, analysis: Analysis) => PhotoFinding | null;
