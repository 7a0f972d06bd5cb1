import { describe, expect, it } from '@jest/globals';
import { LoraUpload } from '@aisha/database/generator';
import { eventually, quickMinutes } from '@aisha/testing';
import { startedGenerator } from '../spec/started-generator';

describe('the periodic work of the image generator', () => {
  it('the image generator by itself deletes the links to models of deleted avatars, and old records of handled messages', async () => {
    quickMinutes();

    const { postgres } = await startedGenerator({
      environment: { REDIS_URL: '' }, // without Redis the queue is in this app's own database
      plant: async ({ admin, fixtures }) => {
        for (const deletedAt of [new Date(), null]) {
          const { id } = await fixtures.avatar({ photos: 0, deletedAt });
          await admin.insert(LoraUpload, { avatarId: id, url: deletedAt ? 'deleted' : 'kept', uploadedAt: new Date() });
        }
        await admin.query(
          `INSERT INTO generator.handled VALUES ('old', 'start-generation', now() - interval '9 days')`,
        );
      },
    });

    await eventually(async () =>
      expect(await postgres.admin.query('SELECT url FROM generator.lora_upload')).toEqual([{ url: 'kept' }]),
    );
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM generator.handled')).toEqual([]));
  });
});
