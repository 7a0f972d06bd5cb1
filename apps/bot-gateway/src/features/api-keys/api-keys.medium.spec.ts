import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { KeepApiKey } from '@aisha/contracts/public-api';
import type { MakeApiKey } from '@aisha/contracts/bot-gateway';
import { AppError, isApiKey, type OrderId, type WebhookId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { apiKeysTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { MakeApiKeyHandler, TellPausedWebhookHandler, TellRefusedApiKeyHandler } from './api-key.handlers';

const KEY = /aisha_live_\w+/;
const t = apiKeysTexts.ru;

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const readers = new Readers(postgres.database);
  const makes = new MakeApiKeyHandler(readers, bot.api, new Outbox('bot'), bot.deliveries);
  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  /** Handles the message of the last tap, as the queue would. */
  const carries = async (): Promise<void> => {
    const [asked] = await eventually(async () => {
      const found = await sent<MakeApiKey>('make-api-key');
      return found.length > 0 && found;
    });
    await makes.handle(asked!, jobContext(postgres, { messageId: newId<string>() }));
  };
  return { ...harness, bot, anna, userId, readers, makes, carries, sent };
};

/** Stores the key as the public API does when it gets the message. */
const kept = (postgres: PostgresHarness, { keyId, userId, name, scopes, digest, ending }: KeepApiKey) =>
  postgres.admin.query(
    'INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending) VALUES ($1, $2, $3, $4, $5, $6)',
    [keyId, userId, name, scopes, digest, ending],
  );

describe('keys to the public API', () => {
  it('a key is named, gets its scopes, is shown once, and is stored in no row of the gateway', async () => {
    const { anna, carries, sent, postgres, userId } = await setup();

    await anna.sends('/api');
    await anna.sees(saying(t.none));
    await anna.presses(t.newKey);
    await anna.sees(saying(t.askName));
    await anna.sends('Магазин');
    await anna.presses(saying(t.scope, { scope: 'webhooks' }));
    await anna.presses(t.make);
    await carries();

    const shown = await anna.sees(KEY);
    const key = KEY.exec(shown.text ?? '')![0];
    expect(isApiKey(key)).toBe(true);
    const [message] = await sent<KeepApiKey>('keep-api-key');
    expect(message).toEqual({
      ...{ keyId: expect.any(String), userId, name: 'Магазин', scopes: ['read', 'order', 'webhooks'] },
      ...{ digest: createHash('sha256').update(key).digest('hex'), ending: key.slice(-4) },
    });
    const tables = await postgres.admin.query<{ name: string }>(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
        WHERE table_schema IN ('bot', 'api') AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const rows = await postgres.admin.query(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
      expect([name, rows.filter(({ row }) => String(row).includes(key.slice(0, 20)))]).toEqual([name, []]);
    }
  });

  it('a person whose key could not be made, because Telegram was away, is told so once it answers again, and no key is stored', async () => {
    const { anna, makes, postgres, sent, userId } = await setup();
    const asked = { keyId: newId<MakeApiKey['keyId']>(), userId, name: 'Магазин', scopes: ['read' as const] };

    await postgres.database.transaction((tx) => makes.giveUp(asked, new AppError('telegram-unreachable'), tx));

    await anna.sees(/Не получилось сделать ключ «Магазин»[^]*\/api/);
    expect(await sent('keep-api-key')).toEqual([]);
  });

  it('the list of keys shows what each key may do, and no longer shows a key as soon as it is revoked', async () => {
    const { anna, sent, postgres, userId } = await setup();
    const keyId = newId<KeepApiKey['keyId']>();
    await kept(postgres, { keyId, userId, name: 'Магазин', scopes: ['read'], digest: 'a'.repeat(64), ending: 'x7Qa' });

    await anna.sends('/api');
    await anna.sees(/Магазин.*…x7Qa[^]*смотреть[^]*Ещё не использован/);
    await anna.presses(saying(t.revoke, { name: 'Магазин', ending: 'x7Qa' }));

    await anna.sees(saying(t.none));
    expect(await sent('revoke-api-key')).toEqual([{ keyId, userId }]);
  });

  it('a person with five keys cannot make a sixth', async () => {
    const { anna, postgres, userId } = await setup();
    for (let n = 0; n < 5; n += 1) {
      const digest = createHash('sha256').update(String(n)).digest('hex');
      await kept(postgres, { keyId: newId(), userId, name: `№ ${n}`, scopes: ['read'], digest, ending: '0000' });
    }

    await anna.sends('/api');

    const { buttons } = await anna.sees(/№ 4/);
    expect(buttons.flat().some(({ text }) => text === t.newKey)).toBe(false);
  });

  it('a person is told that a key which they were shown opens nothing', async () => {
    const { anna, bot, readers, postgres, userId } = await setup();
    const keyId = newId<KeepApiKey['keyId']>();

    await new TellRefusedApiKeyHandler(readers, bot.deliveries).handle(
      { userId, keyId, name: 'Магазин', ending: 'x7Qa' },
      jobContext(postgres, { messageId: newId<string>() }),
    );

    await anna.sees(/«Магазин» \(…x7Qa\)[^]*ничего не открывает/);
  });

  it('a person is told that a webhook is paused', async () => {
    const { anna, bot, readers, postgres, userId } = await setup();
    const tells = new TellPausedWebhookHandler(readers, bot.deliveries);
    const webhookId = newId<WebhookId>();

    await tells.handle(
      { userId, webhookId, host: 'shop.example' },
      jobContext(postgres, { messageId: newId<string>() }),
    );

    await anna.sees(/shop\.example больше не принимает/);
  });

  it('nothing about an order of the public API appears in the chat, from its progress to its receipt, unlike an order of the chat', async () => {
    const { bot, readers, postgres, userId } = await setup();
    const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
    const [quiet, loud] = [newId<OrderId>(), newId<OrderId>()];
    await postgres.admin.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $2, $1, 'generation', 300)`,
      [quiet, userId],
    );
    const before = await postgres.admin.query('SELECT FROM bot.delivery');
    const progress = { step: 'working', ahead: null, fraction: 0.5, secondsLeft: 5, mayCancel: true } as const;
    const amounts = { held: '300', charged: '300', released: '0', availableAfter: '700', delivered: 1, of: 1 };
    const follow = async (orderId: OrderId): Promise<void> => {
      const order = { orderId, userId, kind: 'generation' } as const;
      const context = () => jobContext(postgres, { messageId: newId<string>() });
      await postgres.database.transaction((tx) =>
        cards.progress(tx, order, { ...progress, waitsFor: null, at: new Date().toISOString() }),
      );
      await new DeliverResultHandler(readers, cards).handle(order, context());
      await postgres.database.transaction((tx) => cards.receipt(tx, order, { ...amounts, freeUnits: 0 }));
      await postgres.database.transaction((tx) => cards.end(tx, order, { type: 'failed', code: 'provider-failed' }));
    };

    await postgres.fixtures.generation({ orderId: quiet, userId, state: 'succeeded', delivered: 1 });
    await follow(quiet);
    expect(await postgres.admin.query('SELECT FROM bot.delivery')).toHaveLength(before.length);
    await postgres.fixtures.generation({ orderId: loud, userId, state: 'succeeded', delivered: 1 });
    await follow(loud);

    expect((await postgres.admin.query('SELECT FROM bot.delivery')).length).toBeGreaterThan(before.length);
  });
});
