import { webcrypto } from 'node:crypto';
import { Optional, Injectable } from '@nestjs/common';
import { isAccepted, MAX_FILE_BYTES, type AvatarId, type PhotoFinding } from '@aisha/domain';
import type { Analysis } from './analysis';
import { PhotoDecoder, type AnalysedPhoto, type Unreadable } from './photo-decoder';
import { type JudgedFor, type PhotoRule, PHOTO_RULES } from './rules';

/** The findings on one photo alone; whether the avatar's set accepts it is decided in photo-set.ts. */
export interface CheckedPhoto {
  readonly findings: readonly PhotoFinding[];
  /** Null for a photo that could not be read. */
  readonly analysis: Analysis | null;
  /** Every measurement except the embedding, for operators and for later thresholds. */
  readonly measurements: Readonly<Record<string, unknown>>;
  /** Hash of the incoming file. */
  readonly sha256: string;
  /** The JPEG we keep: upright, sRGB, without metadata; null for a refused photo. */
  readonly jpeg: Buffer | null;
}

/** The avatar a photo is for. */
interface PhotoOf {
  readonly avatarId: AvatarId;
  readonly trainingType: JudgedFor;
}

/** How many bytes the photos have together whose analyses are remembered: two sets as Telegram sends them. */
const REMEMBERED_BYTES = 8 * 1024 * 1024;

/** Checks whether a photo can be read and passes each rule. A new rule is a function in `rules.ts`, its words and its place in a list there. */
@Injectable()
export class PhotoCheck {
  private readonly last = new Map<AvatarId, Promise<unknown>>();
  /**
   * The analyses by the file's hash, the latest last: a set that is sent again for another avatar is not analysed for
   * seconds again.
   */
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly decoder: PhotoDecoder,
    @Optional() private readonly rules: Readonly<Record<JudgedFor, readonly PhotoRule[]>> = PHOTO_RULES,
    @Optional() private readonly rememberedBytes: number = REMEMBERED_BYTES,
  ) {}

  /**
   * Checks a photo. Never throws because of a file's content: every problem is a finding. Photos are decoded in
   * parallel, and those of one set are answered in the order they came, so that the second of two equal photos and the
   * last of twenty-one are refused.
   */
  check(file: Buffer, { avatarId, trainingType }: PhotoOf): Promise<CheckedPhoto> {
    const checked = this.lookOver(file, trainingType);
    const inTurn = Promise.allSettled([this.last.get(avatarId), checked]).then(() => {
      if (this.last.get(avatarId) === inTurn) this.last.delete(avatarId);
      return checked;
    });
    this.last.set(avatarId, inTurn);
    return inTurn;
  }

  private async lookOver(file: Buffer, trainingType: JudgedFor): Promise<CheckedPhoto> {
    const sha256 = await hashOf(file);
    const unread = { analysis: null, sha256, jpeg: null };
    const bytes = { bytes: file.length };
    if (file.length > MAX_FILE_BYTES) return { ...unread, findings: ['file-too-large'], measurements: { file: bytes } };
    const photo = await this.look(file, sha256);
    if ('finding' in photo) {
      return { ...unread, findings: [photo.finding], measurements: { file: { ...bytes, ...photo.measurements } } };
    }
    const { analysis, jpeg } = photo;
    const findings = this.rules[trainingType].flatMap((rule) => rule(analysis) ?? []);
    const { likeness: _, ...measurements } = analysis;
    // The faces of a style are measured for their age, and not for whose they are.
    const kept = trainingType === 'style' ? { ...analysis, likeness: null } : analysis;
    return { findings, analysis: kept, measurements, sha256, jpeg: isAccepted(findings) ? jpeg : null };
  }

  /**
   * Analyses a photo, once for all its owners. A photo that could not be read is read again: its child may have been at
   * fault.
   */
  private look(file: Buffer, sha256: string): Promise<AnalysedPhoto | Unreadable> {
    const look = this.looks.get(sha256) ?? { seen: this.decoder.analyse(file, { faces: true }), bytes: 0 };
    this.looks.delete(sha256);
    this.looks.set(sha256, look);
    const forget = () => this.looks.delete(sha256);
    look.seen.then((photo) => ('finding' in photo ? forget() : this.remember(look, photo.jpeg.length)), forget);
    return look.seen;
  }

  private remember(look: Look, bytes: number): void {
    look.bytes = bytes;
    let together = 0;
    for (const [hash, one] of [...this.looks].toReversed()) {
      together += one.bytes;
      if (together > this.rememberedBytes) this.looks.delete(hash);
    }
  }
}

interface Look {
  readonly seen: Promise<AnalysedPhoto | Unreadable>;
  /** The size of the JPEG; 0 until the analysis is done. */
  bytes: number;
}

/** The hash is made off the event loop: 20 MB would hold it up for 60 ms. */
const hashOf = async (file: Buffer): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', file as Buffer<ArrayBuffer>)).toString('hex');

/** The figures of a check for operators, in the log as in `avatar_photo.metadata`: numbers, and nothing that shows the picture or a face. */
export const figuresOf = ({ analysis, measurements }: CheckedPhoto) => {
  if (!analysis) return measurements;
  const { light, face, body, content, background } = analysis;
  const { bytes, format, width, height } = analysis.file;
  return {
    file: { bytes, format, width, height },
    light,
    face,
    body,
    background: background && { share: background.share },
    content,
  };
};
