import { describe, expect, it } from '@jest/globals';
import { DAY_MS, type OrderId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { editedPhotoKey, editKey, type StoredObject } from '@aisha/storage';
import { generatorHarness, storage } from '../../spec/generator-harness';
import { EditedPhotoStore } from './edited-photo.store';
import { ForgetEditedPhotos } from './forget-edited-photos';

const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const isKept = (place: StoredObject): Promise<boolean> =>
  storage()
    .head(place)
    .then(
      () => true,
      () => false,
    );

/** A person who agreed yesterday, and whose photo is being changed. */
const setup = async () => {
  const harness = await generatorHarness();
  const { app, postgres, work, done, jobsOf } = harness;
  const { userId } = await postgres.fixtures.person();
  await postgres.fixtures.consent({ userId, agreedAt: ago(1) });
  const orderId = newId<OrderId>();
  const input = await harness.sentPhoto(userId);
  await app.startEdit({ orderId, userId, input, change: 'add snow', faces: 'own' });
  await work();
  return {
    ...harness,
    userId,
    orderId,
    ends: async () => {
      await done(orderId);
      await app.finishEdit({ orderId, requestId: jobsOf(orderId)[0]?.requestId ?? null, source: 'webhook' });
    },
    forget: () => {
      const { database } = postgres;
      return new ForgetEditedPhotos(database, new EditedPhotoStore(database), storage(), Logger.silent()).run();
    },
    withdraws: () => postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL'),
    kept: async () => [await isKept(editedPhotoKey(userId, orderId)), await isKept(editKey(userId, orderId))],
  };
};

describe('the copy of a photo that was changed', () => {
  it('the copy of an edited photo is kept until the consent is withdrawn and is then deleted; the edited picture stays', async () => {
    const { ends, forget, withdraws, kept, findEdit, orderId } = await setup();
    await ends();
    await forget();
    expect(await kept()).toEqual([true, true]);

    await withdraws();
    await Promise.all([forget(), forget()]);

    expect(await kept()).toEqual([false, true]);
    expect(await findEdit(orderId)).toMatchObject({ originalPath: null, filePath: expect.any(String) });
  });

  it('the copy of a photo that was sent after a new consent stays', async () => {
    const { ends, forget, kept, findEdit, orderId, postgres, userId } = await setup();
    await ends();
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = $1', [ago(0.5)]);
    await postgres.fixtures.consent({ userId, agreedAt: (await findEdit(orderId)).createdAt });

    await forget();

    expect(await kept()).toEqual([true, true]);
  });

  it('the copy of an edited photo is deleted when its edit ends, if the consent was withdrawn while the edit was under way', async () => {
    const { ends, forget, withdraws, kept } = await setup();
    await withdraws();
    await forget();
    await ends();

    await forget();

    expect(await kept()).toEqual([false, true]);
  });
});
