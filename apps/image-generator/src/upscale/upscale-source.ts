import { Injectable } from '@nestjs/common';
import { RemoteCallbacks } from '@aisha/providers/ports';
import { Database } from '@aisha/database';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import type { InputOf } from '@aisha/kinds';
import { pictureOf, type StoredPicture } from '../picture-orders/source-picture';

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
