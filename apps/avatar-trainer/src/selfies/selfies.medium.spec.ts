import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { FaceProof, KnownFace, Selfie } from '@aisha/database/trainer';
import {
  AppError,
  madeAt,
  posesOf,
  type AvatarId,
  type ChallengeId,
  type FaceStop,
  type PhotoId,
  type Pose,
  type SelfieOutcome,
  type UserId,
} from '@aisha/domain';
import { newId } from '@aisha/platform';
import { incomingPhotoKey } from '@aisha/storage';
import { faceIn, facesOfSet, strangerFace, strangerPhoto } from '../../spec/set-of-faces';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';
import { turnedHead } from '@aisha/testing/turned-head';

/** A challenge with these poses, made now. */
const challengeOf = (first: Pose, second: Pose): ChallengeId => {
  for (;;) {
    const id = newId<ChallengeId>();
    const poses = posesOf(id);
    if (poses[0] === first && poses[1] === second) return id;
  }
};

/** Changes a photo so that it is nearer and darker, and its print no longer shows that it is a copy. */
const retaken = (photo: Buffer): Promise<Buffer> =>
  sharp(photo).extract({ left: 90, top: 90, width: 790, height: 790 }).modulate({ brightness: 0.8 }).jpeg().toBuffer();

/**
 * Photos of the woman in three poses: straight ahead and to each side. Their faces are further from each other, and from the faces of the
 * set, than an edit of a picture moves its face.
 */
let straight: Buffer;
let aside: Buffer;
let otherSide: Buffer;
beforeAll(async () => {
  straight = await turnedHead(-45);
  aside = await turnedHead(45);
  otherSide = await retaken(
    await sharp(await turnedHead(30))
      .flop()
      .toBuffer(),
  );
});
/**
 * The faces of three photos of the woman. Those of the set's other photos would be too near to the selfies: newly taken selfies are further
 * away.
 */
const photosOfHer = async () => (await facesOfSet()).slice(0, 3);
/**
 * Four times the face of one photo of the woman, turned by −25°. Every selfie's face is further from it than an edit of a picture moves a
 * face.
 */
const oneView = async () => Array<number[]>(4).fill((await facesOfSet())[0]!);

const stoppedAvatar = async (
  trainer: Trainer,
  stoppedFor: FaceStop | null = 'reported',
  faces: () => Promise<number[][]> = photosOfHer,
) => {
  const avatar = await trainer.fixtures.avatar({ photos: 0, stoppedFor });
  for (const embedding of await faces()) await trainer.fixtures.photo({ avatarId: avatar.id, embedding });
  return { avatarId: avatar.id, userId: avatar.userId };
};
interface Whose {
  readonly avatarId: AvatarId;
  readonly userId: UserId;
}

/** Sends one selfie of a challenge, by default a minute after the challenge was made. */
const sends = async (
  trainer: Trainer,
  whose: Whose,
  { challengeId, at, photo, minutes = 1 }: { challengeId: ChallengeId; at: number; photo: Buffer; minutes?: number },
) => {
  const photoId = newId<PhotoId>();
  await trainer.storage.put(incomingPhotoKey(whose.userId, photoId, 'jpg'), photo, { contentType: 'image/jpeg' });
  const sentAt = new Date(madeAt(challengeId).getTime() + minutes * 60_000).toISOString();
  const job = { ...whose, challengeId, at, photoId, sentAt };
  await trainer.do('check-selfie', job);
  return job;
};
const sendsBoth = async (trainer: Trainer, whose: Whose, challengeId: ChallengeId, photos: readonly Buffer[]) => {
  for (const [at, photo] of photos.entries()) await sends(trainer, whose, { challengeId, at, photo });
};
const outcomes = async (trainer: Trainer) =>
  (await trainer.sent('show-face-proof')).map(({ outcome }) => outcome as SelfieOutcome);
const stopOf = async (trainer: Trainer, { avatarId }: Whose) => (await trainer.avatar(avatarId)).stoppedFor;

