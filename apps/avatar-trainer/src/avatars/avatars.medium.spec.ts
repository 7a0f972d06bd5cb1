import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import { MAX_UNFINISHED_AVATARS, type OrderId, type PhotoId, type UserId } from '@aisha/domain';
import { AvatarReader } from '@aisha/database/trainer';
import type { CancelOrder } from '@aisha/contracts';
import { avatarPhotoKey, fromReference, incomingPhotoKey, loraKey, toReference } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { newOwner, onTrainer, square } from '../../spec/trainer-harness';

const NEW = { name: 'Анна', trainingType: 'portrait', subject: 'woman' } as const;
const referenceOf = ({ id, userId }: { id: ReturnType<typeof newOwner>['avatarId']; userId: UserId }) => ({
  avatarId: id,
  userId,
});

describe('an avatar', () => {
  it('an avatar is created once, however often its message comes, with a trigger phrase of its own', async () => {
    const trainer = await onTrainer();
    const [one, other] = [newOwner(), newOwner()];

    await Promise.all([1, 2, 3].map(() => trainer.do('create-avatar', { ...one, ...NEW })));
    await trainer.do('create-avatar', { ...other, ...NEW });

    const phrases = [await trainer.avatar(one.avatarId), await trainer.avatar(other.avatarId)].map(
      ({ triggerPhrase }) => triggerPhrase,
    );
    expect(phrases[0]).toMatch(/^aisha_([a-z]{2}\d){4}$/);
    expect(phrases[0]).not.toBe(phrases[1]);
  });

  it('a person cannot begin more unfinished avatars than the limit, however many they begin at the same moment', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    await trainer.fixtures.avatar({ userId });
    const asked = Array.from({ length: MAX_UNFINISHED_AVATARS + 3 }, () => ({ ...newOwner(), userId, ...NEW }));

    await Promise.all(asked.map((avatar) => trainer.do('create-avatar', avatar)));

    const reader = new AvatarReader(trainer.database);
    expect(await reader.countUnfinished(userId)).toBe(MAX_UNFINISHED_AVATARS);
    const [one] = (await reader.page(userId, { limit: 1 }))!;
    await trainer.do('delete-avatar', { userId, avatarId: one!.id });
    await trainer.do('create-avatar', { ...newOwner(), userId, ...NEW });
    expect(await reader.countUnfinished(userId)).toBe(MAX_UNFINISHED_AVATARS);
  });

  it('an avatar that begins with a photo gets the person’s description once, whichever of the two messages comes first', async () => {
    const trainer = await onTrainer();
    const provisional = { name: 'Анна 2', trainingType: 'portrait', subject: null } as const;
    const said = { name: 'Акварель', trainingType: 'style', subject: 'other' } as const;
    const [inOrder, overtaken] = [newOwner(), newOwner()];

    await trainer.do('create-avatar', { ...inOrder, ...provisional });
    expect(await trainer.avatar(inOrder.avatarId)).toMatchObject(provisional);
    await trainer.do('create-avatar', { ...inOrder, ...said, userId: newId<UserId>() });
    expect(await trainer.avatar(inOrder.avatarId)).toMatchObject(provisional);
    await trainer.do('create-avatar', { ...inOrder, ...said });
    await trainer.do('create-avatar', { ...inOrder, ...NEW });
    await trainer.do('create-avatar', { ...overtaken, ...said });
    await trainer.do('create-avatar', { ...overtaken, ...provisional });

    expect(await trainer.avatar(inOrder.avatarId)).toMatchObject(said);
    expect(await trainer.avatar(overtaken.avatarId)).toMatchObject(said);
  });

  it('only its owner can rename an avatar', async () => {
    const trainer = await onTrainer();
    const owner = newOwner();
    await trainer.do('create-avatar', { ...owner, ...NEW });

    await trainer.do('rename-avatar', { ...owner, name: 'Аня' });
    await trainer.do('rename-avatar', { ...owner, userId: newId<UserId>(), name: 'Чужая' });

    expect(await trainer.avatar(owner.avatarId)).toMatchObject({ name: 'Аня' });
  });

  it('a person has one main avatar, which must be a completed one', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    const main = await trainer.fixtures.avatar({ userId, isMain: true });
    const other = await trainer.fixtures.avatar({ userId });
    const failed = await trainer.fixtures.avatar({ userId, status: 'error' });
    const mains = async () =>
      Promise.all([main, other, failed].map(async ({ id }) => (await trainer.avatar(id)).isMain));

    await trainer.do('choose-main-avatar', referenceOf(failed));
    expect(await mains()).toEqual([true, false, false]);
    await Promise.all([1, 2].map(() => trainer.do('choose-main-avatar', referenceOf(other))));

    expect(await mains()).toEqual([false, true, false]);
  });
});

