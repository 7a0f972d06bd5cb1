import { describe, expect, it } from '@jest/globals';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import type { UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { onPostgres } from '@aisha/testing';
import { PastGuestStore } from '../../engine/people/past-guest.store';
import { PersonStore } from '../../engine/people/person.store';
import { ErasureStore } from './erasure.store';
import { BillingAccounts } from '../purchases/billing-accounts';

const CHARGE = 'stxErased';
const ORDER_TABLES = ORDER_KINDS.map((kind) => ORDER_KIND[kind].table);

/** A person with an account, and with a payment that billing knows of. */
const setup = async (createdAt = new Date()) => {
  const { admin, database, fixtures } = await onPostgres('bot');
  const { userId, telegramId } = await fixtures.person();
  await fixtures.account({ userId });
  await fixtures.stars({ userId, telegramId, chargeId: CHARGE, createdAt });
  const store = new ErasureStore(database, new PastGuestStore({ secret: 'secret' }));
  return {
    admin,
    fixtures,
    userId,
    telegramId,
    forgets: () => database.transaction((tx) => store.forgetOwn(tx, { userId, avatarIds: [] }, telegramId, false)),
    waits: () => database.transaction((tx) => store.hasOpenOrders(tx, userId, ORDER_TABLES)),
    credits: () =>
      admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'small-1', 150, 10000)`,
        [CHARGE, userId],
      ),
    return: (state: 'open' | 'returned') =>
      admin.query(
        `INSERT INTO billing.purchase_return (id, user_id, telegram_payment_charge_id, asked_by, set_aside, state, ended_at)
         VALUES (gen_random_uuid(), $1, $2, 'person', 0, $3, CASE WHEN $3 = 'open' THEN NULL ELSE now() END)
         ON CONFLICT (telegram_payment_charge_id) WHERE state <> 'refused' DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at`,
        [userId, CHARGE, state],
      ),
  };
};

describe('an erasure waits for money', () => {
  it('an erasure waits for a payment that has bought nothing yet, until its credits are booked or its Stars are refunded', async () => {
    const bought = await setup();
    expect(await bought.waits()).toBe(true);
    await bought.credits();
    expect(await bought.waits()).toBe(false);

    const refunded = await setup();
    const { userId, telegramId } = refunded;
    await refunded.fixtures.stars({ userId, telegramId, chargeId: CHARGE, kind: 'refund' });
    expect(await refunded.waits()).toBe(false);
  });

  it('an erasure no longer waits for a payment that has bought nothing once its money is returned, or after two weeks', async () => {
    const returned = await setup(); // a payment by card, whose return is in no list of Telegram
    await returned.return('returned');
    expect(await returned.waits()).toBe(false);

    const dropped = await setup(new Date(Date.now() - 15 * 86_400_000));
    expect(await dropped.waits()).toBe(false);
  });

  it.each([
    ['waits for a payment that nobody has confirmed', 13, true],
    ['no longer waits for a payment that nobody has confirmed within two weeks', 15, false],
  ])('an erasure %s', async (_, days, waits) => {
    const person = await setup();
    await person.credits();
    await person.fixtures.stars({
      userId: person.userId,
      chargeId: 'unconfirmed',
      currency: 'RUB',
      confirmedAt: null,
      forwardedAt: null,
      createdAt: new Date(Date.now() - days * 86_400_000),
    });
    await person.admin.query(`UPDATE bot.star_transaction SET user_id = NULL WHERE charge_id = 'unconfirmed'`);

    expect(await person.waits()).toBe(waits);
  });

  it('an erasure waits for credits that are held, even if no order holds them', async () => {
    const person = await setup();
    await person.credits();
    await person.admin.query('UPDATE billing.account SET held = 100');
    expect(await person.waits()).toBe(true);
  });

  it('an erasure waits for a payment that is being returned, even if no credits are set aside for the return', async () => {
    const person = await setup();
    await person.credits();
    await person.return('open');
    expect(await person.waits()).toBe(true);

    await person.return('returned');
    expect(await person.waits()).toBe(false);
  });
});

describe('a banned person who has everything deleted', () => {
  const setup = async () => {
    const { admin, database, fixtures } = await onPostgres('bot');
    const { userId, telegramId } = await fixtures.person();
    const guests = new PastGuestStore({ secret: 'secret' });
    const people = new PersonStore(new BillingAccounts(new Outbox('bot')), guests);
    const erasures = new ErasureStore(database, guests);
    return {
      ...{ admin, database, people, userId },
      erases: (of: UserId) =>
        database.transaction((tx) => erasures.forgetOwn(tx, { userId: of, avatarIds: [] }, telegramId, true)),
      comesBack: () =>
        database.transaction((tx) =>
          people.meet(tx, { telegramId, firstName: 'Boris', username: null, languageCode: 'en' }),
        ),
      bans: (of: UserId, until: string | null) => database.transaction((tx) => people.ban(tx, of, until)),
    };
  };

  it('a ban outlives an erasure, until an operator lifts it', async () => {
    const { database, people, userId, erases, comesBack, bans } = await setup();

    await bans(userId, 'infinity');
    await erases(userId);
    const again = await comesBack();
    expect(again).toMatchObject({ ban: 'infinity' });
    expect(again.userId).not.toBe(userId);
    expect(await database.transaction((tx) => people.speaker(tx, again.userId))).toMatchObject({ ban: 'infinity' });

    await erases(again.userId);
    const third = await comesBack();
    expect(third).toMatchObject({ ban: 'infinity' });
    await bans(third.userId, null);
    await erases(third.userId);
    expect(await comesBack()).toMatchObject({ ban: null });
  });

  it('a ban with an end is over at that moment, and an erasure after that does not keep it', async () => {
    const { admin, userId, erases, comesBack, bans } = await setup();
    const kept = () => admin.query(`SELECT banned_until AS until FROM bot.past_guest`);
    const until = '2100-01-01T00:00:00+00:00';

    await bans(userId, until);
    await erases(userId);
    expect(await kept()).toEqual([{ until: new Date(until) }]);
    await admin.query(`UPDATE bot.past_guest SET banned_until = now() - interval '1 s'`);
    const again = await comesBack();
    expect(again).toMatchObject({ ban: null });

    await bans(again.userId, '2020-01-01T00:00:00+00:00');
    await erases(again.userId);
    expect(await kept()).toEqual([{ until: null }]);
  });
});

describe('the name of an erased person in the chats of friends', () => {
  it.each(['kind', 'Анна "А" <и Б>'])(
    'an erasure deletes messages to friends that may name the person, and keeps those with the friends’ own results: %s',
    async (name) => {
      const { admin, fixtures, userId, forgets } = await setup();
      await admin.query('UPDATE bot.person SET first_name = $2 WHERE user_id = $1', [userId, name]);
      const [friend, stranger] = [await fixtures.person(), await fixtures.person()];
      await fixtures.drawingPermission({ askerId: userId, giverId: friend.userId, scope: null, avatarId: null });
      const named = { kind: 'message', markup: name.replaceAll('"', '&quot;').replaceAll('<', '&lt;'), buttons: [] };
      const shown = async (
        { userId: to, telegramId }: typeof friend,
        key: string | null,
        content: object = named,
        sort = 'answer',
        status = 'sent',
      ) => {
        const [row] = await admin.query<{ id: string }>(
          `INSERT INTO bot.delivery (user_id, chat_id, class, card_key, content, status, not_before, message_ids, sent_at, queue)
           VALUES ($1, $2, $3, $4, $5, $6, now(), '{7}', now(), '') RETURNING id`,
          [to, telegramId, sort, key, content, status],
        );
        return row!.id;
      };
      const goes = [
        await shown(friend, 'screen'),
        await shown(friend, null),
        await shown(friend, 'screen', named, 'answer', 'dropped'),
        await shown(friend, null, { kind: 'answer', queryId: '1', text: name }, 'callback'),
      ];
      const stays = [
        await shown(friend, null, { kind: 'album', items: [] }, 'result'),
        await shown(friend, 'screen', { ...named, photo: 'files:pictures/a.jpg' }),
        await shown(friend, 'once:welcome'),
        await shown(friend, null, named, 'result'),
        await shown(friend, null, named, 'answer', 'pending'),
        await shown(stranger, null),
      ];

      await forgets();

      const left = await admin.query<{ id: string }>('SELECT id FROM bot.delivery ORDER BY id');
      expect(left.map(({ id }) => id)).toEqual(stays);
      expect(goes).toHaveLength(4);
    },
  );
});