describe('two selfies of the person whose face an avatar has', () => {
  it.each<[Pose, Pose]>([
    ['straight', 'left'],
    ['right', 'straight'],
    ['left', 'right'],
  ])(
    'two selfies of the person whose face an avatar has, in the poses %s and %s, end the stop and leave one proof and no file',
    async (first, second) => {
      const trainer = await onTrainer();
      const hers = await stoppedAvatar(trainer);
      const known = { id: hers.avatarId, source: 'avatar', userId: hers.userId } as const;
      await trainer.admin.insert(KnownFace, { ...known, embedding: (await facesOfSet())[0]!, knownAt: new Date() });
      const challengeId = challengeOf(first, second);
      const photoOf: Record<Pose, Buffer> = { straight, left: aside, right: otherSide };

      const before = await sends(trainer, hers, { challengeId, at: 0, photo: photoOf[first] });
      expect([await outcomes(trainer), await stopOf(trainer, hers)]).toEqual([[], 'reported']);
      const { photoId } = await sends(trainer, hers, { challengeId, at: 1, photo: photoOf[second] });

      expect(await trainer.sent('show-face-proof')).toEqual([{ ...hers, challengeId, photoId, outcome: 'passed' }]);
      expect(await stopOf(trainer, hers)).toBeNull();
      const { read } = trainer.database;
      expect([await read.count(Selfie), await read.count(KnownFace), await read.count(FaceProof)]).toEqual([0, 0, 1]);
      for (const id of [before.photoId, photoId]) {
        const incoming = incomingPhotoKey(hers.userId, id, 'jpg');
        await expect(trainer.storage.getBuffer(incoming, { maxBytes: 1e7 })).rejects.toMatchObject({
          code: 'file-missing',
        });
      }
    },
  );

  it('the proof by two selfies holds as long as the photos show the same face', async () => {
    const trainer = await onTrainer();
    const hers = await stoppedAvatar(trainer, 'several-people');
    await trainer.admin.query(`UPDATE trainer.avatar SET status = 'photos_uploading'`);
    const stranger = await trainer.fixtures.photo({
      avatarId: hers.avatarId,
      embedding: await strangerFace(),
      findings: ['another-person'],
    });
    await sendsBoth(trainer, hers, challengeOf('straight', 'left'), [straight, aside]);
    expect(await outcomes(trainer)).toEqual(['passed']);
    const [first, ...others] = (await trainer.photos(hers.avatarId)).filter(({ id }) => id !== stranger.id);
    const changes = () => trainer.do('choose-main-photo', { ...hers, photoId: first!.id });

    await changes();
    expect(await stopOf(trainer, hers)).toBeNull();

    // The person removes all photos of the woman but one, and sends photos of the stranger.
    for (const { id: photoId } of others) await trainer.do('remove-photo', { ...hers, photoId });
    for (let more = 0; more < 4; more += 1) {
      await trainer.fixtures.photo({ avatarId: hers.avatarId, embedding: await strangerFace() });
    }
    await changes();
    expect(await stopOf(trainer, hers)).toBe('several-people');
  });

  it.each([
    ['photos_uploading', 'several-people'],
    ['completed', null],
  ] as const)(
    'the proof by two selfies counts for the main photo, too, while the avatar is drawn from it: an avatar that is %s',
    async (status, stop) => {
      const trainer = await onTrainer();
      const hers = await stoppedAvatar(trainer, null, facesOfSet);
      await trainer.admin.query('UPDATE trainer.avatar SET status = $1', [status]);
      const proof = { avatarId: hers.avatarId, embedding: (await facesOfSet())[2]!, provedAt: new Date() };
      await trainer.admin.insert(FaceProof, proof);
      const [first] = await trainer.photos(hers.avatarId);
      const { id } = await trainer.fixtures.photo({ avatarId: hers.avatarId, embedding: await strangerFace() });

      await trainer.do('choose-main-photo', { ...hers, photoId: first!.id });
      expect(await stopOf(trainer, hers)).toBeNull();

      await trainer.do('choose-main-photo', { ...hers, photoId: id });
      expect(await stopOf(trainer, hers)).toBe(stop);
    },
  );
});

const crop = (photo: Buffer, by: number) =>
  sharp(photo).extract({ left: by, top: by, width: 900 - 2 * by, height: 900 - 2 * by });
