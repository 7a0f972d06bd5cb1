import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { documentKey, toReference } from '@aisha/storage';
import { onDocuments } from '../../spec/documents-harness';

const setup = async () => {
  const harness = await onDocuments();
  const { postgres, objects } = harness;
  const [orderId, userId] = [newId<OrderId>(), newId<UserId>()];
  const place = documentKey(userId, orderId, 'txt');
  await objects.put(place, Buffer.from('Купить ёлку'), { contentType: 'text/plain' });
  const points = [{ text: 'Купить ёлку', quote: 'купим ёлку', isSupported: true }] as never;
  const documentPath = toReference(place);
  await postgres.fixtures.document({
    orderId,
    userId,
    state: 'succeeded',
    delivered: 1,
    points,
    documentPath,
    bytes: 20,
  });
  return {
    ...harness,
    orderId,
    isThere: () =>
      objects.head(place).then(
        () => true,
        () => false,
      ),
    deletes: (owner = userId) => harness.deletes({ orderId, userId: owner }),
  };
};

describe('a document', () => {
  it('when a person deletes a document, its file and its words are deleted, and the order stays', async () => {
    const { deletes, isThere, found, orderId, postgres } = await setup();

    await deletes();
    await deletes();

    expect(await isThere()).toBe(false);
    expect(await found(orderId)).toMatchObject({ points: null, documentPath: null, bytes: null, delivered: 1 });
    expect(await postgres.admin.tablesWith('ёлку')).toEqual([]);
  });

  it('a document stays when another person asks to delete it', async () => {
    const { deletes, isThere, found, orderId } = await setup();

    await deletes(newId<UserId>());

    expect(await isThere()).toBe(true);
    expect((await found(orderId)).points).toHaveLength(1);
  });
});
