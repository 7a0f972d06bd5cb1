import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import workerpool, { type Pool } from 'workerpool';
import type { PhotoFinding } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import { DECODED_AT_MOST_MB, decodedSizeMb, ORDINARY_MB, type PictureHeader } from './decoded-size';

/** A photo, upright and in sRGB, in the forms that the rules and trainers need. */
export interface DecodedPhoto {
  readonly format: string;
  /** Size of the upright original, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Lightness of each pixel of a small copy, 0–255. */
  readonly luma: Uint8Array;
  /** The JPEG we keep. */
  readonly jpeg: Buffer;
}

/** Why the photo cannot be decoded. */
export interface Unreadable {
  readonly finding: PhotoFinding;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** Decided by the first bytes, before a decoder reads the file: libvips would also read SVG and many other formats. */
const TAKEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif']);

export interface DecoderLimits {
  /** Children at once. */
  readonly children: number;
  /** Memory a child may write beyond what Node begins with: what decoding takes, and what its threads and libraries keep (180 MB, measured). */
  readonly childMb: number;
  /** A photo that takes longer is an attack; the slowest honest one, an AVIF of 25 megapixels, takes 4 s. */
  readonly timeoutMs: number;
}

/** Never more children than cores, and never more than three: the rest of the machine has work, too. */
export const DECODER_LIMITS: DecoderLimits = {
  children: Math.min(availableParallelism(), 3),
  childMb: DECODED_AT_MOST_MB + 250,
  timeoutMs: 20_000,
};

/** A child that took too long gets this long to say that it ends, then it is killed. */
const KILLED_AFTER_MS = 100;
/** A child that the kernel holds in a call ends with that call; the app does not wait for it. */
const STOPS_WITHIN_MS = 2_000;
const TimedOut = workerpool.Promise.TimeoutError;

interface Header {
  /** Null for a file of no known type. */
  readonly mime: string | null;
  /** Null for one that no decoder can open. */
  readonly picture: PictureHeader | null;
}

/** No secret. Two arenas: with glibc's eight a core a child keeps 700 MB after one large photo, with two 200 MB (measured). */
const CHILD_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };
const CHILD = path.join(__dirname, 'decoder.child.mjs');

/**
 * Decodes photos in a few child processes, each with a limit of memory and time and with an empty environment. A file that kills its
 * child is damaged; nothing else suffers: no other photo, no other job, no retry. All photos under way together take no more memory
 * than the largest alone and an ordinary one in each other child.
 */
export class PhotoDecoder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pool: Pool;
  private readonly places: Semaphore;
  /** One photo that takes much memory is decoded at a time: it keeps no place from others while it waits. */
  private readonly heavy = new Semaphore(1);
  private isStopping = false;

  constructor(
    private readonly log: Logger,
    private readonly limits: DecoderLimits = DECODER_LIMITS,
  ) {
    this.places = new Semaphore(limits.children);
    this.pool = workerpool.pool(CHILD, {
      workerType: 'process',
      maxWorkers: limits.children,
      workerTerminateTimeout: KILLED_AFTER_MS,
      forkArgs: [String(limits.childMb)],
      forkOpts: {
        env: CHILD_ENVIRONMENT,
        serialization: 'advanced',
      },
      emitStdStreams: true, // to nobody: what decoders print of a bad file is no log line of ours
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

  async decode(file: Buffer): Promise<DecodedPhoto | Unreadable> {
    try {
      return await this.decodeInChild(file);
    } catch (error) {
      if (this.isStopping) throw error;
      const decoder =
        error instanceof workerpool.TerminateError ? 'died' : error instanceof TimedOut ? 'too-slow' : 'failed';
      return { finding: 'damaged', measurements: { decoder } };
    }
  }

  private async decodeInChild(file: Buffer): Promise<DecodedPhoto | Unreadable> {
    const { mime, picture } = await this.inChild<Header>('readHeader', [file]);
    const measurements = { type: mime };
    if (!mime || !TAKEN.has(mime)) {
      return { finding: mime?.startsWith('image/') ? 'format-not-taken' : 'not-a-photo', measurements };
    }
    if (!picture) return { finding: 'damaged', measurements };
    const { format, width, height, upright } = picture;
    const megabytes = decodedSizeMb(picture);
    if (megabytes === undefined) {
      return { finding: 'too-many-pixels', measurements: { ...measurements, format, width, height } };
    }
    const decode = () => this.inChild<Pick<DecodedPhoto, 'jpeg' | 'luma'>>('decode', [file, format === 'heic']);
    const { jpeg, luma } = await (megabytes > ORDINARY_MB ? this.heavy.runExclusive(decode) : decode());
    return { format, ...upright, jpeg: Buffer.from(jpeg), luma };
  }

  private inChild<Answer>(method: 'isLimited' | 'readHeader' | 'decode', parameters: unknown[]): Promise<Answer> {
    return this.places.runExclusive(
      () => this.pool.exec(method, parameters).timeout(this.limits.timeoutMs) as unknown as Promise<Answer>,
    );
  }
}
