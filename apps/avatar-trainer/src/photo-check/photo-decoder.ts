import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import workerpool, { type Pool } from 'workerpool';
import { AppError, asAppError, type PhotoFinding } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
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
  /** False for pictures of a manner: no face is looked for. */
  readonly faces: boolean;
}

/** Why the photo cannot be decoded. */
export interface Unreadable {
  readonly finding: PhotoFinding;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** Decided by the first bytes, before a decoder reads the file: libvips would also read SVG and many other formats. */
const TAKEN = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'];
/** What a child decodes as soon as it has read the header; the rest waits for its turn. */
const AT_ONCE = { types: TAKEN, mostPixels: ORDINARY_PIXELS };

export interface DecoderLimits {
  /** Children at once. */
  readonly children: number;
  /**
   * Memory a child may write beyond what Node begins with: what decoding takes, what its threads and libraries keep (180 MB, measured),
   * and the models with their work on the largest copy (MODELS_MB).
   */
  readonly childMb: number;
  /** A child gives its place to a fresh one after so many photos: libraries keep more with time. */
  readonly photosPerChild: number;
  /** A photo that takes longer is an attack; the slowest honest one, an AVIF of 25 megapixels, takes 4 s, and a child's first one 1 s more. */
  readonly timeoutMs: number;
}

/** The models of a child, loaded with its first photo, and what they write while they work: 440, measured. */
const MODELS_MB = 500;

/** The children are no more than the cores, and three at most: the rest of the machine has work, too. */
export const DECODER_LIMITS: DecoderLimits = {
  children: Math.min(availableParallelism(), 3),
  childMb: DECODED_AT_MOST_MB + 250 + MODELS_MB,
  photosPerChild: 500,
  timeoutMs: 60_000,
};

/** A child that took too long gets this long to say that it ends, then it is killed. */
const KILLED_AFTER_MS = 100;
/** A child that the kernel holds in a call ends with that call; the app does not wait for it. */
const STOPS_WITHIN_MS = 2_000;
const TimedOut = workerpool.Promise.TimeoutError;
/** How decoder.child.mjs says that it has done enough, and that it has no models. */
const RETIRED = 'exitCode: `75`';
const MODELS_NOT_LOADED = 'MODELS_NOT_LOADED';
const hasRetired = (error: unknown): boolean =>
  error instanceof workerpool.TerminateError && error.message.includes(RETIRED);

/** Why a photo was not looked at, when the photo is not at fault. */
const reasonOfOurs = (error: unknown): string | undefined => {
  if (hasRetired(error)) return 'each child ended at its next photo';
  const isMissing = error instanceof Error && error.message.startsWith(MODELS_NOT_LOADED);
  return isMissing ? 'the models are not loaded' : undefined;
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

/**
 * The environment holds no secret. Two arenas: with glibc's eight a core a child keeps 700 MB after one large photo, with two 200 MB
 * (measured).
 */
const CHILD_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };
const CHILD = path.join(__dirname, 'decoder.child.mjs');

/**
 * Decodes and measures photos in a few child processes, each with a limit of memory and time and with an empty environment. A file that kills its
 * child is damaged; nothing else suffers: no other photo, no other job, no retry. All photos under way together take no more memory
 * than the largest alone and an ordinary one in each other child.
 */
export class PhotoDecoder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pool: Pool;
  private readonly places: Semaphore;
  /** Photos that take much memory are decoded one at a time; one that waits keeps no place from others. */
  private readonly heavy = new Semaphore(1);
  /** Drawn pictures are looked at one at a time, and only while no photo waits: their likeness is in no hurry. */
  private readonly drawn = new Semaphore(1);
  private isStopping = false;

