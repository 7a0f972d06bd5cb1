import type { Database } from '@aisha/database';
import { GenerationReader } from '@aisha/database/generator';
import { AppError, type InputOf, type UserId } from '@aisha/domain';
import type { WebhookUrlOf } from '../generation/avatar-models';

/** The stored file of a person's own picture; undefined if it is deleted or another person's. */
export const pictureOf = async (
  database: Database,
  userId: UserId,
  input: InputOf<'picture'>,
): Promise<string | undefined> => {
  const found = await new GenerationReader(database).find(userId, input.orderId);
  return found?.pictures.find(({ id }) => id === input.pictureId)?.filePath ?? undefined;
};

/** The picture of an order, and the callback address for it. */
export class UpscaleSource {
  constructor(
    private readonly database: Database,
    readonly webhookUrlOf: WebhookUrlOf,
  ) {}

  /** Throws `picture-not-found` once the person has deleted it. */
  async filePath(userId: UserId, input: InputOf<'picture'>): Promise<string> {
    const file = await pictureOf(this.database, userId, input);
    if (!file) throw new AppError('picture-not-found');
    return file;
  }
}
