import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import { type AvatarId, FACE_WORD_VERSION, type FaceOwner, type PhotoId, type UserId } from '@aisha/domain';
import { drawnChildSelfies, drawnSelfies } from '@aisha/fakes/drawn-faces';
import { newId } from '@aisha/platform';
import { incomingPhotoKey, sentPhotoKey } from '@aisha/storage';
import sharp from 'sharp';
import { decoder, newOwner, onTrainer, type Trainer } from '../../spec/trainer-harness';

let selfies: Buffer[];
beforeAll(async () => {
  selfies = await drawnSelfies(3, 5);
});

const PEOPLE = path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo/sample6.jpg');
const somebodyElse = (): Promise<Buffer> =>
  sharp(PEOPLE).extract({ left: 30, top: 290, width: 690, height: 690 }).jpeg().toBuffer();
/** A photo of four grown-up people, of whom one has this head instead of their own. */
const amongGrownUps = async (head: Buffer): Promise<Buffer> =>
  sharp(PEOPLE)
    .composite([{ input: await sharp(head).resize(470).toBuffer(), left: 130, top: 330 }])
    .jpeg()
    .toBuffer();
const place = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 640, channels: 3, background: '#7aa5d8' } })
    .jpeg()
    .toBuffer();

/** A person with an avatar of four photos. */
const withAvatar = async () => {
  const trainer = await onTrainer();
  const owner = newOwner();
  await trainer.do('create-avatar', { ...owner, name: 'Анна', trainingType: 'portrait', subject: 'woman' });
  for (const file of selfies.slice(0, 4)) {
    const photoId = newId<PhotoId>();
    const incoming = incomingPhotoKey(owner.userId, photoId, 'jpg');
    await trainer.storage.put(incoming, file, { contentType: 'image/jpeg' });
    await trainer.do('check-photo', { ...owner, photoId, incoming: `avatars:${incoming.key}` });
  }
  const says = (faceOwner: FaceOwner) =>
    trainer.do('say-face-owner', { ...owner, faceOwner, version: FACE_WORD_VERSION });
  return { trainer, ...owner, says };
};

/** What the gateway learns about a photo that this person wants changed. */
const told = async (trainer: Trainer, userId: UserId, file: Buffer): Promise<ShowSentPhoto> => {
  const photoId = newId<PhotoId>();
  await trainer.storage.put(incomingPhotoKey(userId, photoId, 'jpg'), file, { contentType: 'image/jpeg' });
  await trainer.do('shrink-photo', { userId, photoId, purpose: 'edit' });
  const answers = (await trainer.sent('show-sent-photo')) as unknown as ShowSentPhoto[];
  const answer = answers.find((one) => one.photoId === photoId)!;
  const isKept = await trainer.storage.head(sentPhotoKey(userId, photoId)).then(
    () => true,
    () => false,
  );
  expect(isKept).toBe(answer.refusal === null);
  return answer;
};

