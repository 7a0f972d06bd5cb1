import { generateTexts, menuTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { UNSYNCED } from '@aisha/database';
import type { TelegramId, UserId } from '@aisha/domain';
import type { Person } from '@aisha/fakes/telegram';
import { afterThisTest, eventually, onPostgres, statementsOf, type PostgresHarness } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import type { Update } from 'telegraf/types';
import { botHarness, partsOfBot } from '../../../spec/bot-harness';
import { again } from '../../callbacks/picture-result.callbacks';
import { usePictures } from '../../orders/own-picture/own-picture';
import { CallbackSignature } from '../screen/callback-signature';
import { html, toMenu } from '../conversation';
import { messageWith } from '../deliveries/content';
import { CLAIM } from '../deliveries/delivery.store';
import { DELIVERY_TIMEOUTS } from '../deliveries/timeouts';
import { ChatQueues } from './chat-queues';
import { UpdateStore } from './update.store';

const CHAT = 5;
/** Matches statements of periodic jobs, which do not belong to the handling of an update. */
const BY_CLOCK =
  /GROUP BY chat_id|"oldestSeconds"|DELETE FROM bot\.(telegram_update|pending_change|draft WHERE dropped_at)|SET content = NULL|WHERE held_until <= now\(\)|bot\.star_(reconciliation|transaction)/;

const NEVER_MS = 3_600_000;

/** The queues without their periodic poll: it may come while an update is handled, and then looks at the chat once more for nothing. */
class UnpolledQueues extends ChatQueues {
  protected override readonly pace = { busyMs: NEVER_MS, atRestMs: NEVER_MS };
}
const UNPOLLED = { instead: [{ provide: ChatQueues, useClass: UnpolledQueues }] };

/** A person in the menu, and a bot that handles updates and sends nothing: so the spec counts only the statements that lead to a screen. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const bot = await partsOfBot({ database: postgres.database, ...UNPOLLED });
  const [signature, store, queues] = [bot.get(CallbackSignature), bot.get(UpdateStore), bot.get(ChatQueues)];
  queues.start();
  afterThisTest(() => queues.stop());
  let lastUpdate = 0;
  const { userId } = await postgres.fixtures.person({
    telegramId: CHAT as TelegramId,
    firstName: 'Анна',
    username: null,
  });
  const from = { id: CHAT, first_name: 'Анна', language_code: 'ru' };
  /** All statements that the database gets from the arrival of the update until it is handled. */
  const costOf = async (what: object): Promise<string[]> => {
    const statements = statementsOf(postgres.database);
    lastUpdate += 1;
    const update = { update_id: lastUpdate, ...what } as unknown as Update;
    queues.wake(await store.add(postgres.database, [update]));
    const handled = `SELECT FROM bot.telegram_update WHERE update_id = $1 AND handled_at IS NOT NULL`;
    await eventually(async () => expect(await postgres.admin.query(handled, [lastUpdate])).toHaveLength(1));
    await queues.stop(); // so that the queue's work after the last update counts as well
    queues.start();
    return statements.filter((statement) => !BY_CLOCK.test(statement));
  };
  const chat = { id: CHAT, type: 'private' };
  const text = (words: string) => costOf({ message: { message_id: 100, chat, from, text: words } });
  const press = (data: string) => {
    const message = { message_id: 90, chat };
    return costOf({ callback_query: { id: '1', from, data: signature.sign(userId, data), message } });
  };
  const photo = (album: string) => {
    const sizes = [{ file_id: 'f', file_unique_id: 'u', file_size: 90_000, width: 90, height: 120 }];
    return costOf({ message: { message_id: 101, chat, from, photo: sizes, media_group_id: album } });
  };
  await text('/start');
  return { postgres, userId, text, press, photo };
};

