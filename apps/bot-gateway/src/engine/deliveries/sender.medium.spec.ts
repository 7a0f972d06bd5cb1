import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { Database, type Transaction } from '@aisha/database';
import { DeliveryReader, Person, type Delivery } from '@aisha/database/bot';
import { AppError, type OrderId, type TelegramId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { type Logger, newId, withWorkFacts } from '@aisha/platform';
import { fromReference, pictureKey, toReference, transcriptKey, type ObjectStore } from '@aisha/storage';
import { eventually, readableLog, statementsOf } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { undeliveredTexts } from '@aisha/words';
import { type BotHarness, botHarness, NO_LIMITS } from '../../../spec/bot-harness';
import { echoFeature } from '../../../spec/echo.feature';
import { defineCard } from '../cards/card';
import { CARD_PAUSES } from '../cards/cards';
import { html } from '../conversation';
import { PersonStore } from '../people/person.store';
import { SCREEN } from './deliveries';
import { albumOf, documentOf, filesOf, invoiceFor, messageOf, messageWith, videoOf, type Content } from './content';
import type { DeliveryOptions } from './deliveries';
import type { RateLimits } from './rate-limits';
import { CLAIM, DeliveryStore } from './delivery.store';
import { DELIVERY_TIMEOUTS, type DeliveryTimeouts } from './timeouts';
import { BillingAccounts } from '../../features/purchases/billing-accounts';

const progressCard = defineCard<{ percent: number }>('progress', ({ percent }) => ({
  text: html`<b>${percent} %</b>`,
}));

/** Pauses that are far shorter than the real ones. Only the time after which a sender counts as dead is the real one. */
const HASTY: DeliveryTimeouts = {
  ...DELIVERY_TIMEOUTS,
  lookEveryMs: 50,
  renewEveryMs: 100,
  retryFirstMs: 20,
  retryAfterAnotherMs: 500,
};

/** The methods that a process calls here and that no Bot API server answers by itself. */
const REACHES_TELEGRAM = ['sendMediaGroup', 'sendMessage'];

/** A pause so long that within a test it never ends. */
const NEVER_MS = 3_600_000;

interface SetupOptions {
  readonly rateLimits?: RateLimits;
  readonly timeouts?: Partial<DeliveryTimeouts>;
  /** A gate that must be opened before files can be read. */
  readonly gate?: Gate;
  readonly log?: Logger;
}

const setup = async ({ rateLimits = NO_LIMITS, timeouts, gate, log }: SetupOptions = {}) => {
  const harness = await botHarness({ features: [echoFeature()] });
  const { postgres, joins, replica } = harness;
  const anna = await joins('Анна');
  // The person has to write first, because a bot cannot write to a person who has never written to it.
  await anna.sends('hello');
  const { userId } = await postgres.fixtures.person({ telegramId: anna.id as TelegramId });
  const bot = await replica({
    rateLimits,
    cardPauses: CARD_PAUSES,
    deliveryTimeouts: { ...HASTY, ...timeouts },
    ...(gate && { objects: gate.before(harness.objects) }),
    ...(log && { log }),
  });
  await anna.sees(/turn/);
  return {
    ...harness,
    anna,
    bot,
    userId,
    deliver: (content: Content, how?: DeliveryOptions, to: UserId = userId) =>
      postgres.database.transaction((tx) => bot.deliveries.add(tx, to, content, how)),
    progress: (percent: number) =>
      postgres.database.transaction((tx) => bot.cards.update(tx, progressCard, 'one', userId, () => ({ percent }))),
    stored: async (count: number) =>
      Promise.all(
        Array.from({ length: count }, async (_, i) => {
          const picture = { width: 64, height: 64, channels: 3, background: { r: 20 * i, g: 90, b: 160 } } as const;
          const jpeg = await sharp({ create: picture }).jpeg().toBuffer();
          const key = pictureKey(userId, newId(), i, 'jpg');
          await harness.objects.put(key, jpeg, { contentType: 'image/jpeg' });
          return toReference(key);
        }),
      ),
    /** Makes the messages that have failed wait this long for their next attempt, counted from now. */
    pausesAre: (time: string) =>
      postgres.admin.query(
        `UPDATE bot.delivery SET not_before = now() + $1::interval WHERE status = 'pending' AND attempts > 0 RETURNING id`,
        [time],
      ),
    statuses: async () =>
      (
        await postgres.admin.query<{ status: string; error: string | null }>(
          'SELECT status, error FROM bot.delivery ORDER BY id',
        )
      ).map(({ status, error }) => (error ? `${status}: ${error}` : status)),
  };
};

const texts = async (person: Awaited<ReturnType<typeof setup>>['anna']): Promise<(string | undefined)[]> =>
  (await person.chat()).filter(({ by }) => by === 'bot').map(({ text }) => text);

/** Holds up a delivery with a file until the gate is opened. */
class Gate {
  opens: () => void = () => undefined;
  /** How many times a file was asked for. */
  asked = 0;
  /** How many of these, the first ones, fail, and how. */
  fails = 0;
  failure: Error = new Error('the storage is away');
  /** Whether files that were asked for before the gate was opened fail, too. */
  failsWhenOpen = false;
  private readonly whenOpen = new Promise<void>((resolve) => (this.opens = resolve));

  before(objects: ObjectStore): ObjectStore {
    const getBuffer: ObjectStore['getBuffer'] = async (...asked) => {
      this.asked += 1;
      if (this.asked <= this.fails) throw this.failure;
      await this.whenOpen;
      if (this.failsWhenOpen) throw this.failure;
      return objects.getBuffer(...asked);
    };
    return Object.assign(Object.create(objects) as ObjectStore, { getBuffer });
  }
}

describe('messages in a chat', () => {
  it('messages of a chat keep their order when the chat has to be slowed down', async () => {
    const { anna, deliver, progress } = await setup({ rateLimits: { ...NO_LIMITS, chatIntervalMs: 40 } });

    await progress(1);
    for (const word of ['one', 'two', 'three']) await deliver(messageWith(html`${word}`));

    await anna.sees('three');
    expect((await texts(anna)).slice(1)).toEqual(['1 %', 'one', 'two', 'three']);
  });

  it('messages of a chat come in the order in which they were decided, even when Telegram tells the bot to wait', async () => {
    const { anna, deliver, telegram } = await setup();
    telegram.faults.add({ kind: '429', method: 'sendMessage', retryAfter: 1, times: 1 });
    const startedAt = performance.now();

    for (const word of ['one', 'two', 'three']) await deliver(messageWith(html`${word}`));

    await anna.sees('three');
    expect((await texts(anna)).slice(1)).toEqual(['one', 'two', 'three']);
    expect(performance.now() - startedAt).toBeGreaterThan(950);
  });

  it('messages of a chat are sent again when Telegram did not answer, in the same order', async () => {
    const { anna, deliver, telegram } = await setup();
    telegram.faults.add({ kind: 'reset', method: 'sendMessage', times: 1 });
    telegram.faults.add({ kind: '502-html', method: 'sendMessage', times: 1 });

    for (const word of ['one', 'two']) await deliver(messageWith(html`${word}`));

    await anna.sees('two');
    expect((await texts(anna)).slice(1)).toEqual(['one', 'two']);
  });

  it('messages do not come to a person who blocked the bot, now or later (telegram.md §12, 5)', async () => {
    const { deliver, telegram, postgres, statuses, anna } = await setup();
    telegram.faults.add({ kind: 'blocked', method: 'sendMessage', times: 1 });

    await deliver(messageWith(html`first`));
    await eventually(async () => expect((await statuses()).at(-1)).toBe('dropped: bot-blocked'));
    await deliver(messageWith(html`second`));

    const [person] = await postgres.admin.query<{ blocked_at: Date | null }>('SELECT blocked_at FROM bot.person');
    expect(person?.blocked_at).not.toBeNull();
    expect(await statuses()).toHaveLength(2);
    expect((await texts(anna)).slice(1)).toEqual([]);
  });

  it('a person who blocked the bot gets results on their return, and no other messages', async () => {
    const { deliver, anna, postgres } = await setup();
    await deliver(messageWith(html`hello`));
    await anna.sees('hello');
    await anna.blocks();
    await eventually(async () => {
      const [person] = await postgres.admin.query<{ blocked_at: Date | null }>('SELECT blocked_at FROM bot.person');
      return person?.blocked_at ?? false;
    });
    await deliver(messageWith(html`a word`));
    await deliver(messageWith(html`paid for, on its way`), { class: 'result' });
    await deliver(messageWith(html`paid for, made later`), { class: 'result' });

    await anna.unblocks();

    await anna.sees('paid for, made later');
    expect((await texts(anna)).slice(1)).toEqual(['hello', 'paid for, on its way', 'paid for, made later']);
  });

  it('a chat shows only the newest of several screens that could not be sent in time', async () => {
    const { anna, deliver, bot } = await setup();
    await bot.stop();

    for (let i = 1; i <= 20; i += 1) await deliver(messageWith(html`screen ${i}`), { cardKey: SCREEN });
    await bot.start();

    await anna.sees('screen 20');
    expect((await texts(anna)).slice(1)).toEqual(['screen 20']);
  });

  it('an answer to an album is sent once, however many pictures the album has', async () => {
    const { anna, deliver } = await setup();

    for (const album of ['one', 'one', 'two', 'one']) await deliver(messageWith(html`${album}`), { onceFor: album });

    await anna.sees('two');
    expect((await texts(anna)).slice(1)).toEqual(['one', 'two']);
  });

  it('a message quotes the message it is about, and comes without a quote when that message is gone', async () => {
    const { anna, deliver } = await setup();
    const [kept, gone] = [await anna.sends('kept'), await anna.sends('gone')];
    await anna.sees('2: gone');
    await anna.deletes(gone);

    for (const [words, { message_id: replyTo }] of [
      [html`about kept`, kept] as const,
      [html`about gone`, gone] as const,
    ])
      await deliver(messageOf({ text: words, replyTo }));

    expect(await anna.sees('about kept')).toMatchObject({ reply_to_message_id: kept.message_id });
    expect((await anna.sees('about gone')).reply_to_message_id).toBeUndefined();
  });

  it('a reaction is sent after every answer that waits, and skipped when its message is gone', async () => {
    const { anna, deliver, telegram, bot, statuses } = await setup();
    const [kept, gone] = [await anna.sends('kept'), await anna.sends('gone')];
    await anna.sees('2: gone');
    await anna.deletes(gone);
    await bot.stop();
    const asked = telegram.recorder.list().length;

    for (const { message_id: messageId } of [gone, kept])
      await deliver({ kind: 'reaction', messageId, emoji: '👍' }, { class: 'progress' });
    for (const word of ['one', 'two']) await deliver(messageWith(html`${word}`));
    await bot.start();

    await eventually(async () => expect((await statuses()).slice(-4)).toEqual(Array(4).fill('sent')));
    const made = telegram.recorder.list().slice(asked);
    const shown = made.filter(({ method }) => /^(send|setMessage)/.test(method)).map(({ method }) => method);
    expect(shown).toEqual(['sendMessage', 'sendMessage', 'setMessageReaction', 'setMessageReaction']);
    expect((await anna.chat()).find(({ text }) => text === 'kept')?.reaction).toBe('👍');
  });

  it('a message comes as plain text when its markup is broken', async () => {
    const { anna, deliver } = await setup();

    await deliver({ kind: 'message', markup: 'a < b and <b>bold' });

    await anna.sees('a < b and bold');
  });

  it('stored pictures come as an album with one caption, and a single picture comes as a photo', async () => {
    const { anna, deliver, stored } = await setup();
    const pictures = await stored(3);

    await deliver(albumOf(pictures.slice(0, 2), html`<i>two</i>`), { class: 'result' });
    await deliver(albumOf(pictures.slice(2), html`<i>one</i>`), { class: 'result' });

    const one = await anna.sees('one');
    const two = await anna.sees('two');
    expect(await anna.downloads(two)).toHaveLength(2);
    expect(one.photo).toBeDefined();
    expect(one.media_group_id).toBeUndefined();
  });

  it('a message can be a document, or an invoice', async () => {
    const { anna, deliver, objects, userId } = await setup();
    const key = transcriptKey(userId, newId(), 1);
    await objects.put(key, Buffer.from('what was said'), { contentType: 'text/plain' });

    await deliver(documentOf(toReference(key), 'Запись.txt', html`here`));
    await deliver(invoiceFor({ title: '100 credits', description: 'A pack', payload: 'pack:small-1', stars: 150 }));

    const document = await anna.seesA('document');
    expect(document.document?.name).toBe('Запись.txt');
    expect((await anna.downloads(document))[0]?.toString()).toBe('what was said');
    expect((await anna.seesA('invoice')).invoice?.total_amount).toBe(150);
  });

  it('a message is given up when its file is gone, and the messages after it are still sent', async () => {
    const { anna, deliver, statuses, userId } = await setup();

    await deliver(albumOf([toReference(pictureKey(userId, newId(), 0, 'jpg'))], html`lost`));
    await deliver(messageWith(html`after`));

    await anna.sees('after');
    expect(await statuses()).toContain('dropped: file-missing');
  });

  it('a message that a dead sender left half-way is sent again; an answer to a button is not', async () => {
    const { anna, deliver, postgres, statuses, bot } = await setup();
    await bot.stop();
    await deliver(messageWith(html`a result`), { class: 'result' });
    await deliver({ kind: 'answer', queryId: '1' });
    await postgres.admin.query(
      `UPDATE bot.delivery SET status = 'sending', lease_until = now() - interval '1 s' WHERE status = 'pending'`,
    );

    await bot.start();

    await anna.sees('a result');
    await eventually(async () => expect((await statuses()).slice(-2)).toEqual(['sent', 'dropped: sender died']));
  });

  it('a message of a kind that only a newer release knows is left to that release, and the chat’s other messages pass it by', async () => {
    const { anna, deliver, statuses } = await setup();
    await deliver({ kind: 'hologram' } as unknown as Content, { class: 'result' });
    await deliver(messageWith(html`after`));

    await anna.sees('after');
    expect((await statuses()).at(-2)).toMatch(/^(pending|sending): unexpected$/);
  });

  it('a message whose first sender came to a stop, and that another sender has sent, does not come again when the first sender wakes and fails', async () => {
    const gate = new Gate();
    const stopped = { lookEveryMs: NEVER_MS, renewEveryMs: NEVER_MS, recoverEveryMs: NEVER_MS };
    const { anna, bot, deliver, stored, postgres, replica, statuses } = await setup({ gate, timeouts: stopped });
    await deliver(albumOf(await stored(1), html`a result`), { class: 'result' });
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sending'), { timeoutMs: 10_000 });
    await postgres.admin.query(`UPDATE bot.delivery SET lease_until = now() - interval '1 s' WHERE status = 'sending'`);

    try {
      await replica({ rateLimits: NO_LIMITS, deliveryTimeouts: HASTY });
      await eventually(async () => expect((await statuses()).at(-1)).toBe('sent'), { timeoutMs: 30_000 });
    } finally {
      gate.failsWhenOpen = true;
      gate.opens();
    }
    await bot.stop();

    await eventually(async () => expect((await statuses()).at(-1)).toBe('sent'));
    expect((await anna.chat()).filter(({ photo }) => photo)).toHaveLength(1);
  });

  it.each([
    ['Postgres is away', 'admin_shutdown', 3],
    ['Postgres is too slow', 'query_canceled', 2],
    ['two transactions wait for each other', 'deadlock_detected', 2],
  ])('a message whose end a sender cannot record while %s is not sent again', async (_, code, times) => {
    const { anna, deliver, postgres, statuses } = await setup({ timeouts: { recoverEveryMs: 50 } });
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sent')); // the end of what Anna has seen is recorded
    await postgres.admin.query(`CREATE SEQUENCE bot.refused; GRANT USAGE ON SEQUENCE bot.refused TO PUBLIC`);
    await postgres.admin.query(
      `CREATE FUNCTION bot.is_away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('bot.refused') <= ${times} THEN RAISE 'not now' USING ERRCODE = '${code}'; END IF;
         RETURN NEW; END $$`,
    );
    await postgres.admin.query(
      `CREATE TRIGGER is_away BEFORE UPDATE ON bot.delivery FOR EACH ROW WHEN (NEW.status = 'sent') EXECUTE FUNCTION bot.is_away()`,
    );

    await deliver(messageWith(html`once`));

    await eventually(async () => expect((await statuses()).at(-1)).toBe('sent'));
    expect((await texts(anna)).filter((text) => text === 'once')).toHaveLength(1);
  });
});

describe('a sender that waits for its next look', () => {
  it('a sender that waits for its next look sends at once what is added, and what a dead sender left', async () => {
    const { anna, deliver, postgres, userId } = await setup({
      timeouts: { lookEveryMs: NEVER_MS, recoverEveryMs: 50, leaseMs: 2_000 },
    });
    await deliver(messageWith(html`one`));
    await anna.sees('one');

    await postgres.admin.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, lease_until)
       VALUES ($1, $2, 'answer', $3, 'sending', now() - interval '1 s')`,
      [userId, anna.id, JSON.stringify(messageWith(html`left behind`))],
    );

    await anna.sees('left behind');
  });

  it('a sender does not look for what is added while another message of the chat is under way, before that message has ended', async () => {
    const gate = new Gate();
    const harness = await setup({ timeouts: { lookEveryMs: NEVER_MS }, gate });
    const { anna, deliver, stored, statuses, postgres } = harness;
    await deliver(albumOf(await stored(2), html`album`), { class: 'result' });
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sending'));
    const statements = statementsOf(postgres.database);
    const looks = (): number => statements.filter((statement) => statement === CLAIM).length;

    await deliver(messageWith(html`one`));
    await deliver(messageWith(html`two`));
    expect(looks()).toBe(0);

    await deliver({ kind: 'answer', queryId: 'unknown' });
    await eventually(() => looks() === 1);

    gate.opens();
    await anna.sees('two');
  });

  it('a sender sends the next message of a chat when it is due, and does not look for it before', async () => {
    const gate = new Gate();
    const { anna, bot, stored, statuses, postgres, userId } = await setup({
      timeouts: { lookEveryMs: NEVER_MS },
      gate,
    });
    const album = albumOf(await stored(2), html`album`);
    await postgres.database.transaction(async (tx) => {
      await bot.deliveries.add(tx, userId, album, { class: 'result' });
      await bot.deliveries.add(tx, userId, messageWith(html`later`));
    });
    await eventually(async () => expect((await statuses()).slice(-2)).toEqual(['sending', 'pending']));
    await postgres.admin.query(
      `UPDATE bot.delivery SET not_before = now() + interval '400 ms' WHERE status = 'pending'`,
    );
    const statements = statementsOf(postgres.database);

    gate.opens();
    await anna.sees('later');

    expect(statements.filter((statement) => statement === CLAIM)).toHaveLength(1);
  });

  it('a sender looks for what is added for a chat after the end of its message was written and before the sender knows of it', async () => {
    const gate = new Gate();
    const harness = await setup({ timeouts: { lookEveryMs: NEVER_MS }, gate });
    const { anna, deliver, stored, statuses, postgres } = harness;
    await deliver(albumOf(await stored(2), html`album`), { class: 'result' });
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sending'));
    const ending = `SELECT FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%done AS (%'`;

    // The statement that writes the end has read that the chat has nothing more, and waits for the row.
    await postgres.database.transaction(async (tx) => {
      await tx.query(`SELECT FROM bot.delivery WHERE status = 'sending' FOR UPDATE`);
      gate.opens();
      await eventually(async () => (await postgres.admin.query(ending)).length > 0);
      await deliver(messageWith(html`one`));
    });

    await anna.sees('one');
  });

  it('a sender keeps the look that it has planned while it claimed, because the claim has not seen what was added meanwhile', async () => {
    const { anna, deliver, joins, postgres } = await setup({ timeouts: { lookEveryMs: NEVER_MS } });
    const boris = await joins('Борис');
    await boris.sends('hello');
    await boris.sees(/turn/);
    const { userId } = await postgres.database.read.findOneByOrFail(Person, { telegramId: boris.id as TelegramId });
    const claiming = `SELECT FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%WITH due AS%'`;

    await postgres.database.transaction(async (tx) => {
      await tx.query('SELECT FROM bot.send_window FOR UPDATE');
      await deliver(messageWith(html`one`));
      await eventually(async () => (await postgres.admin.query(claiming)).length > 0);
      await deliver(messageWith(html`two`), { cardKey: 'two', foldMs: 1_000 }, userId);
    });

    await anna.sees('one');
    await boris.sees('two');
  });
});

describe('the pictures of a result', () => {
  it('the pictures of a result are read while its message is being written, and once', async () => {
    const gate = new Gate();
    const { anna, bot, stored, statuses, postgres, userId } = await setup({ gate });
    const album = albumOf(await stored(2), html`album`);
    await postgres.database.transaction(async (tx) => {
      await bot.deliveries.add(tx, userId, album, { class: 'result' });
      await eventually(() => expect(gate.asked).toBe(2));
    });
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sending'));
    gate.opens();
    await anna.sees(/album/);

    expect(gate.asked).toBe(2);
  });

  it('a picture of a result that could not be read ahead is read when it is sent', async () => {
    const gate = new Gate();
    gate.fails = 1;
    gate.opens();
    const { anna, deliver, stored } = await setup({
      gate,
      timeouts: { retryFirstMs: NEVER_MS, retryAtMostMs: NEVER_MS },
    });
    await deliver(albumOf(await stored(1), html`late`), { class: 'result' });

    await anna.sees(/late/);
    expect(gate.asked).toBe(2);
  });

  it('a process reads at most four pictures ahead, none of them twice, and reads others once it has sent those four', async () => {
    const gate = new Gate();
    const { anna, bot, stored, postgres, userId } = await setup({ gate });
    const third = albumOf(await stored(1), html`third`);
    const [first, second] = [albumOf(await stored(2), html`first`), albumOf(await stored(6), html`second`)];
    await postgres.database.transaction(async (tx) => {
      await bot.deliveries.add(tx, userId, first, { class: 'result' });
      await bot.deliveries.add(tx, userId, first, { class: 'result' });
      expect(gate.asked).toBe(2);
      await bot.deliveries.add(tx, userId, second, { class: 'result' });
      expect(gate.asked).toBe(4);
    });
    gate.opens();
    await anna.sees(/second/);

    await eventually(() =>
      postgres.database.transaction(async (tx) => {
        const before = gate.asked;
        await bot.deliveries.add(tx, userId, third, { class: 'result' });
        return gate.asked > before;
      }),
    );
  });

  it('a picture that is too large to be read ahead is read when it is sent', async () => {
    const gate = new Gate();
    gate.opens();
    const { anna, deliver, objects, userId } = await setup({
      gate,
      timeouts: { retryFirstMs: NEVER_MS, retryAtMostMs: NEVER_MS },
    });
    const key = pictureKey(userId, newId(), 0, 'jpg');
    await objects.put(key, Buffer.alloc(10 * 1024 * 1024 + 1), { contentType: 'image/jpeg' });
    await deliver(albumOf([toReference(key)], html`large`), { class: 'result' });

    await anna.sees(/large/);
    expect(gate.asked).toBe(2);
  });

  it('a picture of somebody else is not read ahead, and does not break off what adds its message', async () => {
    const gate = new Gate();
    gate.opens();
    const { anna, deliver } = await setup({ gate });
    const ofAnother = toReference(pictureKey(newId<UserId>(), newId(), 0, 'jpg'));

    await deliver(albumOf([ofAnother], html`another's`), { class: 'result' });
    await deliver(messageWith(html`next`));

    await anna.sees('next');
    expect(gate.asked).toBe(0);
  });

  it('a bot that is told to wait reads no pictures ahead, and reads them when it sends them', async () => {
    const gate = new Gate();
    gate.opens();
    const { anna, bot, deliver, stored, postgres, userId, telegram } = await setup({ gate });
    const paused = `SELECT FROM bot.delivery WHERE waits_for = 'retry-after'`;
    telegram.faults.add({ kind: '429', method: 'sendMessage', retryAfter: 3_600, times: 1 });
    await deliver(messageWith(html`one`));
    await eventually(async () => (await postgres.admin.query(paused)).length > 0);

    await postgres.database.transaction(async (tx) => {
      await bot.deliveries.add(tx, userId, albumOf(await stored(1), html`album`), { class: 'result' });
      expect(gate.asked).toBe(0);
    });
    await postgres.admin.query(`UPDATE bot.chat_queue SET paused_until = now()`);
    await postgres.admin.query(`UPDATE bot.delivery SET not_before = now() WHERE status = 'pending'`);

    await anna.sees(/album/);
    expect(gate.asked).toBe(1);
  });
});

/** An album, and the receipt below it, both of one order. */
const result = async ({ deliver, stored }: Awaited<ReturnType<typeof setup>>): Promise<OrderId> => {
  const pictures = await stored(2);
  const orderId = newId<OrderId>();
  await withWorkFacts({ orderId }, async () => {
    await deliver(albumOf(pictures, html`album`), { class: 'result' });
    await deliver(messageWith(html`receipt`), { class: 'result' });
  });
  return orderId;
};

describe('a delivery that fails again and again', () => {
  it('a delivery that fails again and again lets the rest of the chat pass, except what belongs below it, and is retried soon after another message has arrived', async () => {
    const harness = await setup();
    const { anna, deliver, telegram } = harness;
    const fault = telegram.faults.add({ kind: '500', method: 'sendMediaGroup', times: 1000 });
    await result(harness);

    await anna.sees('1: hello', { after: await anna.sends('hello') });
    await eventually(async () => (await harness.pausesAre('1 hour')).length > 0); // matches nothing while an attempt is under way
    expect((await texts(anna)).join()).not.toMatch(/album|receipt/);

    telegram.faults.clear(fault.id);
    await deliver(messageWith(html`another`));
    await anna.sees('receipt');
    expect((await texts(anna)).filter(Boolean).slice(1)).toEqual(['1: hello', 'another', 'album', 'receipt']);
  });

  it('an answer overtakes a result of its chat that takes long to be sent, even while eight other chats have such results', async () => {
    const gate = new Gate();
    const harness = await setup({ timeouts: { inTurnMs: 200 }, gate });
    const { anna, deliver, stored } = harness;
    const pictures = await stored(2);
    const others = await Promise.all(
      ['Белла', 'Вера', 'Галина', 'Дина', 'Ева', 'Жанна', 'Зоя', 'Инна'].map(async (name) => {
        const other = await harness.joins(name);
        await other.sends('hello');
        await other.sees(/turn/);
        return harness.postgres.database.read.findOneByOrFail(Person, { telegramId: other.id as TelegramId });
      }),
    );
    await result(harness);
    for (const { userId } of others) await deliver(albumOf(pictures, html`album`), { class: 'result' }, userId);

    await anna.sends('hello');

    await anna.sees('1: hello');
    expect((await texts(anna)).join()).not.toMatch(/album|receipt/);
    gate.opens();
    await anna.sees('receipt');
  });

  it('a failed drawing of a screen is dropped when a newer drawing waits, and the newer drawing is sent', async () => {
    const gate = new Gate();
    const { anna, deliver, telegram, statuses, stored } = await setup({ gate });
    telegram.faults.add({ kind: '500', method: 'sendPhoto', times: 1 });
    const [photo] = await stored(1);
    await deliver(messageOf({ text: html`old`, photo: photo! }), { cardKey: SCREEN });
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sending'));
    await deliver(messageWith(html`new`), { cardKey: SCREEN });

    gate.opens();

    await anna.sees('new');
    expect((await statuses()).join()).toContain('dropped: superseded');
    expect(await texts(anna)).not.toContain('old');
  });

  it('a delivery that has failed too often still keeps the whole chat waiting when Telegram says for how long', async () => {
    const harness = await setup();
    const { anna, telegram, deliver } = harness;
    telegram.faults.add({ kind: '500', method: 'sendMediaGroup', times: 3 });
    telegram.faults.add({ kind: '429', method: 'sendMediaGroup', retryAfter: 3_600, times: 1 });
    await result(harness);
    const paused = () => harness.postgres.admin.query(`SELECT FROM bot.delivery WHERE waits_for = 'retry-after'`);
    await eventually(async () => (await paused()).length > 0);
    const other = await harness.joins('Белла');

    await deliver(messageWith(html`another`));
    await other.sends('hello'); // once a later chat has its answer, the sender has gone past this chat
    await other.sees(/turn/);

    expect(await texts(anna)).not.toContain('another');
    await harness.postgres.admin.query(`UPDATE bot.chat_queue SET paused_until = now()`);
    await harness.postgres.admin.query(`UPDATE bot.delivery SET not_before = now() WHERE status = 'pending'`);
    await anna.sees('another');
  });
});

describe('a Telegram that tells the whole bot to wait', () => {
  const RETRY_AFTER_S = 3;

  it('a Telegram that tells the whole bot to wait gets no call for any chat meanwhile; updates are still taken, and everything is sent afterwards', async () => {
    const { anna, joins, deliver, telegram, postgres } = await setup({ rateLimits: { ...NO_LIMITS, perSecond: 30 } });
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => joins(`Person ${n}`)));
    const userIds = await Promise.all(
      people.map(async (person) => {
        await person.sends('hello'); // a bot cannot write to a person who never wrote to it
        await person.sees(/turn/);
        const [row] = await postgres.admin.query<{ userId: UserId }>(
          'SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1',
          [person.id],
        );
        return row!.userId;
      }),
    );
    const tells = (word: string, to: readonly UserId[]) =>
      Promise.all(to.map((userId) => deliver(messageWith(html`${word}`), undefined, userId)));
    const calls = (status: number) =>
      telegram.recorder.list({ method: 'sendMessage' }).filter((one) => one.status === status);
    const handled = async () =>
      (await postgres.admin.query('SELECT FROM bot.telegram_update WHERE handled_at IS NOT NULL')).length;
    telegram.recorder.clear();
    telegram.faults.add({ kind: '429', method: 'sendMessage', retryAfter: RETRY_AFTER_S, times: 3 });

    await tells('first', userIds.slice(0, 3));
    await eventually(() => calls(429).length === 3);
    const before = await handled();
    await tells('second', userIds);
    await anna.sends('are you there?');
    await eventually(async () => (await handled()) > before);

    for (const [n, person] of people.entries()) {
      await person.sees('second');
      if (n < 3) expect(await texts(person)).toEqual([expect.stringMatching(/turn/), 'first', 'second']);
    }
    await eventually(async () => (await texts(anna)).length >= 2);
    const [told, sent] = [calls(429), calls(200)].map((some) => some.map(({ at }) => Date.parse(at)));
    expect(told).toHaveLength(3);
    expect(Math.min(...sent!) - Math.max(...told!)).toBeGreaterThan(RETRY_AFTER_S * 1_000 - 100);
  });

  it('a Telegram that slows two chats down does not slow down the others', async () => {
    const { anna, joins, telegram } = await setup({ rateLimits: { ...NO_LIMITS, perSecond: 30 } });
    const [boris, clara] = [await joins('Борис'), await joins('Клара')];
    for (const { id } of [anna, boris])
      telegram.faults.add({ kind: '429', method: 'sendMessage', chatId: id, retryAfter: 3_600, times: 9 });

    for (const person of [anna, boris]) await person.sends('hello');
    await eventually(() => telegram.recorder.list().filter(({ status }) => status === 429).length === 2);
    await clara.sends('hello');

    await clara.sees(/turn/);
  });
});

