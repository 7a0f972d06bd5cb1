import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rows that pace the bot: the next message of each chat, the messages of all replicas in the last second, and broadcasts to everyone. */
export class CreateBotPacing1795132807000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.chat_queue (
        chat_id      bigint      PRIMARY KEY,
        head_id      bigint,                        -- the delivery that is sent next; null: none waits, or one is being sent
        rank         smallint,                      -- of its class: 1 answer, 2 result, 3 broadcast, 4 progress
        due_at       timestamptz,                   -- when it may be sent
        paced_until  timestamptz NOT NULL DEFAULT '-infinity',  -- the chat's own rate: nothing is sent to it before
        paused_until timestamptz NOT NULL DEFAULT '-infinity'   -- Telegram's retry_after
      ) WITH (fillfactor = 70)`);
    await db.query(
      `COMMENT ON TABLE bot.chat_queue IS 'One row per chat: the head of its queue. Kept by triggers of bot.delivery.'`,
    );
    await db.query(`CREATE INDEX chat_queue_due ON bot.chat_queue (rank, due_at) WHERE head_id IS NOT NULL`);

    await db.query(`
      CREATE TABLE bot.send_window (
        id           boolean       PRIMARY KEY DEFAULT true CHECK (id),  -- one row
        granted_at   timestamptz[] NOT NULL DEFAULT '{}',   -- one element per call of the last second
        granted_rank smallint[]    NOT NULL DEFAULT '{}',
        spaced_from  timestamptz   NOT NULL DEFAULT '-infinity'  -- calls that are not answers are spread evenly from here
      ) WITH (fillfactor = 50)`);
    await db.query(
      `COMMENT ON TABLE bot.send_window IS 'The calls that all replicas made or may make within the last second: a sliding window.'`,
    );

    // A chat has few open deliveries. Each queue of a chat sends one at a time, in order; a delivery that is not ordered lets the others
    // pass. The function locks the chat's row first, so that it looks the head up among all that is committed.
    await db.query(`
      CREATE FUNCTION bot.refresh_chat_queue(chat bigint) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM FROM bot.chat_queue WHERE chat_id = chat FOR UPDATE;
        IF NOT FOUND THEN
          INSERT INTO bot.chat_queue (chat_id) VALUES (chat) ON CONFLICT DO NOTHING;
          PERFORM FROM bot.chat_queue WHERE chat_id = chat FOR UPDATE;
        END IF;
        UPDATE bot.chat_queue q SET head_id = head.id, rank = head.rank, due_at = head.due_at
        FROM (SELECT) one LEFT JOIN LATERAL (
          SELECT id, array_position(ARRAY['answer', 'result', 'broadcast', 'progress'], class)::smallint AS rank,
            greatest(not_before, own.paced_until, own.paused_until) AS due_at
          FROM (
            SELECT DISTINCT ON (queue) id, class, status, not_before FROM bot.delivery
            WHERE chat_id = chat AND status IN ('pending', 'sending') AND class <> 'callback'
            ORDER BY queue, status = 'sending' DESC, is_ordered DESC, CASE WHEN NOT is_ordered THEN not_before END, id
          ) first, (SELECT paced_until, paused_until FROM bot.chat_queue WHERE chat_id = chat) own
          WHERE status = 'pending'
          ORDER BY greatest(not_before, clock_timestamp()), 2, id LIMIT 1
        ) head ON true
        WHERE q.chat_id = chat;
      END $$`);
    await db.query(`
      CREATE FUNCTION bot.delivery_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM bot.refresh_chat_queue(NEW.chat_id);
        IF TG_OP = 'UPDATE' AND OLD.chat_id <> NEW.chat_id THEN PERFORM bot.refresh_chat_queue(OLD.chat_id); END IF;
        RETURN NULL;
      END $$`);
    // The triggers are deferred: a chat's row is locked last, while the transaction commits, so a transaction that holds this lock waits
    // for no other.
    await db.query(`
      CREATE CONSTRAINT TRIGGER delivery_added AFTER INSERT ON bot.delivery DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.class <> 'callback' AND NEW.status = 'pending') EXECUTE FUNCTION bot.delivery_changed()`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER delivery_moved AFTER UPDATE OF status, not_before, queue, class, waits_for, chat_id
      ON bot.delivery DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.class <> 'callback') EXECUTE FUNCTION bot.delivery_changed()`);

    await db.query(`
      CREATE TABLE bot.broadcast (
        id          uuid        PRIMARY KEY,
        content     jsonb       NOT NULL,           -- what to show, by language
        cursor      uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',  -- the last person it was written for
        created_at  timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz                     -- it was written for everybody
      )`);
    await db.query(
      `COMMENT ON TABLE bot.broadcast IS 'A message to everybody; becomes deliveries a few hundred at a time.'`,
    );
    await db.query(`CREATE INDEX broadcast_open ON bot.broadcast (created_at) WHERE finished_at IS NULL`);
    await db.query(
      `CREATE INDEX delivery_broadcast ON bot.delivery (id) WHERE class = 'broadcast' AND status = 'pending'`,
    );

    await db.query(`CREATE INDEX delivery_card ON bot.delivery (user_id, card_key) WHERE card_key IS NOT NULL`);
    await db.query(
      `CREATE INDEX delivery_readable ON bot.delivery (created_at)
       WHERE content IS NOT NULL AND status IN ('sent', 'dropped') AND waits_for IS DISTINCT FROM 'return'`,
    );
    await db.query(`CREATE INDEX delivery_ended ON bot.delivery (created_at) WHERE status IN ('sent', 'dropped')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX bot.delivery_ended, bot.delivery_readable, bot.delivery_card, bot.delivery_broadcast`);
    await db.query(`DROP TRIGGER delivery_moved ON bot.delivery`);
    await db.query(`DROP TRIGGER delivery_added ON bot.delivery`);
    await db.query(`DROP FUNCTION bot.delivery_changed()`);
    await db.query(`DROP FUNCTION bot.refresh_chat_queue(bigint)`);
    await db.query(`DROP TABLE bot.broadcast, bot.send_window, bot.chat_queue`);
  }
}
