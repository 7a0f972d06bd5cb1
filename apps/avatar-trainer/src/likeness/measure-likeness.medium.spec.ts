import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import sharp from 'sharp';
import {
  likenessWord,
  type AvatarId,
  type DrawingPath,
  type OrderId,
  type PhotoId,
  type PictureId,
  type UserId,
} from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { newId } from '@aisha/platform';
import { incomingPhotoKey, pictureKey, toReference } from '@aisha/storage';
import { decoder, newOwner, onTrainer, type Trainer } from '../../spec/trainer-harness';

let selfies: Buffer[];
beforeAll(async () => {
  selfies = await drawnSelfies(3, 6);
});

const PEOPLE = path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo/sample6.jpg');
const somebodyElse = (): Promise<Buffer> =>
  sharp(PEOPLE).extract({ left: 30, top: 290, width: 690, height: 690 }).jpeg().toBuffer();
const placeWithoutPeople = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 640, channels: 3, background: '#7aa5d8' } })
    .jpeg()
    .toBuffer();

/** An avatar of four photos, each with a face. */
const avatarOf = async (trainer: Trainer) => {
  const owner = newOwner();
  await trainer.do('create-avatar', { ...owner, name: 'Анна', trainingType: 'portrait', subject: 'woman' });
  for (const file of selfies.slice(0, 4)) {
    const photoId = newId<PhotoId>();
    const incoming = incomingPhotoKey(owner.userId, photoId, 'jpg');
    await trainer.storage.put(incoming, file, { contentType: 'image/jpeg' });
    await trainer.do('check-photo', { ...owner, photoId, incoming: toReference(incoming) });
  }
  return owner;
};

/** Asks, as the generator does, about an order with these pictures in storage; null stands for a deleted picture. */
const asking = async (
  trainer: Trainer,
  { userId, avatarId }: { userId: UserId; avatarId: AvatarId },
  files: readonly (Buffer | null)[],
) => {
  const orderId = newId<OrderId>();
  const pictures = [];
  for (const [index, file] of files.entries()) {
    const key = pictureKey(userId, orderId, index, 'jpg');
    if (file) await trainer.storage.put(key, file, { contentType: 'image/jpeg' });
    pictures.push({ pictureId: newId<PictureId>(), file: toReference(key) });
  }
  return { orderId, userId, avatarId, path: null as DrawingPath | null, pictures };
};
const answers = (trainer: Trainer) => trainer.sent('keep-likeness');

