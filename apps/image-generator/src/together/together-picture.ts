import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import type { DrawnPerson } from '@aisha/database/bot';
import { AppError } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import type { ClearedBy, Together } from '@aisha/kinds/tables';
import { Outbox } from '@aisha/messaging';
import { pictureFile, type PictureFile } from '@aisha/pictures';
import { type DrawnPictures, ImageModels } from '@aisha/providers/ports';
import { ObjectStore, type StoredObject, togetherKey, toReference } from '@aisha/storage';
import { PictureReviewer } from '../review/picture-reviewer';
import { facesOf } from './together.store';

/** The most pixels of a file that is read: eight times what the model draws. */
const PIXEL_LIMIT = 8 * 1024 * 1024;
/** How often the answer of the trainer is looked for: a picture is measured in a second, after the photos that people wait for. */
const LOOK_EVERY_MS = 250;

export interface DrawnTogether extends Pick<PictureFile, 'content' | 'width' | 'height' | 'sha256'> {
  readonly clearedBy: ClearedBy;
}

/** Takes the drawn picture of several people in: looked at, stored, and its faces compared with the people's photos. */
@Injectable()
export class TogetherPicture {
  /** How long a picture waits for the trainer at once; then the order waits, and the picture is taken in again. */
  protected readonly patienceMs: number = 30_000;

  constructor(
    private readonly models: ImageModels,
    private readonly reviewer: PictureReviewer,
    private readonly storage: ObjectStore,
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Fetches the picture and looks at it. Throws `result-not-decent` for one that may not be shown. */
  async take(order: Together, output: unknown): Promise<DrawnTogether> {
    const [drawn] = this.drawn(order, output).pictures;
    if (!drawn) throw new AppError('provider-failed', { facts: { drawn: 0 } });
    if (!drawn.isDecent) throw new AppError('result-not-decent');
    const file = await pictureFile(await this.models.fetch(drawn), PIXEL_LIMIT);
    if (!file) throw new AppError('provider-failed', { facts: { errorType: 'not-a-picture' } });
    const [seen] = await this.reviewer.see([file.content], order, 'together');
    if (!seen || seen.clearance === 'withheld') throw new AppError('result-not-decent');
    return { ...file, clearedBy: seen.clearance };
  }

  /** Keeps the picture, not yet delivered. */
  async store(order: Together, { content }: DrawnTogether): Promise<void> {
    await this.storage.put(placeOf(order), content, { contentType: 'image/jpeg' });
  }

  /**
   * Whose faces the stored picture shows. The trainer tells, because it alone has the faces of photos. Throws `took-too-long`, after which
   * the picture is taken in again, when it does not answer: a picture that nobody has measured is never delivered.
   */
  async match(order: Together, sha256: string, people: readonly DrawnPerson[]): Promise<FaceMatch> {
    const { orderId, userId } = order;
    const known = await facesOf(this.database, orderId, sha256);
    if (known) return known;
    const asked = { orderId, userId, file: toReference(placeOf(order)), sha256, people: [...people] };
    await this.database.transaction((tx) => this.outbox.add(tx, message(avatarTrainerInbox, 'match-faces', asked)));
    for (let waitedMs = 0; waitedMs < this.patienceMs; waitedMs += LOOK_EVERY_MS) {
      await delay(LOOK_EVERY_MS);
      const found = await facesOf(this.database, orderId, sha256);
      if (found) return found;
    }
    throw new AppError('took-too-long', { facts: { orderId } });
  }

  discard(order: Together): Promise<void> {
    return this.storage.remove([placeOf(order)]);
  }

  private drawn({ endpoint }: Together, output: unknown): DrawnPictures {
    return this.models.drawnAt(endpoint ?? '', output);
  }
}

export const placeOf = ({ userId, orderId }: Pick<Together, 'userId' | 'orderId'>): StoredObject =>
  togetherKey(userId, orderId);
