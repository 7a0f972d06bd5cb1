import { describe, expect, it } from '@jest/globals';
import { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { UpdateStore, type TakenUpdate } from './update.store';
import type { Update } from 'telegraf/types';

const says = (updateId: number, chatId: number): Update =>
  ({
    update_id: updateId,
    message: { message_id: updateId, chat: { id: chatId, type: 'private' }, from: { id: chatId }, text: 'hi' },
  }) as unknown as Update;

/** A person at the step `one` of the menu, with two unhandled updates. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const telegramId = 5 as TelegramId;
  const { userId } = await postgres.fixtures.person({ telegramId });
  await postgres.admin.query(
    `INSERT INTO bot.conversation (user_id, flow, step, draft, version, update_id) VALUES ($1, 'menu', 'one', '{"at": 1}', 1, 6)`,
    [userId],
  );
  const other = await Database.connect({ url: postgres.url, role: 'bot' });
  afterThisTest(() => other.close());
  const store = new UpdateStore();
  await store.add(postgres.database, [says(7, 5), says(8, 5)]);
  return { postgres, other, store, userId, telegramId };
};

describe('chats with unhandled updates', () => {
  it('a chat whose update was deferred is listed as not due, after those with updates that are due', async () => {
    const { postgres, store } = await setup();
    await store.add(postgres.database, [says(6, 4), says(9, 6)]);
    await postgres.admin.query(
      `UPDATE bot.telegram_update SET not_before = now() + interval '1 minute' WHERE update_id IN (6, 7)`,
    );

    expect(await store.openQueues(postgres.database.read)).toEqual([
      { chatId: 5, isDue: true },
      { chatId: 6, isDue: true },
      { chatId: 4, isDue: false },
    ]);
    await postgres.admin.query('UPDATE bot.telegram_update SET handled_at = now()');
    expect(await store.openQueues(postgres.database.read)).toEqual([]);
  });
});

describe('the next update of a chat', () => {
  it('an update that came between the begin of the transaction and its first statement is taken before a later one: the clock of a transaction stands still', async () => {
    const { postgres, other, store, telegramId } = await setup();

    const taken = await postgres.database.transaction(async (tx) => {
      await tx.query('SELECT now()');
      await store.add(other, [says(6, 5)]);
      return store.take(tx, telegramId);
    });

    expect(taken).toMatchObject({ updateId: 6 });
  });

  it('the next update of a chat comes with the person and the person’s place, and marks the person as heard just now', async () => {
    const { postgres, store, userId, telegramId } = await setup();
    await postgres.admin.query(`UPDATE bot.person SET heard_at = '2020-01-01'`);

    const taken = await postgres.database.transaction((tx) => store.take(tx, telegramId));

    expect(taken).toMatchObject({
      updateId: 7,
      person: { userId, isAway: false },
      place: { flow: 'menu', step: 'one', draft: { at: 1 }, version: 1, screen: null, updateId: 6 },
    });
    const heard = await postgres.admin.query(`SELECT FROM bot.person WHERE heard_at > now() - interval '1 hour'`);
    expect(heard).toHaveLength(1);
  });

  it('an update that came while the one before it was handled counts as more to handle', async () => {
    const { postgres, other, store } = await setup();
    const chatId = 6 as TelegramId;
    await store.add(postgres.database, [says(10, chatId)]);

    const { hasMore } = await postgres.database.transaction(async (tx) => {
      await store.take(tx, chatId);
      await store.add(other, [says(11, chatId)]);
      return { hasMore: store.handled(tx, { updateId: 10, chatId }) };
    });

    expect(await hasMore).toBe(true);
  });

  it('only one transaction at a time has the next update of a chat; another transaction is told that the chat is taken', async () => {
    const { postgres, other, store, telegramId } = await setup();

    await postgres.database.transaction(async (tx) => {
      expect(await store.take(tx, telegramId)).toMatchObject({ updateId: 7 });
      expect(await other.transaction((second) => store.take(second, telegramId))).toBe('taken');
    });
  });

  it('a chat has no next update when all its updates are handled, and marking the last one says that no more updates wait', async () => {
    const { postgres, store, telegramId: chatId } = await setup();

    const handle = (updateId: number) =>
      postgres.database.transaction(async (tx) => ({ hasMore: store.handled(tx, { updateId, chatId }) }));

    expect(await (await handle(7)).hasMore).toBe(true);
    expect(await (await handle(8)).hasMore).toBe(false);
    expect(await postgres.database.transaction((tx) => store.take(tx, chatId))).toBe('empty');
  });

  it('the next update of a chat is found, with the person’s new place, after an update that was handled since the statement began', async () => {
    const { postgres, other, store, userId, telegramId: chatId } = await setup();
    const blocked = () => postgres.admin.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
    let taking: Promise<TakenUpdate | 'empty' | 'taken'> | undefined;

    // This replica releases its lock after the other replica's statement has taken its snapshot.
    await postgres.database.transaction(async (tx) => {
      await tx.query(`UPDATE bot.telegram_update SET handled_at = now() WHERE update_id = 7`);
      await tx.query(`UPDATE bot.conversation SET step = 'two', update_id = 7 WHERE user_id = $1`, [userId]);
      taking = other.transaction((second) => store.take(second, chatId));
      await eventually(async () => expect(await blocked()).toHaveLength(1));
    });

    expect(await taking).toMatchObject({ updateId: 8, place: { step: 'two', updateId: 7 } });
  });

  it('an update that says that a person has blocked the bot is taken without the person’s row and place, so it does not count as an action', async () => {
    const { postgres, store } = await setup();
    const telegramId = 6 as TelegramId;
    await postgres.fixtures.person({ telegramId });
    const update = {
      update_id: 9,
      my_chat_member: {
        chat: { id: 6, type: 'private' },
        from: { id: 6, first_name: 'Ева' },
        new_chat_member: { status: 'kicked' },
      },
    } as unknown as Update;
    await store.add(postgres.database, [update]);

    const taken = await postgres.database.transaction((tx) => store.take(tx, telegramId));

    expect(taken).toMatchObject({ updateId: 9, person: null, place: null });
  });
});

describe('what is stored of an update', () => {
  const payloads = ({ postgres }: Awaited<ReturnType<typeof setup>>) =>
    postgres.admin.query('SELECT payload FROM bot.telegram_update ORDER BY update_id');

  it('only the id of a handled update is kept, by which its repetition is recognised', async () => {
    const it = await setup();
    const { postgres, store, telegramId: chatId } = it;

    await postgres.database.transaction(async (tx) => void store.handled(tx, { updateId: 7, chatId }));

    expect(await store.add(postgres.database, [says(7, 5)])).toEqual([]);
    expect(await payloads(it)).toEqual([{ payload: { update_id: 7 } }, { payload: says(8, 5) }]);
  });

  it.each([
    ['contact', { phone_number: '+70000000000', first_name: 'Ева' }],
    ['location', { latitude: 59.93, longitude: 30.31 }],
    ['venue', { title: 'Home', location: { latitude: 59.93, longitude: 30.31 } }],
    ['poll', { question: 'a secret?' }],
    ['animation', { file_id: 'animation' }],
  ])(
    'the %s in an update is not stored, nor is the caption; the sender and the chat are stored',
    async (kind, content) => {
      const it = await setup();
      const { postgres, store, telegramId } = it;
      await postgres.admin.query('DELETE FROM bot.telegram_update');
      const from = { id: 5, first_name: 'Анна' };
      const message = { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, from, caption: 'a secret' };

      const update = { update_id: 9, message: { ...message, [kind]: content } } as unknown as Update;
      expect(await store.add(postgres.database, [update])).toEqual([telegramId]);

      const kept = { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, from };
      // The kind of message is kept, such as a contact or a location, because the bot's answer names it.
      const named = ['contact', 'location'].includes(kind) && { [kind]: {} };
      expect(await payloads(it)).toEqual([{ payload: { update_id: 9, message: { ...kept, ...named } } }]);
    },
  );
});
