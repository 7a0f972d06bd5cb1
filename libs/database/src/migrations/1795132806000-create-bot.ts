import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the tables of the bot: the people who talk to it, what they sent, where they are in a conversation, and what is to be shown to
 * them.
 */
export class CreateBot1795132806000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.person (
        user_id       uuid        PRIMARY KEY,
        telegram_id   bigint      NOT NULL UNIQUE,  -- also the id of the private chat
        first_name    text        NOT NULL,
        username      text,
        language      text        NOT NULL CHECK (language IN ('ru', 'en')),
        time_zone     text,                         -- IANA; NULL: the usual one of the language
        blocked_at    timestamptz,                  -- the person blocked the bot: nothing is sent
        heard_at      timestamptz NOT NULL DEFAULT now(), -- a refusal from before is out of date
        last_avatar_id     uuid,                    -- the next offer of pictures begins with these
        last_without_avatar boolean NOT NULL DEFAULT false, -- drew nobody in particular last
        last_aspect_ratio  text,
        last_picture_count integer,
        last_quality       text,
        last_enhance       boolean,
        words              text[] NOT NULL DEFAULT '{}' CHECK (cardinality(words) <= 40), -- names and terms in their recordings
        group_voice_limit  integer,                 -- hundredths of a credit: a recording of a group costs so much unasked; NULL: nothing
        created_at    timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`COMMENT ON TABLE bot.person IS 'A person who talks to the bot.'`);

    await db.query(`
      CREATE TABLE bot.consent (
        user_id      uuid        NOT NULL REFERENCES bot.person (user_id),
        version      integer     NOT NULL, -- of the text they agreed to
        agreed_at    timestamptz NOT NULL DEFAULT now(),
        withdrawn_at timestamptz,
        PRIMARY KEY (user_id, agreed_at)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.consent IS 'Which text of the consent screen a person agreed to, when, and when they took it back. Never deleted.'`,
    );
    await db.query(`CREATE UNIQUE INDEX consent_valid ON bot.consent (user_id, version) WHERE withdrawn_at IS NULL`);
    await db.query(`CREATE INDEX consent_withdrawn ON bot.consent (withdrawn_at) WHERE withdrawn_at IS NOT NULL`);

    await db.query(`
      CREATE TABLE bot.telegram_update (
        update_id   bigint      PRIMARY KEY,        -- stored once, acknowledged at once, handled later
        chat_id     bigint      NOT NULL,           -- in order within it
        payload     jsonb       NOT NULL,           -- its number alone once handled
        received_at timestamptz NOT NULL DEFAULT now(),
        handled_at  timestamptz,
        attempts    integer     NOT NULL DEFAULT 0, -- that failed by the update's own fault
        not_before  timestamptz NOT NULL DEFAULT now(), -- deferred after a failure: the rest of the chat goes on
        given_up_at timestamptz,                    -- an operator decides: it is in dead_letter
        held_until  timestamptz,                    -- waits for the person's consent, set aside as if handled; forgotten after that
        error       text,                           -- short reference of the last failure
        CHECK (held_until IS NULL OR handled_at IS NOT NULL),
        CHECK (given_up_at IS NULL OR handled_at IS NOT NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.telegram_update IS 'Updates as Telegram sent them until they are handled, then their numbers for a while so that a repeated one is recognised.'`,
    );
    await db.query(
      `CREATE INDEX telegram_update_open ON bot.telegram_update (chat_id, update_id) WHERE handled_at IS NULL`,
    );
    await db.query(
      `CREATE INDEX telegram_update_handled ON bot.telegram_update (handled_at) WHERE handled_at IS NOT NULL`,
    );
    await db.query(`CREATE INDEX telegram_update_held ON bot.telegram_update (chat_id) WHERE held_until IS NOT NULL`);

    await db.query(`
      CREATE TABLE bot.star_transaction (
        charge_id    text        NOT NULL,           -- Telegram's; a refund has that of its payment
        kind         text        NOT NULL CHECK (kind IN ('payment', 'refund')),
        telegram_id  bigint      NOT NULL,           -- who paid
        payload      text        NOT NULL,           -- of the invoice
        currency     text        NOT NULL,
        amount       integer     NOT NULL CHECK (amount > 0),
        payer        jsonb,                          -- the person as Telegram names them, until billing is told
        user_id      uuid        REFERENCES bot.person (user_id),
        told_at      timestamptz,                    -- an update said so
        confirmed_at timestamptz,                    -- Telegram's own list says so
        forwarded_at timestamptz,                    -- billing has been told
        created_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (charge_id, kind),
        CHECK (told_at IS NOT NULL OR confirmed_at IS NOT NULL),
        CHECK (forwarded_at IS NULL OR (confirmed_at IS NOT NULL AND user_id IS NOT NULL AND payer IS NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE bot.star_transaction IS 'Stars that were paid or went back; billing credits and takes back by these rows alone. Never deleted.'`,
    );
    await db.query(
      `CREATE INDEX star_transaction_open ON bot.star_transaction (created_at) WHERE forwarded_at IS NULL`,
    );
    await db.query(`
      CREATE TABLE bot.star_reconciliation (
        only_row    boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
        transactions_read bigint NOT NULL DEFAULT 0, -- of Telegram's list, which only grows
        due_at      timestamptz NOT NULL DEFAULT now(), -- the replica that moves it on reads the list
        finished_at timestamptz                      -- when the list was last read to its end
      )`);
    await db.query(
      `COMMENT ON TABLE bot.star_reconciliation IS 'How far Telegram''s list of Star transactions has been read.'`,
    );

    await db.query(`
      CREATE TABLE bot.polling_lease (
        only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
        holder   uuid        NOT NULL, -- the process that asks Telegram for updates
        replica  text        NOT NULL, -- its name: a process that is started again in its place has the same
        ends_at  timestamptz NOT NULL  -- unless it is renewed
      )`);
    await db.query(
      `COMMENT ON TABLE bot.polling_lease IS 'Which replica of the gateway polls: Telegram allows one. Empty in webhook mode.'`,
    );

    await db.query(`
      CREATE TABLE bot.conversation (
        user_id    uuid        PRIMARY KEY REFERENCES bot.person (user_id),
        flow       text        NOT NULL,            -- which conversation
        step       text        NOT NULL,            -- by name, so that a deploy may insert steps
        draft      jsonb       NOT NULL,
        version    integer     NOT NULL,            -- of the draft's shape; another one leads to the menu
        screen     bigint,                          -- message that shows the step
        update_id  bigint      NOT NULL,            -- the update it came from: a repeated tap changes nothing
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE bot.conversation IS 'Where a person is: one step of one flow and what they chose so far.'`,
    );
    await db.query(`
      CREATE TABLE bot.draft (
        user_id    uuid        NOT NULL REFERENCES bot.person (user_id),
        flow       text        NOT NULL,
        about      text        NOT NULL DEFAULT '', -- id of what it is about (an avatar); a flow without such has one draft
        step       text        NOT NULL,
        draft      jsonb       NOT NULL,
        version    integer     NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        dropped_at timestamptz,                     -- by the person, who can restore it for a day
        PRIMARY KEY (user_id, flow, about)
      )`);
    await db.query(`COMMENT ON TABLE bot.draft IS 'A flow left half-way, taken up again with «Продолжить».'`);
    await db.query(`CREATE INDEX draft_dropped ON bot.draft (dropped_at) WHERE dropped_at IS NOT NULL`);

    await db.query(`
      CREATE TABLE bot.pending_change (
        set_id     uuid        NOT NULL,            -- what it belongs to: a person's avatars, pictures and transcripts (user id), an avatar's photos and its main picture (avatar id)
        change     text        NOT NULL CHECK (change IN
          ('removed', 'recording-removed', 'renamed', 'chosen', 'favourite-on', 'favourite-off', 'main-photo-on', 'main-photo-off')),
        item_id    uuid        NOT NULL,
        name       text        CHECK ((change = 'renamed') = (name IS NOT NULL)),
        message_id uuid        NOT NULL,            -- asks the owner for it; pending while the message lies in bot.outbox
        PRIMARY KEY (set_id, change, item_id)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.pending_change IS 'What a person has changed and the owning app has still to change; shown as done already.'`,
    );

    await db.query(`
      CREATE TABLE bot.card (
        key        text        PRIMARY KEY,         -- 'order:<id>', 'photos:<avatar id>'
        user_id    uuid        NOT NULL REFERENCES bot.person (user_id),
        message_id bigint,                          -- null until it was sent
        state      jsonb       NOT NULL,            -- what it tells, in the product's words
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE bot.card IS 'A message that is edited in place while something goes on; forgotten a month after its last word.'`,
    );
    await db.query(`CREATE INDEX card_updated ON bot.card (updated_at)`);
    await db.query(
      `CREATE INDEX card_of_voice ON bot.card ((state->>'voice'), updated_at) WHERE key LIKE 'group-voice:%'`,
    );

    await db.query(`
      CREATE TABLE bot.delivery (
        id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- the order within a chat
        user_id     uuid        NOT NULL REFERENCES bot.person (user_id),
        chat_id     bigint      NOT NULL,
        class       text        NOT NULL CHECK (class IN ('callback', 'answer', 'result', 'broadcast', 'progress')),
        card_key    text,                           -- edits of one card: only the newest unsent one is sent
        content     jsonb,                          -- what to show, before it becomes Telegram's; null two days after it ended
        queue       text        NOT NULL DEFAULT '',  -- '': the chat's own; a deferred message has another, so that the rest may pass
        status      text        NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'sending', 'sent', 'dropped', 'undelivered')),  -- the last: paid for, an operator decides
        waits_for   text        CHECK (waits_for IN ('card-interval', 'receipt', 'retry', 'retry-after', 'return')),
        not_before  timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,                    -- while it is sent: its sender has died if this passes
        attempts    integer     NOT NULL DEFAULT 0,
        message_ids bigint[],
        error       text,                           -- for people only
        trace_id    text,                           -- of the work that wants it shown
        created_at  timestamptz NOT NULL DEFAULT now(),
        sent_at     timestamptz,
        CHECK (content IS NOT NULL OR status IN ('sent', 'dropped')),
        -- The others let the rest of the chat pass while they wait.
        is_ordered  boolean     NOT NULL GENERATED ALWAYS AS
          (class IN ('answer', 'result') AND coalesce(waits_for NOT IN ('card-interval', 'receipt'), true)) STORED
      )`);
    await db.query(
      `COMMENT ON TABLE bot.delivery IS 'What is to be shown in a chat; recorded before and after it is sent.'`,
    );
    await db.query(
      `CREATE INDEX delivery_open ON bot.delivery (chat_id, queue, id) WHERE status IN ('pending', 'sending')`,
    );
    await db.query(
      `CREATE INDEX delivery_callback ON bot.delivery (not_before) WHERE status = 'pending' AND class = 'callback'`,
    );
    await db.query(`CREATE INDEX delivery_lease ON bot.delivery (lease_until) WHERE status = 'sending'`);
    await db.query(
      `CREATE INDEX delivery_result ON bot.delivery (trace_id)
       WHERE class = 'result' AND (card_key IS NULL OR card_key LIKE 'once:%')`,
    );
    await db.query(`CREATE INDEX delivery_undelivered ON bot.delivery (id) WHERE status = 'undelivered'`);

    // The table has the form in which rate-limiter-flexible makes and reads it.
    await db.query(`
      CREATE TABLE bot.file_budget (
        key    varchar(255) PRIMARY KEY,  -- budget and person
        points integer      NOT NULL DEFAULT 0,
        expire bigint                     -- milliseconds since 1970
      )`);
    await db.query(
      `COMMENT ON TABLE bot.file_budget IS 'How many files that nobody pays for a person has let us fetch lately.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE bot.file_budget, bot.delivery, bot.card, bot.pending_change, bot.draft, bot.conversation, bot.telegram_update, bot.polling_lease, bot.star_reconciliation, bot.star_transaction, bot.consent, bot.person`,
    );
  }
}