describe('the faces of a photo that is to be changed', () => {
  it('the faces of a photo are the person’s own, other people’s, or none', async () => {
    const { trainer, userId, says } = await withAvatar();
    await says('own');

    expect((await told(trainer, userId, selfies[4]!)).photo).toMatchObject({ faces: 1, whose: 'own' });
    expect((await told(trainer, userId, await somebodyElse())).photo).toMatchObject({ whose: 'others' });
    expect((await told(trainer, userId, await place())).photo).toMatchObject({ faces: 0, whose: 'nobody' });
  });

  it('the faces of a photo count as other people’s when the sender has no avatar', async () => {
    const { trainer } = await withAvatar();

    expect((await told(trainer, newId<UserId>(), selfies[4]!)).photo).toMatchObject({ whose: 'others' });
  });

  it('the faces of a photo count as other people’s while nobody has said whose face the avatar of the sender shows', async () => {
    const { trainer, userId, says } = await withAvatar();

    expect((await told(trainer, userId, selfies[4]!)).photo).toMatchObject({ whose: 'others' });
    await says('agreed');
    expect((await told(trainer, userId, selfies[4]!)).photo).toMatchObject({ whose: 'own' });
  });

  it('a photo of a person who asked not to be drawn is refused, unless an avatar of the sender shows that face and is not stopped', async () => {
    const { trainer, userId, avatarId, says } = await withAvatar();
    await says('own');
    const [face] = await decoder.facesOf(selfies[4]!, AbortSignal.timeout(60_000));
    await trainer.admin.query(
      `INSERT INTO trainer.known_face (id, source, user_id, embedding, known_at) VALUES ($1, 'report', $2, $3, now())`,
      [newId<string>(), newId<UserId>(), face!.embedding],
    );

    expect(await told(trainer, newId<UserId>(), selfies[4]!)).toMatchObject({ photo: null, refusal: 'known-face' });
    // An avatar of the sender shows the face and is not stopped, so the photo is accepted.
    expect((await told(trainer, userId, selfies[4]!)).refusal).toBeNull();
    await trainer.admin.query(`UPDATE trainer.avatar SET stopped_for = 'reported', stopped_at = now() WHERE id = $1`, [
      avatarId satisfies AvatarId,
    ]);
    expect(await told(trainer, userId, selfies[4]!)).toMatchObject({ refusal: 'known-face' });
  });

  it('a photo of several people is refused when one of them looks like a child, also if other faces are larger', async () => {
    const trainer = await onTrainer();
    const [child] = await drawnChildSelfies(1);

    expect(await told(trainer, newId<UserId>(), await amongGrownUps(selfies[0]!))).toMatchObject({
      photo: { whose: 'others' },
    });
    expect(await told(trainer, newId<UserId>(), await amongGrownUps(child!))).toMatchObject({
      photo: null,
      refusal: 'child',
    });
  });

  it('every face of a photo of sixteen people is looked at', async () => {
    const four = await sharp(PEOPLE).resize(800).toBuffer();
    const { width, height } = await sharp(four).metadata();
    const crowd = await sharp({ create: { width: 2 * width, height: 2 * height, channels: 3, background: '#7aa5d8' } })
      .composite([0, width].flatMap((left) => [0, height].map((top) => ({ input: four, left, top }))))
      .jpeg()
      .toBuffer();

    const { faces, areAll } = await decoder.everyFaceOf(crowd, AbortSignal.timeout(60_000));
    expect([faces.length, areAll]).toEqual([16, true]);
  });

  it.each([
    [100, 'the detector sees fifty whole faces'],
    [81, 'it sees fifty, of which one has no sure points'],
  ])(
    'a photo of %i faces, more than are looked at, is refused, because one of the others may be a child’s: %s',
    async (people) => {
      const trainer = await onTrainer();
      const face = await sharp(await somebodyElse())
        .resize(160)
        .toBuffer();
      const aSide = Math.sqrt(people);
      const side = aSide * 160;
      const places = Array.from({ length: people }, (_, at) => ({
        left: (at % aSide) * 160,
        top: Math.floor(at / aSide) * 160,
      }));
      const crowd = await sharp({ create: { width: side, height: side, channels: 3, background: '#7aa5d8' } })
        .composite(places.map((at) => ({ input: face, ...at })))
        .jpeg()
        .toBuffer();

      expect(await told(trainer, newId<UserId>(), crowd)).toMatchObject({ photo: null, refusal: 'too-many-faces' });
    },
  );

  it('a photo of four people is refused when the one with the smallest face asked not to be drawn', async () => {
    const trainer = await onTrainer();
    const four = await readFile(PEOPLE);
    const [smallest] = await decoder.facesOf(await somebodyElse(), AbortSignal.timeout(60_000));
    expect(await told(trainer, newId<UserId>(), four)).toMatchObject({ photo: { faces: 4, whose: 'others' } });
    await trainer.admin.query(
      `INSERT INTO trainer.known_face (id, source, user_id, embedding, known_at) VALUES ($1, 'report', $2, $3, now())`,
      [newId<string>(), newId<UserId>(), smallest!.embedding],
    );

    expect(await told(trainer, newId<UserId>(), four)).toMatchObject({ photo: null, refusal: 'known-face' });
  });
});
