import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { OrderId, PhotoId, UserId } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { newId } from '@aisha/platform';
import { incomingPhotoKey, togetherKey, toReference } from '@aisha/storage';
import { newOwner, onTrainer, type Trainer } from '../../spec/trainer-harness';

let anna: Buffer[];
let boris: Buffer[];
let vera: Buffer[];
beforeAll(async () => {
  [anna, boris, vera] = (await Promise.all([7, 40, 63].map((person) => drawnSelfies(person, 5)))) as [
    Buffer[],
    Buffer[],
    Buffer[],
  ];
});

/** An avatar of four photos, each with a face. */
const avatarOf = async (trainer: Trainer, selfies: readonly Buffer[]) => {
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

const SIDE = 700;
/** One picture with these photos side by side, in the ratio in which several people are drawn. */
const beside = async (...photos: readonly Buffer[]): Promise<Buffer> => {
  const parts = await Promise.all(photos.map((photo) => sharp(photo).resize(SIDE, SIDE, { fit: 'cover' }).toBuffer()));
  const width = SIDE * Math.max(2, photos.length);
  const height = (width / 4) * 3;
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite(parts.map((input, at) => ({ input, left: at * SIDE, top: Math.round((height - SIDE) / 2) })))
    .jpeg()
    .toBuffer();
};

/** Two people, and a question about a picture of both. */
const setup = async () => {
  const trainer = await onTrainer();
  const [one, other] = [await avatarOf(trainer, anna), await avatarOf(trainer, boris)];
  const orderId = newId<OrderId>();
  const place = togetherKey(one.userId, orderId);
  const asked = { orderId, userId: one.userId, file: toReference(place), sha256: 'a'.repeat(64), people: [one, other] };
  const answers = async () => trainer.sent('keep-faces');
  return {
    trainer,
    one,
    other,
    asked,
    answers,
    shows: async (...photos: readonly Buffer[]) =>
      trainer.storage.put(place, await beside(...photos), { contentType: 'image/jpeg' }),
    /** The trainer's answer about the people of the question. */
    told: async (changed: Partial<typeof asked> = {}) => {
      await trainer.do('match-faces', { ...asked, ...changed });
      return (await answers()).at(-1) as { people: { distance: number | null }[]; strangers: number } | undefined;
    },
  };
};
const THEIRS = { distance: expect.any(Number) };
const NONE = { distance: null };

describe('whose faces a picture of several people shows', () => {
  it('each face is measured against the avatar of its person, wherever the face is in the picture, and the answer contains only numbers', async () => {
    const { trainer, asked, shows, answers } = await setup();
    await shows(boris[4]!, anna[4]!);

    await trainer.do('match-faces', asked, { messageId: 'm1' });
    await trainer.do('match-faces', asked, { messageId: 'm1' });

    const { orderId, userId, sha256 } = asked;
    expect(await answers()).toEqual([{ orderId, userId, sha256, people: [THEIRS, THEIRS], strangers: 0 }]);
    const [line] = trainer.logged('faces.matched');
    expect(JSON.stringify(line)).not.toContain('embedding');
  });

  it.each([
    ['one of the two is missing', () => [anna[4]!], [THEIRS, NONE], 0],
    ['one of the two is drawn twice', () => [anna[4]!, anna[3]!], [THEIRS, NONE], 1],
    [
      'one of the two is in the picture twice, and the other too',
      () => [anna[4]!, anna[3]!, boris[4]!],
      [THEIRS, THEIRS],
      1,
    ],
  ] as const)(
    'a picture of two people is found to miss one of them or to show a stranger when %s',
    async (_when, photos, people, strangers) => {
      const { shows, told } = await setup();
      await shows(...photos());

      expect(await told()).toMatchObject({ people, strangers });
    },
  );

  it('a picture of other people is matched to at most one of the two avatars', async () => {
    const { shows, told } = await setup();
    const blurred = await Promise.all([vera[0]!, vera[1]!].map((photo) => sharp(photo).blur(7).toBuffer()));
    await shows(...blurred);

    const found = await told();

    expect(found?.people.filter(({ distance }) => distance !== null).length).toBeLessThan(2);
  });

  it('no face in the picture is matched to a person whose avatar is deleted, or is another person’s', async () => {
    const { trainer, one, other, shows, told } = await setup();
    await shows(anna[4]!, boris[4]!);

    expect(await told({ people: [one, { ...other, userId: newId<UserId>() }] })).toMatchObject({
      people: [THEIRS, NONE],
    });
    await trainer.do('delete-avatar', other);
    expect(await told()).toMatchObject({ people: [THEIRS, NONE] });
  });

  it('there is no answer about a picture that is gone or another person’s', async () => {
    const { told, shows, other } = await setup();

    expect(await told()).toBeUndefined();
    await shows(anna[4]!, boris[4]!);
    expect(await told({ userId: other.userId })).toBeUndefined();
  });
});
