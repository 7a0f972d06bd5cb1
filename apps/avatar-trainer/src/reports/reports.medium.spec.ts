import { describe, expect, it } from '@jest/globals';
import { FaceProof, FaceReport, KnownFace, Selfie } from '@aisha/database/trainer';
import {
  AppError,
  REPORTS_A_DAY,
  RETENTION_MS,
  type AvatarId,
  type ChallengeId,
  type PhotoId,
  type ReportId,
  type UserId,
} from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { incomingPhotoKey } from '@aisha/storage';
import { eventually, ManualClock } from '@aisha/testing';
import { faceIn, facesOfSet, strangerFace } from '../../spec/set-of-faces';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';
import { turnedHead } from '@aisha/testing/turned-head';
import { ForgetFaces } from './forget-faces';
import { KnownFaceStore } from '../whose-face/known-face.store';
import { MeasureReports } from './measure-reports';
import { oldestReportHours, openReports } from './report.metrics';

/** A trained avatar of the woman in the photographs that come with the models. */
const avatarOfHer = async (trainer: Trainer, overrides: Parameters<Trainer['fixtures']['avatar']>[0] = {}) => {
  const avatar = await trainer.fixtures.avatar({ photos: 0, ...overrides });
  for (const embedding of await facesOfSet()) await trainer.fixtures.photo({ avatarId: avatar.id, embedding });
  return avatar;
};

const report = async (
  trainer: Trainer,
  given: Partial<{ about: 'my-face' | 'picture' | 'other'; words: string; picture: Buffer; userId: UserId }> = {},
) => {
  const { about = 'my-face', words = null, picture, userId = newId<UserId>() } = given;
  const [reportId, photoId] = [newId<ReportId>(), picture ? newId<PhotoId>() : null];
  if (picture && photoId)
    await trainer.storage.put(incomingPhotoKey(userId, photoId, 'jpg'), picture, { contentType: 'image/jpeg' });
  await trainer.do('report-misuse', { reportId, userId, about, words, photoId });
  return { reportId, userId, photoId };
};
const stopOf = async (trainer: Trainer, { id }: { id: AvatarId }) => (await trainer.avatar(id)).stoppedFor;
const newsOf = async (trainer: Trainer) => (await trainer.sent('show-report')).map(({ news }) => news);

