import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A transaction that adds several messages to a chat looks up once what that chat sends next. */
export class RefreshEachChatOnce1795465620000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The triggers are deferred: when the first of them runs, its transaction has made all its changes. Another transaction that changes
    // the chat at the same time looks up the next message after this one, because this one has locked the chat's row.
    await db.query(`
      CREATE OR REPLACE FUNCTION bot.delivery_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        refreshed text := coalesce(nullif(current_setting('aisha.refreshed_chats', true), ''), ',');
      BEGIN
        IF strpos(refreshed, ',' || NEW.chat_id || ',') = 0 THEN
          PERFORM bot.refresh_chat_queue(NEW.chat_id);
          refreshed := set_config('aisha.refreshed_chats', refreshed || NEW.chat_id || ',', true);
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.chat_id <> NEW.chat_id AND strpos(refreshed, ',' || OLD.chat_id || ',') = 0 THEN
          PERFORM bot.refresh_chat_queue(OLD.chat_id);
          refreshed := set_config('aisha.refreshed_chats', refreshed || OLD.chat_id || ',', true);
        END IF;
        RETURN NULL;
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION bot.delivery_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM bot.refresh_chat_queue(NEW.chat_id);
        IF TG_OP = 'UPDATE' AND OLD.chat_id <> NEW.chat_id THEN PERFORM bot.refresh_chat_queue(OLD.chat_id); END IF;
        RETURN NULL;
      END $$`);
  }
}
