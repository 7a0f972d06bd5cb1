import { describe, expect, it } from '@jest/globals';
import { eventually, quickMinutes } from '@aisha/testing';
import { startedGateway } from '../spec/started-gateway';

describe('the clocks of the bot gateway', () => {
  it('the clocks of the bot gateway forget old updates, messages, cards and changes by themselves', async () => {
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

  it('the clocks of the bot gateway report at its start how many updates wait and which messages it could not deliver', async () => {
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
});
