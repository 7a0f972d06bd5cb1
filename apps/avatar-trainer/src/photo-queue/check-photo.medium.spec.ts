import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { AvatarPhoto } from '@aisha/database/trainer';
import { AppError, HOUR_MS, type PhotoId, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { avatarPhotoKey, FORGET_FILES_EVERY_MS, fromReference, incomingPhotoKey, toReference } from '@aisha/storage';
import { eventually, ManualClock, quickMinutes } from '@aisha/testing';
import { newOwner, onTrainer, type Trainer } from '../../spec/trainer-harness';
import type { Analysis } from '../photo-check/analysis';
import { ForgetIncoming } from './forget-incoming';
import { WaitingPhotoStore, type TakenPhoto } from './waiting-photo.store';

let selfies: Buffer[];
beforeAll(async () => {
  selfies = await drawnSelfies(3, 12);
});

/** A photograph of one person, or with `nth` 2 of another one, cut from a picture that comes with a package of the models. */
const stranger = (nth = 1): Promise<Buffer> =>
  sharp(path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo/sample6.jpg'))
    .extract({ left: nth === 1 ? 30 : 410, top: nth === 1 ? 290 : 140, width: 690, height: 690 })
    .jpeg()
    .toBuffer();

const draft = async (trainer: Trainer) => {
  const owner = newOwner();
  await trainer.do('create-avatar', { ...owner, name: 'Анна', trainingType: 'portrait', subject: 'woman' });
  return owner;
};
type Owner = ReturnType<typeof newOwner>;

/** A photo as the gateway hands it over: its file in storage, and the message about it. */
const arrived = async (trainer: Trainer, owner: Owner, file: Buffer) => {
  const photoId = newId<PhotoId>();
  const incoming = incomingPhotoKey(owner.userId, photoId, 'jpg');
  await trainer.storage.put(incoming, file, { contentType: 'image/jpeg' });
  return { ...owner, photoId, incoming: toReference(incoming) };
};
const send = async (trainer: Trainer, owner: Owner, file: Buffer) => {
  const photo = await arrived(trainer, owner, file);
  await trainer.do('check-photo', photo);
  return photo;
};
/** Sets the waiting photos to their last attempt, and checks them. */
const lastAttempt = async (trainer: Trainer): Promise<void> => {
  await trainer.admin.query(`UPDATE trainer.waiting_photo SET attempts = 7, not_before = now()`);
  await trainer.checkPhotos();
};
const verdicts = async (trainer: Trainer) =>
  (await trainer.sent('show-photo-verdict')).map(({ accepted, findings, acceptedCount }) => ({
    accepted,
    findings,
    acceptedCount,
  }));
const refused = (finding: string, acceptedCount = 0) => ({ accepted: false, findings: [finding], acceptedCount });
const isStored = async (trainer: Trainer, reference: string) =>
  trainer.storage.head(fromReference(reference)).then(
    () => true,
    () => false,
  );

describe('a photo as it arrived', () => {
  it('the file of a photo as it arrived is deleted within a day without a check, and not an hour sooner', async () => {
    const trainer = await onTrainer();
    const { incoming } = await arrived(trainer, newOwner(), selfies[0]!);
    const clock = new ManualClock(new Date());
    const sweep = new ForgetIncoming(trainer.storage, clock, Logger.silent());

    clock.advance(23 * HOUR_MS);
    await sweep.run();
    expect(await isStored(trainer, incoming)).toBe(true);

    clock.advance(HOUR_MS - FORGET_FILES_EVERY_MS + 1_000); // the next round would come after a day
    await sweep.run();
    expect(await isStored(trainer, incoming)).toBe(false);
  });
});

describe('a photo', () => {
  it.each([
    ['another person’s', (stranger: UserId) => incomingPhotoKey(stranger, newId(), 'jpg')],
    ['kept as an avatar’s', (_: UserId, own: Owner) => avatarPhotoKey(own.userId, own.avatarId, newId<PhotoId>())],
  ])(
    'the trainer reads only files that lie where this person’s photos arrive: a file that is %s is not touched',
    async (_whose, keyOf) => {
      const trainer = await onTrainer();
      const owner = await draft(trainer);
      const foreign = keyOf(newId<UserId>(), owner);
      await trainer.storage.put(foreign, selfies[0]!, { contentType: 'image/jpeg' });

      await trainer.do('check-photo', { ...owner, photoId: newId<PhotoId>(), incoming: toReference(foreign) });

      expect(await verdicts(trainer)).toEqual([refused('could-not-be-fetched')]);
      expect(await isStored(trainer, toReference(foreign))).toBe(true);
    },
  );

  it('a photo that is accepted is kept with its measurements, and is the main one if it is the first; the file in which it arrived is gone', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);

    const photo = await send(trainer, owner, selfies[0]!);

    const kept = avatarPhotoKey(owner.userId, owner.avatarId, photo.photoId);
    const reference = toReference(kept);
    const { size: bytes } = await trainer.storage.head(kept);
    expect(await trainer.photos(owner.avatarId)).toMatchObject([
      {
        id: photo.photoId,
        isMain: true,
        filePath: reference,
        bytes,
        metadata: { file: { format: 'jpeg', width: 776 } },
      },
    ]);
    expect(await isStored(trainer, reference)).toBe(true);
    expect(await isStored(trainer, photo.incoming)).toBe(false);
    expect(await trainer.avatar(owner.avatarId)).toMatchObject({ status: 'photos_uploading' });
    expect(await verdicts(trainer)).toEqual([{ accepted: true, findings: [], acceptedCount: 1 }]);
  });

  it('a photo that is refused keeps its row, and leaves no file', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);

    const photo = await send(trainer, owner, selfies[0]!.subarray(0, 20_000));

    expect(await trainer.photos(owner.avatarId)).toMatchObject([{ accepted: false, filePath: null, isMain: false }]);
    expect(await isStored(trainer, photo.incoming)).toBe(false);
    expect(await trainer.avatar(owner.avatarId)).toMatchObject({ status: 'draft' });
    expect(await verdicts(trainer)).toEqual([refused('damaged')]);
  });

  it('a photo that was refused is refused for the same reason when it is sent again', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const damaged = selfies[0]!.subarray(0, 20_000);

    await send(trainer, owner, damaged);
    await send(trainer, owner, damaged);

    expect(await verdicts(trainer)).toEqual([refused('damaged'), refused('damaged')]);
  });

  it('a photo that was sent before does not count twice, even if it comes in another message', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);

    await send(trainer, owner, selfies[0]!);
    const copy = await send(trainer, owner, selfies[0]!);

    expect((await verdicts(trainer))[1]).toEqual(refused('already-sent', 1));
    expect(await isStored(trainer, toReference(avatarPhotoKey(owner.userId, owner.avatarId, copy.photoId)))).toBe(
      false,
    );
  });

  it.each<[string, (picture: Sharp) => Sharp]>([
    ['compressed again', (picture) => picture.jpeg({ quality: 40 })],
    ['made smaller', (picture) => picture.resize(600).jpeg()],
    ['mirrored', (picture) => picture.flop().jpeg()],
  ])('a photo that was sent before is found again when %s', async (_how, change) => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);

    await send(trainer, owner, selfies[0]!);
    await send(trainer, owner, await change(sharp(selfies[0])).toBuffer());

    expect((await verdicts(trainer))[1]).toEqual(refused('already-sent', 1));
  });

  it('the trainer accepts a photo that is nearly equal to another one, and tells the person', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const closer = sharp(selfies[5]).extract({ left: 10, top: 29, width: 803, height: 1_003 }).jpeg();

    await send(trainer, owner, selfies[5]!);
    await send(trainer, owner, await closer.toBuffer());

    expect((await verdicts(trainer))[1]).toEqual({ accepted: true, findings: ['almost-the-same'], acceptedCount: 2 });
  });

  it('a photo’s embedding has a column of its own, and is deleted with the photo', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const { photoId } = await send(trainer, owner, selfies[0]!);
    const kept = () =>
      trainer.admin.query<{ embedding: number[] | null }>('SELECT embedding FROM trainer.avatar_photo');

    expect(await kept()).toEqual([{ embedding: expect.any(Array) }]);
    expect((await trainer.photos(owner.avatarId))[0]).not.toHaveProperty('embedding');
    await trainer.do('remove-photo', { ...owner, photoId });
    expect(await kept()).toEqual([]);
  });

  it('the log of a photo has every measured number, and nothing from which the photo could be seen', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);

    const { photoId } = await send(trainer, owner, selfies[0]!);
    const broken = await send(trainer, owner, selfies[1]!.subarray(0, 20_000));

    const [row] = await trainer.photos(owner.avatarId);
    const { file, light, face, body, background, content } = row!.metadata as unknown as Analysis;
    const { print: _, mirroredPrint: _mirrored, ...ofFile } = file;
    const [line, ofBroken] = trainer.logged('photo.checked');
    const measured = { file: ofFile, light, face, body, background: { share: background!.share }, content };
    expect(line).toMatchObject({ photoId, findings: [], ...measured });
    expect(JSON.stringify(line)).not.toMatch(/embedding|print|colours|mean/i);
    expect(ofBroken).toMatchObject({ photoId: broken.photoId, findings: ['damaged'], file: { decoder: 'failed' } });
  });

  it('a photo whose message is handled three times at once is one photo with one verdict', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const photo = await arrived(trainer, owner, selfies[0]!);

    const run = () => trainer.do('check-photo', photo, { messageId: 'one' }).catch(() => undefined);
    await Promise.all([run(), run(), run()]);
    await run();

    expect(await verdicts(trainer)).toEqual([{ accepted: true, findings: [], acceptedCount: 1 }]);
    const [kept] = await trainer.photos(owner.avatarId);
    expect(await isStored(trainer, kept!.filePath!)).toBe(true);
  });

  it.each([
    ['was never fetched', null],
    ['is gone from storage', toReference(incomingPhotoKey(newId<UserId>(), 'gone', 'jpg'))],
    ['is no reference', 'nonsense'],
  ])('a photo whose file %s gets an answer', async (_what, incoming) => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);

    await trainer.do('check-photo', { ...owner, photoId: newId<PhotoId>(), incoming });

    expect(await verdicts(trainer)).toEqual([refused('could-not-be-fetched')]);
  });

  it('photos are checked in turns by person: a person’s only photo is among the first five, beside thirty of another person', async () => {
    const trainer = await onTrainer();
    const [flooder, anna] = [await draft(trainer), await draft(trainer)];
    for (let nth = 0; nth < 30; nth += 1)
      await trainer.receivePhoto(await arrived(trainer, flooder, Buffer.from(`no photo ${nth}`)));
    await trainer.receivePhoto(await arrived(trainer, anna, selfies[0]!));

    await trainer.checkPhotos();

    const order = (await trainer.sent('show-photo-verdict')).map(({ userId }) => userId);
    expect(order).toHaveLength(31);
    expect(order.indexOf(anna.userId)).toBeLessThan(5);
  });

  it('a person’s only photo is checked next when five people have sent twelve photos each, and those five take turns, whoever was first to send', async () => {
    const trainer = await onTrainer();
    const store = new WaitingPhotoStore(trainer.database);
    const people = await Promise.all(Array.from({ length: 5 }, () => draft(trainer)));
    const sent = { incoming: null, refusal: 'could-not-be-fetched' } as const;
    const sends = (owner: Awaited<ReturnType<typeof draft>>) =>
      trainer.database.transaction((tx) => store.add(tx, { ...owner, ...sent, photoId: newId<PhotoId>() }));
    for (const owner of people) for (let nth = 0; nth < 12; nth += 1) await sends(owner);
    const [underWay] = await store.take(1, 60_000, 2);
    const done = (photo: TakenPhoto) => trainer.database.transaction((tx) => store.remove(tx, photo));
    const owners: string[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      const [photo] = await store.take(1, 60_000, 2);
      owners.push(photo!.userId);
      await done(photo!);
    }
    for (const { userId } of people) {
      expect([3, 4, 5]).toContain(owners.filter((owner) => owner === userId).length);
    }

    const anna = await draft(trainer);
    await sends(anna);

    expect((await store.take(1, 60_000, 2))[0]?.userId).toBe(anna.userId);
    await done(underWay!);
  });

  it('photos of one person take at most two of the places for checks, so that another person’s photo finds a free place', async () => {
    const trainer = await onTrainer();
    const [flooder, anna] = [await draft(trainer), await draft(trainer)];
    for (let nth = 0; nth < 5; nth += 1)
      await trainer.receivePhoto(await arrived(trainer, flooder, Buffer.from(`no photo ${nth}`)));
    const store = new WaitingPhotoStore(trainer.database);
    expect(await store.take(3, 60_000, 2)).toHaveLength(2);
    expect(await store.take(1, 60_000, 2)).toEqual([]);

    const photo = await arrived(trainer, anna, selfies[0]!);
    await trainer.receivePhoto(photo);

    expect(await store.take(1, 60_000, 2)).toMatchObject([{ photoId: photo.photoId }]);
  });

  it('a photo that a dead process was checking is checked again when its lease has run out, and a late answer of that process does not count', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    await trainer.receivePhoto(await arrived(trainer, owner, selfies[0]!));
    const store = new WaitingPhotoStore(trainer.database);
    const [taken] = await store.take(1, 60_000);
    expect(await store.take(1, 60_000)).toEqual([]);
    await trainer.admin.query(`UPDATE trainer.waiting_photo SET lease_until = now() - interval '1 s'`);

    await trainer.checkPhotos();

    expect(await verdicts(trainer)).toEqual([{ accepted: true, findings: [], acceptedCount: 1 }]);
    expect(await trainer.database.transaction((tx) => store.remove(tx, taken!))).toBe(false);
  });

  it('a process that is late with a photo leaves its file to the process that has taken the photo over', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const photo = await arrived(trainer, owner, selfies[0]!);
    await trainer.receivePhoto(photo);
    const get = trainer.storage.getBuffer.bind(trainer.storage);
    trainer.storage.getBuffer = async (...asked) => {
      trainer.storage.getBuffer = get;
      const file = await get(...asked);
      // What another process writes when it takes the photo after the lease.
      await trainer.admin.query(
        `UPDATE trainer.waiting_photo SET attempts = attempts + 1, lease_until = now() + interval '1 h'`,
      );
      return file;
    };

    await trainer.checkPhotos();
    expect(await verdicts(trainer)).toEqual([]);
    await trainer.admin.query(`UPDATE trainer.waiting_photo SET lease_until = now() - interval '1 s'`);
    await trainer.checkPhotos();

    expect(await verdicts(trainer)).toEqual([{ accepted: true, findings: [], acceptedCount: 1 }]);
    expect(await isStored(trainer, photo.incoming)).toBe(false);
  });

  it('no process takes a photo that another process is checking, however long the check takes, and a photo is not tried for ever', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    await trainer.receivePhoto(await arrived(trainer, owner, selfies[0]!));
    const store = new WaitingPhotoStore(trainer.database);
    const [taken] = await store.take(1, 0);
    await store.renew(taken!, 60_000);
    expect(await store.take(1, 60_000)).toEqual([]);
    await trainer.admin.query(`UPDATE trainer.waiting_photo SET lease_until = now() - interval '1 s', attempts = 8`);

    await trainer.checkPhotos();

    expect(await verdicts(trainer)).toEqual([refused('could-not-be-fetched')]);
  });

  it('a photo stays with the process that checks it, which renews the lease', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    await trainer.receivePhoto(await arrived(trainer, owner, selfies[0]!));
    const get = trainer.storage.getBuffer.bind(trainer.storage);
    const file = Promise.withResolvers<void>();
    trainer.storage.getBuffer = async (...asked) => {
      await file.promise;
      return get(...asked);
    };
    const isLeased = async () =>
      (await trainer.admin.query('SELECT FROM trainer.waiting_photo WHERE lease_until > now()')).length > 0;

    const checked = trainer.checkPhotos();
    await eventually(isLeased);
    await trainer.admin.query('UPDATE trainer.waiting_photo SET lease_until = now()');
    await eventually(isLeased);
    file.resolve();
    await checked;

    expect(await verdicts(trainer)).toEqual([{ accepted: true, findings: [], acceptedCount: 1 }]);
  });

  it('a waiting process finds a photo that a dead process left, without being woken', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const refusal = 'file-too-large';
    await trainer.receivePhoto({ ...owner, photoId: newId<PhotoId>(), incoming: null, refusal });
    const lease = (time: string) => trainer.admin.query(`UPDATE trainer.waiting_photo SET lease_until = ${time}`);
    await lease(`now() + interval '1 hour'`);
    quickMinutes(10_000);

    trainer.worksByItself();
    await lease('now()');

    await eventually(async () => expect(await verdicts(trainer)).toEqual([refused(refusal)]));
  });

  it('a photo whose check fails is tried again later, and gets an answer when all attempts have failed', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const photo = await arrived(trainer, owner, selfies[0]!);
    const get = trainer.storage.getBuffer.bind(trainer.storage);
    trainer.storage.getBuffer = () => Promise.reject(new AppError('storage-unreachable'));
    await trainer.do('check-photo', photo);
    expect(await verdicts(trainer)).toEqual([]);
    await lastAttempt(trainer);
    trainer.storage.getBuffer = get;

    expect(await verdicts(trainer)).toEqual([refused('could-not-be-fetched')]);
    expect(await trainer.admin.query('SELECT 1 FROM trainer.waiting_photo')).toEqual([]);
  });

  it.each([
    ['takes photos', { status: 'photos_uploading', photos: 3 }],
    ['is full', { status: 'ready_for_training', photos: 20 }],
    ['is closed', { status: 'completed', photos: 10 }],
    ['is deleted', { status: 'photos_uploading', photos: 0, deletedAt: new Date() }],
  ] as const)(
    'a photo that the gateway did not fetch is refused with the gateway’s reason when its set %s',
    async (_, given) => {
      const trainer = await onTrainer();
      const { userId, id: avatarId } = await trainer.fixtures.avatar(given);

      const photo = { userId, avatarId, photoId: newId<PhotoId>(), incoming: null };
      await trainer.do('check-photo', { ...photo, refusal: 'too-many-at-once' });

      expect(await verdicts(trainer)).toEqual([refused('too-many-at-once', given.photos)]);
    },
  );

  it('a photo gets an answer even when the message about it could not be handled', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const photo = await arrived(trainer, owner, selfies[0]!);

    await trainer.giveUp('check-photo', photo, new AppError('storage-unreachable'));

    expect(await verdicts(trainer)).toEqual([refused('could-not-be-fetched')]);
  });

  it('a photo whose avatar is unknown so far waits for it, and is refused when the avatar never comes', async () => {
    const trainer = await onTrainer();
    const photo = await arrived(trainer, newOwner(), selfies[0]!);

    await trainer.do('check-photo', photo);
    expect(await verdicts(trainer)).toEqual([]);
    await lastAttempt(trainer);

    expect(await verdicts(trainer)).toEqual([refused('set-is-closed')]);
  });

  it('a photo for another person’s avatar reveals nothing and changes nothing', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    await send(trainer, owner, selfies[0]!);
    const photo = await arrived(trainer, { ...owner, userId: newId<UserId>() }, selfies[1]!);

    await trainer.do('check-photo', photo);
    await lastAttempt(trainer);

    expect((await verdicts(trainer))[1]).toEqual(refused('set-is-closed', 0));
    expect(await trainer.photos(owner.avatarId)).toHaveLength(1);
    expect(await isStored(trainer, toReference(avatarPhotoKey(photo.userId, owner.avatarId, photo.photoId)))).toBe(
      false,
    );
  });
});

