import { webcrypto } from 'node:crypto';
import { Optional, Injectable } from '@nestjs/common';
import { isAccepted, MAX_FILE_BYTES, type AvatarId, type PhotoFinding } from '@aisha/domain';
import type { Analysis } from './analysis';
import { PhotoDecoder, type AnalysedPhoto, type Unreadable } from './photo-decoder';
import { type JudgedFor, type PhotoRule, PHOTO_RULES } from './rules';

/** What is found on one photo alone. photo-set.ts decides whether the avatar's set accepts the photo. */
export interface CheckedPhoto {
  readonly findings: readonly PhotoFinding[];
  /** The analysis; null for a photo that could not be read. */
  readonly analysis: Analysis | null;
  /** Every measurement except the embedding, kept for operators and for a later fit of the thresholds. */
  readonly measurements: Readonly<Record<string, unknown>>;
  /** The hash of the file as it arrived. */
  readonly sha256: string;
  /** The JPEG that we keep, upright, in sRGB, without metadata; null for a refused photo. */
  readonly jpeg: Buffer | null;
}

/** The avatar for which a photo was sent. */
interface PhotoOf {
  readonly avatarId: AvatarId;
  readonly trainingType: JudgedFor;
}

/**
 * The analyses of the newest photos are remembered, as long as those photos have no more bytes than this together: about two sets, as
 * Telegram sends them.
 */
const REMEMBERED_BYTES = 8 * 1024 * 1024;

/**
 * Checks whether a photo can be read and passes each rule. To add a rule, write a function in `rules.ts`, add it to a list in that file, and
 * write the texts for a new finding.
 */
@Injectable()
export class PhotoCheck {
  private readonly last = new Map<AvatarId, Promise<unknown>>();
  /**
   * The analyses by the file's hash, the latest last. They save seconds of work when a person sends the same set again for another avatar.
   */
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly decoder: PhotoDecoder,
    @Optional() private readonly rules: Readonly<Record<JudgedFor, readonly PhotoRule[]>> = PHOTO_RULES,
    @Optional() private readonly rememberedBytes: number = REMEMBERED_BYTES,
  ) {}

  /**
   * Checks a photo. Never throws because of a file's content: every problem is a finding. Photos are decoded in parallel, but the photos of
   * one set are answered in the order in which they came. So of two equal photos the second is refused, and of twenty-one photos the last
   * one.
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
    // Pictures of a style are measured for the age of their faces, but nothing is kept that tells whose faces they are.
    const kept = trainingType === 'style' ? { ...analysis, likeness: null } : analysis;
    return { findings, analysis: kept, measurements, sha256, jpeg: isAccepted(findings) ? jpeg : null };
  }

  /**
   * Analyses a photo, once for all avatars that get it. A photo that could not be read is analysed again the next time, because the
   * decoding process may have been at fault.
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
  /** The size of the JPEG. 0 until the analysis is done. */
  bytes: number;
}

/** The hash is computed off the event loop, because hashing 20 MB would block it for 60 ms. */
const hashOf = async (file: Buffer): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', file as Buffer<ArrayBuffer>)).toString('hex');

/** The numbers of a check that operators see in the log and in `avatar_photo.metadata`. None of them shows the picture or a face. */
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
