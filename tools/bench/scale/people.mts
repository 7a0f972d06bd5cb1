import type { Client } from 'pg';

/** How many orders a person has: three in four of them draw four pictures each, the others make a picture larger. */
const ORDERS_OF_A_PERSON = 20;
const PHOTOS_OF_A_PERSON = 12;
/**
 * How many rows a person leaves: 8 for each order (its own, its hold's and the ledger's); 60 for pictures; the rest for the gift, the
 * avatar, its photos and the person.
 */
const ROWS_OF_A_PERSON = ORDERS_OF_A_PERSON * 8 + 60 + 4 + 1 + PHOTOS_OF_A_PERSON + 2;
/** How many people one transaction writes. */
const BATCH = 5_000;
/** The price of an order, in hundredths of a credit. */
const PRICE = 300;

/** The nth id of a kind of row. */
const id = (kind: 'a' | 'b' | 'c' | 'd' | 'e' | 'f', n: string): string =>
  `lpad('${kind}' || lpad(to_hex((${n})::bigint), 12, '0'), 32, '0')::uuid`;
const PERSON = id('a', 'p');
const AVATAR = id('e', 'p');
const HELD = id('b', 'n');
const CAPTURED = id('c', 'n');
/** Order 0 was made an hour ago; each further one is three seconds older. */
const AT = `now() - interval '1 hour' - n * interval '3 s'`;
const SPENT = PRICE * ORDERS_OF_A_PERSON;

/**
 * Writes people who were given credits, trained an avatar and spent everything: about this many rows, summed over the tables. The ledger
 * adds up.
 */
export async function seedPeople(owner: Client, rows: number, signal: AbortSignal): Promise<void> {
  const people = Math.ceil(rows / ROWS_OF_A_PERSON);
  await owner.query(`SET session_replication_role = replica`); // the rows fit together: no foreign key needs to be looked up
  for (let first = 0; first < people; first += BATCH) {
    signal.throwIfAborted();
    const last = Math.min(first + BATCH, people) - 1;
    await owner.query('BEGIN');
    for (const statement of STATEMENTS) await owner.query(statement, [first, last]);
    await owner.query('COMMIT');
  }
  await owner.query('VACUUM ANALYZE');
}

const PEOPLE = `generate_series($1::bigint, $2::bigint) AS p`;
const ORDERS = `${PEOPLE} CROSS JOIN LATERAL generate_series(p * ${ORDERS_OF_A_PERSON}, (p + 1) * ${ORDERS_OF_A_PERSON} - 1) AS n`;
const IS_PICTURES = 'n % 4 <> 0';
const UNITS = `CASE WHEN ${IS_PICTURES} THEN 4 ELSE 1 END`;