describe('a report with a face', () => {
  it('a report with a face stops other people’s avatars that look like it, tells the owners of these avatars, and keeps no file', async () => {
    const trainer = await onTrainer();
    const hers = await avatarOfHer(trainer);
    const another = await trainer.fixtures.avatar({ photos: 0 });
    await trainer.fixtures.photo({ avatarId: another.id, embedding: await strangerFace() });

    const { userId, reportId, photoId } = await report(trainer, { picture: await turnedHead(10), words: 'Это я' });

    expect([await stopOf(trainer, hers), await stopOf(trainer, another)]).toEqual(['reported', null]);
    expect(await trainer.sent('show-avatar-stop')).toEqual([
      { userId: hers.userId, avatarId: hers.id, stop: 'reported' },
    ]);
    expect(await trainer.sent('show-report')).toEqual([{ userId, reportId, news: 'taken', photoId }]);
    expect(await trainer.database.read.find(FaceReport)).toMatchObject([
      { id: reportId, userId, words: 'Это я', hasFace: true, avatars: [hers.id], closedAt: null },
    ]);
    const incoming = incomingPhotoKey(userId, photoId!, 'jpg');
    await expect(trainer.storage.getBuffer(incoming, { maxBytes: 1e7 })).rejects.toMatchObject({
      code: 'file-missing',
    });
  });

  it('a report can stop two avatars of a person at the moment when the person makes the other one the main one', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    const main = await avatarOfHer(trainer, { userId, status: 'completed', isMain: true });
    const other = await avatarOfHer(trainer, { userId, status: 'completed' });
    const waitFor = (count: number) =>
      eventually(async () => {
        expect(await trainer.admin.waitingForLocks()).toHaveLength(count);
      });

    let both: Promise<unknown> | undefined;
    await trainer.admin.transaction(async (tx) => {
      await tx.query('SELECT FROM trainer.avatar WHERE id = $1 FOR UPDATE', [other.id]); // the choice stops in its middle
      const chosen = trainer.do('choose-main-avatar', { userId, avatarId: other.id });
      await waitFor(1);
      both = Promise.all([chosen, report(trainer, { picture: await turnedHead(10) })]);
      both.catch(() => undefined);
      await waitFor(2);
    });
    await both;

    expect([await stopOf(trainer, main), await stopOf(trainer, other)]).toEqual(['reported', 'reported']);
    expect(await trainer.avatar(other.id)).toMatchObject({ isMain: true });
  });

  it('a report about a picture makes the face of the stopped avatar known: a new avatar of the same photos is stopped, too', async () => {
    const trainer = await onTrainer();
    const his = await avatarOfHer(trainer);
    await report(trainer, { picture: await turnedHead(10), about: 'picture' });
    expect(await trainer.database.read.find(KnownFace)).toMatchObject([
      { id: his.id, source: 'avatar', userId: his.userId },
    ]);

    await trainer.do('delete-avatar', { userId: his.userId, avatarId: his.id });
    const anew = await avatarOfHer(trainer, { userId: his.userId, status: 'photos_uploading' });
    const photoId = (await trainer.photos(anew.id))[0]!.id;
    await trainer.do('choose-main-photo', { userId: his.userId, avatarId: anew.id, photoId });

    expect(await stopOf(trainer, anew)).toBe('known-face');
  });

  it('a reported face is compared one by one with the photos of a set that is too small for a middle', async () => {
    const trainer = await onTrainer();
    const [, , face] = await facesOfSet();
    const ofPhotos = async (...distances: readonly number[]) => {
      const avatar = await trainer.fixtures.avatar({ photos: 0 });
      const photos = distances.map((distance, at) => face!.map((value, i) => (i === at ? value + distance : value)));
      for (const embedding of photos) await trainer.fixtures.photo({ avatarId: avatar.id, embedding });
      return avatar;
    };
    const seen = await faceIn(await turnedHead(0));
    expect(seen).toEqual(face);
    const [near, far, oneNear] = [await ofPhotos(0.49), await ofPhotos(0.52), await ofPhotos(0.49, 0.58, 0.58)];

    await report(trainer, { picture: await turnedHead(0) });

    expect(await Promise.all([near, far, oneNear].map((one) => stopOf(trainer, one)))).toEqual([
      'reported',
      null,
      'reported',
    ]);
  });

  it('a reported face is compared with every photo, page by page, and the avatars are returned with the nearest one first', async () => {
    const trainer = await onTrainer();
    const [face] = await facesOfSet();
    const near: AvatarId[] = [];
    for (const distance of [0.3, 0.1, 0.7, 0.2, 0.4]) {
      const avatar = await trainer.fixtures.avatar({ photos: 0 });
      const embedding = face!.map((value, i) => (i === 0 ? value + distance : value));
      for (let photos = 0; photos < 2; photos += 1) await trainer.fixtures.photo({ avatarId: avatar.id, embedding });
      near.push(avatar.id);
    }

    for (const page of [1, 3, 10, 100]) {
      const found = await new KnownFaceStore().avatarsNear(trainer.database, face!, page);
      expect(found).toEqual([near[1], near[3], near[0], near[4]]);
    }
  });

  it.each(['my-face', 'picture'] as const)(
    'a photo that is written at the moment of a report of its face, about %s, is compared with it: the report waits for it',
    async (about) => {
      const trainer = await onTrainer();
      const { database, admin, fixtures } = trainer;
      const hers = await fixtures.avatar({ photos: 0, status: 'photos_uploading' });
      const faces = await facesOfSet();
      for (const embedding of faces) await fixtures.photo({ avatarId: hers.id, embedding });
      await admin.query(`UPDATE trainer.avatar_photo SET embedding = NULL`);
      const [compared, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const photos = await trainer.photos(hers.id);
      const writing = database.transaction(async (tx) => {
        for (const [at, { id }] of photos.entries())
          await tx.query(`UPDATE trainer.avatar_photo SET embedding = $2 WHERE id = $1`, [id, faces[at]]);
        expect(await new KnownFaceStore().isNear(tx, faces)).toBe(false); // as each photo of a set asks
        compared.resolve();
        await released.promise;
      });
      await compared.promise;

      const reported = report(trainer, { picture: await turnedHead(10), about });
      const waits = eventually(async () => {
        const waiting = `SELECT FROM pg_locks JOIN pg_database ON oid = database
        WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
        return (await admin.query<unknown[]>(waiting)).length > 0;
      });
      await Promise.race([reported, waits]);
      released.resolve();
      await Promise.all([writing, reported]);

      expect(await stopOf(trainer, hers)).toBe('reported');
    },
  );

  it('a report with a face never stops the reporter’s own avatar; a report about something else stops no avatar, keeps no face, and only names the avatars to an operator', async () => {
    const trainer = await onTrainer();
    const hers = await avatarOfHer(trainer);

    const own = await report(trainer, { picture: await turnedHead(10), userId: hers.userId });
    await report(trainer, { picture: await turnedHead(10), about: 'other' });

    expect(await stopOf(trainer, hers)).toBeNull();
    expect(await trainer.sent('show-avatar-stop')).toEqual([]);
    expect(await trainer.database.read.find(KnownFace)).toMatchObject([{ id: own.reportId, userId: hers.userId }]);
    const found = await trainer.database.read.find(FaceReport, { order: { createdAt: 'ASC' } });
    expect(found.map(({ avatars }) => avatars)).toEqual([[], [hers.id]]);
  });

  it.each([
    ['their photos still show', facesOfSet, null],
    ['their photos do not show', async () => [await strangerFace()], 'reported'],
  ] as const)(
    'a report does not stop an avatar whose person has shown by selfies the face that %s; operators read of it in any case',
    async (_, facesOfSelfies, stop) => {
      const trainer = await onTrainer();
      const hers = await avatarOfHer(trainer);
      const [embedding] = await facesOfSelfies();
      await trainer.admin.insert(FaceProof, { avatarId: hers.id, embedding: embedding!, provedAt: new Date() });

      await report(trainer, { picture: await turnedHead(10) });

      expect(await stopOf(trainer, hers)).toBe(stop);
      expect(await trainer.database.read.find(FaceReport)).toMatchObject([{ avatars: [hers.id] }]);
    },
  );

  it('a training of an avatar that a report has stopped does not begin', async () => {
    const trainer = await onTrainer();
    const hers = await avatarOfHer(trainer, { status: 'ready_for_training' });
    await report(trainer, { picture: await turnedHead(10) });
    const order = trainer.orderOf(hers);

    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toMatchObject({ explained: ['avatar-reported'] });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('a stop of an avatar ends a training that waits for its turn, without a charge', async () => {
    const trainer = await onTrainer({ concurrency: 0 });
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);

    await trainer.admin.query(`UPDATE trainer.avatar SET stopped_for = 'misused', stopped_at = now()`);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toMatchObject({
      settled: [{ delivered: 0, reason: 'avatar-stopped' }],
      explained: ['avatar-stopped'],
    });
  });

  it('a report is kept when its file is no picture, is missing, or could not be looked at', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();

    await report(trainer, { userId, picture: Buffer.from('no picture at all') });
    await trainer.do('report-misuse', { ...idsOf(userId), about: 'picture', words: null, photoId: newId<PhotoId>() });
    const tried = { ...idsOf(userId), about: 'my-face' as const, words: 'помогите', photoId: newId<PhotoId>() };
    const given = { id: tried.reportId, source: 'report' as const, userId, knownAt: new Date() };
    await trainer.admin.insert(KnownFace, { ...given, embedding: await strangerFace() }); // by an attempt that went further
    await trainer.giveUp('report-misuse', tried, new AppError('storage-unreachable'));

    expect(await newsOf(trainer)).toEqual(['photo-unread', 'photo-unread', 'photo-unread']);
    expect(await trainer.database.read.count(FaceReport)).toBe(3);
    expect(await trainer.database.read.count(KnownFace)).toBe(0);
  });

  it('a person can send five reports a day: the sixth is not kept, and the person is told', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();

    for (let sent = 0; sent <= REPORTS_A_DAY; sent += 1) await report(trainer, { userId, words: 'ещё' });

    await report(trainer, { userId, picture: await turnedHead(10) });

    expect((await newsOf(trainer)).slice(-3)).toEqual(['taken', 'too-many', 'too-many']);
    expect(await trainer.database.read.count(FaceReport)).toBe(REPORTS_A_DAY);
    expect(await trainer.database.read.count(KnownFace)).toBe(0);
  });

  it('a report counts once, however often its message comes', async () => {
    const trainer = await onTrainer();
    const told = { ...idsOf(newId<UserId>()), about: 'other' as const, words: 'раз', photoId: null };

    for (let times = 0; times < 2; times += 1) await trainer.do('report-misuse', told, { messageId: 'same' });

    expect(await trainer.database.read.count(FaceReport)).toBe(1);
  });
});

describe('a face that its person reported', () => {
  it('a face that its person reported is recognised in somebody else’s new avatar, and forgotten when the person withdraws the consent', async () => {
    const trainer = await onTrainer();
    const { userId } = await trainer.fixtures.person();
    await report(trainer, { userId, picture: await turnedHead(10), words: 'моё' });
    await report(trainer, { picture: await turnedHead(-10), about: 'picture' });
    expect(await trainer.database.read.count(KnownFace)).toBe(1);
    const avatar = await avatarOfHer(trainer, { status: 'photos_uploading' });
    const { id: avatarId, userId: owner } = avatar;
    const photoId = (await trainer.photos(avatarId))[0]!.id;

    await trainer.do('choose-main-photo', { userId: owner, avatarId, photoId });
    expect(await stopOf(trainer, avatar)).toBe('known-face');
    const ofStopped = { id: newId<string>(), source: 'avatar' as const, userId, knownAt: new Date() };
    await trainer.admin.insert(KnownFace, { ...ofStopped, embedding: await strangerFace() });

    await trainer.fixtures.consent({ userId, agreedAt: new Date(0), withdrawnAt: new Date() });
    await forget(trainer);
    // The face of their stopped avatar stays known: by a withdrawal nobody draws it anew.
    expect((await trainer.database.read.find(KnownFace)).map(({ id }) => id)).toEqual([ofStopped.id]);
    expect((await trainer.database.read.find(FaceReport)).map(({ words }) => words)).toEqual([null, null]);
    await trainer.do('choose-main-photo', { userId: owner, avatarId, photoId });
    expect(await stopOf(trainer, avatar)).toBeNull();

    // What the person gives after a new consent stays.
    await trainer.fixtures.consent({ userId, agreedAt: new Date(Date.now() - 60_000) });
    await report(trainer, { userId, picture: await turnedHead(10), words: 'снова' });
    await forget(trainer);
    expect(await trainer.database.read.countBy(KnownFace, { source: 'report' })).toBe(1);
    expect(await trainer.database.read.countBy(FaceReport, { words: 'снова' })).toBe(1);
  });
});

describe('the rows of reports', () => {
  it('closed reports, known faces of stopped avatars and measured selfies are deleted when their time is over, and faces given for reports stay', async () => {
    const trainer = await onTrainer();
    await report(trainer, { words: 'старое' });
    await trainer.admin.query(`UPDATE trainer.face_report SET closed_at = now(), closed_as = 'nothing found'`);
    const known = { id: newId<string>(), source: 'avatar' as const, userId: newId<UserId>(), knownAt: new Date() };
    await trainer.admin.insert(KnownFace, { ...known, embedding: await strangerFace() });
    const given = { ...known, id: newId<string>(), source: 'report' as const };
    await trainer.admin.insert(KnownFace, { ...given, embedding: await strangerFace() });
    const selfie = { challengeId: newId<ChallengeId>(), at: 0, avatarId: newId<AvatarId>(), userId: newId<UserId>() };
    await trainer.admin.insert(Selfie, {
      ...selfie,
      measured: {},
      embedding: await strangerFace(),
      createdAt: new Date(),
    });
    const selfies = () => trainer.database.read.count(Selfie);
    await forget(trainer, RETENTION_MS.selfie - 60_000);
    expect(await selfies()).toBe(1);
    await forget(trainer, RETENTION_MS.selfie + 60_000);
    expect(await selfies()).toBe(0);
    const left = async () => [
      await trainer.database.read.count(FaceReport),
      await trainer.database.read.count(KnownFace),
    ];

    await forget(trainer, RETENTION_MS.closedReport - 60_000);
    expect(await left()).toEqual([1, 2]);
    await forget(trainer, RETENTION_MS.closedReport + 60_000);
    expect(await left()).toEqual([0, 2]);
    await forget(trainer, RETENTION_MS.stoppedFace + 60_000);
    expect(await left()).toEqual([0, 1]);
    const [kept] = await trainer.database.read.find(KnownFace);
    expect(kept).toMatchObject({ source: 'report' }); // this face stays as long as its person's consent
  });

  it('operators see how many reports are open, and how long these have waited', async () => {
    const trainer = await onTrainer();
    await report(trainer, { words: 'раз' });
    await trainer.admin.query(`UPDATE trainer.face_report SET created_at = now() - interval '30 hours'`);
    const measure = new MeasureReports(trainer.database, Logger.silent());

    await measure.run();
    expect((await openReports.get()).values[0]?.value).toBe(1);
    expect((await oldestReportHours.get()).values[0]?.value).toBeCloseTo(30, 1);

    await trainer.admin.query(`UPDATE trainer.face_report SET closed_at = now(), closed_as = 'done'`);
    await measure.run();
    expect((await openReports.get()).values[0]?.value).toBe(0);
    expect((await oldestReportHours.get()).values[0]?.value).toBe(0);
  });
});

const idsOf = (userId: UserId) => ({ reportId: newId<ReportId>(), userId });

const forget = (trainer: Trainer, afterMs = 0) =>
  new ForgetFaces(trainer.database, new ManualClock(new Date(Date.now() + afterMs)), Logger.silent()).run();
