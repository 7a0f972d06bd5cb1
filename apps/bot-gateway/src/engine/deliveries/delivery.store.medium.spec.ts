import { describe, expect, it } from '@jest/globals';
import { SYNCED, UNSYNCED, type Transaction } from '@aisha/database';
import type { OrderId, TelegramId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, onPostgres, statementsOf } from '@aisha/testing';
import { html } from '../conversation';
import { messageWith, type Content } from './content';
import { Deliveries, SCREEN, type DeliveryOptions } from './deliveries';
import { CLAIM, DeliveryStore, type Capacity } from './delivery.store';
import { GRANT_MS, TELEGRAM_LIMITS } from './rate-limits';
import { RateLimiterStore } from './rate-limiter.store';

const HOUR_MS = 3_600_000;
const SENT = { shownBy: null, retryWithinMs: 0 };
const LEASE_MS = 60_000;
const ANY_NUMBER: Capacity = { inAll: 1_000, ofOthers: 1_000 };

/** A real Postgres in which the bot signs in as its own role; only the test claims deliveries. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const { database } = postgres;
  const deliveries = new Deliveries();
  const store = new DeliveryStore(database);
  const limiter = new RateLimiterStore(database);
  await limiter.open();
  const people = async (count: number): Promise<{ userId: UserId; telegramId: TelegramId }[]> =>
    Promise.all(Array.from({ length: count }, () => postgres.fixtures.person()));
  const add = (userId: UserId, text: string, options?: DeliveryOptions) =>
    database.transaction((tx) => deliveries.add(tx, userId, messageWith(html`${text}`), options));
  /** Claims deliveries; returns the class and the content of each. */
  const claim = async (capacity = ANY_NUMBER, from = store) =>
    (await from.claim(capacity, LEASE_MS)).claimed.map(({ class: kind, content }) => [
      kind,
      'markup' in content ? content.markup : '',
    ]);
  const classes = async (capacity?: Capacity) => (await claim(capacity)).map(([kind]) => kind);
  /** Lets this many milliseconds pass for the rate limit, and for nothing else. */
  const later = (ms: number) =>
    postgres.admin.query(
      `UPDATE bot.send_window SET spaced_from = spaced_from - $1 * interval '1 ms',
         granted_at = ARRAY(SELECT at - $1 * interval '1 ms' FROM unnest(granted_at) at)`,
      [ms],
    );
  return { postgres, database, deliveries, store, limiter, people, add, claim, classes, later };
};

/** The parameters of CLAIM, for a sender with sixteen places and Telegram's limits. */
const PARAMETERS = [16, 10, LEASE_MS, 1_050, 30, 3, [0.4, 0.3, 0.1, 0.1], [1e3, 2e3, 6e4, 6e4], 1_000, 4, 3_000];

