import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type BeforeApplicationShutdown, type OnApplicationBootstrap, Injectable, Optional } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { AppError, asAppError, type PhotoFinding } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { ConfinedChildren, NoAnswer, type ChildLimits } from '@aisha/platform/confined';
import type { AgedFace, Analysis, FoundFace } from './analysis';
import { DECODED_AT_MOST_MB, decodedSizeMb, ORDINARY_PIXELS, type PictureHeader } from './decoded-size';
import { THRESHOLDS } from './thresholds';

/** A photo that was decoded, turned upright and converted to sRGB. */
export interface AnalysedPhoto {
  readonly analysis: Analysis;
  /** The JPEG we keep. */
  readonly jpeg: Buffer;
}

/** What the analysis looks for. */
interface AnalysisOptions {
  /** False for a photo that matters only as a whole, such as one that is to be described. */
  readonly faces: boolean;
  /** Gives the photo up if it aborts before the photo's turn, so that nobody's work stands in the way of the next. */
  readonly signal?: AbortSignal;
}

/** Why the photo cannot be decoded. */
export interface Unreadable {
  readonly finding: PhotoFinding;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/**
 * The accepted types. They are found by the first bytes, before a decoder reads the file, because libvips would also read SVG and many
 * other formats.
 */
const TAKEN = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'];
/** The photos that a child process decodes as soon as it has read the header; others wait for their turn. */
const AT_ONCE = { types: TAKEN, mostPixels: ORDINARY_PIXELS };

/**
 * The megabytes for the models of a child process, which it loads with its first photo, and for the memory that they write while they work:
 * 440 MB, measured.
 */
const MODELS_MB = 500;

export const DECODER_LIMITS: ChildLimits = {
  /** As many child processes as cores, and three at most, because the machine has other work, too. */
  children: Math.min(availableParallelism(), 3),
  /**
   * Memory in megabytes: for decoding, for what its threads and libraries keep (180 MB, measured), and for the models and their work on the
   * largest copy.
   */
  childMb: DECODED_AT_MOST_MB + 250 + MODELS_MB,
  callsPerChild: 500,
  /**
   * How long an idle child process is kept: two minutes are long enough for a person who is choosing the next selfie. A child process with
   * its models takes 430 MB, and 2 s to start (measured).
   */
  idleMs: 120_000,
  /**
   * An ordinary photo that takes longer than a minute is an attack. The slowest honest photo, an AVIF of 25 megapixels, takes 4 s. The first
   * photo in a new child process takes 1 s more.
   */
  timeoutMs: 60_000,
};

/**
 * Photos that take much memory are decoded one at a time, by a child process of their own, so that a child with its models loaded stays
 * free for ordinary photos. Where cores are short it gets a third of another process's share; therefore its photos may take longer, two of
 * them no longer than a job has that waits for both.
 */
const HEAVY_LIMITS = { children: 1, niceness: 5, timeoutMs: 100_000 };

/** The error with which decoder.child.mjs says that it has no models. */
const MODELS_NOT_LOADED = 'MODELS_NOT_LOADED';

/** Why a photo was not analysed, when the reason is not the photo. Undefined when the photo is the reason. */
const reasonOfOurs = (error: unknown): string | undefined => {
  if (!(error instanceof NoAnswer)) return undefined;
  if (error.end === 'retired') return 'each child ended at its next photo';
  return error.message.startsWith(MODELS_NOT_LOADED) ? 'the models are not loaded' : undefined;
};

/** How many faces of a drawn picture are measured: other people may be in the picture, but the person's face is among the largest. */
const MOST_FACES = 3;

/** The priority of work that waits behind every photo, because a person who has sent a photo is waiting in the chat. */
const AFTER_PHOTOS = -1;

/** The faces of a picture. */
interface FoundFaces<Face> {
  readonly faces: readonly Face[];
  /** Whether there are no others, for certain: the detector stops at a number of faces. */
  readonly areAll: boolean;
}

interface Header {
  /** The type by the first bytes; null for a file of no known type. */
  readonly mime: string | null;
  /** The facts in the header; null for a file that no decoder can open. */
  readonly picture: PictureHeader | null;
  /** The measurements of an ordinary photo, which the child process decodes as soon as it has read the header. */
  readonly answer?: Answer;
}

/** What a child process returns for a decoded photo. */
interface Answer {
  readonly jpeg: Uint8Array;
  readonly measured: Omit<Analysis, 'file'> & Pick<Analysis['file'], 'print' | 'mirroredPrint'>;
}

const CHILD = path.join(__dirname, 'decoder.child.mjs');

/**
 * Decodes and measures photos in confined child processes. A file that kills its child counts as damaged; no other photo and no other job
 * suffers, and nothing is retried. All photos under way together take at most the memory of the largest photo that is decoded, plus that of
 * an ordinary photo in each other child.
 */
@Injectable()
export class PhotoDecoder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly children: ConfinedChildren;
  /** Decodes the photos that take much memory. */
  private readonly heavy: ConfinedChildren;
  /** Drawn pictures are measured one at a time, and only while no photo waits: their likeness is not urgent. */
  private readonly drawn = new Semaphore(1);

