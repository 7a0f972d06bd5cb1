import { Injectable } from '@nestjs/common';
import sharp from '@aisha/pictures/frugal-sharp';
import { Database } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import { RESTORATION_FACTOR, type RestorationScale } from '@aisha/kinds';
import { Enhancement } from '@aisha/kinds/tables';
import type { Deletion, OrderReference, Result } from '@aisha/orders';
import { comparison, enlargedFile } from '@aisha/pictures';
import {
  comparisonKey,
  ObjectStore,
  originalKey,
  sentPhotoKey,
  restorationKey,
  type StoredObject,
  toReference,
} from '@aisha/storage';
import { restoredPhotoTexts } from '@aisha/words';
import { forgetRestoration, isToBeRestored } from './restoration.store';

/** The largest photo that is read, in bytes: the trainer leaves a JPEG of 2048 pixels at most. */
const PHOTO_BYTES = 8 * 1024 * 1024;

/** A photo in the form in which the trainer stored it. */
export interface SentPhoto {
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface Restored extends Result {
  readonly originalPath: string;
  readonly filePath: string;
  readonly comparisonPath: string;
  readonly width: number;
  readonly height: number;
  /** The size of the three files together, in bytes. */
  readonly bytes: number;
}

type Order = Pick<Enhancement, 'orderId' | 'userId' | 'photoId'> & { readonly scale: RestorationScale };

/** Reads the photo of an order, and stores the three files of its restoration: the original, the restored photo, and a comparison. */
@Injectable()
export class ResultFiles {
  constructor(
    private readonly storage: ObjectStore,
    private readonly database: Database,
  ) {}

  /** Reads the photo. Throws `file-missing` when the photo is gone: when it has waited longer than we keep it, or was deleted. */
  async photo({ userId, photoId }: Order): Promise<SentPhoto> {
    const content = await this.storage.getBuffer(sentPhotoKey(userId, photoId), { maxBytes: PHOTO_BYTES });
    const { width, height } = await sharp(content).metadata();
    return { content, width, height };
  }

  /**
   * Stores the restored photo, with the original and a comparison. Throws what `enlargedFile` throws when the file that the model made is
   * not a larger version of the photo.
   */
  async keep(order: Order, made: Buffer): Promise<Restored> {
    const { content: original, ...sides } = await this.photo(order);
    const restored = await enlargedFile(made, sides, RESTORATION_FACTOR[order.scale], 'enhanced');
    const language = await new PersonReader(this.database).languageOf(order.userId);
    const both = await comparison(original, restored.content, restoredPhotoTexts[language]);
    const places = placesOf(order);
    await this.put(places.original, original);
    await this.put(places.restored, restored.content);
    await this.put(places.comparison, both);
    return {
      originalPath: toReference(places.original),
      filePath: toReference(places.restored),
      comparisonPath: toReference(places.comparison),
      width: restored.width,
      height: restored.height,
      bytes: original.length + restored.content.length + both.length,
      delivered: 1,
      reason: null,
    };
  }

  /** Removes the files of the order. The sent photo stays, because another order may need it. */
  remove(order: Pick<Order, 'orderId' | 'userId'>): Promise<void> {
    return this.storage.remove(Object.values(placesOf(order)));
  }

  /**
   * Finds the files to remove when the person deletes the result: those of the order, and the sent photo that waited for the order. If
   * another order still reads the sent photo, the photo stays until it is a day old. Null when the person has no such finished order.
   */
  async deletionOf({ userId, orderId }: OrderReference): Promise<Deletion | null> {
    // The query finds neither another person's photo nor an order under way.
    const found = await this.database.read.findOneBy(Enhancement, { userId, orderId, state: 'succeeded' });
    if (!found) return null;
    const { photoId } = found;
    const waiting = (await isToBeRestored(this.database, userId, photoId)) ? [] : [sentPhotoKey(userId, photoId)];
    return {
      files: [...Object.values(placesOf(found)), ...waiting],
      forget: (tx) => forgetRestoration(tx, userId, orderId),
    };
  }

  private put(place: StoredObject, content: Buffer): Promise<void> {
    return this.storage.put(place, content, { contentType: 'image/jpeg' });
  }
}

const placesOf = ({ userId, orderId }: Pick<Order, 'orderId' | 'userId'>) => ({
  original: originalKey(userId, orderId),
  restored: restorationKey(userId, orderId),
  comparison: comparisonKey(userId, orderId),
});
