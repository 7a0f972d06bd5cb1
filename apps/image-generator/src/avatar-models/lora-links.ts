import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Avatar } from '@aisha/database/trainer';
import { AppError, RETENTION_MS, type AvatarId } from '@aisha/domain';
import { Clock, temporaryFolder } from '@aisha/platform';
import { RemoteFiles, RemoteQueue } from '@aisha/providers/ports';
import { fromReference, isMissing, ObjectStore } from '@aisha/storage';
import { LoraLinkStore } from './lora-link.store';

/**
 * How long the provider keeps an uploaded model: a day, the same time as any other copy at the provider (decision 33). The first order after
 * that uploads the model again.
 */
const KEEP_SECONDS = RETENTION_MS.copyAtFal / 1000;
/**
 * How long a link must still last when an order is prepared, in milliseconds: the order waits for a slot, and then in the provider's queue,
 * before the provider fetches the model.
 */
const LEAST_LEFT_MS = 3 * 3_600_000;

type Model = Pick<Avatar, 'id' | 'loraUrl' | 'loraKey' | 'loraSha256' | 'trainingCompletedAt'>;

/**
 * Finds the address at which the picture model fetches an avatar's LoRA: the provider's link while the link answers and lasts long enough,
 * otherwise a new upload of our copy. Whoever has the link can use the face, so we never log a link.
 */
@Injectable()
export class LoraLinks {
  private readonly uploading = new Map<AvatarId, Promise<string>>();

  constructor(
    private readonly store: LoraLinkStore,
    private readonly queue: RemoteQueue,
    private readonly files: RemoteFiles,
    private readonly storage: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves to a link that answers. Throws `storage-unreachable` and the `provider-*` codes. Throws `file-missing` when our copy is lost
   * or damaged and the provider says that its own is gone.
   */
  async ensure(avatar: Model): Promise<string> {
    const { loraUrl: link } = avatar;
    const answer = link === null ? 'gone' : await this.files.answerOf(link);
    const isThere = link !== null && answer === 'there';
    if (isThere && !(await this.isEnding(avatar))) return link;
    // Several orders of one avatar may find the link dead at the same time. They share one upload of ~100 MB.
    const upload = this.uploading.get(avatar.id) ?? this.upload(avatar).finally(() => this.uploading.delete(avatar.id));
    this.uploading.set(avatar.id, upload);
    try {
      return await upload;
    } catch (error) {
      if (isThere) return link; // most orders are drawn within minutes, while the link still answers
      // The provider may still have the model and only fail to answer now, so the error does not say that the model is lost.
      throw isMissing(error) && answer === 'silent' ? new AppError('provider-unreachable', { cause: error }) : error;
    }
  }

  /** Whether the provider removes the model soon. A model that was never uploaded again has lain there since its training. */
  private async isEnding({ id, loraUrl, trainingCompletedAt }: Model): Promise<boolean> {
    const newest = await this.store.find(id);
    const storedAt = newest && newest.url === loraUrl ? newest.uploadedAt : trainingCompletedAt;
    if (storedAt === null) return false;
    return this.clock.now().getTime() - storedAt.getTime() > KEEP_SECONDS * 1000 - LEAST_LEFT_MS;
  }

  private async upload({ id, loraUrl, loraKey, loraSha256 }: Model): Promise<string> {
    // Another order may have uploaded the model after this order read the avatar.
    const newest = await this.store.find(id);
    if (newest !== null && newest.url !== loraUrl) return newest.url;
    if (loraKey === null) throw new AppError('file-missing', { facts: { avatarId: id } });
    // Copies the model through a file, because several LoRAs in memory would need too much of it.
    const folder = await temporaryFolder();
    try {
      const file = path.join(folder, 'lora.safetensors');
      await pipeline(await this.storage.get(fromReference(loraKey)), createWriteStream(file));
      // Refuses a damaged model: FAL would draw a wrong face with it, and we would still pay.
      if ((await sha256Of(file)) !== loraSha256) {
        throw new AppError('file-missing', { facts: { avatarId: id, problem: 'sha256-differs' } });
      }
      const blob = await openAsBlob(file, { type: 'application/octet-stream' });
      const url = await this.queue.upload(blob, 'lora.safetensors', KEEP_SECONDS);
      await this.store.put(id, url, this.clock.now());
      return url;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
