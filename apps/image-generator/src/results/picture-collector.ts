import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ImageGeneration, Picture } from '@aisha/database/generator';
import { AppError, asAppError, type PictureId } from '@aisha/domain';
import type { Result } from '@aisha/orders';
import { newId, Clock, Logger } from '@aisha/platform';
import { type DrawnPicture, FalFiles } from '@aisha/providers/fal';
import { pictureKey, toReference, ObjectStore, type StoredObject } from '@aisha/storage';
import { pictureFile, type PictureFile } from './picture-file';

/** A megapixel as PNG is 2 MB at most; four of them, to be generous. */
/** Pauses before a file that breaks off is fetched again. The pictures beside it wait for it so long, and no longer. */
const FETCH_AGAIN_MS: readonly number[] = [500, 2_000, 5_000];
const FETCH_LIMITS = { maxBytes: 16 * 1024 * 1024, timeoutMs: 30_000 };

export interface Collected extends Result {
  readonly pictures: readonly (Picture & { filePath: string })[];
}

/** Copies the model's pictures into our storage: only decent ones, from an allowed host, that really are pictures. */
@Injectable()
export class PictureCollector {
  constructor(
    private readonly files: FalFiles,
    private readonly storage: ObjectStore,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** A picture that cannot be had is only missing from the result. Throws if none can be had now, and a retry may help. */
  async collect(generation: ImageGeneration, drawn: readonly DrawnPicture[]): Promise<Collected> {
    const wanted = drawn.slice(0, generation.units);
    const decent = wanted.filter(({ isDecent }) => isDecent);
    const fetched = await Promise.all(decent.map((picture) => this.fetch(picture)));
    const files = fetched.filter((file) => !(file instanceof AppError)) as PictureFile[];
    const passing = fetched.find((file) => file instanceof AppError && file.mayRetry);
    if (files.length === 0 && passing) throw passing;

    const pictures: Collected['pictures'][number][] = [];
    for (const [position, { content, width, height, sha256 }] of files.entries()) {
      const place = placeOf(generation, position);
      await this.storage.put(place, content, { contentType: 'image/jpeg' });
      pictures.push({
        id: newId<PictureId>(),
        orderId: generation.orderId,
        position,
        filePath: toReference(place),
        sha256,
        bytes: content.length,
        width,
        height,
        createdAt: this.clock.now(),
      });
    }
    if (pictures.length === generation.units) return { pictures, delivered: pictures.length, reason: null };
    const facts = { drawn: drawn.length, decent: decent.length };
    const lost = passing ? 'provider-unreachable' : 'provider-failed';
    const code = decent.length < wanted.length ? 'result-not-decent' : lost;
    return { pictures, delivered: pictures.length, reason: new AppError(code, { facts }) };
  }

  /** Removes the copies for an order that ended meanwhile. */
  async discard(generation: ImageGeneration, { pictures }: Collected): Promise<void> {
    await this.storage.remove(pictures.map(({ position }) => placeOf(generation, position)));
  }

  /** The picture, or why it cannot be had. */
  private async fetch({ url }: DrawnPicture): Promise<PictureFile | AppError> {
    for (let tries = 0; ; tries += 1) {
      try {
        const file = await pictureFile(await this.files.read(url, FETCH_LIMITS));
        if (!file) throw new AppError('provider-failed', { facts: { errorType: 'not-a-picture' } });
        return file;
      } catch (error) {
        const failure = asAppError(error);
        const pause = FETCH_AGAIN_MS[tries];
        this.log.failed('picture.not-fetched', failure, { tries: tries + 1 });
        if (!failure.mayRetry || pause === undefined) return failure;
        await delay(pause);
      }
    }
  }
}

/** The same key for the same picture: a repeated run leaves no extra file. */
const placeOf = ({ userId, orderId }: ImageGeneration, position: number): StoredObject =>
  pictureKey(userId, orderId, position, 'jpg');
