import { describe, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { Database } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { DeadLetters } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually, jobContext, onPostgres, statementsOf } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { echoFeature } from '../../../spec/echo.feature';
import type { ArrivedUpdates } from './arrived-updates';
import { ChatQueues } from './chat-queues';
import { HandleUpdateHandler } from './handle-update.handler';
import { UpdateStore } from './update.store';
import { queueOf } from './updates';
import { WebhookOptions } from './webhook.options';

const echoed = async (person: Person): Promise<string[]> =>
  (await person.chat())
    .filter(({ by, text }) => by === 'bot' && /^\d+: /.test(text ?? ''))
    .map(({ text }) => text ?? '');

describe('updates', () => {
  it('updates are handled once when Telegram sends them twice (telegram.md §12, 1)', async () => {
    const { joins, replica, telegram } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);
    telegram.faults.add({ kind: 'duplicate-update', times: 3 });

    for (const text of ['a', 'b', 'c']) await anna.sends(text);

    await anna.sees('3: c');
    expect(await echoed(anna)).toEqual(['1: a', '2: b', '3: c']);
  });

  it('updates keep their order in every chat when two replicas share many of them', async () => {
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature()] });
    const other = await Database.connect({ url: postgres.url, role: 'bot', pool: 8 });
    afterThisTest(() => other.close());
    await Promise.all([replica(), replica({ database: other })]);
    const people = await Promise.all(['Анна', 'Борис', 'Вера', 'Глеб'].map((name) => joins(name)));
    const texts = Array.from({ length: 12 }, (_, i) => `message ${i}`);
    await Promise.all(people.map((person) => person.sends('hello')));
    await Promise.all(people.map((person) => person.sees(/turn/)));

    await Promise.all(
      people.map(async (person) => {
        for (const text of texts) await person.sends(text);
      }),
    );

    for (const person of people) {
      await eventually(async () => expect(await echoed(person)).toHaveLength(texts.length));
      expect(await echoed(person)).toEqual(texts.map((text, i) => `${i + 1}: ${text}`));
    }
  });

  it('updates are not lost when handling them fails, and no effect of the failed attempt remains (telegram.md §12, 2)', async () => {
    let failures = 2;
    const beforeText = (text: string) => {
      if (text === 'fragile' && failures-- > 0) throw new Error('out of luck');
    };
    const { joins, replica } = await botHarness({ features: [echoFeature({ beforeText })] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);

    await anna.sends('fragile');
    await anna.sends('next');

    await anna.sees('2: next');
    expect(await echoed(anna)).toEqual(['1: fragile', '2: next']);
  });

  it('after three failed attempts at an update the person is told, and after six attempts the update becomes a dead letter that can be retried', async () => {
    let attempts = 0;
    let isMended = false;
    const beforeText = (text: string) => {
      if (text !== 'poison' || isMended) return;
      attempts += 1;
      throw new Error('poisoned');
    };
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature({ beforeText })] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);
    const letters = new DeadLetters(postgres.database, 'bot-gateway');

    await anna.sends('poison');
    const apology = await anna.sees(/Что-то сломалось/);
    expect(attempts).toBe(3);
    const [failed] = await postgres.admin.query<{ error: string }>(
      'SELECT error FROM bot.telegram_update WHERE error IS NOT NULL',
    );
    expect(apology.text).toContain(failed?.error);
    for (const made of [4, 5, 6]) {
      expect(await letters.list()).toEqual([]);
      const written = `SELECT FROM bot.telegram_update WHERE handled_at IS NULL AND attempts = ${made - 1}`;
      await eventually(async () => expect(await postgres.admin.query(written)).toHaveLength(1)); // after one attempt and its pause
      await postgres.admin.query('UPDATE bot.telegram_update SET not_before = now() WHERE handled_at IS NULL');
      await eventually(() => expect(attempts).toBeGreaterThanOrEqual(made));
    }
    await anna.sends('next');
    await anna.sees('1: next');

    await eventually(async () =>
      expect(await letters.list()).toMatchObject([{ job: 'handle-update', code: 'unexpected', attempts: 6 }]),
    );
    const [letter] = await postgres.admin.query<{ id: string; payload: { updateId: number } }>(
      'SELECT message_id AS id, payload FROM bot.dead_letter',
    );
    isMended = true;
    expect(await letters.retry(letter!.id)).toBe(true);
    await new HandleUpdateHandler(new UpdateStore()).handle(letter!.payload, jobContext(postgres));
    await anna.sees('2: poison');
    expect((await anna.chat()).filter(({ text }) => text?.includes('Что-то сломалось'))).toHaveLength(1);
  });

  it('a failed text that waits for its retry lets the person’s later updates pass, and is given up once one of these later updates was handled', async () => {
    const failing = new Set(['poison']);
    const beforeText = (text: string) => {
      if (failing.has(text)) throw new Error('poisoned');
    };
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature({ beforeText })] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);

    await anna.sends('poison');
    await anna.sends('next');
    await anna.sees('1: next');
    failing.clear();
    await postgres.admin.query('UPDATE bot.telegram_update SET not_before = now() WHERE handled_at IS NULL');

    await eventually(async () =>
      expect(await new DeadLetters(postgres.database, 'bot-gateway').list()).toMatchObject([
        { job: 'handle-update', facts: { problem: 'the-person-went-on' } },
      ]),
    );
    expect(await echoed(anna)).toEqual(['1: next']);
  });

  it('updates keep their place and use up no attempt while the database is locked', async () => {
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);

    await postgres.admin.transaction(async (tx) => {
      await tx.query('LOCK TABLE bot.conversation IN ACCESS EXCLUSIVE MODE');
      await anna.sends('first');
      await anna.sends('second');
      for (let stopped = 0; stopped < 6; stopped += 1) {
        await eventually(async () => {
          const [waiting] = (await tx.query(
            `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1`,
          )) as { pid: number }[];
          expect(waiting).toBeDefined();
          await tx.query('SELECT pg_cancel_backend($1)', [waiting!.pid]); // as the statement's own time-out does
        });
      }
    });

    await anna.sees('2: second');
    expect(await echoed(anna)).toEqual(['1: first', '2: second']);
    expect(await postgres.admin.query('SELECT FROM bot.telegram_update WHERE attempts > 0')).toEqual([]);
  });

  it('an update that cannot be handled because another server is away is tried again soon, although the last poll had found no update', async () => {
    const { database } = await onPostgres('bot');
    const polls = statementsOf(database);
    const handled: number[] = [];
    const arrived: Pick<ArrivedUpdates, 'handle'> = {
      handle: (_tx, { updateId }) => {
        handled.push(updateId);
        if (handled.length === 1) throw new AppError('storage-unreachable');
        return Promise.resolve('handled' as const);
      },
    };
    const store = new UpdateStore();
    const webhook = { isOn: false } as WebhookOptions;
    class RestingQueues extends ChatQueues {
      protected override readonly pace = { busyMs: 50, atRestMs: 3_600_000 };
    }
    const queues = new RestingQueues(database, store, arrived as ArrivedUpdates, webhook, Logger.silent());
    queues.start();
    afterThisTest(() => queues.stop());
    await eventually(() => polls.some((statement) => statement.includes('"isDue"')));
    const chat = { id: 5, type: 'private' as const, first_name: 'Анна' };
    const from = { id: 5, is_bot: false, first_name: 'Анна' };

    queues.wake(
      await store.add(database, [{ update_id: 7, message: { message_id: 7, date: 1, chat, from, text: 'hello' } }]),
    );

    await eventually(() => handled.length === 2);
    expect(handled).toEqual([7, 7]);
  });

  it('an update that fails because another server is away uses up no attempt, however fast the clock of the gateway is', async () => {
    let failures = 3;
    const beforeText = () => {
      if (failures-- > 0) throw new AppError('storage-unreachable');
    };
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature({ beforeText })] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
    afterThisTest(() => Promise.resolve(void (Date.now = now)));

    await anna.sends('first');

    await anna.sees('1: first');
    expect(await postgres.admin.query('SELECT FROM bot.telegram_update WHERE attempts > 0')).toEqual([]);
  });

  it('updates that a gateway stored before it died are handled by another one', async () => {
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);

    const from = { id: anna.id, first_name: 'Анна' };
    const chat = { id: anna.id, type: 'private' };
    await arrives(postgres, { message: { message_id: 1, date: 1, chat, from, text: 'left behind' } });

    await anna.sees('1: left behind');
  });

  it('updates with characters that Postgres cannot store are handled like any other', async () => {
    const { joins, replica } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);

    await anna.sends('zero \u0000 and half a smile \ud83d');
    await anna.sends('next');

    await anna.sees('2: next');
  });

  it('the only update of a person does not wait until all the many updates that others sent earlier are handled', async () => {
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature()] });
    const flooders = await Promise.all(['Анна', 'Борис', 'Вера', 'Глеб'].map((name) => joins(name)));
    const patient = await joins('Дарья');
    for (const person of flooders) {
      for (let i = 0; i < 60; i += 1) await arrives(postgres, saying(person, `message ${i}`));
    }
    await arrives(postgres, saying(patient, 'only one'));

    await replica();

    const { before } = await eventually(async () => {
      const [row] = await postgres.admin.query<{ before: number; at: Date | null }>(
        `SELECT (SELECT count(*)::int FROM bot.telegram_update u WHERE u.handled_at < mine.handled_at) AS before,
           mine.handled_at AS at FROM bot.telegram_update mine WHERE mine.chat_id = $1`,
        [patient.id],
      );
      return row?.at ? row : false;
    });
    expect(before).toBeLessThan(100);
  });
});