describe('a message that a sender holds', () => {
  it('the claim of a broadcast and the adding of a result wait for the disk; the claim of an answer does not', async () => {
    const { people, add, database, deliveries } = await setup();
    const [anna, boris] = await people(2);
    const waitsAfter = (work: (tx: Transaction) => Promise<unknown>) =>
      database.transaction(async (tx) => {
        await tx.query(`SELECT set_config('synchronous_commit', 'local', true)`);
        await work(tx);
        const [{ waits }] = (await tx.query(`SELECT current_setting('synchronous_commit') AS waits`)) as [
          { waits: string },
        ];
        return waits;
      });
    const claiming = (tx: Transaction) => tx.query(CLAIM, PARAMETERS);
    const resultIn = async (tx: Transaction) => {
      await deliveries.add(tx, anna!.userId, messageWith(html`x`), { class: 'result' });
      await deliveries.writeNow(tx);
    };
    const unsynced = (tx: Transaction) => tx.query(`SELECT 1 WHERE ${UNSYNCED}`);

    await add(anna!.userId, 'balance');
    expect(await waitsAfter(claiming)).toBe('off');
    await add(boris!.userId, 'news', { class: 'broadcast' });
    expect(await waitsAfter(claiming)).toBe('local');
    const byServer = await waitsAfter((tx) => tx.query(`SELECT ${SYNCED}`));
    expect(await waitsAfter(async (tx) => [await unsynced(tx), await resultIn(tx)])).toBe(byServer);
  });

  it('a message that a sender holds is identified by its person too: after a crash of Postgres another message may get its number', async () => {
    const { postgres, people, add, store } = await setup();
    const [anna, boris] = await people(2);
    await add(anna!.userId, 'pictures', { class: 'result' });
    const { claimed } = await store.claim(ANY_NUMBER, LEASE_MS);
    const mine = { ...claimed[0]!, userId: boris!.userId };

    await store.done(mine, [7], SENT);
    await postgres.database.transaction(async (tx) => {
      await store.dropped(tx, mine, 'x');
      await store.undelivered(tx, mine, 'x');
      await store.retryIn(tx, mine, 0, 'x');
      await store.pauseChat(tx, mine, 0);
    });

    expect(await postgres.admin.query('SELECT status, error FROM bot.delivery')).toEqual([
      { status: 'sending', error: null },
    ]);
  });

  it('a sender that has lost its message to another one is told so, although the attempts of an outage were counted down since', async () => {
    const { postgres, people, add, store } = await setup();
    await add((await people(1))[0]!.userId, 'hello', { class: 'answer' });
    const claim = async () => (await store.claim(ANY_NUMBER, LEASE_MS)).claimed[0]!;
    const stoodStill = await claim();
    await postgres.admin.query(`UPDATE bot.delivery SET lease_until = now() - interval '1 s'`);
    await store.recover();
    const failed = await claim();
    await postgres.database.transaction((tx) => store.retryIn(tx, { ...failed, attempts: 0 }, 0, 'away'));
    const sends = await claim();

    const held = await postgres.database.transaction(async (tx) => [
      await store.isHeld(tx, stoodStill),
      await store.isHeld(tx, sends),
    ]);

    expect(sends.attempts).toBe(stoodStill.attempts);
    expect(held).toEqual([false, true]);
  });

  it('a sender keeps the messages that it sends while the end of one of them is being written, however long that takes', async () => {
    const { postgres, people, add, store } = await setup();
    for (const { userId } of await people(2)) await add(userId, 'hello');
    const { claimed } = await store.claim(ANY_NUMBER, LEASE_MS);
    const [ending, other] = claimed.map(({ id }) => id);
    const kept = `SELECT FROM bot.delivery WHERE id = $1 AND lease_until > now() + interval '5 minutes'`;

    await postgres.database.transaction(async (tx) => {
      expect(await store.isHeld(tx, claimed[0]!)).toBe(true);
      const renewed = store.renew([ending!, other!], 10 * LEASE_MS);
      renewed.catch(() => undefined);
      await eventually(async () => expect(await postgres.admin.query(kept, [other])).toHaveLength(1), {
        timeoutMs: 5_000,
      });
      await renewed;
    });
  });
});

