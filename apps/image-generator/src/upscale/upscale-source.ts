import { Injectable } from '@nestjs/common';
import { RemoteCallbacks } from '@aisha/providers/ports';
import { Database } from '@aisha/database';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import type { InputOf } from '@aisha/kinds';
import { GenerationReader, type Picture } from '@aisha/kinds/tables';

/** A person's own picture with its file; undefined if it is deleted or another person's. */
export const pictureOf = async (
  database: Database,
  userId: UserId,
  input: InputOf<'picture'>,
): Promise<StoredPicture | undefined> => {
  const found = await new GenerationReader(database).find(userId, input.orderId);
  return found?.pictures.find((picture): picture is StoredPicture => picture.id === input.pictureId);
};

/** A picture that has a file: the reader finds only such pictures. */
type StoredPicture = Picture & { readonly filePath: string };

/** Finds the picture of an order, and the callback address for the order. */
@Injectable()
export class UpscaleSource {
  constructor(
    private readonly database: Database,
    private readonly callbacks: RemoteCallbacks,
  ) {}

  callbackOf(orderId: OrderId): string {
    return this.callbacks.urlOf({ kind: 'upscale', orderId });
  }

  /** Finds the picture. Throws `picture-not-found` once the person has deleted it. */
  async find(userId: UserId, input: InputOf<'picture'>): Promise<StoredPicture> {
    const picture = await pictureOf(this.database, userId, input);
    if (!picture) throw new AppError('picture-not-found');
    return picture;
  }
}