  constructor(log: Logger, @Optional() limits: ChildLimits = DECODER_LIMITS, @Optional() child = CHILD) {
    this.children = new ConfinedChildren('photo-decoder', child, limits, log);
    this.heavy = new ConfinedChildren('photo-decoder', child, { ...limits, ...HEAVY_LIMITS }, log);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.children.onApplicationBootstrap();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.children, this.heavy].map((children) => children.beforeApplicationShutdown()));
  }

  /** Analyses a photo. Throws when the reason of a failure is not the photo: the app stops, or the models are missing. */
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

  /** Finds the largest faces of a picture that we drew, as `find` does. A picture that cannot be read, or that kills the child, has none. */
  async facesOf(picture: Buffer, signal: AbortSignal, most = MOST_FACES): Promise<readonly FoundFace[]> {
    try {
      return (await this.find<FoundFace>(picture, signal, { most })).faces;
    } catch (error) {
      const isOfThePicture = error instanceof NoAnswer && error.isOfTheFile && !reasonOfOurs(error);
      if (!isOfThePicture || signal.aborted) throw asAppError(error);
      return [];
    }
  }

  /**
   * Finds every face of a photo of people that the detector finds, as `find` does. Throws also when the photo kills the child:
   * these faces decide whether people are asked for their consent, so a missing answer must not count as «no faces».
   */
  everyFaceOf(photo: Buffer, signal: AbortSignal): Promise<FoundFaces<AgedFace>> {
    return this.find<AgedFace>(photo, signal, { ages: true }).catch((error: unknown) => {
      throw asAppError(error);
    });
  }

  /** Finds faces, the largest first. Throws when no child answers, and when the signal aborts before its turn. */
  private find<Face extends FoundFace>(
    picture: Buffer,
    signal: AbortSignal,
    options: { readonly most?: number; readonly ages?: boolean },
  ): Promise<FoundFaces<Face>> {
    return this.drawn.runExclusive(() =>
      this.children.ask<FoundFaces<Face>>('facesOf', [picture, options], { priority: AFTER_PHOTOS, signal }),
    );
  }

  private async analyseInChild(file: Buffer, { faces, signal }: AnalysisOptions): Promise<AnalysedPhoto | Unreadable> {
    const turn = signal ? { signal } : {};
    const options = { faces, blownOutAbove: THRESHOLDS.blownOutPixel.warn };
    const { mime, picture, answer } = await this.children.ask<Header>(
      'headerAndAnalysis',
      [file, options, AT_ONCE],
      turn,
    );
    const measurements = { type: mime };
    if (!mime || !TAKEN.includes(mime)) {
      return { finding: mime?.startsWith('image/') ? 'format-not-taken' : 'not-a-photo', measurements };
    }
    if (!picture) return { finding: 'damaged', measurements };
    const { format, width, height, upright } = picture;
    if (decodedSizeMb(picture) === undefined) {
      return { finding: 'too-many-pixels', measurements: { ...measurements, format, width, height } };
    }
    const { jpeg, measured } =
      answer ?? (await this.heavy.ask<Answer>('analyse', [file, format === 'heic', options], turn));
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
