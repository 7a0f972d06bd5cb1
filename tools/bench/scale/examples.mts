import type { Admin } from '@aisha/testing/fixtures';
import { fixturesOn } from '@aisha/testing/fixtures';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { ORDER_KINDS } from '@aisha/kinds';

/**
 * Writes one person's rows for everything that would need photos, voices or Stars: an order of each kind but `generation`, in each of the
 * states.
 */
export const exampleOrders = async (
  admin: Admin,
  userId: UserId,
  states: readonly ('succeeded' | 'queued')[],
): Promise<void> => {
  const fixtures = fixturesOn(admin);
  for (const state of states) {
    for (const kind of ORDER_KINDS) if (kind !== 'generation') await fixtures.order(kind, { userId, state });
  }
};

/**
 * Writes rows that no example order has: parts of work, which are deleted when the work ends, and what comes from outside, such as a
 * payment.
 */
export const exampleRows = async (admin: Admin, userId: UserId): Promise<void> => {
  const idOf = async <Id,>(sql: string): Promise<Id> => {
    const [row] = await admin.query<{ id: Id }>(sql, [userId]);
    if (!row) throw new Error(`nothing to hang examples on: ${sql}`);
    return row.id;
  };
  const ended = (table: string): Promise<OrderId> =>
    idOf(`SELECT order_id AS id FROM ${table} WHERE user_id = $1 AND finished_at IS NOT NULL LIMIT 1`);
  const avatar = await idOf<AvatarId>(`SELECT id FROM trainer.avatar WHERE user_id = $1 LIMIT 1`);
  const [recording, document, question, speech] = [
    await ended('transcriber.recording'),
    await ended('transcriber.document'),
    await ended('transcriber.question'),
    await ended('transcriber.speech'),
  ];
  const fixtures = fixturesOn(admin);
  await fixtures.transcript({ userId, content: 'A word.' });
  await fixtures.photo({ avatarId: avatar });
  const face = `array_fill(0.1::real, ARRAY[128])`;
  for (const [sql, ...values] of [
    [`INSERT INTO transcriber.piece VALUES ($1, 0, 0, 60, '[]', 'en')`, recording],
    [`INSERT INTO transcriber.document_part VALUES ($1, 0, 0, 60, '[]')`, document],
    [`INSERT INTO transcriber.question_part VALUES ($1, 0, $2, 0, 60, '[]')`, question, recording],
    [`INSERT INTO transcriber.speech_piece VALUES ($1, 0, 'A word.')`, speech],
    [`INSERT INTO transcriber.sent_text VALUES (gen_random_uuid(), $1, 'A word.')`, userId],
    [`INSERT INTO transcriber.source VALUES (gen_random_uuid(), $1, 'files:sources/bench.ogg', 60, '[]')`, userId],
    [`INSERT INTO generator.lora_upload VALUES ($1, 'http://127.0.0.1/bench')`, avatar],
    [`INSERT INTO trainer.face_proof VALUES ($1, ${face}) ON CONFLICT DO NOTHING`, avatar],
    [`INSERT INTO trainer.known_face VALUES (gen_random_uuid(), 'avatar', $1, ${face})`, userId],
    [`INSERT INTO trainer.selfie VALUES (gen_random_uuid(), 0, $2, $1, '{}', ${face})`, userId, avatar],
    [
      `INSERT INTO trainer.face_report (id, user_id, about, has_face, closed_at, closed_as)
       VALUES (gen_random_uuid(), $1, 'other', false, now(), 'looked at')`,
      userId,
    ],
    [`INSERT INTO billing.purchase VALUES ('bench', $1, 'small', 1, 100)`, userId],
    [`INSERT INTO billing.refund VALUES ('bench', 0, 0)`],
    [
      `INSERT INTO bot.star_transaction (charge_id, kind, telegram_id, payload, currency, amount, user_id, told_at, confirmed_at, forwarded_at)
       VALUES ('bench', 'payment', 1, 'bench', 'XTR', 1, $1, now(), now(), now())`,
      userId,
    ],
    [`INSERT INTO bot.broadcast (id, content, finished_at) VALUES (gen_random_uuid(), '{}', now())`],
    [`INSERT INTO bot.file_place (user_id, budget, file, ended_at) VALUES ($1, 'bench', 'bench', now())`, userId],
    ...['generator', 'trainer', 'transcriber', 'enhancer'].flatMap((schema): [string, ...string[]][] => [
      [`INSERT INTO ${schema}.handled (message_id, job) VALUES ('bench', 'bench')`],
      [
        `INSERT INTO ${schema}.free_work VALUES (gen_random_uuid(), $1, NULL, 'bench', 'installation', 1, now() - interval '2 days')`,
        userId,
      ],
      [
        `INSERT INTO ${schema}.provider_call VALUES (gen_random_uuid(), $1, NULL, NULL, 'bench', 'bench', 'bench', 1, 1, now())`,
        userId,
      ],
    ]),
  ] as [string, ...string[]][])
    await admin.query(sql, values);
};