  constructor(
    private readonly log: Logger,
    private readonly limits: DecoderLimits = DECODER_LIMITS,
    child = CHILD,
  ) {
    this.places = new Semaphore(limits.children);
    this.pool = workerpool.pool(child, {
      workerType: 'process',
      maxWorkers: limits.children,
      workerTerminateTimeout: KILLED_AFTER_MS,
      forkArgs: [String(limits.childMb), String(limits.photosPerChild)],
      forkOpts: {
        env: CHILD_ENVIRONMENT,
        serialization: 'advanced',
      },
      emitStdStreams: true, // the output is dropped: what decoders print of a bad file is no log line of ours
    });
  }

  /** Throws if children do not start here: without this, every photo would seem damaged. */
  async onApplicationBootstrap(): Promise<void> {
    const isLimited = await this.inChild<boolean>('isLimited', []);
    if (!isLimited)
      this.log.warn('photo-decoder.memory-not-limited', { remedy: 'install util-linux, which has prlimit' });
  }

  /** Children end at once; the queue tries the photos that they had again, in the next process. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.pool.terminate(true, STOPS_WITHIN_MS);
  }

  /** Throws when the photo is not at fault: the app stops, or the models are missing. */
  async analyse(file: Buffer, options: AnalysisOptions): Promise<AnalysedPhoto | Unreadable> {
    try {
      return await this.analyseInChild(file, options);
    } catch (error) {
      if (this.isStopping) throw error;
      const reason = reasonOfOurs(error);
      if (reason) throw new AppError('unexpected', { cause: error, facts: { reason } });
      const decoder =
        error instanceof workerpool.TerminateError ? 'died' : error instanceof TimedOut ? 'too-slow' : 'failed';
      return { finding: 'damaged', measurements: { decoder } };
    }
  }

  /**
   * The largest faces of a picture that we had drawn; none for one that cannot be read, or that takes its child down. Throws when the
   * picture is not at fault, and when the signal aborts before its turn.
   */
  async facesOf(picture: Buffer, signal: AbortSignal): Promise<readonly FoundFace[]> {
    try {
      return await this.drawn.runExclusive(() =>
        this.inChild<readonly FoundFace[]>('facesOf', [picture], { priority: AFTER_PHOTOS, signal }),
      );
    } catch (error) {
      if (this.isStopping || signal.aborted || reasonOfOurs(error)) throw asAppError(error);
      return [];
    }
  }

  private async analyseInChild(file: Buffer, { faces }: AnalysisOptions): Promise<AnalysedPhoto | Unreadable> {
    const options = { faces, blownOutAbove: THRESHOLDS.blownOutPixel.warn };
    const { mime, picture, answer } = await this.inChild<Header>('headerAndAnalysis', [file, options, AT_ONCE]);
    const measurements = { type: mime };
    if (!mime || !TAKEN.includes(mime)) {
      return { finding: mime?.startsWith('image/') ? 'format-not-taken' : 'not-a-photo', measurements };
    }
    if (!picture) return { finding: 'damaged', measurements };
    const { format, width, height, upright } = picture;
    if (decodedSizeMb(picture) === undefined) {
      return { finding: 'too-many-pixels', measurements: { ...measurements, format, width, height } };
    }
    const analyse = () => this.inChild<Answer>('analyse', [file, format === 'heic', options]);
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

  /** A child that has done enough ends when it gets its next photo, which is the next child's then. */
  private async inChild<Result>(
    method: 'isLimited' | 'headerAndAnalysis' | 'analyse' | 'facesOf',
    parameters: unknown[],
    { priority = 0, signal }: { readonly priority?: number; readonly signal?: AbortSignal } = {},
  ): Promise<Result> {
    const run = () =>
      this.places.runExclusive(
        () => {
          signal?.throwIfAborted();
          return this.pool.exec(method, parameters).timeout(this.limits.timeoutMs) as unknown as Promise<Result>;
        },
        1,
        priority,
      );
    // Each of them may have done enough: the one after them is fresh.
    for (let retired = 0; ; retired += 1) {
      try {
        return await run();
      } catch (error) {
        if (!hasRetired(error) || retired === this.limits.children) throw error;
      }
    }
  }
}