describe('delivered pictures', () => {
  it('delivered pictures are measured against the photos of their avatar, once, and the answer contains only numbers', async () => {
    const trainer = await onTrainer();
    register.getSingleMetric('aisha_pictures_likeness_total')!.reset();
    const owner = await avatarOf(trainer);
    const files = [selfies[5]!, await somebodyElse(), await placeWithoutPeople(), null];
    const asked = await asking(trainer, owner, files);

    await trainer.do('measure-likeness', asked, { messageId: 'm1' });
    await trainer.do('measure-likeness', asked, { messageId: 'm1' });

    const [answer, ...more] = await answers(trainer);
    expect(more).toEqual([]);
    const [own, stranger, place] = asked.pictures.map(({ pictureId }) => pictureId);
    expect(answer).toEqual({
      orderId: asked.orderId,
      userId: owner.userId,
      pictures: [
        { pictureId: own, distance: expect.any(Number) },
        { pictureId: stranger, distance: expect.any(Number) },
        { pictureId: place, distance: null },
      ],
    });
    const { pictures } = answer as { pictures: { distance: number }[] };
    expect(pictures.slice(0, 2).map(({ distance }) => likenessWord(distance))).toEqual(['alike', 'unlike']);
    const { values } = await register.getSingleMetric('aisha_pictures_likeness_total')!.get();
    expect(Object.fromEntries(values.map(({ labels, value }) => [labels['likeness'], value]))).toEqual({
      alike: 1,
      unlike: 1,
      'no-face': 1,
    });
    const [line] = trainer.logged('likeness.measured');
    expect(Object.keys(line!).sort()).toEqual(expect.arrayContaining(['distances', 'orderId']));
    expect(JSON.stringify(line)).not.toContain('embedding');
  });

  it('when no photo is near another, the likeness is measured against all photos, or against the confirmed ones alone once there are any', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.fixtures.avatar({ photos: 0 });
    const [face] = await decoder.facesOf(selfies[5]!, AbortSignal.timeout(60_000));
    const { userId, id: avatarId } = avatar;
    const photos = await Promise.all(
      [0.3, 0.85, 5, 10].map((away) =>
        trainer.fixtures.photo({ avatarId, embedding: face!.embedding.map((n, i) => (i === 0 ? n + away : n)) }),
      ),
    );
    const asked = await asking(trainer, { userId, avatarId }, [selfies[5]!]);

    await trainer.do('measure-likeness', asked);
    await trainer.do('confirm-person', { userId, avatarId, photoId: photos[0]!.id });
    await trainer.do('measure-likeness', asked);

    const said = (await answers(trainer)) as { pictures: { distance: number }[] }[];
    expect(said.map(({ pictures: [one] }) => one!.distance)).toEqual([
      expect.closeTo((0.3 + 0.85 + 5 + 10) / 4),
      expect.closeTo(0.3),
    ]);
  });

  it('delivered pictures change the distance of their path: once for each message, as a moving mean, and not for a deleted avatar', async () => {
    const trainer = await onTrainer();
    const owner = await avatarOf(trainer);
    const distances = async () => {
      const { referencesDistance, photoDistance, likenessDistance } = await trainer.avatar(owner.avatarId);
      return [referencesDistance, photoDistance, likenessDistance];
    };
    const asked = { ...(await asking(trainer, owner, [selfies[5]!])), path: 'references' as const };

    await trainer.do('measure-likeness', asked, { messageId: 'm1' });
    await trainer.do('measure-likeness', asked, { messageId: 'm1' });
    const [own] = await distances();
    expect(await distances()).toEqual([expect.any(Number), null, null]);

    const stranger = { ...(await asking(trainer, owner, [await somebodyElse()])), path: 'references' as const };
    await trainer.do('measure-likeness', stranger);
    const [, told] = (await answers(trainer)) as { pictures: { distance: number }[] }[];
    const far = told!.pictures[0]!.distance;
    expect(await distances()).toEqual([expect.closeTo(own! + (far - own!) / 4), null, null]);

    await trainer.do('measure-likeness', { ...stranger, path: 'model' });
    await trainer.do('measure-likeness', { ...asked, path: 'photo' });
    expect(await distances()).toEqual([expect.closeTo(own! + (far - own!) / 4), expect.closeTo(own!), null]);

    await trainer.do('delete-avatar', owner);
    await trainer.do('measure-likeness', asked);
    expect(await distances()).toEqual([null, null, null]);
  });

  it('delivered pictures of a trained avatar do not change the distances that its trial pictures gave', async () => {
    const trainer = await onTrainer();
    const owner = await avatarOf(trainer);
    await trainer.fixtures.training({ ...owner, state: 'succeeded', probes: [{ distance: 0.3 }] });
    await trainer.admin.query(
      `UPDATE trainer.avatar SET status = 'completed', lora_key = 'files:a', lora_sha256 = 'a', finetune_id = 'f',
         training_completed_at = now(), likeness_distance = 0.4, references_distance = 0.3`,
    );

    await trainer.do('measure-likeness', { ...(await asking(trainer, owner, [selfies[5]!])), path: 'references' });

    expect((await trainer.avatar(owner.avatarId)).referencesDistance).toBeCloseTo(0.3);
  });

  it('the photos from which an avatar is drawn are ranked when they are added, and again when one is removed', async () => {
    const trainer = await onTrainer();
    const owner = await avatarOf(trainer);
    const ranks = async () => (await trainer.photos(owner.avatarId)).map(({ referenceRank }) => referenceRank);
    expect((await ranks()).toSorted()).toEqual([1, 2, 3, 4]);

    const [first] = await trainer.photos(owner.avatarId);
    await trainer.do('remove-photo', { ...owner, photoId: first!.id });

    expect((await ranks()).toSorted()).toEqual([1, 2, 3]);
  });

  it('delivered pictures of an avatar that has no faces, is deleted or is another person’s are not measured', async () => {
    const trainer = await onTrainer();
    const style = await trainer.fixtures.avatar({ trainingType: 'style', photos: 1 });
    const owner = await avatarOf(trainer);
    const stranger = newId<UserId>();

    await trainer.do('measure-likeness', await asking(trainer, { ...style, avatarId: style.id }, [selfies[5]!]));
    await trainer.do('measure-likeness', await asking(trainer, { ...owner, userId: stranger }, [selfies[5]!]));
    const asked = await asking(trainer, owner, [selfies[5]!]);
    await trainer.do('delete-avatar', owner);
    await trainer.do('measure-likeness', asked);

    expect(await answers(trainer)).toEqual([]);
  });

  it('a file that is no picture has no likeness, and a file of another person is not measured at all', async () => {
    const trainer = await onTrainer();
    const owner = await avatarOf(trainer);
    const asked = await asking(trainer, owner, [Buffer.from('no picture')]);
    const foreign = pictureKey(newId<UserId>(), asked.orderId, 0, 'jpg');
    await trainer.storage.put(foreign, selfies[5]!, { contentType: 'image/jpeg' });
    const [broken] = asked.pictures;

    await trainer.do('measure-likeness', {
      ...asked,
      pictures: [broken!, { pictureId: newId<PictureId>(), file: toReference(foreign) }],
    });

    expect(await answers(trainer)).toMatchObject([{ pictures: [{ pictureId: broken!.pictureId, distance: null }] }]);
  });
});