describe('a screen whose picture is gone from the storage', () => {
  it('a screen whose picture is gone from the storage comes as words and buttons, and the screen after it comes, too', async () => {
    const { anna, deliver, userId } = await setup();
    const photo = toReference(pictureKey(userId, newId(), 0, 'jpg'));
    await deliver(messageOf({ text: html`first`, photo }), { cardKey: SCREEN });
    const first = await anna.sees('first');

    await deliver(messageOf({ text: html`second`, photo }), { cardKey: SCREEN });

    expect((await anna.sees('second')).photo).toBeUndefined();
    expect(first.photo).toBeUndefined();
  });
});

/** A delivered video of five seconds. */
const video = async ({ stored, deliver }: Awaited<ReturnType<typeof setup>>): Promise<void> => {
  const [document] = await stored(1);
  const file = { document: document!, fileName: 'ожило.mp4', width: 540, height: 960, seconds: 5.06 };
  await deliver(videoOf(file, html`it moves`, [[{ text: 'x', url: 'https://example.com/' }]]), { class: 'result' });
};

describe('a video', () => {
  it('a video plays in the chat in its own ratio and with its length', async () => {
    const harness = await setup();

    await video(harness);

    const seen = await harness.anna.seesA('video');
    expect(seen).toMatchObject({ text: 'it moves', buttons: [[{ text: 'x' }]] });
    expect(seen.video).toMatchObject({ name: 'ожило.mp4', width: 540, height: 960, duration: 5 });
    const [sent] = harness.telegram.recorder.list({ method: 'sendVideo' });
    expect(String(sent?.params['supports_streaming'])).toBe('true');
  });
});

