import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { PersonRowsStore } from '@aisha/database/people';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { DEFAULT_BUCKETS } from '@aisha/kinds/files';
import { Outbox } from '@aisha/messaging';
import { ForgetPersonHandler } from '@aisha/orders';
import { newId } from '@aisha/platform';
import { loraKey } from '@aisha/storage';
import { jobContext } from '@aisha/testing';
import { onTrainer, S3_KEYS } from '../../spec/trainer-harness';

describe('the erasure of a person whose model was being copied', () => {
  it('the parts of an upload that never ended are deleted with their person, and those of others stay', async () => {
    const trainer = await onTrainer();
    const { database, storage, s3Url } = trainer;
    const client = new S3Client({
      ...{ endpoint: s3Url, region: 'us-east-1', forcePathStyle: true },
      credentials: { accessKeyId: S3_KEYS.accessKey, secretAccessKey: S3_KEYS.secretKey },
    });
    const [anna, boris] = [newId<UserId>(), newId<UserId>()];
    for (const userId of [anna, boris]) {
      const { key } = loraKey(userId, newId<AvatarId>(), newId<OrderId>(), 1);
      await client.send(new CreateMultipartUploadCommand({ Bucket: DEFAULT_BUCKETS.files, Key: key }));
    }
    const handler = new ForgetPersonHandler(new PersonRowsStore(database, 'trainer'), storage, new Outbox('trainer'));

    await handler.handle(
      { userId: anna, erasureId: newId<string>(), avatarIds: [], round: 0, forfeits: false },
      jobContext(trainer),
    );

    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: DEFAULT_BUCKETS.files }));
    expect(Uploads.map(({ Key }) => Key)).toEqual([expect.stringContaining(boris)]);
    client.destroy();
  });
});