describe('a set of photos', () => {
  it('a set of twelve photos that arrive at once is counted one by one, has one main photo, and is ready for a training', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const album = await Promise.all(selfies.map((selfie) => arrived(trainer, owner, selfie)));

    await Promise.all(album.map((photo) => trainer.do('check-photo', photo)));

    const counts = (await verdicts(trainer)).map(({ acceptedCount }) => acceptedCount);
    expect(counts.map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await trainer.avatar(owner.avatarId)).toMatchObject({ status: 'ready_for_training' });
    expect((await trainer.photos(owner.avatarId)).filter(({ isMain }) => isMain)).toHaveLength(1);
  });

  it('in a set of four photos a stranger’s face is found, even in the first photo, whose verdict is then revised', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const findings = async () =>
      (await trainer.photos(owner.avatarId)).map(({ findings: all }) => all.filter((one) => one === 'another-person'));

    await send(trainer, owner, await stranger());
    for (const selfie of selfies.slice(0, 2)) await send(trainer, owner, selfie);
    expect(await findings()).toEqual([[], [], []]);
    await send(trainer, owner, selfies[2]!);

    expect(await findings()).toEqual([['another-person'], [], [], []]);
    const said = await trainer.sent('show-photo-verdict');
    expect(said.filter(({ isRevised }) => isRevised)).toEqual([
      expect.objectContaining({
        accepted: true,
        findings: expect.arrayContaining(['another-person']),
        acceptedCount: 4,
      }),
    ]);
    expect(said.at(-1)).toMatchObject({ accepted: true, findings: [], acceptedCount: 4 });
    await send(trainer, owner, await stranger(2));
    expect((await findings()).at(-1)).toEqual(['another-person']);
  });

  it('the log has the distance of each photo when it arrives, and all distances of the set when a verdict changes', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const ids: PhotoId[] = [];
    for (const file of [await stranger(), ...selfies.slice(0, 4)]) ids.push((await send(trainer, owner, file)).photoId);
    await trainer.do('remove-photo', { ...owner, photoId: ids[1]! });
    await trainer.do('remove-photo', { ...owner, photoId: ids[2]! });

    const ofPhotos = trainer.logged('photo.checked').map(({ distance }) => distance);
    expect(ofPhotos).toEqual([undefined, undefined, undefined, expect.any(Number), expect.any(Number)]);
    const [found, ...none] = trainer.logged('photo-set.compared');
    const distances = found!['distances'] as { photoId: PhotoId; distance: number }[];
    expect(found!['avatarId']).toBe(owner.avatarId);
    expect(distances.map(({ photoId, distance }) => [photoId, distance > 0.5])).toEqual(
      ids.slice(0, 4).map((id, i) => [id, i === 0]),
    );
    expect(distances[3]!.distance).toBe(ofPhotos[3]);
    expect(none).toMatchObject([{ avatarId: owner.avatarId, distances: [] }]);
  });

  it('removing a photo changes which faces count as strangers’, and no face counts as a stranger’s once too few photos are left', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    for (const degrees of [-12, 0, 12]) {
      await send(
        trainer,
        owner,
        await sharp(await stranger())
          .rotate(degrees)
          .toBuffer(),
      );
    }
    for (const selfie of selfies.slice(0, 4)) await send(trainer, owner, selfie);
    const strangers = async () =>
      (await trainer.photos(owner.avatarId)).map(({ findings }) => findings.includes('another-person'));
    expect(await strangers()).toEqual([true, true, true, false, false, false, false]);
    const remove = async (place: number) =>
      trainer.do('remove-photo', { ...owner, photoId: (await trainer.photos(owner.avatarId))[place]!.id });

    await remove(3);
    await remove(3);
    expect(await strangers()).toEqual([false, false, false, true, true]);
    expect((await trainer.sent('show-photo-verdict')).at(-1)).toMatchObject({ accepted: true, isRevised: true });

    await remove(0);
    await remove(0);
    expect(await strangers()).toEqual([false, false, false]);
  });

  it('a set of photos accepts no more than twenty photos, even when the last two come at once', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.fixtures.avatar({ status: 'ready_for_training', photos: 19 });
    const owner = { userId: avatar.userId, avatarId: avatar.id };
    const photos = await Promise.all([selfies[0]!, selfies[1]!].map((selfie) => arrived(trainer, owner, selfie)));

    await Promise.all(photos.map((photo) => trainer.do('check-photo', photo)));

    const said = await verdicts(trainer);
    expect(said).toHaveLength(2);
    expect(said).toEqual(
      expect.arrayContaining([{ accepted: true, findings: [], acceptedCount: 20 }, refused('set-is-full', 20)]),
    );
  });

  it.each([
    ['full', 'set-is-full', { status: 'ready_for_training', photos: 20 }],
    ['closed', 'set-is-closed', { status: 'completed', photos: 10 }],
  ] as const)('a set of photos that is %s refuses a photo without decoding it', async (_, finding, given) => {
    const trainer = await onTrainer();
    const { userId, id: avatarId, photos } = { ...(await trainer.fixtures.avatar(given)), ...given };

    const photo = await send(trainer, { userId, avatarId }, selfies[0]!);

    expect(await verdicts(trainer)).toEqual([refused(finding, photos)]);
    const [row] = await trainer.database.read.findBy(AvatarPhoto, { id: photo.photoId });
    expect(row).toMatchObject({ accepted: false, metadata: {}, sha256: null });
    expect(await isStored(trainer, photo.incoming)).toBe(false);
  });

  it.each(['training', 'completed'] as const)('a set of photos is closed once its avatar is %s', async (status) => {
    const trainer = await onTrainer();
    const avatar = await trainer.fixtures.avatar({ status, photos: 10 });
    const owner = { userId: avatar.userId, avatarId: avatar.id };
    const [photo] = await trainer.photos(avatar.id);

    await send(trainer, owner, selfies[0]!);
    await trainer.do('remove-photo', { ...owner, photoId: photo!.id });

    expect(await verdicts(trainer)).toEqual([refused('set-is-closed', 10)]);
    expect((await trainer.photos(avatar.id)).filter(({ accepted }) => accepted)).toHaveLength(10);
  });

  it('a set of photos is no longer ready when fewer than ten are left, and the next photo becomes the main one', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    for (const selfie of selfies.slice(0, 10)) await send(trainer, owner, selfie);
    const [first, second] = await trainer.photos(owner.avatarId);

    await trainer.do('remove-photo', { ...owner, photoId: first!.id });

    expect(await trainer.avatar(owner.avatarId)).toMatchObject({ status: 'photos_uploading' });
    expect(await isStored(trainer, first!.filePath!)).toBe(false);
    expect((await trainer.photos(owner.avatarId))[0]).toMatchObject({ id: second!.id, isMain: true });
  });

  it('a set of photos is a draft again once it is empty, and then accepts a removed photo again', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const photo = await send(trainer, owner, selfies[0]!);

    await trainer.do('remove-photo', { ...owner, photoId: photo.photoId });
    expect(await trainer.avatar(owner.avatarId)).toMatchObject({ status: 'draft' });
    await send(trainer, owner, selfies[0]!);

    expect((await verdicts(trainer)).at(-1)).toEqual({ accepted: true, findings: [], acceptedCount: 1 });
  });

  it('the first photo that was sent is the main one, in whatever order the checks end', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const album: Awaited<ReturnType<typeof arrived>>[] = [];
    for (const selfie of selfies.slice(0, 3)) album.push(await arrived(trainer, owner, selfie));

    for (const photo of [album[1]!, album[2]!, album[0]!]) await trainer.do('check-photo', photo);

    expect((await trainer.photos(owner.avatarId)).map(({ isMain }) => isMain)).toEqual([true, false, false]);
  });

  it('the main photo that its owner chose stays the main one when an earlier photo is checked later', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    const album: Awaited<ReturnType<typeof arrived>>[] = [];
    for (const selfie of selfies.slice(0, 3)) album.push(await arrived(trainer, owner, selfie));
    await trainer.do('check-photo', album[1]!);
    await trainer.do('check-photo', album[2]!);
    await trainer.do('choose-main-photo', { ...owner, photoId: album[2]!.photoId });

    await trainer.do('check-photo', album[0]!);
    expect((await trainer.photos(owner.avatarId)).map(({ isMain }) => isMain)).toEqual([false, false, true]);

    await trainer.do('remove-photo', { ...owner, photoId: album[2]!.photoId });
    expect((await trainer.photos(owner.avatarId)).map(({ isMain }) => isMain)).toEqual([true, false]);
  });

  it('only the owner of an avatar can choose its main photo', async () => {
    const trainer = await onTrainer();
    const owner = await draft(trainer);
    await send(trainer, owner, selfies[0]!);
    const second = await send(trainer, owner, selfies[1]!);

    await trainer.do('choose-main-photo', { ...owner, userId: newId<UserId>(), photoId: second.photoId });
    expect((await trainer.photos(owner.avatarId)).map(({ isMain }) => isMain)).toEqual([true, false]);
    await trainer.do('choose-main-photo', { ...owner, photoId: second.photoId });

    expect((await trainer.photos(owner.avatarId)).map(({ isMain }) => isMain)).toEqual([false, true]);
  });

  it('a set of photos is open again after its training has failed', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.fixtures.avatar({ status: 'error', photos: 10 });
    const [photo] = await trainer.photos(avatar.id);

    await trainer.do('remove-photo', { userId: avatar.userId, avatarId: avatar.id, photoId: photo!.id });

    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'photos_uploading' });
  });
});
