import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { ConversationStore } from './conversation.store';

const place = { flow: 'menu', step: 'main', draft: null, version: 1, updateId: 1 };

describe('the place of a person', () => {
  it('one input at a time locks the place of a person: another input waits until the first is handled', async () => {
    const { database, fixtures } = await onPostgres('bot');
    const { userId } = await fixtures.person();
    const store = new ConversationStore();
    await database.transaction(async (tx) => store.put(tx, userId, place));

    await database.transaction(async (first) => {
      await store.place(first, userId);
      const second = database.transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = '100ms'`);
        return store.place(tx, userId);
      });
      await expect(second).rejects.toThrow('lock timeout');
    });

    expect(await database.transaction((tx) => store.place(tx, userId))).toMatchObject(place);
  });
});