const STATEMENTS = [
  `INSERT INTO bot.person (user_id, telegram_id, first_name, username, language)
   SELECT ${PERSON}, 100000000 + p, 'Анна ' || p, 'anna' || p, 'ru' FROM ${PEOPLE}`,
  `INSERT INTO billing.account (user_id) SELECT ${PERSON} FROM ${PEOPLE}`,
  `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key, created_at)
   SELECT ${id('d', 'p')}, 'correction', ${PERSON}, ${SPENT}, 'bench', 'gift:' || p, now() - interval '10 years' FROM ${PEOPLE}`,
  `INSERT INTO billing.entry SELECT ${id('d', 'p')}, line, account, CASE WHEN line = 1 THEN ${PERSON} END, change
   FROM ${PEOPLE}, (VALUES (0, 'platform-gifts', -${SPENT}), (1, 'user-available', ${SPENT})) AS l (line, account, change)`,
  `INSERT INTO trainer.avatar (id, user_id, name, training_type, subject, status, trigger_phrase, lora_key, lora_sha256, is_main, training_completed_at)
   SELECT ${AVATAR}, ${PERSON}, 'Анна', 'portrait', 'woman', 'completed', 'anna' || p, 'files:loras/' || ${PERSON} || '/' || ${AVATAR} || '.safetensors',
     md5(p::text) || md5(p::text), true, now() FROM ${PEOPLE}`,
  // The widest row of all has the 128 numbers of a face and some dozen measurements.
  `INSERT INTO trainer.avatar_photo (id, avatar_id, accepted, findings, file_path, bytes, sha256, metadata, embedding)
   SELECT ${id('f', `p * ${PHOTOS_OF_A_PERSON} + n`)}, ${AVATAR}, true, '{}', 'avatars:avatars/' || ${PERSON} || '/' || ${AVATAR} || '/' || n || '.jpg', 300000,
     md5(p::text || n) || md5(n::text), jsonb_build_object('width', 1280, 'height', 960, 'sharpness', n / 7.0, 'faces', jsonb_build_array(
       jsonb_build_object('x', 0.31, 'y', 0.22, 'width', 0.4, 'height', 0.5, 'yaw', n / 3.0, 'pitch', 0.1, 'score', 0.98))),
     (SELECT array_agg(sin(p * 128 + n + d)::real) FROM generate_series(1, 128) AS d)
   FROM ${PEOPLE}, generate_series(1, ${PHOTOS_OF_A_PERSON}) AS n`,
  `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, captured, delivered, delivered_of, created_at, settled_at)
   SELECT ${HELD}, ${PERSON}, CASE WHEN ${IS_PICTURES} THEN 'generation' ELSE 'upscale' END, CASE WHEN ${IS_PICTURES} THEN 'picture' ELSE 'upscale' END,
     ${UNITS}, ${PRICE}, 'captured', ${PRICE}, ${UNITS}, ${UNITS}, ${AT}, ${AT} FROM ${ORDERS}`,
  `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key, created_at)
   SELECT CASE type WHEN 'hold' THEN ${HELD} ELSE ${CAPTURED} END, type, ${PERSON}, ${HELD}, ${PRICE}, 'bench', type || ':' || n, ${AT}
   FROM ${ORDERS}, unnest(ARRAY['hold', 'capture']) AS type`,
  `INSERT INTO billing.entry SELECT tx, line, account, CASE WHEN account LIKE 'user-%' THEN ${PERSON} END, change
   FROM ${ORDERS} CROSS JOIN LATERAL (VALUES
     (${HELD}, 0, 'user-available', -${PRICE}), (${HELD}, 1, 'user-held', ${PRICE}),
     (${CAPTURED}, 0, 'user-held', -${PRICE}), (${CAPTURED}, 1, 'platform-revenue', ${PRICE})) AS l (tx, line, account, change)`,
  `INSERT INTO generator.upscale (order_id, user_id, state, units, delivered, input, created_at, finished_at)
   SELECT ${HELD}, ${PERSON}, 'succeeded', 1, 1, '{"kind": "picture"}', ${AT}, ${AT} FROM ${ORDERS} WHERE NOT ${IS_PICTURES}`,
  `INSERT INTO generator.image_generation (order_id, user_id, input, prompt, aspect_ratio, seed, units, delivered, state, created_at, finished_at)
   SELECT ${HELD}, ${PERSON}, jsonb_build_object('kind', 'avatar', 'avatarId', ${AVATAR}),
     'на закате у моря, в лёгком платье, мягкий свет, идея ' || n % 10000, '1:1', 1, 4, 4, 'succeeded', ${AT}, ${AT} FROM ${ORDERS} WHERE ${IS_PICTURES}`,
  `INSERT INTO generator.picture (id, order_id, user_id, avatar_id, seed, position, file_path, sha256, bytes, width, height, cleared_by, created_at)
   SELECT ${id('d', 'n * 4 + place')}, ${HELD}, ${PERSON}, ${AVATAR}, 1, place, 'files:pictures/' || ${PERSON} || '/' || ${HELD} || '/' || place || '.jpg',
     md5(n::text) || md5(place::text), 900000, 1024, 1024, 'both', ${AT} FROM ${ORDERS}, generate_series(0, 3) AS place WHERE ${IS_PICTURES}`,
] as const;