describe('a result that Telegram refuses', () => {
  const refusing = (harness: Awaited<ReturnType<typeof setup>>, ...methods: string[]) => {
    for (const method of methods) harness.telegram.faults.add({ kind: '400', method, forMs: 60_000 });
  };
  /** What the bot has sent after its first answer. */
  const sent = async ({ anna }: Awaited<ReturnType<typeof setup>>) =>
    (await anna.chat())
      .filter(({ by }) => by === 'bot')
      .slice(1)
      .map(({ text = '', photo, document }) => [photo ? 'photo' : document ? 'document' : 'text', text.slice(0, 7)]);

  it('a result that Telegram refuses as an album comes as single pictures', async () => {
    const harness = await setup();
    refusing(harness, 'sendMediaGroup');

    await result(harness);

    await harness.anna.sees('receipt');
    expect(await sent(harness)).toEqual([
      ['photo', 'album'],
      ['photo', ''],
      ['text', 'receipt'],
    ]);
  });

  it('each picture of a refused album comes once, although Telegram tells the bot to wait amid them and once gives no answer', async () => {
    const harness = await setup();
    const { telegram, anna, stored, deliver, statuses } = harness;
    refusing(harness, 'sendMediaGroup');
    telegram.limitFlood(true);
    const pictures = await stored(8);
    await deliver(albumOf(pictures, html`album`), { class: 'result' });
    await anna.seesA('photo');
    telegram.faults.add({ kind: '500', method: 'sendPhoto', times: 1 });

    await eventually(async () => expect(new Set(await statuses())).toEqual(new Set(['sent'])), { timeoutMs: 60_000 });

    expect(telegram.recorder.list({ method: 'sendPhoto' }).some(({ status }) => status === 429)).toBe(true);
    expect((await sent(harness)).filter(([what]) => what === 'photo')).toHaveLength(pictures.length);
  });

  it('a result that Telegram refuses as pictures comes as files', async () => {
    const harness = await setup();
    refusing(harness, 'sendMediaGroup', 'sendPhoto');

    await result(harness);

    await harness.anna.sees('receipt');
    expect(await sent(harness)).toEqual([
      ['document', 'album'],
      ['document', ''],
      ['text', 'receipt'],
    ]);
  });

  it('a result that Telegram refuses as a video comes as a file, with its buttons', async () => {
    const harness = await setup();
    refusing(harness, 'sendVideo');

    await video(harness);

    const { document, text, buttons } = await harness.anna.seesA('document');
    expect([document?.name, text, buttons.flat().map((button) => button.text)]).toEqual([
      'ожило.mp4',
      'it moves',
      ['x'],
    ]);
  });

  it('a result whose words Telegram refuses comes without them', async () => {
    const harness = await setup();
    harness.telegram.faults.add({ kind: '400', method: 'sendDocument', times: 1 });
    const [document] = await harness.stored(1);

    await harness.deliver(documentOf(document!, 'Запись.txt', html`what was said`), { class: 'result' });

    expect(await harness.anna.seesA('document')).not.toHaveProperty('text');
  });

  it('a result that Telegram refuses in every form is kept for an operator, and the person is told once', async () => {
    const harness = await setup();
    const { anna, statuses, postgres } = harness;
    refusing(harness, 'sendMediaGroup', 'sendPhoto', 'sendDocument');

    const orderId = await result(harness);

    await anna.sees(new RegExp(`Telegram не принял[^]*${orderId}`));
    await anna.sees('receipt');
    expect((await statuses()).join()).toContain('undelivered: Bad Request: IMAGE_PROCESS_FAILED');
    const retry = `UPDATE bot.delivery SET status = 'pending', not_before = now() WHERE status = 'undelivered'`;
    await postgres.admin.query(retry);
    await eventually(async () => expect((await statuses()).join()).toContain('undelivered'));
    expect((await texts(anna)).filter((text) => text?.includes('не принял'))).toHaveLength(1);

    harness.telegram.faults.clear();
    await postgres.admin.query(retry);
    await anna.seesA('photo');
  });

  it('a result whose files were all deleted while it waited is dropped: no operator is asked, and the person is told nothing', async () => {
    const { anna, bot, deliver, stored, objects, statuses } = await setup();
    await bot.stop();
    const deleted = await stored(2);
    const before = await texts(anna);
    await withWorkFacts({ orderId: newId<OrderId>() }, async () => {
      await deliver(albumOf(deleted, html`album`), { class: 'result' });
      await deliver(messageWith(html`receipt`), { class: 'result' });
    });
    await objects.remove(deleted.map(fromReference));

    await bot.start();

    await anna.sees('receipt');
    await eventually(async () => expect((await statuses()).slice(-2)).toEqual(['dropped: file-deleted', 'sent']));
    expect(await texts(anna)).toEqual([...before, 'receipt']);
  });

  it('a result whose file is missing waits for its row, and is dropped when the row is deleted after the file', async () => {
    const { anna, bot, deliver, stored, objects, statuses, postgres, userId } = await setup();
    await bot.stop();
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 1, delivered: 1 });
    const [deleted] = await stored(1);
    const picture = await postgres.fixtures.picture({ orderId, filePath: deleted! });
    const before = await texts(anna);
    await withWorkFacts({ orderId }, () => deliver(albumOf([deleted!], html`album`), { class: 'result' }));
    await objects.remove([fromReference(deleted!)]);

    await bot.start();
    await eventually(async () => expect((await statuses()).at(-1)).toBe('pending: file-missing'));
    await postgres.admin.query('DELETE FROM generator.picture WHERE id = $1', [picture.id]);

    await eventually(async () => expect((await statuses()).at(-1)).toBe('dropped: file-deleted'));
    expect(await texts(anna)).toEqual(before);
  });

  it('a result whose file is lost while its row names it is kept for an operator, and the person reads that the file is lost and not that it is safe', async () => {
    const { anna, bot, deliver, stored, objects, statuses, postgres, userId } = await setup({
      timeouts: { retryAtMostMs: 50 },
    });
    await bot.stop();
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 2, delivered: 2 });
    const [lost, deleted] = await stored(2);
    await postgres.fixtures.picture({ orderId, filePath: lost! });
    await withWorkFacts({ orderId }, () => deliver(albumOf([lost!, deleted!], html`album`), { class: 'result' }));
    await objects.remove([lost!, deleted!].map(fromReference));

    await bot.start();

    const told = await anna.sees(saying(undeliveredTexts.ru.resultLost, { orderId }));
    expect(told.text).not.toMatch(/Telegram не принял|хранится у нас|удалили/);
    await eventually(async () => expect((await statuses()).join()).toContain('undelivered: file-missing'));
  });

  it.each([1, 2])(
    'when one of several files was deleted while they waited, the other %i come with the words of all',
    async (left) => {
      const { anna, bot, deliver, stored, objects, statuses, postgres, userId } = await setup();
      await bot.stop();
      const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 3, delivered: 3 });
      const [deleted, ...kept] = await stored(left + 1);
      for (const [position, filePath] of kept.entries())
        await postgres.fixtures.picture({ orderId, position, filePath });
      const files = [deleted!, ...kept].map((document, at) => ({ document, fileName: `${at}.jpg` }));
      await withWorkFacts({ orderId }, () => deliver(filesOf(files, html`originals`), { class: 'result' }));
      await objects.remove([fromReference(deleted!)]);

      await bot.start();

      await anna.sees('originals');
      await eventually(async () => expect((await statuses()).at(-1)).toBe('sent'));
      const names = (await anna.chat()).flatMap(({ document }) => document?.name ?? []);
      expect(names).toEqual(['1.jpg', '2.jpg'].slice(0, left));
    },
  );

  it.each([2, 3])(
    'an album of %i pictures comes with its words and without the picture that was deleted while the album waited',
    async (count) => {
      const { anna, bot, telegram, deliver, stored, objects, statuses, postgres, userId } = await setup();
      await bot.stop();
      const [deleted, ...kept] = await stored(count);
      const orderId = newId<OrderId>();
      await withWorkFacts({ orderId }, () => deliver(albumOf([deleted!, ...kept], html`album`), { class: 'result' }));
      await objects.remove([fromReference(deleted!)]);

      await bot.start();

      await anna.sees('album');
      const method = count === 2 ? 'sendPhoto' : 'sendMediaGroup';
      expect(telegram.recorder.list({ method })).toHaveLength(1);
      await eventually(async () => expect((await statuses()).at(-1)).toBe('sent'));
      const ids = (await anna.chat()).filter(({ photo }) => photo).map(({ message_id }) => message_id);
      const showing = (filePath: string) =>
        new DeliveryReader(postgres.database).showing(userId, [{ orderId, filePath }], []);
      const shown = await Promise.all(kept.map(showing));
      expect(shown.map(([message]) => message?.messageIds)).toEqual(ids.map((id) => [id]));
      expect(await showing(deleted!)).toEqual([]);
      expect((await texts(anna)).filter((text) => text?.includes(orderId))).toEqual([]);
    },
  );

  it('an album comes without the pictures that are lost although their rows name them, and an operator and the person are told once', async () => {
    const { log, lines } = readableLog();
    const { anna, bot, deliver, stored, objects, statuses, postgres, userId } = await setup({ log });
    await bot.stop();
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 4, delivered: 4 });
    const pictures = await stored(4);
    const [lost, alsoLost, deleted] = pictures;
    for (const [position, filePath] of pictures.entries())
      if (filePath !== deleted) await postgres.fixtures.picture({ orderId, position, filePath });
    await withWorkFacts({ orderId }, () => deliver(albumOf(pictures, html`album`), { class: 'result' }));
    await objects.remove([lost!, alsoLost!, deleted!].map(fromReference));

    await bot.start();

    await anna.sees('album');
    await anna.sees(saying(undeliveredTexts.ru.resultLost, { orderId }));
    expect(await statuses()).not.toContain('undelivered: file-missing');
    const told = lines('delivery.pictures-lost');
    expect(told).toMatchObject([{ level: 'error', orderId, code: 'file-missing', lost: 2 }]);
    expect(JSON.stringify(told)).not.toContain(lost);
  });

  it('the person is told of the lost pictures of an album even if the first attempt to record that it was sent fails', async () => {
    const { anna, bot, deliver, stored, objects, statuses, postgres, userId } = await setup();
    await bot.stop();
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 2, delivered: 2 });
    const pictures = await stored(2);
    for (const [position, filePath] of pictures.entries())
      await postgres.fixtures.picture({ orderId, position, filePath });
    await withWorkFacts({ orderId }, () => deliver(albumOf(pictures, html`album`), { class: 'result' }));
    await objects.remove([fromReference(pictures[0]!)]);
    await postgres.admin.query(`
      CREATE SEQUENCE bot.told;
      GRANT USAGE ON SEQUENCE bot.told TO PUBLIC;
      CREATE FUNCTION bot.fails_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF nextval('bot.told') = 1 THEN RAISE 'the server is short of memory'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER fails_once BEFORE INSERT ON bot.delivery FOR EACH ROW
        WHEN (NEW.card_key LIKE 'once:undelivered%') EXECUTE FUNCTION bot.fails_once()`);

    await bot.start();

    await anna.sees(saying(undeliveredTexts.ru.resultLost, { orderId }));
    expect((await anna.chat()).filter(({ photo }) => photo)).toHaveLength(1);
    await eventually(async () => expect((await statuses()).slice(-2)).toEqual(['sent', 'sent']));
  });

  it('an album without its lost picture is not recorded again and again when its rows went with its person as it was sent', async () => {
    const { log, lines } = readableLog();
    const gate = new Gate();
    const { anna, deliver, stored, objects, statuses, postgres, userId } = await setup({ log, gate });
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 2, delivered: 2 });
    const pictures = await stored(2);
    await withWorkFacts({ orderId }, () => deliver(albumOf(pictures, html`album`), { class: 'result' }));
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sending'));
    await objects.remove([fromReference(pictures[0]!)]);
    await postgres.admin.query('DELETE FROM bot.delivery');

    gate.opens();
    await anna.sees('album');
    await deliver(messageWith(html`after`));
    await anna.sees('after');

    expect(lines('delivery.end-not-recorded')).toEqual([]);
  });

  it('the pictures of an album that Telegram refuses come one by one, without the one that was deleted while the album waited', async () => {
    const harness = await setup();
    const { anna, bot, deliver, stored, objects, statuses } = harness;
    await bot.stop();
    refusing(harness, 'sendMediaGroup');
    const pictures = await stored(3);
    await withWorkFacts({ orderId: newId<OrderId>() }, () =>
      deliver(albumOf(pictures, html`album`), { class: 'result' }),
    );
    await objects.remove([fromReference(pictures[1]!)]);

    await bot.start();

    await anna.sees('album');
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sent'));
    expect((await sent(harness)).filter(([what]) => what === 'photo')).toEqual([
      ['photo', 'album'],
      ['photo', ''],
    ]);
  });

  it('the person is told once about a text that an order made and Telegram refuses, but not about a refused text that no order made', async () => {
    const harness = await setup();
    const { anna, statuses, deliver } = harness;
    harness.telegram.faults.add({ kind: '400', method: 'sendMessage', times: 2 });
    const orderId = newId<OrderId>();

    await withWorkFacts({ orderId }, async () => {
      await deliver(messageWith(html`credits`), { class: 'result' });
      await deliver({ ...messageWith(html`the answer`), isOrdered: true } as Content, { class: 'result' });
    });

    await anna.sees(new RegExp(`Telegram не принял[^]*${orderId}`));
    expect((await statuses()).join().match(/undelivered/g)).toHaveLength(2);
    expect((await texts(anna)).filter((text) => text?.includes('не принял'))).toHaveLength(1);
  });

  it('a result whose sixtieth attempt fails without a reason from Telegram is kept for an operator, and the person is told', async () => {
    const harness = await setup();
    const { anna, statuses, postgres, bot } = harness;
    harness.telegram.faults.add({ kind: '500', method: 'sendMediaGroup', times: 1 });
    await bot.stop();
    const orderId = await result(harness);
    await postgres.admin.query(`UPDATE bot.delivery SET attempts = 59 WHERE content->>'kind' = 'album'`);

    await bot.start();

    await anna.sees(new RegExp(`Telegram не принял[^]*${orderId}`));
    expect((await statuses()).join()).toContain('undelivered: telegram-unreachable');
  });
});

