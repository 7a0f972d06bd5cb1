import {
  avatarsTexts,
  balanceTexts,
  generateTexts,
  html,
  menuTexts,
  plainText,
  retentionTexts,
  supportTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { RETENTION_MS, type AvatarId, type OrderId, type UserId } from '@aisha/domain';
import { eventually, readableLog } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { calendarOf } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { DeliveryStore } from '../../engine/deliveries/delivery.store';
import { drawMe } from '../../callbacks/first-pictures.callbacks';
import { photosDone } from '../../callbacks/new-avatar.callbacks';
import { AvatarWordsStore } from '../forgotten-avatars/avatar-words.store';
import { ForgetAvatars } from '../forgotten-avatars/forget-avatars';
import { avatarAnnouncement } from '../retention/announcements';

/** A person with two finished avatars, of which Анна is the main one. No trainer runs, so no request to it is carried out. */
const setup = async () => {
  const { postgres, replica, joins, onlyUserId, telegram } = await botHarness();
  const { deliveries } = (await replica()).effects;
  const person = await joins('Мария');
  await person.sends('/start');
  await person.sees(saying(menuTexts.ru.menu));
  const userId = await onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  await postgres.fixtures.avatar({ userId, name: 'Борис', photos: 0 });
  const anna = await postgres.fixtures.avatar({
    userId,
    name: 'Анна',
    isMain: true,
    photos: 0,
    likenessDistance: 0.55,
  });
  const jobs = async () => (await postgres.outboxOf('bot')).map(({ job }) => job);
  return { postgres, person, jobs, deliveries, userId, anna, telegram };
};

describe('an avatar', () => {
  it('the screen of an avatar says how similar it is to its photos, once that was measured', async () => {
    const { person } = await setup();
    await person.sends('/avatars');
    await person.presses(/Анна/);
    await person.sees(/^Анна[^]*Отчасти похоже на фото/);

    await person.presses(avatarsTexts.ru.back);
    await person.presses(/Борис/);

    expect((await person.sees(/^Борис/)).text).not.toContain('похоже');
  });

  it('the button to an avatar opens that avatar from the receipt of its training', async () => {
    const { person, postgres, userId, anna } = await setup();
    const { orderId } = await postgres.fixtures.training({
      userId,
      avatarId: anna.id,
      state: 'succeeded',
      delivered: 1,
    });
    const charged = { status: 'captured', delivered: 1, deliveredOf: 1, settledAt: new Date() } as const;
    await postgres.fixtures.hold({ userId, orderId, kind: 'training', credits: 200, ...charged });
    await person.sends('/history');
    await person.sees(/История[^]*Анна/);
    await person.presses(/^1$/);

    await person.presses(balanceTexts.ru.showAvatar);

    await person.sees(/^Анна[^]*Портрет/);
  });

  it('the button to an avatar opens that avatar below the notice that it will be deleted, wherever its person is', async () => {
    const { person, postgres, deliveries, userId, anna } = await setup();
    const now = new Date();
    const notice = avatarAnnouncement({ ...anna, usedAt: now, isStopped: false, now }, calendarOf('ru'));
    await postgres.database.transaction((tx) => deliveries.add(tx, userId, notice));
    await person.sends('/balance'); // a conversation that keeps no draft
    await person.sees(/Доступно/);

    await person.presses(retentionTexts.ru.avatar);

    await person.sees(/^Анна[^]*Портрет/);
  });
});

describe('an avatar that its person has just changed', () => {
  it('the buttons that train or draw a deleted avatar say that it is gone, not that it cannot be changed', async () => {
    const { person, postgres, deliveries, userId, anna, telegram } = await setup();
    const [train, draw] = ['Обучить', 'Нарисовать'];
    const old = messageWith(html`Старый экран`, [
      [photosDone.button(train, { avatarId: anna.id })],
      [drawMe.button(draw, { avatarId: anna.id, price: 900 })],
    ]);
    await postgres.database.transaction((tx) => deliveries.add(tx, userId, old));
    await person.sends('/avatars');
    await person.presses(/Анна/);
    await person.presses(avatarsTexts.ru.remove);
    await person.presses(avatarsTexts.ru.removeSurely);
    await person.sees(plainText(avatarsTexts.ru.title));

    for (const button of [train, draw]) await person.presses(button);

    const said = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    const gone = plainText(avatarsTexts.ru.gone);
    await eventually(() => expect(said().slice(-2)).toEqual([gone, gone]));
  });

  it('a renamed avatar has its new name on its screen and in an offer before the trainer has written the name', async () => {
    const { person, jobs } = await setup();
    await person.sends('/avatars');
    await person.presses(/Анна/);
    await person.presses(avatarsTexts.ru.rename);
    await person.sees(/Анна/);

    await person.sends('Аня');

    await person.sees(/^Аня[^]*Портрет/);
    await person.sends('/generate');
    await person.sees(/Аватар: Аня/);
    expect(await jobs()).toContain('rename-avatar');
  });

  it('once a person makes an avatar the main avatar, the next offer draws that avatar at once', async () => {
    const { person } = await setup();
    await person.sends('/avatars');
    await person.presses(/Борис/);

    await person.presses(avatarsTexts.ru.makeMain);

    await person.sends('/generate');
    await person.sees(/Аватар: Борис/);
  });

  it('once the main avatar is removed, the next offer draws another avatar, and drafts with the removed avatar are deleted', async () => {
    const { postgres, person, jobs } = await setup();
    await person.sends('закат над морем');
    await person.pressesBehind('3:4');
    await person.sends('/avatars');
    await person.presses(/Анна/);
    await person.presses(avatarsTexts.ru.remove);

    await person.presses(avatarsTexts.ru.removeSurely);

    await person.sends('/generate');
    await person.sees(/Аватар: Борис/);
    expect(await postgres.admin.query('SELECT FROM bot.draft')).toEqual([]);
    expect(await jobs()).toContain('delete-avatar');
  });
});

describe('a deleted avatar', () => {
  it('a deleted avatar is named in no table: not in typed words, not in cards, and after two days not in messages', async () => {
    const { postgres, person } = await setup();
    const { admin, database } = postgres;
    await admin.query(`UPDATE trainer.avatar SET name = 'Ксантиппа' WHERE is_main`);
    await person.sends('жираф над морем');
    await person.sees(/жираф[^]*Ксантиппа/);
    await person.presses(saying(generateTexts.ru.draw, { count: 2 }));
    await person.sees(/Картинки[^]*жираф/);
    const [{ avatarId, userId }] = (await admin.query(
      'SELECT id AS "avatarId", user_id AS "userId" FROM trainer.avatar WHERE is_main',
    )) as [{ avatarId: AvatarId; userId: UserId }];
    const [{ orderId }] = (await admin.query(`SELECT state->>'orderId' AS "orderId" FROM bot.card`)) as [
      { orderId: OrderId },
    ];
    await person.sends('/avatars');
    await person.presses(/Ксантиппа/);
    await person.presses(avatarsTexts.ru.remove);
    await person.presses(avatarsTexts.ru.removeSurely);
    await person.sees(/Мои аватары/);
    await eventually(async () =>
      expect(await admin.query(`SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`)).toEqual([]),
    );
    // The rows are now as if another replica had sent the messages, and the trainer and the generator had erased the avatar's name and the
    // order's prompt.
    await admin.query('DELETE FROM bot.outbox');
    await admin.query(`UPDATE trainer.avatar SET name = 'deleted', is_main = false, deleted_at = now() WHERE id = $1`, [
      avatarId,
    ]);
    await postgres.fixtures.generation({ orderId, userId, input: { kind: 'avatar', avatarId }, prompt: '' });
    const named = async () => [...(await admin.tablesWith('Ксантиппа')), ...(await admin.tablesWith('жираф'))];
    expect(await named()).toEqual(['bot.card', 'bot.delivery', 'bot.card', 'bot.delivery']);

    await new AvatarWordsStore(database).forgetDeleted(1);
    expect(await named()).toEqual(['bot.delivery', 'bot.delivery']);
    await admin.query(
      `UPDATE bot.delivery SET created_at = now() - interval '49 hours', sent_at = sent_at - interval '49 hours'`,
    );
    await new DeliveryStore(database).clear(RETENTION_MS.sentMessage, 1_000);

    expect(await named()).toEqual([]);
  });

  it('the words by which a picture of the avatar was changed, and those of a picture with friends, leave the cards of their orders', async () => {
    const { postgres } = await setup();
    const { admin, database, fixtures } = postgres;
    const [{ avatarId, userId }] = (await admin.query(
      'SELECT id AS "avatarId", user_id AS "userId" FROM trainer.avatar WHERE is_main',
    )) as [{ avatarId: AvatarId; userId: UserId }];
    const orders = [
      await fixtures.edit({ userId, avatarId, state: 'succeeded' }),
      await fixtures.together({ userId, avatarId, state: 'succeeded', delivered: 1 }),
      await fixtures.edit({ userId, state: 'succeeded' }),
    ];
    for (const { orderId } of orders)
      await admin.query(
        `INSERT INTO bot.card (key, user_id, state) VALUES ('order:' || $1, $2, '{"what": "убери очки"}')`,
        [orderId, userId],
      );
    await admin.query(`UPDATE trainer.avatar SET is_main = false, deleted_at = now() WHERE id = $1`, [avatarId]);

    await new AvatarWordsStore(database).forgetDeleted(1);

    const told = await admin.query<{ key: string }>(`SELECT key FROM bot.card WHERE state->>'what' <> ''`);
    expect(told).toEqual([{ key: `order:${orders[2]!.orderId}` }]);
  });

  it.each(['generation', 'speech', 'edit', 'together', 'question'] as const)(
    'the words of a %s without an avatar are erased from cards when the consent is taken back, but not those under a new consent',
    async (kind) => {
      const { postgres, person } = await setup();
      const { admin, database } = postgres;
      const [{ userId }] = (await admin.query('SELECT user_id AS "userId" FROM bot.person')) as [{ userId: UserId }];
      const card = async (what: string) => {
        const { orderId } =
          kind === 'generation'
            ? await postgres.fixtures.generation({ userId, input: { kind: 'idea' } })
            : await postgres.fixtures[kind]({ userId });
        await admin.query(
          `INSERT INTO bot.card (key, user_id, state) SELECT kind || ':' || $1, $2, jsonb_build_object('what', $3::text)
         FROM unnest(ARRAY['order', 'result']) AS kind`,
          [orderId, userId, what],
        );
      };
      await card('маяк в тумане');
      await person.sends('/privacy');
      await person.presses(supportTexts.ru.withdraw);
      await person.presses(supportTexts.ru.withdrawSurely);
      await person.sees(saying(supportTexts.ru.withdrawn));
      await card('ещё по старому согласию'); // written after the withdrawal, for an order from before it
      await postgres.fixtures.consent({ userId });
      await card('по новому согласию');

      await new AvatarWordsStore(database).forgetDeleted(1);

      const told = await admin.query<{ what: string }>(
        `SELECT state->>'what' AS what FROM bot.card WHERE state ? 'what'`,
      );
      expect(told.map(({ what }) => what).sort()).toEqual(['', '', '', '', 'по новому согласию', 'по новому согласию']);
    },
  );

  it('the app looks for the avatars that were deleted in the last month when it starts, and in the last day while it runs', async () => {
    const { postgres } = await setup();
    const { admin, database } = postgres;
    const forget = new ForgetAvatars(new AvatarWordsStore(database), readableLog().log);
    /**
     * Makes two avatars, deleted today and ten days ago, each named on the card of its photos and on that of the coach. Runs ForgetAvatars,
     * and returns the names that are left.
     */
    const namedAfterALook = async () => {
      await admin.query('DELETE FROM bot.card');
      await admin.query(`UPDATE trainer.avatar SET is_main = false,
        deleted_at = now() - make_interval(days => CASE name WHEN 'Анна' THEN 0 ELSE 10 END)`);
      await admin.query(`INSERT INTO bot.card (key, user_id, state)
        SELECT 'photos:' || id, user_id, jsonb_build_object('name', name) FROM trainer.avatar UNION ALL
        SELECT 'coach:' || id, user_id, jsonb_build_object('picture', name) FROM trainer.avatar`);
      await forget.run();
      const named = await admin.query<{ card: string; name: string }>(
        `SELECT split_part(key, ':', 1) AS card, coalesce(state->>'name', state->>'picture') AS name FROM bot.card ORDER BY card`,
      );
      return named.filter(({ name }) => name !== '');
    };

    expect(await namedAfterALook()).toEqual([]);
    expect(await namedAfterALook()).toEqual([
      { card: 'coach', name: 'Борис' },
      { card: 'photos', name: 'Борис' },
    ]);
  });
});