/** Edits that people make to a picture on a phone. Judged by its print, an edited picture is no copy. */
const EDITS = {
  cropped: (photo: Buffer) => crop(photo, 36).jpeg().toBuffer(),
  grey: (photo: Buffer) => crop(photo, 36).greyscale().jpeg().toBuffer(),
  warm: (photo: Buffer) =>
    crop(photo, 36)
      .recomb([
        [1.15, 0, 0],
        [0, 1, 0],
        [0, 0, 0.8],
      ])
      .jpeg()
      .toBuffer(),
  turned: (photo: Buffer) => sharp(photo).rotate(3).jpeg().toBuffer(),
};

describe('two selfies that prove nothing', () => {
  const refused = async (
    {
      first,
      second,
      poses = ['straight', 'left'] as const,
    }: { first: Buffer; second: Buffer; poses?: readonly [Pose, Pose] },
    faces?: () => Promise<number[][]>,
  ) => {
    const trainer = await onTrainer();
    const whose = await stoppedAvatar(trainer, 'reported', faces);
    await sendsBoth(trainer, whose, challengeOf(...poses), [first, second]);
    expect(await stopOf(trainer, whose)).toBe('reported');
    expect(await trainer.database.read.count(Selfie)).toBe(0);
    return outcomes(trainer);
  };

  it('two selfies of another person prove nothing', async () => {
    const herself = async () => Array<number[]>(4).fill(await strangerFace());
    expect(await refused({ first: straight, second: aside }, herself)).toEqual(['another-person']);
  });

  it('two selfies that show two people prove nothing, even when one of them is the person of the photos', async () => {
    const stranger = await strangerPhoto();
    expect(await refused({ first: stranger, second: aside })).toEqual(['another-person']);
  });

  it('two selfies in other poses than those asked for prove nothing: both straight, both to one side, or in the wrong order', async () => {
    const [alsoStraight, alsoAside] = [await retaken(await turnedHead(5)), await retaken(await turnedHead(25))];
    expect(await refused({ first: straight, second: alsoStraight }, oneView)).toEqual(['wrong-pose']);
    expect(await refused({ first: aside, second: straight })).toEqual(['wrong-pose']);
    const bothSides = { first: aside, second: alsoAside, poses: ['left', 'right'] as const };
    expect(await refused(bothSides, oneView)).toEqual(['wrong-pose']);
  });

  it('two selfies prove nothing when one is the mirror image of the other', async () => {
    const mirrored = await sharp(aside).flop().jpeg().toBuffer();
    expect(await refused({ first: aside, second: mirrored, poses: ['left', 'right'] })).toEqual(['sent-before']);
  });

  it.each(Object.entries(EDITS))('two selfies that are edited photos of the set prove nothing: %s', async (_, edit) => {
    const set = async () => [...(await photosOfHer()), await faceIn(aside)];
    const [first, second] = [await edit(await turnedHead(-15)), await edit(aside)];
    expect(await refused({ first, second }, set)).toEqual(['sent-before']);
  });

  it('two selfies prove nothing when one is the edited mirror image of the other', async () => {
    const mirrored = await EDITS.cropped(await sharp(aside).flop().jpeg().toBuffer());
    expect(await refused({ first: aside, second: mirrored, poses: ['left', 'right'] })).toEqual(['sent-before']);
  });

  it('two selfies prove nothing when one shows no face', async () => {
    const grey = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#777' } })
      .jpeg()
      .toBuffer();
    expect(await refused({ first: straight, second: grey })).toEqual(['no-face']);
  });

  it('two selfies prove nothing when one shows two people', async () => {
    const face = await sharp(await strangerPhoto())
      .resize(690)
      .toBuffer();
    const two = await sharp(face).extend({ right: 690, extendWith: 'repeat' }).jpeg().toBuffer();
    expect(await refused({ first: straight, second: two })).toEqual(['several-faces']);
  });

  it('a selfie for one avatar and a selfie for another avatar of the same person prove nothing together', async () => {
    const trainer = await onTrainer();
    const hers = await stoppedAvatar(trainer);
    const { id } = await trainer.fixtures.avatar({ userId: hers.userId, photos: 0, stoppedFor: 'reported' });
    for (const embedding of await photosOfHer()) await trainer.fixtures.photo({ avatarId: id, embedding });
    const other = { avatarId: id, userId: hers.userId };
    const challengeId = challengeOf('straight', 'left');

    await sends(trainer, other, { challengeId, at: 0, photo: straight });
    await sends(trainer, hers, { challengeId, at: 1, photo: aside });

    expect(await outcomes(trainer)).toEqual(['another-person']);
    expect([await stopOf(trainer, hers), await stopOf(trainer, other)]).toEqual(['reported', 'reported']);
  });

  it('a selfie is refused after five minutes, and for an avatar that is not stopped, was stopped by an operator, or is a stranger’s', async () => {
    const trainer = await onTrainer();
    const challengeId = challengeOf('straight', 'left');
    const hers = await stoppedAvatar(trainer);
    await sends(trainer, hers, { challengeId, at: 0, photo: straight, minutes: 6 });
    const free = await stoppedAvatar(trainer, null);
    await sends(trainer, free, { challengeId, at: 0, photo: straight });
    const misused = await stoppedAvatar(trainer, 'misused');
    await sends(trainer, misused, { challengeId, at: 0, photo: straight });
    await sends(trainer, { ...hers, userId: newId<UserId>() }, { challengeId, at: 0, photo: straight });

    expect(await outcomes(trainer)).toEqual(['too-late', 'not-needed', 'not-needed', 'not-needed']);
    expect(await stopOf(trainer, misused)).toBe('misused');
  });

  it('a selfie that the trainer could not look at, or looks at after it was deleted, is told as our fault', async () => {
    const trainer = await onTrainer();
    const hers = await stoppedAvatar(trainer);
    const job = { ...hers, challengeId: challengeOf('straight', 'left'), at: 0, photoId: newId<PhotoId>() };
    const selfie = { ...job, sentAt: new Date().toISOString() };

    await trainer.giveUp('check-selfie', selfie, new AppError('storage-unreachable'));
    await trainer.do('check-selfie', selfie);

    expect(await outcomes(trainer)).toEqual(['unavailable', 'unavailable']);
  });
});