describe('a Telegram that is away for all', () => {
  /** A stopped bot with a result and an answer that wait, and were tried more often than any message may be. */
  const tiredOut = async (timeouts: Partial<DeliveryTimeouts> = {}) => {
    const harness = await setup({ timeouts: { retryAtMostMs: 50, ...timeouts } });
    const { bot, deliver, stored, postgres } = harness;
    await bot.stop();
    await deliver(albumOf(await stored(2), html`album`), { class: 'result' });
    await deliver(messageWith(html`the answer`));
    await postgres.admin.query(`UPDATE bot.delivery SET attempts = 100 WHERE status = 'pending'`);
    return harness;
  };
  const fails = ({ telegram }: BotHarness, times: number) => {
    for (const method of ['sendMediaGroup', 'sendMessage']) telegram.faults.add({ kind: '500', method, times });
  };
  const allCome = async ({ anna, statuses }: Awaited<ReturnType<typeof setup>>) => {
    await anna.sees('the answer');
    await anna.seesA('photo');
    await eventually(async () => expect((await statuses()).filter((status) => status !== 'sent')).toEqual([]));
  };

  it('a result and an answer outlast a Telegram that is away for all, however often they were tried', async () => {
    const harness = await tiredOut({ awayAfterMs: 0 });
    fails(harness, 2);

    await harness.bot.start();

    await allCome(harness);
  });

  it('a result and an answer outlast a restart while Telegram is away, and an answer of Telegram that is unclear once it is back', async () => {
    const harness = await tiredOut();
    const { bot, replica, telegram, postgres } = harness;
    telegram.faults.add({ kind: '500', forMs: NEVER_MS });

    const restarted = await replica({ rateLimits: NO_LIMITS, deliveryTimeouts: { ...HASTY, retryAtMostMs: 50 } });
    const tried = `SELECT FROM bot.delivery WHERE attempts BETWEEN 10 AND 11 AND status <> 'sent'`;
    await eventually(async () => expect(await postgres.admin.query(tried)).toHaveLength(2));
    await restarted.stop();
    telegram.faults.clear();
    fails(harness, 1);
    await bot.start(); // Telegram has answered this one

    await allCome(harness);
    expect(telegram.faults.list()).toEqual([]);
  });

  /** The tired messages, this old, in another process, to which only the server of Telegram answers, by itself. */
  const onlyServerAnswers = async (age: string) => {
    const harness = await tiredOut();
    const { telegram, replica, postgres } = harness;
    await postgres.admin.query(`UPDATE bot.delivery SET created_at = now() - $1::interval WHERE status = 'pending'`, [
      age,
    ]);
    for (const method of REACHES_TELEGRAM) telegram.faults.add({ kind: '500', method, forMs: NEVER_MS });
    await replica({ rateLimits: NO_LIMITS, deliveryTimeouts: { ...HASTY, retryAtMostMs: 50 } });
    return harness;
  };

  it('a result and an answer outlast a day in which Telegram’s server answers by itself and reaches nobody', async () => {
    const harness = await onlyServerAnswers('23 hours');
    const { telegram, postgres } = harness;
    const tried = `SELECT FROM bot.delivery WHERE attempts BETWEEN 10 AND 11 AND status <> 'sent'`;
    await eventually(async () => expect(await postgres.admin.query(tried)).toHaveLength(2));

    telegram.faults.clear();

    await allCome(harness);
  });

  it('a result that waits for more than a day while Telegram’s server answers by itself is kept for an operator', async () => {
    const { statuses } = await onlyServerAnswers('25 hours');

    await eventually(async () => expect((await statuses()).join()).toContain('undelivered: telegram-unreachable'));
  });
});

