import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { TrainedLora, Training } from '@aisha/kinds/tables';
import { fromReference, loraKey, ObjectStore, type StoredObject, toReference } from '@aisha/storage';
import { Logger } from '@aisha/platform';
import { Trainer } from '@aisha/providers/ports';

/** Copies a trained model into our storage before we announce it, because the provider's links expire. */
@Injectable()
export class LoraCopy {
  constructor(
    private readonly trainer: Trainer,
    private readonly storage: ObjectStore,
    private readonly log: Logger,
  ) {}

  /** Copies the model that a request of the order has made into our storage. Throws what Trainer.open() and the storage throw. */
  async take(order: Training, output: unknown): Promise<Omit<TrainedLora, 'finetuneId'>> {
    const target = placeOf(order, order.firstDistance === null ? 1 : 2);
    const hash = createHash('sha256');
    const { loraUrl, file } = await this.trainer.open(output);
    await this.storage.put(target, Readable.from(hashed(file, hash), { objectMode: false }), {
      contentType: 'application/octet-stream',
    });
    const loraFamily = this.trainer.familyOf(order.endpoint);
    return { loraUrl, loraKey: toReference(target), loraSha256: hash.digest('hex'), loraFamily };
  }

  async remove({ loraKey: reference }: Pick<TrainedLora, 'loraKey'>): Promise<void> {
    if (reference !== null) await this.storage.remove([fromReference(reference)]);
  }

  /**
   * Removes all models of an order except the one that its avatar uses. A file that cannot be removed now stays until the avatar is
   * deleted.
   */
  async removeOthers(order: Training, kept: Pick<TrainedLora, 'loraKey'>): Promise<void> {
    const others = ([1, 2] as const)
      .map((attempt) => placeOf(order, attempt))
      .filter((place) => toReference(place) !== kept.loraKey);
    await this.storage
      .remove(others)
      .catch((error: unknown) => this.log.failed('lora.not-removed', error, { orderId: order.orderId }));
  }
}

const placeOf = ({ userId, avatarId, orderId }: Training, attempt: 1 | 2): StoredObject =>
  loraKey(userId, avatarId, orderId, attempt);

async function* hashed(bytes: Readable, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<Buffer> {
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
}