describe('deleting an avatar', () => {
  it('deleting an avatar leaves no photo, no model and no name, and makes another avatar the main one', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    const avatar = await trainer.readyAvatar({ userId, status: 'completed', isMain: true });
    const other = await trainer.fixtures.avatar({ userId });
    const [photo] = await trainer.photos(avatar.id);
    const models = ([1, 2] as const).map((attempt) => loraKey(userId, avatar.id, newId<OrderId>(), attempt));
    for (const model of models) await trainer.storage.put(model, Buffer.from('lora'), { contentType: 'text/plain' });

    await trainer.do('delete-avatar', referenceOf(avatar));

    expect(await trainer.photos(avatar.id)).toEqual([]);
    const files = [fromReference(photo!.filePath!), ...models];
    for (const file of files) await expect(trainer.storage.head(file)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await trainer.avatar(avatar.id)).toMatchObject({
      name: 'deleted',
      triggerPhrase: `deleted:${avatar.id}`,
      finetuneId: null,
      loraUrl: null,
      loraKey: null,
      isMain: false,
      deletedAt: trainer.clock.now(),
    });
    expect((await trainer.avatar(other.id)).isMain).toBe(true);
    const reader = new AvatarReader(trainer.database);
    expect(await reader.find(userId, avatar.id)).toBeNull();
    expect((await reader.page(userId, { limit: 10 })).map(({ id }) => id)).toEqual([other.id]);
  });

  it('the main avatar can be deleted at the moment when its person makes another one the main one', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    const main = await trainer.fixtures.avatar({ userId, status: 'completed', isMain: true });
    const other = await trainer.fixtures.avatar({ userId, status: 'completed' });
    const waitFor = (count: number) =>
      eventually(async () => {
        expect(await trainer.admin.waitingForLocks()).toHaveLength(count);
      });

    let both: Promise<unknown> | undefined;
    await trainer.admin.transaction(async (tx) => {
      await tx.query('LOCK TABLE trainer.face_proof IN ACCESS EXCLUSIVE MODE'); // the deletion stops in its middle
      const deleted = trainer.do('delete-avatar', referenceOf(main));
      await waitFor(1);
      both = Promise.all([deleted, trainer.do('choose-main-avatar', referenceOf(other))]);
      both.catch(() => undefined);
      await waitFor(2);
    });
    await both;

    expect(await trainer.avatar(main.id)).toMatchObject({ isMain: false, name: 'deleted' });
    expect(await trainer.avatar(other.id)).toMatchObject({ isMain: true });
  });

  it('deleting an avatar removes its name and photos from every table and bucket, even photos that wait for their check', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar({ name: 'Ксантиппа' });
    const waiting = incomingPhotoKey(avatar.userId, 'waiting', 'jpg');
    await trainer.storage.put(waiting, await square(1), { contentType: 'image/jpeg' });
    const photo = { ...referenceOf(avatar), photoId: newId<PhotoId>(), incoming: toReference(waiting) };
    await trainer.receivePhoto(photo);
    const [kept] = await trainer.photos(avatar.id);
    await trainer.admin.query(
      `INSERT INTO trainer.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES ('x', 'rename-avatar', $1, 'unexpected', '{}', 5)`,
      [JSON.stringify({ ...referenceOf(avatar), name: avatar.name })],
    );

    await trainer.do('delete-avatar', referenceOf(avatar));
    await trainer.checkPhotos();

    for (const word of ['Ксантиппа', kept!.filePath!, photo.incoming, avatar.triggerPhrase]) {
      expect(await trainer.admin.tablesWith(word)).toEqual([]);
    }
    for (const file of [
      waiting,
      fromReference(kept!.filePath!),
      avatarPhotoKey(avatar.userId, avatar.id, photo.photoId),
    ]) {
      await expect(trainer.storage.head(file)).rejects.toMatchObject({ code: 'file-missing' });
    }
  });

  it('deleting an avatar in training gives the credits back and asks FAL to stop until FAL answers', async () => {
    const trainer = await onTrainer({ fal: { timeScale: { queue: 0.01, training: 10 } } });
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);
    await trainer.work();

    await trainer.do('delete-avatar', referenceOf(avatar));

    const [asked] = (await trainer.sent('cancel-order')) as unknown as [CancelOrder];
    expect(asked).toEqual({ kind: 'training', orderId: order.orderId, userId: avatar.userId, isWithdrawn: true });
    trainer.fal.faults.add({ on: 'cancel', kind: '503', times: 1 });
    await expect(trainer.do('cancel-order', asked)).rejects.toMatchObject({ code: 'provider-busy' });
    await trainer.do('cancel-order', asked);
    await eventually(() => trainer.fal.jobs()[0]!.errorType === 'client_cancelled');

    expect(await trainer.endOf(order.orderId)).toEqual({
      settled: [{ delivered: 0, reason: 'cancelled-by-user' }],
      announced: 0,
      explained: ['cancelled-by-user'],
    });
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'cancelled', deletedAt: trainer.clock.now() });
  });

  it('deleting an avatar whose training FAL has finished gives the credits back, and delivers no model', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);
    await trainer.work();
    await eventually(() => trainer.fal.jobs()[0]!.state === 'COMPLETED');
    const { requestId } = trainer.fal.jobs()[0]!;

    await trainer.do('delete-avatar', referenceOf(avatar));
    await trainer.do('finish-order', { orderId: order.orderId, requestId, kind: 'training', source: 'webhook' });
    const [asked] = (await trainer.sent('cancel-order')) as unknown as [CancelOrder];
    await trainer.do('cancel-order', asked);

    expect(await trainer.endOf(order.orderId)).toEqual({
      settled: [{ delivered: 0, reason: 'cancelled-by-user' }],
      announced: 0,
      explained: ['cancelled-by-user'],
    });
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'cancelled', loraKey: null });
  });

  it('deleting an avatar ends its training even while the storage removes no file, and the training is never sent to FAL', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);
    const removesAgain = trainer.refusesRemovals();

    await expect(trainer.do('delete-avatar', referenceOf(avatar))).rejects.toMatchObject({
      code: 'storage-unreachable',
    });
    await trainer.work();

    expect(trainer.fal.jobs()).toEqual([]);
    removesAgain();
    await trainer.do('delete-avatar', referenceOf(avatar));
    expect(await trainer.endOf(order.orderId)).toEqual({
      settled: [{ delivered: 0, reason: 'cancelled-by-user' }],
      announced: 0,
      explained: ['cancelled-by-user'],
    });
    expect((await trainer.avatar(avatar.id)).deletedAt).not.toBeNull();
  });

  it('deleting an avatar in training removes even files that are stored while it is being deleted', async () => {
    const trainer = await onTrainer({ fal: { timeScale: { queue: 0.01, training: 10 } } });
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);
    await trainer.work();
    const late = [
      avatarPhotoKey(avatar.userId, avatar.id, newId<PhotoId>()),
      loraKey(avatar.userId, avatar.id, order.orderId, 1),
    ];

    let deleted: Promise<unknown> | undefined;
    await trainer.admin.transaction(async (tx) => {
      await tx.query('LOCK TABLE trainer.face_proof IN ACCESS EXCLUSIVE MODE'); // the deletion stops after it has removed the first files
      deleted = trainer.do('delete-avatar', referenceOf(avatar));
      deleted.catch(() => undefined);
      await eventually(async () => (await trainer.admin.waitingForLocks()).length === 1);
      for (const key of late) await trainer.storage.put(key, Buffer.from('late'), { contentType: 'image/jpeg' });
    });
    await deleted;

    for (const key of late) await expect(trainer.storage.head(key)).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('deleting an avatar of another person changes nothing', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const [photo] = await trainer.photos(avatar.id);

    await trainer.do('delete-avatar', { avatarId: avatar.id, userId: newId<UserId>() });

    expect((await trainer.avatar(avatar.id)).deletedAt).toBeNull();
    await trainer.storage.head(fromReference(photo!.filePath!));
  });

  it('deleting an avatar of another person does not touch its training at FAL', async () => {
    const trainer = await onTrainer({ fal: { timeScale: { queue: 0.01, training: 10 } } });
    const avatar = await trainer.readyAvatar();
    await trainer.do('start-training', trainer.orderOf(avatar));
    await trainer.work();
    expect(trainer.fal.jobs()).toHaveLength(1);

    await trainer.do('delete-avatar', { avatarId: avatar.id, userId: newId<UserId>() });

    expect(await trainer.sent('cancel-order')).toEqual([]);
    expect((await trainer.avatar(avatar.id)).status).toBe('training');
  });

  it('deleting an avatar succeeds when an earlier attempt removed the files and died before it removed the rows', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const [photo] = await trainer.photos(avatar.id);
    await trainer.storage.removePrefix(avatarPhotoKey(avatar.userId, avatar.id, photo!.id)); // a first run was cut off after this step

    await trainer.do('delete-avatar', referenceOf(avatar));
    await trainer.do('delete-avatar', referenceOf(avatar));

    expect((await trainer.avatar(avatar.id)).deletedAt).not.toBeNull();
    expect(toReference(fromReference(photo!.filePath!))).toBe(photo!.filePath);
    await expect(trainer.storage.head(fromReference(photo!.filePath!))).rejects.toMatchObject({ code: 'file-missing' });
  });
});
