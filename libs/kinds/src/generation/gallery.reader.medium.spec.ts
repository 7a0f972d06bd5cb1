import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AvatarId, PictureId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { GalleryReader, type GalleryFilter } from './gallery.reader';

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { fixtures, database } = postgres;
  const { userId } = await fixtures.person();
  const avatarId = newId<AvatarId>();
  /** Makes an order with one picture. Resolves to the picture's id. */
  const draws = async (prompt: string, { enhanced = null as string | null, of = avatarId, owner = userId } = {}) => {
    const { orderId } = await fixtures.generation({
      ...{ userId: owner, input: { kind: 'avatar', avatarId: of }, prompt, enhancedPrompt: enhanced },
      ...{ state: 'succeeded', units: 1, delivered: 1 },
    });
    return (await fixtures.picture({ orderId })).id;
  };
  const reader = new GalleryReader(database);
  const found = async (filter: GalleryFilter, changes = {}) =>
    (await reader.page(userId, filter, { limit: 9 }, changes)).pictures.map(({ id }) => id);
  return { postgres, userId, avatarId, draws, reader, found };
};

describe("a person's pictures", () => {
  it("a person's pictures come page by page in both directions, newest first, and each page says whether newer or older ones exist", async () => {
    const { userId, draws, reader } = await setup();
    const ids: PictureId[] = [];
    for (const place of [1, 2, 3, 4, 5]) ids.unshift(await draws(`${place}`));
    const page = async (place: object) => {
      const { pictures, ...beside } = await reader.page(userId, {}, { limit: 2, ...place });
      return { ids: pictures.map(({ id }) => ids.indexOf(id)), ...beside };
    };

    expect(await page({})).toEqual({ ids: [0, 1], hasNewer: false, hasOlder: true });
    expect(await page({ before: ids[1] })).toEqual({ ids: [2, 3], hasNewer: true, hasOlder: true });
    expect(await page({ before: ids[3] })).toEqual({ ids: [4], hasNewer: true, hasOlder: false });
    expect(await page({ after: ids[4] })).toEqual({ ids: [2, 3], hasNewer: true, hasOlder: true });
    expect(await page({ after: ids[2] })).toEqual({ ids: [0, 1], hasNewer: false, hasOlder: true });
    expect(await page({ after: ids[0] })).toEqual({ ids: [0, 1], hasNewer: false, hasOlder: true });
  });

  it("a person's pictures are found by words of the idea and of its prompt, in any form and either language, and never by another person", async () => {
    const { draws, found } = await setup();
    const sea = await draws('на берегу моря на закате', { enhanced: 'tok, standing by the ocean, golden hour, waves' });
    const office = await draws('a portrait in the office', { enhanced: 'tok, business portrait, glass walls' });
    await draws('на берегу моря', { owner: newId<UserId>() });

    for (const words of ['море', 'Море', 'НА ЗАКАТЕ', 'закаты берег', 'OCEAN', 'wave', 'море ocean'])
      expect(await found({ words })).toEqual([sea]);
    for (const words of ['offices', 'офис', 'портреты', 'стекло']) {
      expect(await found({ words })).toEqual(words === 'offices' ? [office] : []);
    }
    // An empty search finds no picture, and typed words never become a query of ours.
    for (const words of ['и на', 'the', '', "'", ':*', '& |', 'море -закат'])
      expect(await found({ words })).toEqual([]);
  });

  it("a person's pictures are filtered by avatar, favourite and time; a change that was requested but that the generator has not made yet already counts", async () => {
    const { postgres, avatarId, draws, found } = await setup();
    const first = await draws('one');
    const second = await draws('two', { of: newId<AvatarId>() });
    await postgres.admin.query('UPDATE generator.picture SET favourite_at = now() WHERE id = $1', [second]);
    const { orderId } = (
      await postgres.admin.query<{ orderId: string }>(
        `SELECT order_id AS "orderId" FROM generator.picture WHERE id = $1`,
        [first],
      )
    )[0]!;

    expect(await found({ avatarId })).toEqual([first]);
    expect(await found({ isFavourite: true })).toEqual([second]);
    expect(await found({ isFavourite: true }, { marked: [first], unmarked: [second] })).toEqual([first]);
    expect(await found({ since: new Date(Date.now() - 60_000) })).toEqual([second, first]);
    expect(await found({ since: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await found({}, { removed: [second] })).toEqual([first]);
    expect(await found({}, { removed: [orderId] })).toEqual([second]);
    expect(await found({ ids: [first] })).toEqual([first]);
    expect(await found({ ids: [first, second] }, { removed: [second] })).toEqual([first]);
  });

  it('another person’s pictures are not found, even by their ids', async () => {
    const { draws, found } = await setup();
    const strange = await draws('one', { owner: newId<UserId>() });

    expect(await found({ ids: [strange] })).toEqual([]);
  });
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Plan Rows': number;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** From now on, collects the statements that read pictures. */
function questionsOf({ dataSource }: PostgresHarness['database']): readonly Asked[] {
  const asked: Asked[] = [];
  const ignore = (): void => {};
  dataSource.setOptions({
    logging: ['query'],
    logger: {
      logQuery: (sql, parameters: unknown[] = []) => {
        if (sql.includes('"generator"."picture"')) asked.push({ sql, parameters });
      },
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
  });
  return asked;
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How many pictures are the person's own. */
const OWN = 1_500;

describe('a page among 60 000 pictures, 1 500 of them the person’s own', () => {
  let postgres: PostgresHarness;
  let userId: UserId;
  let avatarId: AvatarId;
  let marked: readonly PictureId[];
  beforeAll(async () => {
    postgres = await onPostgres('bot', { until: 'file' });
    ({ userId } = await postgres.fixtures.person());
    avatarId = newId<AvatarId>();
    await postgres.admin.query(
      `WITH made AS (
         INSERT INTO generator.image_generation (order_id, user_id, input, prompt, aspect_ratio, seed, units, delivered, state, finished_at)
         SELECT uuidv7(), CASE WHEN i % 40 = 0 THEN $1::uuid ELSE md5((i % 400)::text)::uuid END,
           jsonb_build_object('kind', 'avatar', 'avatarId', CASE WHEN i % 40 = 0 THEN $2 ELSE md5((i % 400)::text)::uuid END),
           CASE WHEN i % 4000 = 0 THEN 'на закате' ELSE 'в офисе, идея ' || i END, '1:1', i, 1, 1, 'succeeded', now()
         FROM generate_series(1, 60000) i RETURNING order_id, user_id, (input->>'avatarId')::uuid AS avatar_id, seed)
       INSERT INTO generator.picture (id, order_id, user_id, avatar_id, seed, position, file_path, sha256, bytes, width, height, cleared_by, created_at, favourite_at, look_group)
       SELECT uuidv7(), order_id, user_id, avatar_id, seed, 0, 'files:x', 'x', 1, 1, 1, 'both', now() - seed * interval '1 second', CASE WHEN seed % 80 = 0 THEN now() END, CASE WHEN seed % 120 = 0 THEN 'cinema' END FROM made`,
      [userId, avatarId],
    );
    await postgres.admin.query('VACUUM ANALYZE generator.picture, generator.image_generation');
    const own = 'SELECT id FROM generator.picture WHERE user_id = $1 ORDER BY created_at LIMIT 100';
    marked = (await postgres.admin.query<{ id: PictureId }>(own, [userId])).map(({ id }) => id);
  });

  it.each<[string, () => GalleryFilter, RegExp]>([
    ['everything', () => ({}), /picture_of_user/],
    ['favourites', () => ({ isFavourite: true }), /picture_favourite/],
    ['of one avatar', () => ({ avatarId }), /picture_of_avatar/],
    ['of one group of looks', () => ({ lookGroup: 'cinema' }), /picture_of_look_group/],
    ['of the last week', () => ({ since: new Date(Date.now() - 7 * 86_400_000) }), /picture_of_user/],
    ['with a word', () => ({ words: 'закат' }), /image_generation_words/],
    ['of those that were marked', () => ({ ids: marked }), /picture_(pkey|of_user)/],
  ])(
    'the query for a page (%s) uses the expected database index: it neither scans the whole table nor sorts other people’s rows',
    async (_, filter, index) => {
      const reader = new GalleryReader(postgres.database);
      const asked = questionsOf(postgres.database);
      const { pictures } = await reader.page(userId, filter(), { limit: 9 });
      expect(pictures).toHaveLength(9);
      await reader.page(userId, filter(), { limit: 9, before: pictures.at(-1)!.id });

      expect(asked).toHaveLength(2);
      for (const { sql, parameters } of asked) {
        const [row] = await postgres.admin.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${sql}`, [
          ...parameters,
        ]);
        const nodes = nodesOf(row!['QUERY PLAN'][0].Plan);
        expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
        // The sort covers a part of the person's own rows, never everybody's.
        expect(nodes.filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > OWN)).toEqual([]);
        const used = nodes.flatMap((node) => node['Index Name'] ?? []);
        expect(used).toEqual(expect.arrayContaining([expect.stringMatching(index)]));
      }
    },
  );
});
