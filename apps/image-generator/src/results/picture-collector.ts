import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type PictureId } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { ObjectStore, pictureKey, redrawnPictureKey, type StoredObject, toReference } from '@aisha/storage';
import type { Result } from '@aisha/orders';
import { pictureFile, type PictureFile } from '@aisha/pictures';
import { newId, Clock, Logger } from '@aisha/platform';
import { type DrawnPicture, ImageModels } from '@aisha/providers/ports';
import { PictureReviewer, type PictureSeen } from '../review/picture-reviewer';
import { lookGroupOf } from './look-group';
import type { NewPicture } from './picture.store';

/** The most pixels of a file that is read: twice what the largest model draws, 4.2 megapixels (fal.md §7.4). */
const PIXEL_LIMIT = 8 * 1024 * 1024;

export interface Collected extends Result {
  readonly pictures: readonly (NewPicture & { filePath: string })[];
}

/** What a request asked for. */
export interface Requested extends Pick<NewPicture, 'look' | 'seed'> {
  /** The positions of the order's pictures that the request makes. */
  readonly positions: readonly number[];
  /** Whether the new pictures are stored beside existing ones, whose files must not be replaced. */
  readonly isRedraw: boolean;
}

/**
 * Copies pictures from the model's provider into our storage: only those that may be shown, that come from an allowed host, and that really
 * are pictures.
 */
@Injectable()
export class PictureCollector {
  /**
   * The pauses before a file that did not come whole is fetched again, in milliseconds. The request's other pictures wait for it this
   * long, and no longer.
   */
  protected readonly fetchAgainMs: readonly number[] = [500, 2_000, 5_000];

  constructor(
    private readonly models: ImageModels,
    private readonly storage: ObjectStore,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly reviewer: PictureReviewer,
  ) {}

  /**
   * Collects the pictures of a request. A picture that cannot be fetched is missing from the result. Throws if no picture can be fetched
   * now, but a retry may help.
   */
  async collect(
    generation: ImageGeneration,
    drawn: readonly DrawnPicture[],
    { positions, isRedraw, look, seed }: Requested,
  ): Promise<Collected> {
    const wanted = drawn.slice(0, positions.length);
    const decent = wanted.filter(({ isDecent }) => isDecent);
    if (decent.length > 0) await this.storage.check(); // no review is paid for pictures that cannot be stored
    const fetched = await Promise.all(decent.map((picture) => this.fetch(picture)));
    const files = fetched.filter((file) => !(file instanceof AppError)) as PictureFile[];
    const passing = fetched.find((file) => file instanceof AppError && file.mayRetry);
    if (files.length === 0 && passing) throw passing;

    const seen = await this.reviewer.see(
      files.map(({ content }) => content),
      generation,
    );
    const shown = files.flatMap((file, index) => showable(file, seen[index]));
    const pictures: Collected['pictures'][number][] = [];
    for (const [index, { content, width, height, sha256, review, clearedBy }] of shown.entries()) {
      const position = positions[index]!;
      const place = placeOf(generation, position, isRedraw);
      await this.storage.put(place, content, { contentType: 'image/jpeg' });
      pictures.push({
        id: newId<PictureId>(),
        orderId: generation.orderId,
        userId: generation.userId,
        avatarId: avatarIn(generation.input),
        lookGroup: lookGroupOf(generation),
        look,
        seed,
        position,
        filePath: toReference(place),
        sha256,
        bytes: content.length,
        width,
        height,
        createdAt: this.clock.now(),
        review,
        clearedBy,
      });
    }
    if (pictures.length === positions.length) return { pictures, delivered: pictures.length, reason: null };
    const withheld = files.length - shown.length;
    const facts = { drawn: drawn.length, decent: decent.length, withheld };
    const lost = passing ? 'provider-unreachable' : 'provider-failed';
    const code = decent.length < wanted.length || withheld > 0 ? 'result-not-decent' : lost;
    return { pictures, delivered: pictures.length, reason: new AppError(code, { facts }) };
  }

  /** Removes the files of an order that has ended, except those that are delivered. */
  async discard(generation: ImageGeneration, delivered: Collected['pictures'] = []): Promise<void> {
    const kept = delivered.map(({ filePath }) => filePath);
    await this.storage.remove(placesOf(generation).filter((place) => !kept.includes(toReference(place))));
  }

  /** Discards files in the background. A file that cannot be removed now stays, and the log reports it to operators. */
  async discardUnawaited(generation: ImageGeneration, delivered?: Collected['pictures']): Promise<void> {
    const { orderId } = generation;
    await this.discard(generation, delivered).catch((error: unknown) =>
      this.log.failed('pictures.not-discarded', error, { orderId }),
    );
  }

  /** Fetches a picture; returns an error when that is impossible. */
  private async fetch(picture: DrawnPicture): Promise<PictureFile | AppError> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await pictureFile(await this.models.fetch(picture), PIXEL_LIMIT);
      } catch (error) {
        const failure = asAppError(error);
        const pause = this.fetchAgainMs[tries];
        this.log.failed('picture.not-fetched', failure, { tries: tries + 1 });
        if (!failure.mayRetry || pause === undefined) return failure;
        await delay(pause);
      }
    }
  }
}

/** The key of a picture. It is the same for the same picture of the same drawing, so that a repeated run leaves no extra file. */
const placeOf = ({ userId, orderId }: ImageGeneration, position: number, isRedraw: boolean): StoredObject =>
  (isRedraw ? redrawnPictureKey : pictureKey)(userId, orderId, position, 'jpg');

/** The keys of every file that an order may have: a first picture and a redrawn one for each position. */
const placesOf = (generation: ImageGeneration): StoredObject[] =>
  Array.from({ length: generation.units }, (_, position) => position).flatMap((position) =>
    [false, true].map((isRedraw) => placeOf(generation, position, isRedraw)),
  );

/** The file with its verdict, as a list of one; an empty list for a picture that may not be shown. */
const showable = (file: PictureFile, seen: PictureSeen | undefined) =>
  seen && seen.clearance !== 'withheld' ? [{ ...file, review: seen.review, clearedBy: seen.clearance }] : [];
