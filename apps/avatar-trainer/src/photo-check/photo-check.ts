import { createHash } from 'node:crypto';
import { isAccepted, MAX_FILE_BYTES, type PhotoFinding } from '@aisha/domain';
import { decodePhoto, type DecodedPhoto } from './decode-photo';
import type { PhotoRule } from './rules';

/** What was found on one photo, by itself: whether its avatar's set takes it is another question. */
export interface CheckedPhoto {
  readonly findings: readonly PhotoFinding[];
  /** Every figure the rules went by, for operators and for fitting thresholds later. */
  readonly measurements: Readonly<Record<string, unknown>>;
  /** Of the file as it came. */
  readonly sha256: string;
  /** What is kept: turned upright, sRGB, without metadata; null for a refused photo. */
  readonly jpeg: Buffer | null;
}

/** Checks whether a photo can be read and passes each rule. A new rule is a file in `rules/` and a line in its list. */
export class PhotoCheck {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly rules: readonly PhotoRule[]) {}

  /**
   * Never throws for what a file holds: whatever is wrong with it is a finding. Photos are decoded beside each other and answered
   * in the order they came: of two equal ones the second is too many, and of twenty-one the last.
   */
  check(file: Buffer): Promise<CheckedPhoto> {
    const checked = this.lookOver(file);
    const inTurn = Promise.allSettled([this.last, checked]).then(() => checked);
    this.last = inTurn;
    return inTurn;
  }

  private async lookOver(file: Buffer): Promise<CheckedPhoto> {
    const sha256 = createHash('sha256').update(file).digest('hex');
    const bytes = { bytes: file.length };
    if (file.length > MAX_FILE_BYTES) {
      return { findings: ['file-too-large'], measurements: bytes, sha256, jpeg: null };
    }
    const decoded = await decodePhoto(file);
    if ('finding' in decoded) {
      return { findings: [decoded.finding], measurements: { ...bytes, ...decoded.measurements }, sha256, jpeg: null };
    }
    return { ...(await this.opinions(decoded, bytes)), sha256 };
  }

  private async opinions(photo: DecodedPhoto, bytes: object): Promise<Omit<CheckedPhoto, 'sha256'>> {
    const { format, width, height } = photo;
    const findings: PhotoFinding[] = [];
    let measurements: Record<string, unknown> = { ...bytes, format, width, height };
    for (const rule of this.rules) {
      const opinion = await rule(photo);
      if (opinion.finding) findings.push(opinion.finding);
      measurements = { ...measurements, ...opinion.measurements };
    }
    return { findings, measurements, jpeg: isAccepted(findings) ? photo.jpeg : null };
  }
}
