import { describe, expect, it } from '@jest/globals';
import { eventually, quickMinutes } from '@aisha/testing';
import { startedGateway } from '../spec/started-gateway';

describe('the bot gateway', () => {
  it('the bot gateway by itself removes old updates, messages, cards and pending changes', async () => {
    quickMinutes();
    const kept = { telegram_update: 1, delivery: 1, card: 0, pending_change: 0, handled: 0 };

    const { postgres } = await startedGateway({
      environment: { REDIS_URL: '' }, // without Redis the queue is in this app's own database
      plant: async ({ postgres: { admin, fixtures } }) => {
        const { userId } = await fixtures.person();
        await admin.query(
          `INSERT INTO bot.telegram_update VALUES (1, 1, '{}', now() - interval '8 days', now() - interval '8 days')`,
        );
        await admin.query(
          `INSERT INTO bot.telegram_update (update_id, chat_id, payload, handled_at, held_until)
             VALUES (2, 1, '{"message": "a face"}', now(), now() - interval '1 minute')`,
        );
        for (const status of ['sent', 'undelivered']) {
          await admin.query(
            `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, created_at)
               VALUES ($1, 1, 'answer', '{}', $2, now() - interval '31 days')`,
            [userId, status],
          );
        }
        await admin.query(
          `INSERT INTO bot.card VALUES ('order:old', $1, 1, '{}', now() - interval '31 days', now() - interval '31 days')`,
          [userId],
        );
        await admin.query(
          `INSERT INTO bot.pending_change VALUES ($1, 'removed', gen_random_uuid(), NULL, gen_random_uuid())`,
          [userId],
        );
        await admin.query(`INSERT INTO bot.handled VALUES ('old', 'show-receipt', now() - interval '9 days')`);
      },
    });

    await eventually(async () => {
      const counts = Object.keys(kept).map((table) => `(SELECT count(*)::int FROM bot.${table}) AS ${table}`);
      expect(await postgres.admin.query(`SELECT ${counts.join(', ')}`)).toEqual([kept]);
      expect(await postgres.admin.tablesWith('a face')).toEqual([]);
    });
  });

  it('the bot gateway by itself reports at its start how many updates wait, and since when, and how many results could not be delivered', async () => {
    const { url } = await startedGateway({
      environment: { REDIS_URL: '' }, // without Redis the queue is in this app's own database
      plant: async ({ postgres: { admin, fixtures } }) => {
        const { userId } = await fixtures.person();
        await admin.query(
          `INSERT INTO bot.telegram_update (update_id, chat_id, payload, received_at, not_before)
             VALUES (1, 1, '{}', now() - interval '1 minute', now() + interval '1 hour')`,
        );
        await admin.query(
          `INSERT INTO bot.delivery (user_id, chat_id, class, content, status) VALUES ($1, 1, 'result', '{}', 'undelivered')`,
          [userId],
        );
      },
    });

    await eventually(async () => {
      const told = await (await fetch(`${url}/metrics`)).text();
      expect(told).toContain('aisha_updates_waiting 1');
      expect(told).toMatch(/aisha_updates_oldest_seconds ([6-9]\d|\d{3})/);
      expect(told).toContain('aisha_undelivered_results 1');
    });
  });

  it('the bot gateway by itself reports how many tickets and erasures are open, and how long the oldest ticket, erasure and export have waited', async () => {
    const { url } = await startedGateway({
      environment: { REDIS_URL: '' },
      plant: async ({ postgres: { admin, fixtures } }) => {
        const { userId } = await fixtures.person();
        await admin.query(
          `INSERT INTO bot.support_ticket (id, user_id, opened_at, last_at) VALUES (gen_random_uuid(), $1, now() - interval '30 hours', now() - interval '30 hours')`,
          [userId],
        );
        // Three erasures: one that has begun, one whose second round has no answers yet, and one that waits for its next round.
        await admin.query(
          `INSERT INTO bot.erasure (id, user_id, asked_by, forfeits, stage, asked_at, finished_at, look_at)
           SELECT gen_random_uuid(), gen_random_uuid(), 'person', true, stage, now() - asked, now() - finished, now() + look
             FROM (VALUES ('orders', interval '7 hours', NULL::interval, NULL::interval),
               ('apps', interval '20 days', interval '19 days', interval '16 hours'),
               ('over', interval '3 days', interval '3 days', interval '5 days')) AS planted (stage, asked, finished, look)`,
        );
        await admin.query(
          `INSERT INTO bot.card (key, user_id, message_id, state, created_at, updated_at)
           VALUES ('data-export:' || $1::uuid, $1, 1, '{"outcome": null}', now() - interval '3 hours', now() - interval '3 hours'),
             ('data-export:old', $1, 1, '{"outcome": "sent"}', now() - interval '9 hours', now() - interval '9 hours')`,
          [userId],
        );
      },
    });

    await eventually(async () => {
      const told = await (await fetch(`${url}/metrics`)).text();
      expect(told).toContain('aisha_support_tickets_waiting 1');
      expect(told).toMatch(/aisha_support_oldest_ticket_hours 30\./);
      expect(told).toContain('aisha_erasures_open 2');
      expect(told).toMatch(/aisha_erasures_oldest_hours 8(\.|\n)/);
      expect(told).toMatch(/aisha_exports_oldest_silent_hours 3(\.|\n)/);
    });
  });
});