describe('a result whose files the storage does not give', () => {
  /** A result that was added this long ago and tried often; no file can be read before the gate lets it. */
  const waiting = async (age: string, meanwhile: (harness: BotHarness) => Promise<void> = async () => undefined) => {
    const gate = Object.assign(new Gate(), { fails: Infinity, failure: new AppError('storage-unreachable') });
    gate.opens();
    const harness = await setup({ gate, timeouts: { retryAtMostMs: 50 } });
    await harness.bot.stop();
    const orderId = await result(harness);
    const change = (what: string, ...values: string[]) =>
      harness.postgres.admin.query(`UPDATE bot.delivery SET ${what} WHERE content->>'kind' = 'album'`, values);
    await change('created_at = now() - $1::interval', age);
    await meanwhile(harness);
    await change('attempts = 100');
    await harness.bot.start();
    return { ...harness, gate, orderId };
  };

  it('a result whose files the storage does not give for most of a day comes once the storage answers, and no operator is asked', async () => {
    const { anna, telegram, statuses, gate } = await waiting('23 hours');
    await eventually(() => gate.asked > 4);
    expect((await statuses()).join()).not.toContain('undelivered');
    telegram.faults.add({ kind: '500', method: 'sendMediaGroup', times: 1 });

    gate.fails = 0;

    await anna.seesA('photo');
    await anna.sees('receipt');
    expect(telegram.faults.list()).toEqual([]);
  });

  it.each([
    [
      'its person',
      `status = 'dropped', waits_for = 'return'`,
      (tx: Transaction, { chatId }: Delivery) =>
        new PersonStore(new BillingAccounts(new Outbox('bot'))).hasUnblockedUs(tx, chatId),
    ],
    [
      'an operator',
      `status = 'undelivered'`,
      (tx: Transaction, { id }: Delivery) => new DeliveryStore(Database.within(tx)).decide(tx, String(id), 'retry'),
    ],
  ])(
    'a result that has waited for days for %s outlasts a storage that is away when it is due again',
    async (_whom, how, becomesDue) => {
      const { anna, statuses, gate } = await waiting('25 hours', async ({ postgres }) => {
        const [album] = await postgres.admin.query<Delivery>(
          `UPDATE bot.delivery SET ${how} WHERE content->>'kind' = 'album' RETURNING id, chat_id::float8 AS "chatId"`,
        );
        await postgres.database.transaction((tx) => becomesDue(tx, album!));
      });
      await eventually(() => gate.asked > 4);
      expect((await statuses()).join()).not.toContain('undelivered');

      gate.fails = 0;

      await anna.seesA('photo');
    },
  );

  it('a result whose files the storage does not give for more than a day is kept for an operator, and the person is told', async () => {
    const { anna, statuses, orderId } = await waiting('25 hours');

    await anna.sees(saying(undeliveredTexts.ru.resultRefused, { orderId }));
    expect((await statuses()).join()).toContain('undelivered: storage-unreachable');
  });
});

