import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { Transcript } from './transcript.entity';
import { TranscriptReader } from './transcript.reader';

const setup = async () => {
  const { admin, fixtures, database } = await onPostgres('bot');
  const { userId } = await fixtures.person();
  const reader = new TranscriptReader(database);
  return {
    userId,
    reader,
    says: async (content: string, { title = null as string | null, owner = userId } = {}): Promise<OrderId> => {
      const { orderId } = await fixtures.transcription({ userId: owner, state: 'succeeded' });
      const told = { content, title, segments: [], speakers: {}, documentPath: 'files:x', language: null };
      await admin.insert(Transcript, { orderId, userId: owner, ...told, createdAt: new Date() });
      return orderId;
    },
    found: async (words: string) => (await reader.page(userId, { limit: 9, words })).map(({ orderId }) => orderId),
  };
};

describe("a person's transcripts", () => {
  it('a person’s transcripts are found by spoken words or the title, in any form and either language, and never by another person', async () => {
    const { says, found } = await setup();
    const tree = await says('Купим ёлку и игрушки к празднику.', { title: 'Планёрка в офисе' });
    const plan = await says('We agreed on new prices for the shops.');
    await says('Купим ёлку', { owner: newId<UserId>() });

    for (const words of ['ёлка', 'ЕЛКУ', 'праздник', 'планёрки', 'игрушка офис'])
      expect(await found(words)).toEqual([tree]);
    for (const words of ['price', 'shop agreed']) expect(await found(words)).toEqual([plan]);
    for (const words of ['и к', 'the', '', "'", ':*', '& |', 'ёлка -игрушки', 'съезд'])
      expect(await found(words)).toEqual([]);
  });

  it("a person's transcripts are found by any of several words, the most alike first, and a long text does not rank higher because of its length", async () => {
    const { says, reader, userId } = await setup();
    const alike = async (words: string) => (await reader.alike(userId, words, 2)).map(({ orderId }) => orderId);
    const long = await says(`Отчёт готов. ${'Потом говорили о погоде и о море. '.repeat(50)}`);
    const both = await says('Отчёт для кассы.');
    const titled = await says('Говорили мало.', { title: 'Касса' });
    await says('Отчёт для кассы.', { owner: newId<UserId>() });

    expect(await alike('Где отчёты кассы?')).toEqual([both, titled]);
    expect(await alike('погода')).toEqual([long]);
    for (const words of ['', 'и что', 'съезд']) expect(await alike(words)).toEqual([]);
  });

  it("a person's transcripts come page by page, newest first, without those that are being deleted", async () => {
    const { says, reader, userId } = await setup();
    const [first, second, third] = [await says('1'), await says('2'), await says('3')];
    const ids = async (page: object) =>
      (await reader.page(userId, { limit: 2, ...page })).map(({ orderId }) => orderId);

    expect(await ids({})).toEqual([third, second]);
    expect(await ids({ before: second })).toEqual([first]);
    expect(await ids({ without: [third] })).toEqual([second, first]);
  });
});

describe('a page of transcripts', () => {
  it('a page of transcripts has the beginning and the length of each text, and reads no whole text: a page of long ones is tens of megabytes', async () => {
    const { says, reader, userId } = await setup();
    const content = 'слово '.repeat(20_000);
    const orderId = await says(content, { title: 'Планёрка' });

    const page = await reader.page(userId, { limit: 2 });

    const listed = { orderId, title: 'Планёрка', beginning: content.slice(0, 200), characters: content.length };
    expect(page).toEqual([{ ...listed, language: null, createdAt: expect.any(Date) }]);
  });
});

describe('a search among 20 000 transcripts', () => {
  let postgres: PostgresHarness;
  let userId: UserId;
  beforeAll(async () => {
    postgres = await onPostgres('bot', { until: 'file' });
    ({ userId } = await postgres.fixtures.person());
    await postgres.admin.query(
      `WITH made AS (
         INSERT INTO transcriber.recording (order_id, user_id, units, delivered, state, finished_at)
         SELECT uuidv7(), CASE WHEN i % 100 = 0 THEN $1::uuid ELSE md5((i % 200)::text)::uuid END, 1, 1, 'succeeded', now()
         FROM generate_series(1, 20000) i RETURNING order_id, user_id)
       INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path)
       SELECT order_id, user_id, 'мы обсудили цены и сроки', '[]', 'files:x' FROM made`,
      [userId],
    );
    await postgres.admin.query('VACUUM ANALYZE transcriber.transcript');
  });

  it.each([
    [
      'of words',
      'websearch_to_tsquery',
      (reader: TranscriptReader) => reader.page(userId, { limit: 7, words: 'срок' }),
    ],
    ['for what is alike', 'ts_rank', (reader: TranscriptReader) => reader.alike(userId, 'сроки и погода', 7)],
  ] as const)(
    'a search among 20 000 transcripts reads the person’s own by the index, and those of no other person (%s)',
    async (_, by, search) => {
      const asked: { sql: string; parameters: readonly unknown[] }[] = [];
      const ignore = (): void => {};
      postgres.database.dataSource.setOptions({
        logging: ['query'],
        logger: {
          logQuery: (sql, parameters: unknown[] = []) => void asked.push({ sql, parameters }),
          ...{ logQueryError: ignore, logQuerySlow: ignore, logSchemaBuild: ignore, logMigration: ignore, log: ignore },
        },
      });
      expect(await search(new TranscriptReader(postgres.database))).toHaveLength(7);

      const { sql, parameters } = asked.find((query) => query.sql.includes(by))!;
      const plan = await postgres.admin.query<Record<string, string>>(`EXPLAIN ${sql}`, [...parameters]);
      const lines = plan.map((row) => Object.values(row)[0]).join('\n');
      expect(lines).toContain('transcript_words');
      expect(lines).not.toContain('Seq Scan');
    },
  );

  it('a search for the most alike among 20 000 transcripts compares the person’s 200 newest, and leaves out an older one that is more alike', async () => {
    const oldest = '00000000-0000-7000-8000-000000000001';
    await postgres.admin.query(
      `WITH made AS (
         INSERT INTO transcriber.recording (order_id, user_id, units, delivered, state, finished_at)
         VALUES ($1, $2, 1, 1, 'succeeded', now()) RETURNING order_id, user_id)
       INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path)
       SELECT order_id, user_id, 'сроки', '[]', 'files:x' FROM made`,
      [oldest, userId],
    );

    const alike = await new TranscriptReader(postgres.database).alike(userId, 'сроки', 7);

    expect(alike).toHaveLength(7);
    expect(alike.map(({ orderId }) => orderId)).not.toContain(oldest);
  });
});
