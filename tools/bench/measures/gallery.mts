import { Database } from '@aisha/database';
import type { AvatarId, UserId } from '@aisha/domain';
import { type GalleryFilter, GalleryReader } from '@aisha/kinds/tables';
import type { Client } from 'pg';
import { timeOf } from '../figures/clock.mts';
import type { Figure } from '../figures/figure.mts';
import { asOwner, migratedDatabase } from '../product/servers.mts';
import { inTurns } from '../figures/turns.mts';
import type { Bench, Measure } from './measure.mts';

const FEW_ROWS = 10_000;
const ROWS_QUICK = 20_000;
/** How many orders one transaction writes; each has four pictures. */
const BATCH = 100_000;
const PICTURES_OF_AN_ORDER = 4;
const PICTURES_OF_A_PERSON = 100;
/** How many pictures a page of the gallery shows. */
const PAGE = 9;
/** How many pages one round reads, each of another person: a single page is too fast to be timed. */
const PAGES = 50;

/** Times the first page of a person's gallery with each filter, in a full table and in one with ten thousand pictures. */
export const gallery: Measure = {
  name: 'gallery',
  about: 'a page of pictures in a table of ten million, beside one of ten thousand',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const rows = bench.isQuick ? ROWS_QUICK : bench.rows;
    const [many, few] = [await tableOf(bench, 'many', rows), await tableOf(bench, 'few', FEW_ROWS)];
    const figures: Figure[] = [];
    for (const [name, filter] of FILTERS) {
      figures.push({
        name: `${PAGES} pages, ${name}, ${rows} pictures`,
        unit: 'ms',
        ...(await inTurns(
          () => many(filter),
          [{ name: `the same among ${FEW_ROWS}`, kind: 'lower bound', measure: () => few(filter) }],
          bench.rounds(20, 15_000),
        )),
        goal: '≤ 1.5 × lower bound',
      });
    }
    return figures;
  },
};

type FilterOf = (person: number) => GalleryFilter;
const FILTERS: readonly (readonly [string, FilterOf])[] = [
  ['the newest', () => ({})],
  ['favourites', () => ({ isFavourite: true })],
  ['of one avatar', (person) => ({ avatarId: avatarOf(person) })],
  ['of the last week', () => ({ since: new Date(Date.now() - 7 * 86_400_000) })],
  ['with a word', () => ({ words: 'закат' })],
];

/** Makes a table with `rows` pictures, and gives a function that times pages of it. */
async function tableOf(bench: Bench, name: string, rows: number): Promise<(filter: FilterOf) => Promise<number>> {
  const { postgresUrl } = await bench.servers();
  const url = await migratedDatabase(postgresUrl, `bench_gallery_${name}`);
  await asOwner(url, (owner) => seed(owner, rows, bench.signal));
  const reader = new GalleryReader(bench.keep(await Database.connect({ url, role: 'bot', pool: 1 })));
  const people = rows / PICTURES_OF_A_PERSON;
  return (filter) =>
    timeOf(async () => {
      for (let page = 0; page < PAGES; page += 1) {
        const person = Math.floor((page * people) / PAGES);
        const { pictures } = await reader.page(personAt(person), filter(person), { limit: PAGE });
        if (pictures.length !== PAGE) throw new Error(`${pictures.length} pictures of person ${person}`);
      }
    });
}

const idOf = (kind: number, place: number): string =>
  `0000000${kind}-0000-7000-8000-${String(place).padStart(12, '0')}`;
const personAt = (place: number): UserId => idOf(1, place) as UserId;
const avatarOf = (person: number): AvatarId => idOf(2, person) as AvatarId;
/** SQL that makes the same id as `idOf`. */
const idIn = (kind: number, place: string): string =>
  `('0000000${kind}-0000-7000-8000-' || lpad((${place})::text, 12, '0'))::uuid`;

/**
 * Inserts orders of all people in turn, so that one person's pictures lie far apart in the table, as they do in
 * production.
 */
async function seed(owner: Client, rows: number, signal: AbortSignal): Promise<void> {
  const people = Math.max(1, Math.floor(rows / PICTURES_OF_A_PERSON));
  const orders = rows / PICTURES_OF_AN_ORDER;
  await owner.query(`SET session_replication_role = replica`);
  for (let from = 0; from < orders; from += BATCH) {
    signal.throwIfAborted();
    await owner.query(
      `WITH made AS (
         INSERT INTO generator.image_generation (order_id, user_id, input, prompt, aspect_ratio, seed, units, delivered, state, finished_at)
         SELECT uuidv7(), ${idIn(1, `i % ${people}`)},
           jsonb_build_object('kind', 'avatar', 'avatarId', ${idIn(2, `i % ${people}`)}),
           CASE WHEN i / ${people} % 4 = 0 THEN 'на закате' ELSE 'идея ' || i % 10000 END, '1:1', i, 4, 4, 'succeeded', now()
         FROM generate_series($1::int, $2::int) i RETURNING order_id, user_id, (input->>'avatarId')::uuid AS avatar_id, seed)
       INSERT INTO generator.picture
         (id, order_id, user_id, avatar_id, seed, position, file_path, sha256, bytes, width, height, cleared_by, created_at, favourite_at)
       SELECT uuidv7(), order_id, user_id, avatar_id, seed, place, 'files:x', '', 1, 1, 1, 'both',
         now() - (${orders} - seed) * interval '0.1 second', CASE WHEN place = 0 THEN now() END
       FROM made, generate_series(0, ${PICTURES_OF_AN_ORDER - 1}) place`,
      [from, Math.min(from + BATCH, orders) - 1],
    );
  }
  await owner.query('VACUUM ANALYZE generator.picture, generator.image_generation');
}