describe('a person who blocks the bot', () => {
  it('a person who blocks the bot is recorded as having blocked it until they return, and is then answered again', async () => {
    const { joins, replica, postgres } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);

    await anna.blocks();
    const blockedAt = async () =>
      (await postgres.admin.query<{ blocked_at: Date | null }>('SELECT blocked_at FROM bot.person'))[0]?.blocked_at;
    await eventually(async () => expect(await blockedAt()).not.toBeNull());
    await anna.unblocks();
    await eventually(async () => expect(await blockedAt()).toBeNull());

    await anna.sends('again');
    await anna.sees('1: again');
  });
});

describe('buttons', () => {
  it('a press on a screen that the person has just left is answered with a toast: the screen has changed', async () => {
    const { joins, replica, telegram, postgres } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    const screen = await anna.sees(/turn/);
    await anna.presses('other');
    await anna.sees('anywhere');
    // The person counts as having come here a moment ago, however slow the test is.
    await postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() + interval '1 hour'`);

    await pressed(postgres, anna, screen.message_id, dataOf(screen, 'press'));

    await toast(telegram, /уже всё иначе. Свежий экран — в \/menu/);
  });

  it('buttons shown to another person, or forged, are answered like stale ones', async () => {
    const { joins, replica, telegram, postgres } = await botHarness({ features: [echoFeature()] });
    await replica();
    const [anna, boris] = await Promise.all([joins('Анна'), joins('Борис')]);
    await Promise.all([anna.sends('/start'), boris.sends('/start')]);
    const [hers, his] = await Promise.all([anna.sees(/turn/), boris.sees(/turn/)]);

    await pressed(postgres, boris, his.message_id, dataOf(hers, 'press'));
    await toast(telegram, /уже всё иначе/, 1);
    await pressed(postgres, boris, his.message_id, 'echo.press:0~abcdef');
    await toast(telegram, /уже всё иначе/, 2);
    await pressed(postgres, boris, his.message_id, dataOf(his, 'press'));
    await toast(telegram, /pressed 0/);
  });

  it('buttons that work anywhere work on any message', async () => {
    const { joins, replica, telegram } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.presses('other');

    await anna.presses('anywhere');

    await toast(telegram, /from anywhere/);
  });
});

type PostgresHarness = Awaited<ReturnType<typeof botHarness>>;
type Seen = Awaited<ReturnType<Person['sees']>>;

const dataOf = (message: Seen, label: string): string => {
  const button = message.buttons.flat().find(({ text }) => text === label);
  if (!button?.callback_data) throw new Error(`no button ${label}`);
  return button.callback_data;
};

const saying = (person: Person, text: string) => ({
  message: {
    message_id: 1,
    date: 1,
    chat: { id: person.id, type: 'private' },
    from: { id: person.id, first_name: person.firstName },
    text,
  },
});

let lastForged = 900_000_000;

/** Stores an update that the fake's own client would not send. */
const arrives = (postgres: PostgresHarness['postgres'], update: object) => {
  lastForged += 1;
  return postgres.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
    lastForged,
    queueOf({ update_id: lastForged, ...update } as Parameters<typeof queueOf>[0]),
    { update_id: lastForged, ...update },
  ]);
};

/** Stores a press that only a modified client could make: any data on any message. */
const pressed = (postgres: PostgresHarness['postgres'], person: Person, messageId: number, data: string) =>
  arrives(postgres, {
    callback_query: {
      id: `forged-${lastForged}`,
      from: { id: person.id, first_name: person.firstName },
      chat_instance: '1',
      data,
      message: { message_id: messageId, date: 1, chat: { id: person.id, type: 'private' } },
    },
  });

const toast = (telegram: PostgresHarness['telegram'], words: RegExp, times = 1) =>
  eventually(() =>
    expect(
      telegram.recorder
        .list({ method: 'answerCallbackQuery' })
        .filter(({ params }) => words.test(String(params['text']))),
    ).toHaveLength(times),
  );
