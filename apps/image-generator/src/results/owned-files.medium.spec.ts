import { ownedFilesOf } from '@aisha/database';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { pictureKey, toReference, upscaleKey } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';

const setup = async () => {
  const postgres = await onPostgres('generator');
  const [pictures, upscales] = ownedFilesOf(postgres.database, 'image-generator');
  const orderId = newId<OrderId>();
  const userId = newId<UserId>();
  const [picture, upscale] = [pictureKey(userId, orderId, 1, 'jpg'), upscaleKey(userId, orderId, 'jpg')];
  const owned = async () => ({
    picture: (await pictures!.ownedOf([picture.key], [pictures!.form.exec(picture.key)![1]!])).length === 1,
    upscale: (await upscales!.ownedOf([upscale.key], [upscales!.form.exec(upscale.key)![1]!])).length === 1,
  });
  return { ...postgres, orderId, userId, owned, picture: toReference(picture), upscale: toReference(upscale) };
};

describe('the owner of a picture in our storage', () => {
  it('a picture in our storage that no order names belongs to nothing', async () => {
    const { owned, fixtures } = await setup();
    await fixtures.picture();
    await fixtures.upscale({ state: 'succeeded' });

    expect(await owned()).toEqual({ picture: false, upscale: false });
  });

  it('a picture in our storage belongs to its order while the order’s hold is open', async () => {
    const { owned, fixtures, orderId } = await setup();
    await fixtures.hold({ orderId });

    expect(await owned()).toEqual({ picture: true, upscale: true });
  });

  it('a picture in our storage that has no row yet belongs to its order while the order is open', async () => {
    const { owned, fixtures, orderId, userId } = await setup();
    await fixtures.generation({ orderId, userId, state: 'waiting' });

    expect(await owned()).toEqual({ picture: true, upscale: false });
  });

  it('an enlarged picture in our storage belongs to its upscale while the upscale is open', async () => {
    const { owned, fixtures, orderId, userId } = await setup();
    await fixtures.upscale({ orderId, userId, state: 'waiting' });

    expect(await owned()).toEqual({ picture: false, upscale: true });
  });

  it('a picture in our storage belongs to its row until the person deletes the picture, and an enlarged picture belongs to a row of its own', async () => {
    const { owned, fixtures, admin, orderId, userId, picture, upscale } = await setup();
    await fixtures.generation({ orderId, userId, state: 'succeeded', delivered: 1 });
    await fixtures.picture({ orderId, position: 1, filePath: picture });
    expect(await owned()).toEqual({ picture: true, upscale: false });

    await admin.query('UPDATE generator.picture SET file_path = NULL');
    await fixtures.upscale({ orderId, userId, state: 'succeeded', filePath: upscale });
    expect(await owned()).toEqual({ picture: false, upscale: true });
  });

  it('a picture in our storage belongs to nothing when its order failed after the picture was stored', async () => {
    const { owned, fixtures, orderId, userId } = await setup();
    await fixtures.generation({ orderId, userId, state: 'failed' });
    await fixtures.picture({ orderId, position: 0 });

    expect(await owned()).toEqual({ picture: false, upscale: false });
  });
});

/**
 * A text that has the length of an id but is not an id. If a query contained it, Postgres would refuse the whole query,
 * with every other key in it.
 */
const OTHER = '-'.repeat(36);

describe('a key that is not ours', () => {
  it('a key of another form does not count as a file of ours, and no query contains it', async () => {
    const { database } = await onPostgres('generator');
    const foreign = [`pictures/${newId<UserId>()}/${OTHER}/0.jpg`, `upscales/${newId<UserId>()}/${OTHER}.jpg`];

    expect(
      foreign.filter((key) => ownedFilesOf(database, 'image-generator').some(({ form }) => form.test(key))),
    ).toEqual([]);
  });
});
