import { describe, expect, it } from '@jest/globals';
import type { AvatarId, TelegramId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { SCHEMAS } from '../schemas';
import { PersonRowsStore } from './person-rows.store';
import { PERSON_TABLES } from './person-tables';

/** The tables of messages between apps: a message about a person is found by its payload, and deleted. */
const MESSAGING = /\.(outbox\w*|handled|dead_letter|long_job|queue_setting)$/;
/** Columns that lead to a person. */
const LEADING = ['user_id', 'telegram_id', 'chat_id', 'avatar_id', 'order_id', 'asker_id', 'set_id'];

describe('the tables of a person', () => {
  it('the tables of a person are all those with a column that leads to a person, so that an export and an erasure leave none out', async () => {
    const { admin } = await onPostgres('bot');
    const tables = await admin.query<{ name: string }>(
      `SELECT DISTINCT columns.table_schema || '.' || columns.table_name AS name FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
       WHERE columns.table_schema = ANY ($1) AND column_name = ANY ($2) AND table_type = 'BASE TABLE'`,
      [SCHEMAS, LEADING],
    );
    // The console's tables hold rows of operators; the erasure of a person deletes nothing there.
    const ofPeople = tables
      .map(({ name }) => name)
      .filter((name) => !MESSAGING.test(name) && !name.startsWith('console.'));

    const known = PERSON_TABLES.map(({ table }) => table);
    expect(ofPeople.filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  it('Postgres accepts the statements that read and forget the tables of a person', async () => {
    for (const schema of SCHEMAS) {
      if (schema === 'console') continue; // it has no rows of people
      const { database } = await onPostgres(schema);
      const rows = new PersonRowsStore(database, schema);
      const nobody = { userId: newId<UserId>(), avatarIds: [newId<AvatarId>()], telegramId: 7 as TelegramId };

      for await (const row of rows.rowsOf(nobody)) expect(row).toBeUndefined();
      expect(await database.transaction((tx) => rows.forget(tx, nobody))).toBe(0);
    }
  });

  it.each(['trainer', 'generator', 'transcriber', 'enhancer'] as const)(
    'a person’s paid requests to providers are found by an index, without reading everybody’s: those of %s',
    async (schema) => {
      const { database } = await onPostgres(schema);
      const { of } = PERSON_TABLES.find(({ table }) => table === `${schema}.provider_call`)!;

      const plan = await database.transaction(async (tx) => {
        await tx.query('SET LOCAL enable_seqscan = off'); // a table this small is read whole, even with an index
        return tx.query(`EXPLAIN (GENERIC_PLAN) SELECT FROM ${schema}.provider_call t WHERE ${of}`);
      });

      expect(JSON.stringify(plan)).toMatch(/provider_call_of_person.*Index Cond: \(user_id = /);
    },
  );

  it('an export has the words of a message that waits to be handled, and the new words of an edited message', async () => {
    const { admin, database, fixtures } = await onPostgres('bot');
    const { userId, telegramId } = await fixtures.person();
    for (const [id, kind] of ['message', 'edited_message'].entries())
      await admin.query('INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)', [
        id,
        telegramId,
        { update_id: id, [kind]: { message_id: 1, from: { id: telegramId }, text: `the ${kind}` } },
      ]);

    const words: unknown[] = [];
    for await (const { table, json } of new PersonRowsStore(database, 'bot').rowsOf({
      userId,
      avatarIds: [],
      telegramId,
    }))
      if (table === 'bot.telegram_update') words.push((JSON.parse(json) as { text: unknown }).text);

    expect(words).toEqual(['the message', 'the edited_message']);
  });
});
