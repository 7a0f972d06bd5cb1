import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import type { DrawnPerson } from '@aisha/database/bot';
import { AppError } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import type { Together } from '@aisha/kinds/tables';
import { Outbox } from '@aisha/messaging';
import { pictureFile } from '@aisha/pictures';
import { ImageModels } from '@aisha/providers/ports';
import { ObjectStore, type StoredObject, togetherKey, toReference } from '@aisha/storage';
import { PictureReviewer } from '../review/picture-reviewer';
import { addUnmeasured, pictureOf, type UnmeasuredPicture } from './together.store';

/** The most pixels that a fetched picture may have: eight times what the model draws. */
const PIXEL_LIMIT = 8 * 1024 * 1024;
/**
 * How often the process looks for the trainer's answer. Measuring takes a second, but the trainer first checks the photos for which people
 * are waiting.
 */
const LOOK_EVERY_MS = 250;

/**
 * Takes the picture that was drawn of several people: checks it, stores it, and asks the trainer to compare its faces with the people's
 * photos.
 */
@Injectable()
export class TogetherPicture {
  /**
   * How long the process waits for the trainer at a time, in milliseconds: longer than measuring usually takes, and short enough that an
   * outage of the trainer holds up no other order. After that the order is polled again later; the picture is kept.
   */
  protected readonly patienceMs: number = 5_000;

  constructor(
    private readonly models: ImageModels,
    private readonly reviewer: PictureReviewer,
    private readonly storage: ObjectStore,
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The picture with its faces measured. Throws `result-not-decent` if it may not be shown, and `took-too-long` while the trainer has not
   * answered: a picture that is not measured is never delivered.
   */
  async measured(order: Together, output: unknown, people: readonly DrawnPerson[]): Promise<MeasuredTogether> {
    const requestId = order.requestId ?? '';
    const known = await pictureOf(this.database, order.orderId, requestId);
    if (!known) await this.take(order, requestId, output, people);
    for (let waitedMs = 0; waitedMs <= this.patienceMs; waitedMs += LOOK_EVERY_MS) {
      const found = await pictureOf(this.database, order.orderId, requestId);
      const { distances, strangers } = found ?? {};
      if (found && distances && typeof strangers === 'number') return { ...found, distances, strangers };
      await delay(LOOK_EVERY_MS);
    }
    throw new AppError('took-too-long', { facts: { orderId: order.orderId } });
  }

  /**
   * Fetches the picture, checks it and stores it, without delivering it. Then asks the trainer to compare its faces, because only the
   * trainer has the faces of the photos.
   */
  private async take(
    order: Together,
    requestId: string,
    output: unknown,
    people: readonly DrawnPerson[],
  ): Promise<void> {
    const { orderId, userId, endpoint } = order;
    const [drawn] = this.models.drawnAt(endpoint ?? '', output).pictures;
    if (!drawn) throw new AppError('provider-failed', { facts: { drawn: 0 } });
    if (!drawn.isDecent) throw new AppError('result-not-decent');
    await this.storage.check(); // no review is paid for a picture that cannot be stored
    const { content, width, height, sha256 } = await pictureFile(await this.models.fetch(drawn), PIXEL_LIMIT);
    const [seen] = await this.reviewer.see([content], order, 'together');
    if (!seen || seen.clearance === 'withheld') throw new AppError('result-not-decent');
    const clearedBy = seen.clearance;
    await this.storage.put(placeOf(order), content, { contentType: 'image/jpeg' });
    const asked = { orderId, userId, file: toReference(placeOf(order)), sha256, people: [...people] };
    await this.database.transaction(async (tx) => {
      await addUnmeasured(tx, { orderId, requestId, sha256, clearedBy, bytes: content.length, width, height });
      await this.outbox.add(tx, message(avatarTrainerInbox, 'match-faces', asked));
    });
  }

  discard(order: Together): Promise<void> {
    return this.storage.remove([placeOf(order)]);
  }
}

/** A stored picture with its measurement: which of the people it shows, and how many strangers. */
export type MeasuredTogether = UnmeasuredPicture & FaceMatch;

export const placeOf = ({ userId, orderId }: Pick<Together, 'userId' | 'orderId'>): StoredObject =>
  togetherKey(userId, orderId);
