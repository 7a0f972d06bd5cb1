import { createHash } from 'node:crypto';
import { isAccepted, MAX_FILE_BYTES, type PhotoFinding } from '@aisha/domain';
import type { DecodedPhoto, PhotoDecoder } from './photo-decoder';
import type { PhotoRule } from './rules';

/** The findings on one photo alone. Whether the avatar's set accepts it is decided elsewhere. */
export interface CheckedPhoto {
  readonly findings: readonly PhotoFinding[];
  /** Every figure that the rules used, for operators and for later thresholds. */
  readonly measurements: Readonly<Record<string, unknown>>;
  /** Hash of the incoming file. */
  readonly sha256: string;
  /** The JPEG we keep: upright, sRGB, without metadata; null for a refused photo. */
  readonly jpeg: Buffer | null;
}

/** Checks whether a photo can be read and passes each rule. A new rule is a file in `rules/` and a line in its list. */
export class PhotoCheck {
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(
    private readonly decoder: Pick<PhotoDecoder, 'decode'>,
    private readonly rules: readonly PhotoRule[],
  ) {}

  /**
   * Never throws because of a file's content: every problem is a finding. Photos are decoded in parallel; those of one set are answered
   * in the order they came: of two equal photos the second is refused, and of twenty-one the last.
   */
  check(file: Buffer, set: string): Promise<CheckedPhoto> {
    const checked = this.lookOver(file);
    const inTurn = Promise.allSettled([this.last.get(set), checked]).then(() => {
      if (this.last.get(set) === inTurn) this.last.delete(set);
      return checked;
    });
    this.last.set(set, inTurn);
    return inTurn;
  }

  private async lookOver(file: Buffer): Promise<CheckedPhoto> {
    const sha256 = createHash('sha256').update(file).digest('hex');
    const bytes = { bytes: file.length };
    if (file.length > MAX_FILE_BYTES) {
      return { findings: ['file-too-large'], measurements: bytes, sha256, jpeg: null };
    }
    const decoded = await this.decoder.decode(file);
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
