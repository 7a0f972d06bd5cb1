import { ownedFilesOf } from '@aisha/database';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import type { Enhancement } from '@aisha/kinds/tables';
import { comparisonKey, originalKey, restorationKey, toReference } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';
import { newId } from '@aisha/platform';

const setup = async () => {
  const postgres = await onPostgres('enhancer');
  const orderId = newId<OrderId>();
  const userId = newId<UserId>();
  const keys = [originalKey, restorationKey, comparisonKey].map((keyOf) => keyOf(userId, orderId));
  const [originalPath = null, filePath = null, comparisonPath = null] = keys.map(toReference);
  const prefixes = ownedFilesOf(postgres.database, 'photo-enhancer');
  /** Which of its three files the order owns. */
  const owned = () =>
    Promise.all(
      keys.map(async ({ key, bucket }) => {
        const of = prefixes.find(({ prefix }) => prefix.bucket === bucket && key.startsWith(prefix.key));
        return (await of!.ownedOf([key], [of!.form.exec(key)![1]!])).length === 1;
      }),
    );
  const order = (fields: Partial<Enhancement>) =>
    postgres.fixtures.restoration({ orderId, userId, originalPath, filePath, comparisonPath, ...fields });
  return { ...postgres, orderId, owned, order };
};

describe('the owner of a restored photo’s files', () => {
  it('the files of a restored photo belong to nothing when no order names them', async () => {
    const { owned, fixtures } = await setup();
    await fixtures.restoration({ state: 'succeeded' });

    expect(await owned()).toEqual([false, false, false]);
  });

  it('the files of a restored photo belong to their order while the order’s hold is open', async () => {
    const { owned, fixtures, orderId } = await setup();
    await fixtures.hold({ orderId, kind: 'restoration', item: 'restoration.x2' });

    expect(await owned()).toEqual([true, true, true]);
    await fixtures.forgottenHold(orderId);
    expect(await owned()).toEqual([false, false, false]);
  });

  it('the files of a restored photo belong to an open order even if its row does not name them yet, because the files are stored first', async () => {
    const { owned, order } = await setup();
    await order({ state: 'running', originalPath: null, filePath: null, comparisonPath: null });

    expect(await owned()).toEqual([true, true, true]);
  });

  it.each([
    ['original_path', [false, true, true]],
    ['file_path', [true, false, true]],
    ['comparison_path', [true, true, false]],
  ])(
    'a file of a restored photo belongs to an ended order only as long as the row names it: %s',
    async (path, left) => {
      const { owned, order, admin } = await setup();
      await order({ state: 'succeeded' });

      expect(await owned()).toEqual([true, true, true]);
      await admin.query(`UPDATE enhancer.enhancement SET ${path} = NULL`);
      expect(await owned()).toEqual(left);
    },
  );
});

/**
 * A text that has the length of an id but is not an id. If a query contained it, Postgres would refuse the whole query,
 * with every other key in it.
 */
const OTHER = '-'.repeat(36);

describe('a key that is not ours', () => {
  it('a key in a foreign form does not count as a file of ours, and no query contains it', async () => {
    const { database } = await onPostgres('enhancer');
    const foreign = [`originals/${newId<UserId>()}/${OTHER}.jpg`, `originals/u/${newId<OrderId>()}.jpg`];

    expect(
      foreign.filter((key) => ownedFilesOf(database, 'photo-enhancer').some(({ form }) => form.test(key))),
    ).toEqual([]);
  });
});
