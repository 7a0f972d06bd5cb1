import { describe, expect, it } from '@jest/globals';
import type { AvatarId, TelegramId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { SCHEMAS } from '../connection/schemas';
import { PersonRowsStore } from './person-rows.store';
import { PERSON_TABLES } from './person-tables';

/** The tables of messages between apps: a message about a person is found by its payload, and deleted. */
const MESSAGING = /\.(outbox\w*|handled|dead_letter|long_job|queue_setting)$/;
/** Columns that lead to a person. */
const LEADING = [
  ...['user_id', 'telegram_id', 'chat_id', 'asker_id', 'giver_id', 'opener_id', 'friend_id', 'inviter_id'],
  ...['avatar_id', 'order_id', 'set_id', 'ticket_id'],
];
/** Columns without an index although a person's rows are found by them, and why their tables may be read whole. */
const READ_WHOLE: Readonly<Record<string, string>> = {
  'api.idempotent_answer.user_id': 'answers stay for a day',
  'bot.telegram_update.chat_id': 'the text of every update of the last week is searched for the person as well',
  'console.operator_act.user_id': 'acts of operators on the desk itself are about nobody else, and few',
  'trainer.selfie.user_id': 'first selfies stay for an hour',
  'transcriber.sent_text.user_id': 'texts of sent files stay for a day',
  'transcriber.source.user_id': 'measured recordings stay for an hour',
};

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

  it('an erasure and an export find the rows of a person by an index of each table, without reading the rows of everybody', async () => {
    const { admin } = await onPostgres('bot');
    const indexes = await admin.query<{ column: string; predicate: string | null }>(
      `SELECT format('%s.%s.%s', relnamespace::regnamespace, relname, attname) AS column,
              translate(pg_get_expr(indpred, indrelid), '()', '') AS predicate
       FROM pg_index JOIN pg_class ON pg_class.oid = indrelid JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
       WHERE indisvalid`,
    );
    const asked = PERSON_TABLES.filter(({ erased, given }) => erased !== 'kept' || given !== null).flatMap(
      ({ table, of }) =>
        [...of.matchAll(/t\.(\w+) (?:= \$|= ANY|IN )/g)].map(([, name]) => ({ of, column: `${table}.${name}`, name })),
    );

    const without = asked.filter(
      ({ of, column, name }) =>
        !indexes.some(
          (index) =>
            index.column === column &&
            // An index of some rows finds all that are asked for, when the condition asks for no others.
            (index.predicate === null ||
              index.predicate === `${name} IS NOT NULL` ||
              of.includes(index.predicate.replace('::text', ''))),
        ),
    );

    expect(asked.length).toBeGreaterThan(50);
    expect(without.map(({ column }) => column).sort()).toEqual(Object.keys(READ_WHOLE).sort());
  });

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

  it('an export has each row once and all of them as they were at one moment, although rows change while they are read', async () => {
    const { admin, database, fixtures } = await onPostgres('bot');
    const { userId, telegramId } = await fixtures.person();
    await admin.query(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload)
       SELECT n, $1::bigint, jsonb_build_object('update_id', n, 'message', jsonb_build_object('from', jsonb_build_object('id', $1::bigint), 'text', n::text))
       FROM generate_series(1, 45) AS n`,
      [telegramId],
    );

    const words: number[] = [];
    for await (const { table, json } of new PersonRowsStore(database, 'bot').rowsOf({
      userId,
      avatarIds: [],
      telegramId,
    })) {
      if (table !== 'bot.telegram_update') continue;
      words.push(Number((JSON.parse(json) as { text: string }).text));
      if (words.length > 1) continue;
      await admin.query(`UPDATE bot.telegram_update SET handled_at = now() WHERE update_id < 10`);
      await admin.query(`DELETE FROM bot.telegram_update WHERE update_id = 44`);
    }

    // Postgres promises no order, and keeps another one where rows of an earlier test have left room.
    expect(words.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 45 }, (_, at) => at + 1));
  });

  it('an export that stops in the middle of the rows, as one that fills its message, gives its connection back', async () => {
    const { database, fixtures } = await onPostgres('bot');
    const { userId, telegramId } = await fixtures.person();

    for await (const row of new PersonRowsStore(database, 'bot').rowsOf({ userId, avatarIds: [], telegramId })) {
      expect(row.table).toMatch(/^bot\./);
      break;
    }

    const { open, idle } = database.connections;
    expect(idle).toBe(open);
  });
});
