import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type BeforeApplicationShutdown, type OnApplicationBootstrap, Injectable, Optional } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { AppError, asAppError, type PhotoFinding } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { ConfinedChildren, NoAnswer, type ChildLimits } from '@aisha/platform/confined';
import type { Analysis, FoundFace } from './analysis';
import { DECODED_AT_MOST_MB, decodedSizeMb, ORDINARY_PIXELS, type PictureHeader } from './decoded-size';
import { THRESHOLDS } from './thresholds';

/** A photo, upright and in sRGB. */
export interface AnalysedPhoto {
  readonly analysis: Analysis;
  /** The JPEG we keep. */
  readonly jpeg: Buffer;
}

/** What is looked for. */
export interface AnalysisOptions {
  /** False for pictures of a style: no face is looked for. */
  readonly faces: boolean;
}

/** Why the photo cannot be decoded. */
export interface Unreadable {
  readonly finding: PhotoFinding;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** Decided by the first bytes, before a decoder reads the file: libvips would also read SVG and many other formats. */
const TAKEN = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'];
/** The photos that a child decodes as soon as it has read the header; the rest waits for its turn. */
const AT_ONCE = { types: TAKEN, mostPixels: ORDINARY_PIXELS };

/** The models of a child, loaded with its first photo, and what they write while they work: 440, measured. */
const MODELS_MB = 500;

export const DECODER_LIMITS: ChildLimits = {
  /** The children are no more than the cores, and three at most: the rest of the machine has work, too. */
  children: Math.min(availableParallelism(), 3),
  /**
   * The memory for decoding, for what its threads and libraries keep (180 MB, measured), and for the models with their work on the largest copy.
   */
  childMb: DECODED_AT_MOST_MB + 250 + MODELS_MB,
  callsPerChild: 500,
  /** Long enough for a person who looks for the next selfie; a child with its models keeps 600 MB, and begins in 2 s (measured). */
  idleMs: 120_000,
  /** A photo that takes longer is an attack; the slowest honest one, an AVIF of 25 megapixels, takes 4 s, and a child's first one 1 s more. */
  timeoutMs: 60_000,
};

/** How decoder.child.mjs says that it has no models. */
const MODELS_NOT_LOADED = 'MODELS_NOT_LOADED';

/** Why a photo was not looked at, when the photo is not at fault. */
const reasonOfOurs = (error: unknown): string | undefined => {
  if (!(error instanceof NoAnswer)) return undefined;
  if (error.end === 'retired') return 'each child ended at its next photo';
  return error.message.startsWith(MODELS_NOT_LOADED) ? 'the models are not loaded' : undefined;
};

/** This work waits behind every photo, because a photo's person looks at the chat. */
const AFTER_PHOTOS = -1;

interface Header {
  /** Null for a file of no known type. */
  readonly mime: string | null;
  /** Null for one that no decoder can open. */
  readonly picture: PictureHeader | null;
  /** The answer to an ordinary photo, which was decoded at once. */
  readonly answer?: Answer;
}

/** What a child measures. */
interface Answer {
  readonly jpeg: Uint8Array;
  readonly measured: Omit<Analysis, 'file'> & Pick<Analysis['file'], 'print' | 'mirroredPrint'>;
}

const CHILD = path.join(__dirname, 'decoder.child.mjs');

/**
 * Decodes and measures photos in confined children. A file that kills its child is damaged; nothing else suffers: no other photo, no
 * other job, no retry. All photos under way together take no more memory than the largest alone and an ordinary one in each other
 * child.
 */
@Injectable()
export class PhotoDecoder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly children: ConfinedChildren;
  /** Photos that take much memory are decoded one at a time; one that waits keeps no place from others. */
  private readonly heavy = new Semaphore(1);
  /** Drawn pictures are looked at one at a time, and only while no photo waits: their likeness is in no hurry. */
  private readonly drawn = new Semaphore(1);

  constructor(log: Logger, @Optional() limits: ChildLimits = DECODER_LIMITS, @Optional() child = CHILD) {
    this.children = new ConfinedChildren('photo-decoder', child, limits, log);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.children.onApplicationBootstrap();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.children.beforeApplicationShutdown();
  }

  /** Throws when the photo is not at fault: the app stops, or the models are missing. */
  async analyse(file: Buffer, options: AnalysisOptions): Promise<AnalysedPhoto | Unreadable> {
    try {
      return await this.analyseInChild(file, options);
    } catch (error) {
      const reason = reasonOfOurs(error);
      if (reason) throw new AppError('unexpected', { cause: error, facts: { reason } });
      if (!(error instanceof NoAnswer) || !error.isOfTheFile) throw error;
      return { finding: 'damaged', measurements: { decoder: error.end } };
    }
  }

  /**
   * The largest faces of a picture that we had drawn; none for one that cannot be read, or that takes its child down. Throws when the
   * picture is not at fault, and when the signal aborts before its turn.
   */
  async facesOf(picture: Buffer, signal: AbortSignal): Promise<readonly FoundFace[]> {
    try {
      return await this.drawn.runExclusive(() =>
        this.children.ask<readonly FoundFace[]>('facesOf', [picture], { priority: AFTER_PHOTOS, signal }),
      );
    } catch (error) {
      const isOfThePicture = error instanceof NoAnswer && error.isOfTheFile && !reasonOfOurs(error);
      if (!isOfThePicture || signal.aborted) throw asAppError(error);
      return [];
    }
  }

  private async analyseInChild(file: Buffer, { faces }: AnalysisOptions): Promise<AnalysedPhoto | Unreadable> {
    const options = { faces, blownOutAbove: THRESHOLDS.blownOutPixel.warn };
    const { mime, picture, answer } = await this.children.ask<Header>('headerAndAnalysis', [file, options, AT_ONCE]);
    const measurements = { type: mime };
    if (!mime || !TAKEN.includes(mime)) {
      return { finding: mime?.startsWith('image/') ? 'format-not-taken' : 'not-a-photo', measurements };
    }
    if (!picture) return { finding: 'damaged', measurements };
    const { format, width, height, upright } = picture;
    if (decodedSizeMb(picture) === undefined) {
      return { finding: 'too-many-pixels', measurements: { ...measurements, format, width, height } };
    }
    const analyse = () => this.children.ask<Answer>('analyse', [file, format === 'heic', options]);
    const { jpeg, measured } = answer ?? (await this.heavy.runExclusive(analyse));
    const { print, mirroredPrint, ...parts } = measured;
    const { width: uprightWidth, height: uprightHeight } = upright;
    return {
      jpeg: Buffer.from(jpeg),
      analysis: {
        file: { bytes: file.length, format, width: uprightWidth, height: uprightHeight, print, mirroredPrint },
        ...parts,
      },
    };
  }
}