describe('what a screen costs the database before it is sent', () => {
  it('when a person writes, a screen costs at most six statements before it is sent, the storing of the update included', async () => {
    const { text } = await setup();

    const statements = await text('/menu');

    expect(statements.length).toBeLessThanOrEqual(6);
    expect(statements.filter((statement) => statement === 'START TRANSACTION')).toHaveLength(1);
  });

  it('when a person presses a button, a screen costs at most six statements before it is sent, the end of the spinner included', async () => {
    const { press } = await setup();

    const statements = await press(toMenu.button('menu', {}).data);

    expect(statements.length).toBeLessThanOrEqual(6);
    expect(statements.filter((statement) => statement === 'START TRANSACTION')).toHaveLength(1);
  });

  it('a screen that offers an order costs at most twelve statements before it is sent, the two for the wait and the free work included', async () => {
    const { postgres, userId, press } = await setup();
    const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
    await postgres.fixtures.picture({ orderId });
    await postgres.fixtures.account({ userId, credits: 10 });

    const statements = await press(usePictures.button('upscale', { use: 'upscale', orderId }).data);

    expect(statements.filter((statement) => /AS alike|AS "ofAll"/.test(statement))).toHaveLength(2);
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it('a tap that orders costs at most seven statements, one of which writes its message', async () => {
    const { postgres, userId, press } = await setup();
    await postgres.fixtures.consent({ userId });
    await postgres.fixtures.account({ userId, credits: 100 });
    const { id: avatarId } = await postgres.fixtures.avatar({ userId, status: 'completed', isMain: true });
    const earlier = { input: { kind: 'avatar', avatarId }, state: 'succeeded', delivered: 1 } as const;
    const { orderId } = await postgres.fixtures.generation({ userId, ...earlier });
    await press(again.button('again', { orderId }).data);

    const [quoted] = await postgres.admin.query<{ total: string }>(
      `SELECT draft #>> '{quote,total}' AS total FROM bot.conversation`,
    );

    const statements = await press(`gen.draw:${Number(quoted?.total).toString(36)}`);

    expect(statements.filter((statement) => statement.includes('INSERT INTO bot.outbox'))).toHaveLength(1);
    expect(statements.length <= 7 ? [] : statements).toEqual([]);
  });

  it('the first photo of an album costs at most eleven statements and each further photo nine, with the card and the fetching', async () => {
    const { postgres, userId, photo } = await setup();
    await postgres.fixtures.consent({ userId });
    const first = await photo('album');

    const statements = await photo('album');

    // The first photo begins the avatar, so it costs more.
    expect(first.length).toBeLessThanOrEqual(11);
    expect(statements.length).toBeLessThanOrEqual(9);
  });
});

/** The sender looks for deliveries only when it is woken. */
const NEVER_BY_CLOCK = {
  ...DELIVERY_TIMEOUTS,
  lookEveryMs: NEVER_MS,
  recoverEveryMs: NEVER_MS,
  renewEveryMs: NEVER_MS,
};

describe('the cost of messages that are added together', () => {
  it('three messages that one transaction adds cost three claims of the sender, and no more', async () => {
    const { postgres, joins, replica } = await botHarness();
    const bot = await replica({ deliveryTimeouts: NEVER_BY_CLOCK });
    const anna = await joins('Анна');
    await anna.sends('/terms');
    await anna.sees(/Условия/);
    await isQuiet(postgres);
    const [person] = await postgres.admin.query<{ userId: UserId }>(`SELECT user_id AS "userId" FROM bot.person`);
    const statements = statementsOf(postgres.database);

    await postgres.database.transaction(async (tx) => {
      for (const text of ['one', 'two', 'three'])
        await bot.deliveries.add(tx, person!.userId, messageWith(html`${text}`));
    });

    await anna.sees(/three/);
    await isQuiet(postgres);
    expect(statements.filter((statement) => statement === CLAIM)).toHaveLength(3);
  });
});

describe('what a screen costs in all', () => {
  it.each([
    ['a person writes', async (anna: Person) => void (await anna.sends('/menu'))],
    ['a person presses a button', async (anna: Person) => void (await anna.presses(generateTexts.ru.menu))],
  ])('a screen costs at most 10 statements in all and one call for a message when %s', async (_when, act) => {
    const { postgres, telegram, joins, replica } = await botHarness();
    await replica({ deliveryTimeouts: NEVER_BY_CLOCK, ...UNPOLLED });
    const anna = await joins('Анна');
    await anna.sends('/terms');
    await anna.sees(/Условия/);
    await isQuiet(postgres);
    const calls = telegram.recorder.list().length;
    const statements = statementsOf(postgres.database);

    await act(anna);

    await anna.sees(saying(menuTexts.ru.menu));
    await isQuiet(postgres);
    const told = statements.filter((statement) => !BY_CLOCK.test(statement));
    expect(told.length).toBeLessThanOrEqual(10);
    // The bot waits for the disk only once, when the update is stored: neither handling nor sending waits for it.
    const unsynced = statements.filter((statement) => statement.includes(UNSYNCED));
    expect(unsynced.length).toBeGreaterThanOrEqual(3);
    const made = telegram.recorder.list().slice(calls);
    const paced = made.filter(({ method }) => !/^(getUpdates|answerCallbackQuery)$/.test(method));
    expect(paced.map(({ method }) => method)).toHaveLength(1);
  });
});

/** Waits until every update is handled and every delivery is sent. */
const isQuiet = (postgres: PostgresHarness): Promise<void> =>
  eventually(async () => {
    const open = `SELECT FROM bot.telegram_update WHERE handled_at IS NULL
      UNION ALL SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`;
    expect(await postgres.admin.query(open)).toEqual([]);
  });