describe('a set of photos with several people', () => {
  it('a set of photos with several people has stopped its avatar since the first change that showed them', async () => {
    const trainer = await onTrainer();
    const hers = await stoppedAvatar(trainer, 'several-people');
    const stranger = { embedding: await strangerFace(), findings: ['another-person' as const] };
    await trainer.fixtures.photo({ avatarId: hers.avatarId, ...stranger });
    await trainer.admin.query(`UPDATE trainer.avatar SET stopped_at = '2026-10-01'`);
    const before = await trainer.avatar(hers.avatarId);

    const [photo] = await trainer.photos(hers.avatarId);
    await trainer.do('choose-main-photo', { ...hers, photoId: photo!.id });

    const { stoppedFor, stoppedAt } = await trainer.avatar(hers.avatarId);
    expect([stoppedFor, stoppedAt]).toEqual(['several-people', before.stoppedAt]);
  });

  it('a set of photos with several people stops its avatar until each photo of a stranger is removed or confirmed by the person', async () => {
    const trainer = await onTrainer();
    const hers = await stoppedAvatar(trainer, null);
    await trainer.admin.query(`UPDATE trainer.avatar SET status = 'photos_uploading'`);
    const strange = { avatarId: hers.avatarId, embedding: await strangerFace(), findings: ['another-person' as const] };
    const [first, second] = [await trainer.fixtures.photo(strange), await trainer.fixtures.photo(strange)];
    const [own] = await trainer.photos(hers.avatarId);
    await trainer.do('choose-main-photo', { ...hers, photoId: own!.id });
    expect(await stopOf(trainer, hers)).toBe('several-people');

    await trainer.do('remove-photo', { ...hers, photoId: first.id });
    expect(await stopOf(trainer, hers)).toBe('several-people');
    await trainer.do('confirm-person', { ...hers, photoId: second.id });

    expect(await stopOf(trainer, hers)).toBeNull();
  });
});
