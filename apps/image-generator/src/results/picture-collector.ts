import { Injectable } from '@nestjs/common';
import type { ImageGeneration, Picture } from '@aisha/database/generator';
import { AppError, asAppError, type PictureId } from '@aisha/domain';
import type { Result } from '@aisha/orders';
import { newId, Clock, Logger } from '@aisha/platform';
import { type DrawnPicture, FalFiles } from '@aisha/providers/fal';
import { pictureKey, toReference, ObjectStore, type StoredObject } from '@aisha/storage';
import { pictureFile } from './picture-file';

/** A megapixel as PNG is 2 MB at most; four of them, to be generous. */
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

  /** Throws if a retry may help; a picture lost for good is only missing from the result. */
  async collect(generation: ImageGeneration, drawn: readonly DrawnPicture[]): Promise<Collected> {
    const wanted = drawn.slice(0, generation.units);
    const decent = wanted.filter(({ isDecent }) => isDecent);
    const fetched = await Promise.all(decent.map((picture) => this.fetch(picture)));
    const files = fetched.flatMap((file) => file ?? []);

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
    const code = decent.length < wanted.length ? 'result-not-decent' : 'provider-failed';
    return { pictures, delivered: pictures.length, reason: new AppError(code, { facts }) };
  }

  /** Removes the copies for an order that ended meanwhile. */
  async discard(generation: ImageGeneration, { pictures }: Collected): Promise<void> {
    await this.storage.remove(pictures.map(({ position }) => placeOf(generation, position)));
  }

  private async fetch({ url }: DrawnPicture) {
    try {
      const file = await pictureFile(await this.files.read(url, FETCH_LIMITS));
      if (!file) throw new AppError('provider-failed', { facts: { errorType: 'not-a-picture' } });
      return file;
    } catch (error) {
      const failure = asAppError(error);
      if (failure.mayRetry) throw failure;
      this.log.failed('picture.lost', failure);
      return undefined;
    }
  }
}

/** The same key for the same picture: a repeated run leaves no extra file. */
const placeOf = ({ userId, orderId }: ImageGeneration, position: number): StoredObject =>
  pictureKey(userId, orderId, position, 'jpg');