describe('messages and updates that ended long ago', () => {
  it('when the bot starts, it removes all messages sent a month ago and updates handled a week ago, but no message that is undelivered, younger or was sent late', async () => {
    const { bot, postgres, userId } = await setup();
    await bot.stop();
    const ended = (count: number, status: string, age: string) =>
      postgres.admin.query(
        `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, created_at)
         SELECT $1, 1, 'answer', '{"kind": "message", "markup": "x"}', $3, now() - $4::interval FROM generate_series(1, $2::int)`,
        [userId, count, status, age],
      );
    await ended(5_000, 'sent', '31 days');
    await ended(1, 'undelivered', '31 days');
    await ended(1, 'dropped', '29 days');
    await ended(1, 'sent', '40 days');
    await postgres.admin.query(
      `UPDATE bot.delivery SET sent_at = now() - interval '47 hours' WHERE created_at < now() - interval '39 days'`,
    );
    await postgres.admin.query(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload, handled_at)
       SELECT n, 1, '{}', now() - interval '8 days' FROM generate_series(1, 2500) n`,
    );

    await bot.start();

    const old = async (table: string) => (await postgres.admin.query(`SELECT FROM bot.${table}`)).length;
    await eventually(async () => {
      expect(await old(`delivery WHERE chat_id = 1`)).toBe(3);
      expect(await old('telegram_update WHERE chat_id = 1')).toBe(0);
    });
  });
});

describe('the words of a message', () => {
  it('the words of a message are forgotten two days after it was sent or dropped; a result that was not shown keeps its content', async () => {
    const { bot, postgres, userId } = await setup();
    await bot.stop();
    const said = (status: string, age: string, waitsFor: string | null = null) =>
      postgres.admin.query(
        `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, waits_for, created_at)
         VALUES ($1, 1, 'result', jsonb_build_object('kind', 'message', 'markup', $2::text || $4), $2, $3, now() - $4::interval)`,
        [userId, status, waitsFor, age],
      );
    for (const status of ['sent', 'dropped', 'undelivered']) {
      await said(status, '49 hours');
      await said(status, '47 hours');
    }
    await said('dropped', '29 days', 'return');

    await bot.start();

    const kept = () =>
      postgres.admin.query(
        `SELECT content->>'markup' AS said FROM bot.delivery WHERE chat_id = 1 AND content IS NOT NULL ORDER BY id`,
      );
    await eventually(async () =>
      expect((await kept()).map(({ said }) => said)).toEqual([
        'sent47 hours',
        'dropped47 hours',
        'undelivered49 hours',
        'undelivered47 hours',
        'dropped29 days',
      ]),
    );
  });
});

describe('a card', () => {
  it('a card is sent once and then edited: many changes become few edits, and the last change is always shown', async () => {
    const { anna, progress, telegram, bot } = await setup();
    await progress(0);
    await anna.sees('0 %');
    await bot.stop();

    for (let percent = 5; percent <= 100; percent += 5) await progress(percent);
    await bot.start();

    await anna.sees('100 %');
    expect(await texts(anna)).toHaveLength(2);
    expect(telegram.recorder.list({ method: 'editMessageText' }).length).toBeLessThanOrEqual(2);
  });

  it('a card whose edit is put off lets a later message pass, and is edited afterwards', async () => {
    const { anna, progress, deliver, statuses, bot, postgres } = await setup();
    const cardComes = (change: string) =>
      postgres.admin.query(
        `UPDATE bot.delivery SET not_before = ${change} WHERE status = 'pending' AND not_before > now()`,
      );
    await progress(0);
    await anna.sees('0 %');
    await eventually(async () => expect((await statuses()).at(-1)).toBe('sent')); // the rate limit counts from this call on
    await bot.stop();
    await progress(50);
    await cardComes(`now() + interval '1 hour'`);
    await deliver(messageWith(html`result`));

    await bot.start();

    await anna.sees('result');
    expect((await texts(anna))[1]).toBe('0 %');
    await cardComes('now()');
    await anna.sees('50 %');
  });

  it('an edit of a card to the same content counts as sent (telegram.md §12, 4)', async () => {
    const { anna, progress, deliver, statuses, postgres } = await setup();
    await progress(10);
    const card = await anna.sees('10 %');

    await deliver({ kind: 'edit', messageId: card.message_id, markup: '<b>10 %</b>' });
    await eventually(async () => expect((await statuses()).every((status) => status === 'sent')).toBe(true));
    expect((await postgres.admin.query('SELECT 1 FROM bot.delivery')).length).toBeGreaterThan(2);
  });

  it('a deletion of more messages than one call takes reaches the last of them', async () => {
    const { anna, progress, deliver } = await setup();
    await progress(10);
    const card = await anna.sees('10 %');
    const others = Array.from({ length: 100 }, (_, i) => card.message_id + 1_000 + i);

    await deliver({ kind: 'delete', messageIds: [...others, card.message_id] });

    await eventually(async () => expect((await texts(anna)).join()).not.toContain('10 %'));
  });

  it('a card appears anew when its message was deleted', async () => {
    const { anna, progress, deliver } = await setup();
    await progress(10);
    const card = await anna.sees('10 %');
    await deliver({ kind: 'delete', messageIds: [card.message_id] });
    await eventually(async () => expect(await texts(anna)).toHaveLength(1));

    await progress(20);

    await anna.sees('20 %');
    await progress(30);
    await anna.sees('30 %');
    expect(await texts(anna)).toHaveLength(2);
  });

  it('a card appears anew when Telegram refuses to edit its message, whatever the reason', async () => {
    const { anna, progress, telegram } = await setup();
    await progress(10);
    await anna.sees('10 %');
    telegram.faults.add({ kind: '400', method: 'editMessageText', times: 1 });

    await progress(20);

    await anna.sees('20 %');
    await eventually(async () => expect((await texts(anna)).join()).not.toContain('10 %'));
    await progress(30);
    await anna.sees('30 %');
    expect(await texts(anna)).toHaveLength(2);
  });
});
