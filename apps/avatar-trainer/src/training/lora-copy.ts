import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Avatar, Training } from '@aisha/database/trainer';
import { FalFiles, type TrainedModel } from '@aisha/providers/fal';
import { loraKey, ObjectStore, toReference } from '@aisha/storage';

/** Flux LoRAs weigh 20 to 350 MB. */
const MAX_BYTES = 1024 ** 3;
const TIMEOUT_MS = 5 * 60_000;

/** The places of a model: at FAL while its link answers, and in our own storage. */
export type CopiedModel = Pick<Avatar, 'loraUrl' | 'loraKey' | 'loraSha256'>;

/** Copies a trained model into our storage before we announce it: FAL's links expire. */
@Injectable()
export class LoraCopy {
  constructor(
    private readonly files: FalFiles,
    private readonly storage: ObjectStore,
  ) {}

  async take({ userId, avatarId }: Training, { loraUrl, bytes }: TrainedModel): Promise<CopiedModel> {
    const target = loraKey(userId, avatarId);
    const hash = createHash('sha256');
    const file = await this.files.open(loraUrl, { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, bytes });
    await this.storage.put(target, Readable.from(hashed(file, hash), { objectMode: false }), {
      contentType: 'application/octet-stream',
    });
    return { loraUrl, loraKey: toReference(target), loraSha256: hash.digest('hex') };
  }

  async remove({ userId, avatarId }: Pick<Training, 'userId' | 'avatarId'>): Promise<void> {
    await this.storage.remove([loraKey(userId, avatarId)]);
  }
}

async function* hashed(bytes: Readable, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<Buffer> {
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
}