describe('the messages that a transaction adds', () => {
  it('the messages of a transaction are added by one statement, and sent in the order in which it adds them', async () => {
    const { database, deliveries, people, claim, later, postgres, store } = await setup();
    const { userId } = (await people(1))[0]!;
    const statements = statementsOf(database);
    const texts = ['one', 'two', 'three', 'four'];

    await database.transaction(async (tx) => {
      for (const [at, text] of texts.entries())
        await deliveries.add(tx, userId, messageWith(html`${text}`), at % 2 ? { cardKey: text } : { class: 'result' });
    });

    expect(statements.map((statement) => statement.trim().split(' ')[0])).toEqual(['START', 'WITH', 'COMMIT']);
    const sent: unknown[] = [];
    for (let nth = 0; nth < texts.length; nth += 1) {
      await postgres.admin.query(`UPDATE bot.chat_queue SET due_at = least(due_at, now()), paced_until = now()`);
      await later(5_000);
      sent.push(...(await claim()).map(([, text]) => text));
      const open = await postgres.admin.query<{ id: string; chatId: TelegramId }>(
        `SELECT id, chat_id::float8 AS "chatId" FROM bot.delivery WHERE status = 'sending'`,
      );
      for (const { id, chatId } of open)
        await store.done({ id: Number(id), chatId, userId, cardKey: null }, [nth], SENT);
    }
    expect(sent).toEqual(texts);
  });

  it('of two drawings of a card in one transaction only the later one is sent; a transaction that fails sends nothing', async () => {
    const { database, deliveries, people, claim } = await setup();
    const { userId } = (await people(1))[0]!;
    const drawn = (tx: Transaction, text: string) =>
      deliveries.add(tx, userId, messageWith(html`${text}`), { cardKey: 'order:1' });

    const failed = database.transaction(async (tx) => {
      await drawn(tx, 'lost');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await database.transaction(async (tx) => {
      await drawn(tx, 'earlier');
      await drawn(tx, 'later');
    });

    expect(await claim()).toEqual([['answer', 'later']]);
  });

  it('more messages than fit into one statement are added in their order', async () => {
    const { database, deliveries, people, postgres } = await setup();
    const { userId } = (await people(1))[0]!;
    const texts = Array.from({ length: 20 }, (_, nth) => `message ${nth}`);

    await database.transaction(async (tx) => {
      for (const text of texts) await deliveries.add(tx, userId, messageWith(html`${text}`));
    });

    const added = `SELECT content->>'markup' AS text FROM bot.delivery ORDER BY id`;
    expect((await postgres.admin.query<{ text: string }>(added)).map(({ text }) => text)).toEqual(texts);
  });

  it('all messages that a transaction adds about an order wait behind the order’s deferred card, even those without the card’s key; other messages do not wait', async () => {
    const { database, deliveries, people, postgres, add, store } = await setup();
    const { userId } = (await people(1))[0]!;
    await add(userId, 'slow', { cardKey: 'order:1', orderId: 'earlier' as OrderId });
    const { claimed } = await store.claim(ANY_NUMBER, LEASE_MS);
    await store.defer(
      null,
      claimed.map(({ id }) => id),
    );
    const orderId = newId<OrderId>();

    await database.transaction(async (tx) => {
      await deliveries.add(tx, userId, messageWith(html`drawing`), { cardKey: 'order:1', orderId });
      await deliveries.add(tx, userId, messageWith(html`besides`), { orderId });
      await deliveries.add(tx, userId, messageWith(html`another`));
    });

    const queues = `SELECT content->>'markup' AS text, queue FROM bot.delivery ORDER BY id`;
    expect(await postgres.admin.query(queues)).toEqual([
      { text: 'slow', queue: 'earlier' },
      { text: 'drawing', queue: 'earlier' },
      { text: 'besides', queue: 'earlier' },
      { text: 'another', queue: '' },
    ]);
  });

  it('a result for a person who has blocked the bot is kept for their return, and the other messages of its transaction are not', async () => {
    const { database, deliveries, people, postgres } = await setup();
    const { userId } = (await people(1))[0]!;
    await postgres.admin.query(`UPDATE bot.person SET blocked_at = now()`);

    await database.transaction(async (tx) => {
      await deliveries.add(tx, userId, messageWith(html`the pictures`), { class: 'result' });
      await deliveries.add(tx, userId, messageWith(html`the buttons`), { cardKey: 'result:1' });
    });

    const kept = `SELECT content->>'markup' AS text, status, waits_for AS "waitsFor" FROM bot.delivery`;
    expect(await postgres.admin.query(kept)).toEqual([{ text: 'the pictures', status: 'dropped', waitsFor: 'return' }]);
  });
});

describe('the next message to send', () => {
  it('the next message to send is an answer, then a result, however many edits of progress and broadcasts have waited longer', async () => {
    const { people, add, classes, later } = await setup();
    const crowd = await people(40);
    for (const { userId } of crowd.slice(0, 30)) await add(userId, 'place 50', { class: 'progress' });
    for (const { userId } of crowd.slice(30, 38)) await add(userId, 'news', { class: 'broadcast' });
    await add(crowd[38]!.userId, 'pictures', { class: 'result' });
    await add(crowd[39]!.userId, 'balance');

    expect((await classes()).slice(0, 2)).toEqual(['answer', 'result']);
    await later(1_100);
    expect(await classes()).toEqual(expect.not.arrayContaining(['answer', 'result']));
  });

  it('each class of messages has its reserved share, however many messages of more urgent classes wait', async () => {
    const { people, add, classes, later } = await setup();
    for (const { userId } of await people(120)) await add(userId, 'balance');
    for (const kind of ['result', 'broadcast', 'progress'] as const) {
      for (const { userId } of await people(20)) await add(userId, kind, { class: kind });
    }
    const sent: string[] = [];

    for (let step = 0; step < 60; step += 1) {
      sent.push(...((await classes()) as string[]));
      await later(50);
    }

    const count = (kind: string) => sent.filter((one) => one === kind).length;
    expect(count('result')).toBe(20);
    expect(count('broadcast')).toBeGreaterThanOrEqual(6);
    expect(count('progress')).toBeGreaterThanOrEqual(2);
    expect(count('answer')).toBeGreaterThanOrEqual(40);
  });

  it('the oldest message of all is next, once it has waited longer than its class allows', async () => {
    const { postgres, people, add, classes, later } = await setup();
    const crowd = await people(40);
    for (const { userId } of crowd) await add(userId, 'pictures', { class: 'result' });
    const [old] = await people(1);
    await add(old!.userId, 'place 3', { class: 'progress' });
    // The class `progress` (rank 4) has used up its share, so only the age of its message gives it a turn.
    await postgres.admin
      .query(`UPDATE bot.send_window SET granted_at = ARRAY(SELECT now() + interval '1 h' FROM generate_series(1, 12)),
      granted_rank = ARRAY[4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2]::smallint[]`);
    expect(await classes({ inAll: 1, ofOthers: 1 })).toEqual(['result']);

    await postgres.admin.query(`UPDATE bot.chat_queue SET due_at = due_at - interval '2 min' WHERE rank = 4`);

    await later(200);
    await postgres.admin
      .query(`UPDATE bot.send_window SET granted_at = ARRAY(SELECT now() + interval '1 h' FROM generate_series(1, 12)),
      granted_rank = ARRAY[4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2]::smallint[]`);
    expect(await classes({ inAll: 1, ofOthers: 1 })).toEqual(['progress']);
  });

  it('a broadcast leaves room for an answer at any moment', async () => {
    const { people, add, classes, later } = await setup();
    for (const { userId } of await people(60)) await add(userId, 'news', { class: 'broadcast' });
    const [anna] = await people(1);

    for (let step = 0; step < 30; step += 1) {
      expect((await classes()).length).toBeLessThanOrEqual(3);
      await later(35);
    }
    await add(anna!.userId, 'balance');

    const next: unknown[] = [];
    for (let step = 0; step < 3 && next.length === 0; step += 1) {
      await later(35);
      next.push(...(await classes()));
    }
    expect(next[0]).toBe('answer');
  });

  it('each message is given to one replica alone, and only the first message of a chat is given out', async () => {
    const { database, people, add, claim } = await setup();
    const crowd = await people(20);
    for (const { userId } of crowd) for (const word of ['one', 'two']) await add(userId, word);
    const replicas = Array.from({ length: 3 }, () => new DeliveryStore(database));

    const taken = (await Promise.all(replicas.map((store) => claim({ inAll: 15, ofOthers: 15 }, store)))).flat();
    while (taken.length < 20) taken.push(...(await claim()));

    expect(taken.map(([, word]) => word)).toEqual(Array(20).fill('one'));
  });

  it('the sender finds a message that is added just when the message before it is done', async () => {
    const { postgres, database, people, add, store, claim } = await setup();
    const [anna] = await people(1);
    await add(anna!.userId, 'one');
    const { claimed } = await store.claim(ANY_NUMBER, LEASE_MS);
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = database.transaction(async (tx) => {
      await tx.query('SELECT FROM bot.chat_queue FOR UPDATE');
      await released;
    });
    const isLocked = 'SELECT FROM bot.chat_queue FOR UPDATE SKIP LOCKED';
    await eventually(async () => (await postgres.admin.query(isLocked)).length === 0);

    const both = Promise.all([add(anna!.userId, 'two'), store.done(claimed[0]!, [], SENT)]);
    await eventually(async () => (await postgres.admin.waitingForLocks()).length === 2);
    release();
    await Promise.all([both, holding]);

    expect(await claim()).toEqual([['answer', 'two']]);
  });

  it('a claim, and the marking of a message as sent, look up the next message only in chats that may have one left', async () => {
    const { postgres, database, people, add, store, claim } = await setup();
    const [anna, boris] = await people(2);
    await add(anna!.userId, 'alone');
    await add(boris!.userId, 'first');
    await add(boris!.userId, 'deferred');
    await postgres.admin.query(`UPDATE bot.delivery SET queue = 'own' WHERE content->>'markup' = 'deferred'`);
    const version = async () =>
      (await postgres.admin.query(`SELECT xmin::text FROM bot.chat_queue WHERE chat_id = $1`, [anna!.telegramId]))[0];

    const [claimed, found] = await database.transaction(async (tx) => {
      const rows: { id: number; chatId: TelegramId }[] = await tx.query(CLAIM, PARAMETERS);
      const [{ chats }] = (await tx.query(`SELECT current_setting('aisha.refreshed_chats') AS chats`)) as [
        object & { chats: string },
      ];
      return [rows, chats] as const;
    });
    expect(found).toBe(`,${anna!.telegramId},`);
    expect(
      await postgres.admin.query(`SELECT chat_id::float8 AS chat, rank FROM bot.chat_queue WHERE head_id IS NOT NULL`),
    ).toEqual([{ chat: boris!.telegramId, rank: 1 }]);

    const hers = claimed.find(({ chatId }) => chatId === anna!.telegramId)!;
    const before = await version();
    expect(await store.done({ ...hers, userId: anna!.userId, cardKey: null }, [1], SENT)).toBeNull();
    expect(await version()).toEqual(before);
    expect(await claim()).toEqual([['answer', 'deferred']]);
  });

  it('the sender finds a message that is added while the last message of its chat is marked as sent, because the marking waits for the writer and looks again', async () => {
    const { postgres, database, deliveries, people, add, store, claim, later } = await setup();
    const [anna] = await people(1);
    const { userId } = anna!;
    await add(userId, 'first');
    const [first] = (await store.claim(ANY_NUMBER, LEASE_MS)).claimed;
    let commit = (): void => {};
    const isToCommit = new Promise<void>((resolve) => (commit = resolve));
    let hasLocked = (): void => {};
    const isLocked = new Promise<void>((resolve) => (hasLocked = resolve));
    const adding = database.transaction(async (tx) => {
      await deliveries.add(tx, userId, messageWith(html`second`));
      await deliveries.writeNow(tx);
      await tx.query('SET CONSTRAINTS ALL IMMEDIATE'); // fires the triggers, which lock the chat's row
      hasLocked();
      await isToCommit;
    });
    await isLocked;

    const ending = store.done(first!, [1], SENT);
    await eventually(async () => (await postgres.admin.waitingForLocks()).length > 0);
    commit();
    await Promise.all([adding, ending]);

    await postgres.admin.query(`UPDATE bot.chat_queue SET due_at = least(due_at, now()), paced_until = now()`);
    await later(5_000);
    expect(await claim()).toEqual([['answer', 'second']]);
  });

  it('a sender that marks a message as sent is told when the next message of the chat can be due, so that it need not look before', async () => {
    const { postgres, people, add, store, later } = await setup();
    const { userId } = (await people(1))[0]!;
    const next = async () => {
      await postgres.admin.query(`UPDATE bot.chat_queue SET due_at = least(due_at, now()), paced_until = '-infinity'`);
      await later(5_000);
      return (await store.claim(ANY_NUMBER, LEASE_MS)).claimed[0]!;
    };
    const waits = (values: string) =>
      postgres.admin.query(`UPDATE bot.delivery SET ${values} WHERE status = 'pending'`);
    const isPaused = (until: string) => postgres.admin.query(`UPDATE bot.chat_queue SET paused_until = ${until}`);

    await add(userId, 'first');
    await add(userId, 'second');
    const first = await next();
    await waits(`not_before = now() + interval '2 hours'`);
    expect((await store.done(first, [1], SENT))! / HOUR_MS).toBeCloseTo(2, 1);
    // A message that failed and now waits alone is tried again soon after another has arrived.
    await waits(`queue = 'alone', attempts = 1, waits_for = 'retry'`);
    expect((await store.done(first, [1], { ...SENT, retryWithinMs: HOUR_MS }))! / HOUR_MS).toBeCloseTo(1, 1);
    await waits(`queue = '', attempts = 0, not_before = now(), waits_for = NULL`);
    expect(await store.done(first, [1], SENT)).toBe(0);
    await isPaused(`now() + interval '3 hours'`);
    expect((await store.done(first, [1], SENT))! / HOUR_MS).toBeCloseTo(3, 1);
    await isPaused(`'-infinity'`);

    const second = await next();
    expect(await store.done(second, [2], SENT)).toBeNull();
  });

  it('a sender that marks a screen or a card as sent waits for a press that writes the next message, and neither fails', async () => {
    const { postgres, database, deliveries, people, add, store } = await setup();
    const { userId } = (await people(1))[0]!;
    await postgres.admin.query(
      `INSERT INTO bot.conversation (user_id, flow, step, draft, version, update_id) VALUES ($1, 'menu', 'main', '{}', 1, 0)`,
      [userId],
    );
    const card = { cardKey: 'order:1' };
    await postgres.admin.query(`INSERT INTO bot.card (key, user_id, state) VALUES ('order:1', $1, '{}')`, [userId]);
    for (const [shown, lock] of [
      [{ cardKey: SCREEN }, 'SELECT FROM bot.conversation FOR UPDATE'],
      [card, 'SELECT FROM bot.card FOR UPDATE'],
    ] as const) {
      await add(userId, 'shown', shown);
      const [sent] = (await store.claim(ANY_NUMBER, LEASE_MS)).claimed;

      let ending: Promise<number | null> | undefined;
      await database.transaction(async (tx) => {
        await tx.query(lock);
        await deliveries.add(tx, userId, messageWith(html`next`));
        await deliveries.writeNow(tx);
        ending = store.done(sent!, [7], { ...SENT, shownBy: 7 });
        ending.catch(() => undefined);
        await eventually(async () => (await postgres.admin.waitingForLocks()).length === 1);
        // The transaction may have begun to replace the message before it was claimed.
        await tx.query(`UPDATE bot.delivery SET error = 'superseded' WHERE id = $1`, [sent!.id]);
      });

      await ending;
      await postgres.admin.query(`UPDATE bot.delivery SET status = 'sent'`);
    }
    expect(await postgres.admin.query('SELECT screen::int FROM bot.conversation')).toEqual([{ screen: 7 }]);
    expect(await postgres.admin.query('SELECT message_id::int AS id FROM bot.card')).toEqual([{ id: 7 }]);
  });

  it('the next message is always found, also while replicas add, take and finish messages at the same time', async () => {
    const { people, add, store, postgres } = await setup();
    const wide = new DeliveryStore(postgres.database, { ...TELEGRAM_LIMITS, perSecond: 10_000, chatIntervalMs: 0 });
    const crowd = await people(3);
    let isAdding = true;
    const adding = Promise.all(
      crowd.map(async ({ userId }) => {
        for (let i = 0; i < 40; i += 1) await add(userId, `${i}`, { class: i % 3 === 0 ? 'progress' : 'answer' });
      }),
    ).finally(() => (isAdding = false));
    let sent = 0;
    const sending = async (): Promise<void> => {
      for (let idle = 0; isAdding || idle < 3;) {
        const { claimed } = await wide.claim(ANY_NUMBER, LEASE_MS);
        for (const delivery of claimed) await store.done(delivery, [], SENT);
        sent += claimed.length;
        idle = claimed.length > 0 ? 0 : idle + 1;
      }
    };

    await Promise.all([adding, sending(), sending()]);

    expect(sent).toBe(120);
    expect(await postgres.admin.query(`SELECT FROM bot.chat_queue WHERE head_id IS NOT NULL`)).toEqual([]);
  });
});

describe('the rate of all replicas together', () => {
  it('all replicas together never make more than 30 calls in any second', async () => {
    const { postgres, database, people, add } = await setup();
    const crowd = await people(70);
    for (const [i, { userId }] of crowd.entries()) await add(userId, 'word', { class: i % 2 ? 'answer' : 'broadcast' });
    const replicas = Array.from({ length: 3 }, () => new DeliveryStore(database));
    const single = new RateLimiterStore(database);
    const grants: string[] = [];
    const asking = async (store: DeliveryStore): Promise<void> => {
      while (grants.length < 75) {
        grants.push(...(await store.claim({ inAll: 5, ofOthers: 5 }, LEASE_MS)).claimed.map(({ grant }) => grant!));
        const one = await single.take(1);
        if ('grant' in one) grants.push(one.grant);
      }
    };

    await Promise.all(replicas.map(asking));

    const rows = await postgres.admin.query<{ most: number }>(
      `SELECT max(n)::int AS most FROM (SELECT count(*) OVER (ORDER BY at RANGE BETWEEN CURRENT ROW AND interval '1 s' FOLLOWING) AS n
       FROM unnest($1::timestamptz[]) AS at) windows`,
      [grants],
    );
    expect(rows[0]!.most).toBeLessThanOrEqual(30);
    expect(new Set(grants).size).toBe(grants.length);
  });

  it('a grant comes with the time that its claim waited for another claim, so that the wait does not make the grant older', async () => {
    const { postgres, database, people, add, store, limiter } = await setup();
    const [anna] = await people(1);
    await add(anna!.userId, 'word');
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = database.transaction(async (tx) => {
      await tx.query('SELECT FROM bot.send_window FOR UPDATE');
      await released;
    });
    const isLocked = 'SELECT FROM bot.send_window FOR UPDATE SKIP LOCKED';
    await eventually(async () => (await postgres.admin.query(isLocked)).length === 0);

    const both = Promise.all([store.claim(ANY_NUMBER, LEASE_MS), limiter.take(1)]);
    await eventually(async () => (await postgres.admin.waitingForLocks()).length === 2);
    const waitsSince = performance.now();
    await eventually(() => performance.now() - waitsSince > 2 * GRANT_MS);
    const waitedMs = performance.now() - waitsSince;
    release();
    const [{ claimed }, taken] = await both;
    await holding;

    expect(claimed.map(({ grantedAfterMs }) => grantedAfterMs)).toEqual([expect.any(Number)]);
    expect(claimed[0]!.grantedAfterMs).toBeGreaterThan(waitedMs);
    expect('grant' in taken && taken.afterMs).toBeGreaterThan(waitedMs);
  });

  it('a full window tells when it has room again: when its oldest call leaves the window', async () => {
    const { postgres, people, add, claim, store, later } = await setup();
    const [anna] = await people(1);
    await add(anna!.userId, 'word');
    // The calls are an hour ahead, so that none of them leaves the window while this machine stands still.
    await postgres.admin.query(`UPDATE bot.send_window SET granted_rank = array_fill(1::smallint, ARRAY[30]),
      granted_at = ARRAY(SELECT clock_timestamp() + interval '1 h' + nth * interval '1 s' FROM generate_series(1, 30) AS nth)`);

    const { claimed, nextInMs } = await store.claim(ANY_NUMBER, LEASE_MS);

    expect(claimed).toEqual([]);
    expect(nextInMs! / HOUR_MS).toBeCloseTo(1, 1);
    await later(nextInMs!);
    expect(await claim()).toEqual([['answer', 'word']]);
  });

  it('the renewal of a grant uses up no room of the window', async () => {
    const { limiter, postgres } = await setup();
    const first = await limiter.take(1);
    for (let i = 0; i < 40; i += 1) await limiter.take(1, 'grant' in first ? first.grant : undefined);
    const [window] = await postgres.admin.query<{ count: number }>(
      'SELECT cardinality(granted_at) AS count FROM bot.send_window',
    );

    expect(window!.count).toBeLessThanOrEqual(30);
    await eventually(async () => 'grant' in (await limiter.take(1)));
  });

  it('a claim that takes no message uses up no room of the window', async () => {
    const { postgres, people, add, claim } = await setup();
    const [anna] = await people(1);
    await add(anna!.userId, 'one');
    await add(anna!.userId, 'two');
    await claim();
    for (let i = 0; i < 20; i += 1) await claim();

    expect(await postgres.admin.query('SELECT cardinality(granted_at) AS count FROM bot.send_window')).toEqual([
      { count: 1 },
    ]);
  });
});

describe('among 200 000 open messages', () => {
  it('the next message is found by an index among 200 000 open ones, in fewer than 5000 pages', async () => {
    const { postgres, people } = await setup();
    const [anna] = await people(1);
    await postgres.admin.query(`DO $$ BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
      INSERT INTO bot.delivery (user_id, chat_id, class, content, created_at)
      SELECT user_id, 1000000 + n, CASE WHEN n % 10 = 0 THEN 'result' ELSE 'progress' END, '{"kind": "message", "markup": "x"}', now()
      FROM bot.person, generate_series(1, 200000) n;
      INSERT INTO bot.chat_queue (chat_id, head_id, rank, due_at)
      SELECT chat_id, id, CASE WHEN class = 'result' THEN 2 ELSE 4 END, created_at FROM bot.delivery;
    END $$`);
    await postgres.admin.query('ANALYZE bot.delivery, bot.chat_queue');
    expect(anna).toBeDefined();
    const plan = await postgres.admin.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, BUFFERS) ${CLAIM}`,
      PARAMETERS,
    );

    const lines = plan.map((row) => row['QUERY PLAN']);
    expect(lines.filter((line) => /Seq Scan on (delivery|chat_queue)/.test(line))).toEqual([]);
    const [buffers] = lines.filter((line) => line.includes('Buffers:')).map((line) => /hit=(\d+)/.exec(line)?.[1]);
    expect(Number(buffers)).toBeLessThan(5_000);
  });
});

describe('the content of a message', () => {
  it('the content of a message that has just been sent is kept, however long the message waited', async () => {
    const { postgres, people, add, store } = await setup();
    await add((await people(1))[0]!.userId, 'x');
    await postgres.admin.query(
      `UPDATE bot.delivery SET status = 'sent', sent_at = now(), created_at = now() - interval '9 days'`,
    );

    expect(await store.clear(24 * 3_600_000, 2)).toBe(0);
  });
});

describe('a message whose content is forgotten', () => {
  it('once its content is forgotten, a message still prevents a second one for the same album, but not a repetition of its words', async () => {
    const { postgres, people, add, store } = await setup();
    const userId = (await people(1))[0]!.userId;
    const album = { onceFor: 'album 1' };
    const words = { onceWithinMs: 60_000 };
    const card = { cardKey: 'order:1' };
    for (const options of [album, words, card]) await add(userId, 'x', options);
    await postgres.admin.query(
      `UPDATE bot.delivery SET status = 'sent', sent_at = now() - interval '2 days', created_at = now() - interval '2 days'`,
    );

    expect(await store.clear(24 * 3_600_000, 2)).toBe(2);
    expect(await store.clear(24 * 3_600_000, 2)).toBe(1);
    for (const options of [album, words, card]) await add(userId, 'x', options);

    const open = `SELECT card_key AS key FROM bot.delivery WHERE status = 'pending' ORDER BY id`;
    expect(await postgres.admin.query(open)).toEqual([
      { key: expect.stringMatching(/^once:(?!album)/) },
      { key: 'order:1' },
    ]);
  });
});

describe('a message for a group', () => {
  it('a message for a group comes in its topic, even when its person has blocked the bot, and quotes nothing once the group has moved', async () => {
    const { postgres, people, database, deliveries, store } = await setup();
    const [anna] = await people(1);
    await postgres.admin.query('UPDATE bot.person SET blocked_at = now()');
    const [before, after] = [-7 as TelegramId, -1_007 as TelegramId];
    const said = { ...messageWith(html`text`), replyTo: 3 } as Content;

    await database.transaction((tx) =>
      deliveries.add(tx, anna!.userId, said, { group: { chatId: before, topicId: 12 } }),
    );
    const [first] = (await store.claim(ANY_NUMBER, LEASE_MS)).claimed;
    await database.transaction((tx) => store.moved(tx, before, after));
    const [second] = (await store.claim(ANY_NUMBER, LEASE_MS)).claimed;

    expect(first).toMatchObject({ chatId: before, content: { topicId: 12, replyTo: 3 } });
    expect(second).toMatchObject({ chatId: after, content: { markup: 'text' } });
    expect(second?.content).not.toHaveProperty('replyTo');
  });
});

describe('a bot that was told to wait', () => {
  it('a bot that was told to wait takes no message of any class meanwhile, not even an answer to a button, and a shorter pause does not end the wait', async () => {
    const { limiter, people, add, classes, later, store, database, deliveries } = await setup();
    const [anna, boris, clara] = await people(3);
    await add(anna!.userId, 'an answer');
    await add(boris!.userId, 'a result', { class: 'result' });
    const press: Content = { kind: 'answer', queryId: '1' };
    await database.transaction((tx) => deliveries.add(tx, clara!.userId, press));

    await limiter.pause(60_000);
    await limiter.pause(2_000);

    expect(await classes()).toEqual([]);
    const { waitMs } = { waitMs: 0, ...(await limiter.take(1)) };
    expect(waitMs).toBeGreaterThan(50_000);
    expect((await store.claim(ANY_NUMBER, LEASE_MS)).nextInMs).toBeGreaterThan(50_000);
    await later(60_000);
    expect((await classes()).toSorted()).toEqual(['answer', 'callback', 'result']);
  });
});
