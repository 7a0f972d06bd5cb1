import { newId } from '@aisha/platform';
import type { OrderId } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import type { PostgresHarness } from '@aisha/testing';

/** A first name with which a stranger would like to run a script in an operator’s browser. */
export const HOSTILE_NAME = `<img src=x onerror="document.title='hacked'">`;

/** Telegram’s id of a person’s payment, as long as a real one. */
export const chargeOf = (userId: string): string => `stx${'Q2JIhZ9_'.repeat(15)}${userId.slice(-8)}`;

/** The id of a person’s payment by card. */
export const cardChargeOf = (userId: string): string => `card-${chargeOf(userId)}`;

/**
 * Adds rows for every screen: two people, one with a hostile name, their orders and payments, open tickets and reports, and dead letters.
 */
export async function filled({ fixtures, admin }: PostgresHarness) {
  const anna = await fixtures.person({ firstName: 'Анна', username: 'anna_k' });
  const hostile = await fixtures.person({ firstName: HOSTILE_NAME, username: null });
  const orders: OrderId[] = [];
  for (const { userId } of [anna, hostile]) {
    await fixtures.account({ userId, credits: 120 });
    const done = await fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
    const open = await fixtures.transcription({ userId, state: 'queued' });
    // This order has waited for longer than an order should.
    await admin.query(
      `UPDATE ${ORDER_KIND.transcription.table} SET created_at = now() - interval '20 minutes' WHERE order_id = $1`,
      [open.orderId],
    );
    const failed = await fixtures.speech({ userId, state: 'failed', errorCode: 'unexpected' });
    for (const [order, status, kind] of [
      [done, 'captured', 'generation'],
      [open, 'open', 'transcription'],
      [failed, 'released', 'speech'],
    ] as const) {
      await admin.query(
        `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, captured, delivered, delivered_of, settled_at)
         VALUES ($1, $2, $3, 'picture', 1, 300, $4, $5, $6, 1, $7)`,
        [
          order.orderId,
          userId,
          kind,
          status,
          status === 'captured' ? 300 : 0,
          status === 'open' ? null : status === 'captured' ? 1 : 0,
          status === 'open' ? null : new Date(),
        ],
      );
      orders.push(order.orderId);
    }
    await admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'medium-1', 420, 30000)`,
      [chargeOf(userId), userId],
    );
    await admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES ($1, 'purchase', $2, 30000, 'pack', 'purchase:' || $3)`,
      [newId(), userId, chargeOf(userId)],
    );
  }
  // An operator must return this card payment to the person, at the card provider.
  await admin.query(
    `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, currency, card_amount, credited) VALUES ($1, $2, 'small-1', 0, 'EUR', 299, 10000)`,
    [cardChargeOf(hostile.userId), hostile.userId],
  );
  await admin.query(
    `INSERT INTO bot.star_transaction (charge_id, provider_charge_id, kind, telegram_id, payload, currency, amount, user_id, told_at, confirmed_at)
     SELECT $1, 'ch_3Qx1', 'payment', telegram_id, 'pack', 'EUR', 299, user_id, now(), now() FROM bot.person WHERE user_id = $2`,
    [cardChargeOf(hostile.userId), hostile.userId],
  );
  await admin.query(
    `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by) VALUES ($1, $2, $3, 10000, 'person')`,
    [newId(), cardChargeOf(hostile.userId), hostile.userId],
  );
  const letterId = newId<string>();
  await admin.query(
    `INSERT INTO transcriber.dead_letter (message_id, job, payload, code, facts, attempts)
     VALUES ($1, 'start-transcription', '{"idea": "a private word"}', 'unexpected', '{}', 10)`,
    [letterId],
  );
  const [{ id: deliveryId }] = (await admin.query<{ id: string }>(
    `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, attempts, error, trace_id)
     VALUES ($1, 7, 'result', '{"kind": "album", "markup": "a private word"}', 'undelivered', 60, 'telegram-unreachable', $2)
     RETURNING id::text`,
    [anna.userId, orders[0]],
  )) as [{ id: string }];
  await admin.query(
    `INSERT INTO billing.operator_act (id, act, operator, reason, user_id, outcome)
     VALUES ($1, 'give-credits', 'telegram:500001', 'charged twice', $2, 'done')`,
    [newId(), anna.userId],
  );
  await admin.query(
    `INSERT INTO billing.queue_setting (queue, is_paused) VALUES ('billing', true) ON CONFLICT DO NOTHING`,
  );
  const ticketId = newId<string>();
  const ticketMessageId = newId<string>();
  await admin.query(`INSERT INTO bot.support_ticket (id, user_id) VALUES ($1, $2)`, [ticketId, anna.userId]);
  await admin.query(`INSERT INTO bot.support_message (id, ticket_id, words) VALUES ($1, $2, 'Где мой аватар?')`, [
    ticketMessageId,
    ticketId,
  ]);
  await admin.query(`INSERT INTO bot.retention_rule (id, kept, days) VALUES ($1, 'picture', 365)`, [newId()]);
  const avatar = await fixtures.avatar({ userId: hostile.userId, status: 'completed', photos: 0 });
  await admin.query(`UPDATE trainer.avatar SET stopped_for = 'reported', stopped_at = now() WHERE id = $1`, [
    avatar.id,
  ]);
  const reportId = newId<string>();
  await admin.query(
    `INSERT INTO trainer.face_report (id, user_id, about, words, has_face, avatars) VALUES ($1, $2, 'my-face', 'Это моё лицо', true, $3)`,
    [reportId, anna.userId, [avatar.id]],
  );
  const [{ telegramId }] = (await admin.query<{ telegramId: string }>(
    `SELECT telegram_id::text AS "telegramId" FROM bot.person WHERE user_id = $1`,
    [anna.userId],
  )) as [{ telegramId: string }];
  return {
    anna,
    telegramId,
    hostile,
    orders,
    ticketId,
    ticketMessageId,
    letterId,
    deliveryId,
    reportId,
    avatarId: avatar.id,
  };
}
