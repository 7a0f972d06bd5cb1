import { describe, expect, it } from '@jest/globals';
import {
  type AvatarId,
  INVITATION_LASTS_MS,
  invitationStart,
  MAX_OPEN_INVITATIONS,
  type PermissionId,
  type UserId,
} from '@aisha/domain';
import type { ShowInvitation } from '@aisha/contracts/bot-gateway';
import type { StartTogether } from '@aisha/kinds/messages';
import { togetherKey, toReference } from '@aisha/storage';
import { newId } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import {
  avatarsTexts,
  faceOwnerTexts,
  filesTexts,
  menuTexts,
  permissionsTexts,
  supportTexts,
  togetherTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { botHarness } from '../../../spec/bot-harness';
import { BotName } from '../../engine/telegram/bot-name';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { ShowInvitationHandler } from '../permissions/show-invitation.handler';
import { RemovePicturesWithHandler } from './remove-pictures-with.handler';

const ASKS = /Анна хочет картинку, где вы вместе/;
const PEOPLE = /Вместе на одной картинке/;
const yes = (scope: 'once' | 'always') => saying(permissionsTexts.ru.yes, { scope });

interface Hold {
  readonly quotedCentiCredits: string;
  readonly onHeld: { readonly receiver: string; readonly job: string; readonly payload: StartTogether };
}

/** Anna, who has an avatar and credits, and Boris, who has an avatar. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const idOf = async (name: string): Promise<UserId> => {
    const [found] = await postgres.admin.query<{ user_id: UserId }>(
      'SELECT user_id FROM bot.person WHERE first_name = $1',
      [name],
    );
    return found!.user_id;
  };
  const joins = async (name: string, avatar?: string, language = 'ru') => {
    const person = await harness.joins(name, language);
    await person.sends('/start');
    await person.sees(/./);
    const userId = await idOf(name);
    await postgres.fixtures.consent({ userId });
    const avatarId =
      avatar && (await postgres.fixtures.avatar({ userId, isMain: true, name: avatar, photos: 3, references: 3 })).id;
    return { person, userId, avatarId };
  };
  const anna = await joins('Анна', 'Я на фото');
  await postgres.fixtures.account({ userId: anna.userId, credits: 100 });
  const boris = await joins('Борис', 'Боря');
  const readers = new Readers(postgres.database);
  const shows = new ShowInvitationHandler(readers, bot.deliveries, new BotName(bot.api));
  const outbox = async (job: string) => (await postgres.outboxOf('bot')).filter((one) => one.job === job);
  const told = new Set<number>();
  /** Handles the messages that the gateway sends to itself. */
  const carries = async (): Promise<void> => {
    const all = await eventually(async () => {
      const found = await outbox('show-invitation');
      return found.length > told.size && found;
    });
    for (const [at, { payload }] of all.entries()) {
      if (told.has(at)) continue;
      told.add(at);
      await shows.handle(payload as unknown as ShowInvitation, jobContext(postgres, { messageId: newId<string>() }));
    }
  };
  /** Anna makes an invitation; resolves to its id. */
  const invites = async (): Promise<PermissionId> => {
    await anna.person.sends('/together');
    await anna.person.sees(PEOPLE);
    await anna.person.presses(togetherTexts.ru.invite);
    await carries();
    const link = await anna.person.sees(/t\.me\/aisha_sandbox_bot\?start=together_/);
    return /start=together_([0-9a-f-]{36})/.exec(link.text ?? '')![1] as PermissionId;
  };
  const permissions = () =>
    postgres.admin.query<{ id: string; giver_id: string | null; scope: string | null; withdrawn_at: Date | null }>(
      'SELECT * FROM bot.drawing_permission ORDER BY id',
    );
  let lastForged = 900_000_000;
  return {
    ...harness,
    bot,
    /** Stores a press that only a modified client could make: any data on any message. */
    forges: (person: { readonly id: number; readonly firstName: string }, messageId: number, data: string) => {
      lastForged += 1;
      const from = { id: person.id, first_name: person.firstName };
      const message = { message_id: messageId, date: 1, chat: { id: person.id, type: 'private' } };
      const query = { id: `forged-${lastForged}`, from, chat_instance: '1', data, message };
      return postgres.admin.query('INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)', [
        lastForged,
        person.id,
        { update_id: lastForged, callback_query: query },
      ]);
    },
    toast: (words: RegExp, times = 1) =>
      eventually(() => {
        const shown = harness.telegram.recorder.list({ method: 'answerCallbackQuery' });
        return shown.filter(({ params }) => words.test(String(params['text']))).length >= times;
      }),
    anna,
    boris,
    joins,
    readers,
    outbox,
    carries,
    invites,
    permissions,
    /** Boris answers an invitation of Anna's. */
    agrees: async (scope: 'once' | 'always' = 'always'): Promise<PermissionId> => {
      const id = await invites();
      await boris.person.sends(`/start ${invitationStart(id)}`);
      await boris.person.sees(ASKS);
      await boris.person.presses(yes(scope));
      await boris.person.sees(/Разрешили/);
      await carries();
      return id;
    },
    placed: () => eventually(async () => ((await outbox('place-hold'))[0]?.payload as unknown as Hold) ?? false),
  };
};
type Setup = Awaited<ReturnType<typeof setup>>;

/** The labels of the newest message that matches. */
const labelsIn = ({ buttons }: { readonly buttons: readonly (readonly { readonly text: string }[])[] }): string[] =>
  buttons.flat().map(({ text }) => text);

describe('many permissions', () => {
  it('the list of permissions has pages: the twenty-first can be taken back', async () => {
    const { boris, postgres, permissions } = await setup();
    const { userId: giverId, avatarId } = boris;
    for (let nth = 1; nth <= 21; nth += 1) {
      const { userId: askerId } = await postgres.fixtures.person({ firstName: `Друг ${nth}` });
      const answeredAt = new Date(Date.now() - nth * 60_000);
      await postgres.fixtures.drawingPermission({ askerId, giverId, avatarId: avatarId as AvatarId, answeredAt });
    }
    await boris.person.sends('/permissions');
    const first = labelsIn(await boris.person.sees(/Друг 20:/));
    expect(first.filter((label) => label.includes('Забрать'))).toHaveLength(20);

    await boris.person.presses(permissionsTexts.ru.older);
    const { text } = await boris.person.sees(/Друг 21:/);
    expect(text).not.toMatch(/Друг (1|20):|никому не разрешали/);
    await boris.person.presses(/Забрать разрешение: Друг 21/);

    await boris.person.sees(/Друг 20:/);
    expect((await permissions()).filter(({ withdrawn_at: at }) => at !== null)).toHaveLength(1);
  });

  it('of thirteen friends those who agreed last are offered, and a chosen one stays', async () => {
    const { anna, postgres } = await setup();
    const agrees = async (nth: number) => {
      const { userId: giverId } = await postgres.fixtures.person({ firstName: `Друг ${nth}.` });
      await postgres.fixtures.consent({ userId: giverId });
      const { id: avatarId } = await postgres.fixtures.avatar({
        userId: giverId,
        isMain: true,
        photos: 3,
        references: 3,
      });
      const permits = (scope: 'always' | 'once', minute: number) =>
        postgres.fixtures.drawingPermission({
          ...{ askerId: anna.userId, giverId, avatarId, scope },
          answeredAt: new Date(Date.now() + minute * 60_000),
        });
      await permits('always', nth);
      return permits;
    };
    const offered = async (chosen: RegExp) =>
      eventually(async () => {
        const labels = labelsIn(await anna.person.sees(PEOPLE)).filter((label) => label.includes('Друг'));
        return labels.some((label) => chosen.test(label)) && labels.map((label) => Number(label.replaceAll(/\D/g, '')));
      });
    for (let nth = 13; nth >= 1; nth -= 1) await agrees(nth); // ids grow in the order opposite to the answers
    await anna.person.sends('/together');
    expect(await offered(/^Друг 13/)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);

    await anna.person.presses(/^Друг 2\./);
    expect(await offered(/^✓ Друг 2\./)).toEqual([2, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);

    const agreesAgain = await agrees(0);
    await agreesAgain('once', 14);
    await anna.person.sends('/together');
    expect(await offered(/^Друг 0/)).toEqual([0, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  });
});

describe('«Вместе»', () => {
  it('a friend reads in their own chat who asks and what agreeing means, and answers; the asker reads the answer', async () => {
    const { anna, boris, invites, carries, permissions } = await setup();
    const id = await invites();

    await boris.person.sends(`/start ${invitationStart(id)}`);
    const asked = await boris.person.sees(ASKS);

    expect(asked.text).toMatch(/аватара «Боря»[^]*принадлежит тому, кто её заказал[^]*\/permissions[^]*Детей, наготу/);
    expect(asked.buttons.flat().map(({ text }) => text)).toEqual(['Один раз', 'Пока не отменю', 'Нет', '🏠 Меню']);
    await boris.person.presses(yes('once'));
    await boris.person.sees(/Анна нарисует вас вместе один раз/);
    await carries();
    await anna.person.sees(/Борис разрешает нарисовать вас вместе один раз/);
    expect(await permissions()).toMatchObject([{ id, giver_id: boris.userId, scope: 'once', withdrawn_at: null }]);
  });

  it('a picture is ordered with the chosen friends, for an idea, at the shown price', async () => {
    const { anna, agrees, placed } = await setup();
    const id = await agrees();

    await anna.person.presses(permissionsTexts.ru.together);
    await anna.person.sees(/Выберите, кто будет с вами/);
    await anna.person.presses(saying(togetherTexts.ru.friend, { name: 'Борис', scope: 'always', isChosen: false }));
    await anna.person.presses(togetherTexts.ru.next);
    await anna.person.sees(/Что вы делаете на картинке\?[^]*С вами: Борис/);
    await anna.person.sends('пикник в парке осенью');
    await anna.person.sees(/С вами: Борис[^]*пикник в парке осенью[^]*Цена: 6 кредитов[^]*Останется: 94/);
    await anna.person.presses(togetherTexts.ru.draw);

    const { onHeld, quotedCentiCredits } = await placed();
    expect(quotedCentiCredits).toBe('600');
    expect(onHeld).toMatchObject({ receiver: 'image-generator', job: 'start-together' });
    expect(onHeld.payload).toEqual({
      orderId: expect.any(String),
      userId: anna.userId,
      avatarId: anna.avatarId,
      permissionIds: [id],
      prompt: 'пикник в парке осенью',
      aspectRatio: '4:3',
    });
    expect(JSON.stringify(onHeld.payload)).not.toContain('Борис');
  });

  it('a friend who takes the permission back while the price is shown is not drawn: the asker chooses again', async () => {
    const { anna, boris, agrees, outbox } = await setup();
    await agrees();
    await anna.person.presses(permissionsTexts.ru.together);
    await anna.person.presses(saying(togetherTexts.ru.friend, { name: 'Борис', scope: 'always', isChosen: false }));
    await anna.person.presses(togetherTexts.ru.next);
    await anna.person.sees(/Что вы делаете/);
    await anna.person.sends('пикник в парке осенью');
    await anna.person.sees(/Цена: 6 кредитов/);

    await boris.person.sends('/permissions');
    await boris.person.presses(saying(permissionsTexts.ru.takeBack, { name: 'Анна', avatar: 'Боря' }));
    await boris.person.sees(/Вы никому не разрешали/);
    await anna.person.presses(togetherTexts.ru.draw);

    await anna.person.sees(/Пока никто не разрешил/);
    expect(await outbox('place-hold')).toEqual([]);
  });

  it('a friend without an avatar is told to make one first; the invitation goes on waiting, and may be refused', async () => {
    const { invites, joins, permissions, carries } = await setup();
    const id = await invites();
    const vera = await joins('Вера');

    await vera.person.sends(`/start ${invitationStart(id)}`);
    await vera.person.sees(/нужен ваш аватар/);

    expect(await permissions()).toMatchObject([{ id, giver_id: null }]);
    await vera.person.presses(permissionsTexts.ru.no);
    await vera.person.sees(/рисовать вас вместе нельзя/);
    await carries();
    expect(await permissions()).toMatchObject([{ id, giver_id: vera.userId, scope: null }]);
  });

  it('a person without an avatar of their own is not offered a picture with others', async () => {
    const { joins } = await setup();
    const vera = await joins('Вера');

    await vera.person.sends('/together');

    const screen = await vera.person.sees(/Сначала нужен ваш аватар/);
    expect(screen.buttons.flat().map(({ text }) => text)).toEqual(['✨ Создать аватар', '🏠 Меню']);
  });

  it('only a limited number of invitations can wait for an answer at once; an expired one makes room', async () => {
    const { anna, postgres, permissions, toast } = await setup();
    const waits = { askerId: anna.userId, giverId: null, answeredAt: null, avatarId: null, scope: null };
    for (let at = 0; at < MAX_OPEN_INVITATIONS; at += 1) await postgres.fixtures.drawingPermission(waits);
    await anna.person.sends('/together');
    await anna.person.sees(PEOPLE);
    await anna.person.presses(togetherTexts.ru.invite);
    await toast(/приглашений, больше нельзя/);
    expect(await permissions()).toHaveLength(MAX_OPEN_INVITATIONS);

    await postgres.admin.query(`UPDATE bot.drawing_permission SET expires_at = now() - interval '1 second'`);
    await anna.person.presses(togetherTexts.ru.invite);

    await eventually(async () => (await permissions()).length === 1);
  });
});

describe('whose face an avatar shows that is drawn with others', () => {
  /** Nobody has said yet whose face the avatar of this person shows. */
  const unsaid = ({ postgres }: Pick<Setup, 'postgres'>, userId: UserId) =>
    postgres.admin.query(
      'UPDATE trainer.avatar SET face_owner = NULL, face_word_version = NULL, face_word_at = NULL WHERE user_id = $1',
      [userId],
    );
  const said = async ({ outbox }: Pick<Setup, 'outbox'>) =>
    (await outbox('say-face-owner')).map(({ payload }) => [payload['avatarId'], payload['faceOwner']]);

  /** Boris has tapped that Anna may draw him; nobody has said whose face his avatar shows. */
  const permits = async () => {
    const all = await setup();
    const { boris, invites } = all;
    await unsaid(all, boris.userId);
    const id = await invites();
    await boris.person.sends(`/start ${invitationStart(id)}`);
    await boris.person.sees(ASKS);
    await boris.person.presses(yes('once'));
    await boris.person.sees(/Чьё лицо у аватара «Боря»/);
    return { ...all, id };
  };

  it('a friend says first that the avatar shows their own face: that word and the permission are kept together', async () => {
    const all = await permits();
    const { boris, permissions, id } = all;
    expect(await permissions()).toMatchObject([{ giver_id: null }]);

    await boris.person.presses(faceOwnerTexts.ru.own);

    await boris.person.sees(/Анна нарисует вас вместе один раз/);
    expect(await permissions()).toMatchObject([{ id, giver_id: boris.userId, scope: 'once' }]);
    expect(await said(all)).toEqual([[boris.avatarId, 'own']]);
  });

  it.each([
    ['another grown-up’s', faceOwnerTexts.ru.agreed, /нужен ваш аватар/, 1],
    ['a child’s', faceOwnerTexts.ru.child, /Детей я не рисую/, 0],
  ] as const)('a friend cannot permit to draw a face that is %s', async (_whose, label, words, told) => {
    const all = await permits();

    await all.boris.person.presses(label);

    await all.boris.person.sees(words);
    expect(await all.permissions()).toMatchObject([{ giver_id: null }]);
    expect(await said(all)).toHaveLength(told);
  });

  /** Anna sees the price of a picture with Boris; nobody has said whose face her avatar shows. */
  const offers = async () => {
    const all = await setup();
    const { anna, agrees } = all;
    await unsaid(all, anna.userId);
    await agrees();
    await anna.person.presses(permissionsTexts.ru.together);
    await anna.person.presses(saying(togetherTexts.ru.friend, { name: 'Борис', scope: 'always', isChosen: false }));
    await anna.person.presses(togetherTexts.ru.next);
    await anna.person.sees(/Что вы делаете/);
    await anna.person.sends('пикник в парке осенью');
    await anna.person.sees(/Цена: 6 кредитов/);
    return all;
  };

  /** Anna has tapped to order that picture. */
  const orders = async () => {
    const all = await offers();
    await all.anna.person.presses(togetherTexts.ru.draw);
    await all.anna.person.sees(/Чьё лицо у аватара «Я на фото»/);
    return all;
  };

  it('the person who orders is not asked below a price that the pressed button does not carry', async () => {
    const { anna, postgres, toast } = await offers();
    await postgres.admin.query(`UPDATE bot.conversation SET draft = jsonb_set(draft, '{quote,total}', '"500"')
      WHERE flow = 'together'`);

    await anna.person.presses(togetherTexts.ru.draw);

    await toast(/Цена обновлена/);
    const steps = await postgres.admin.query(`SELECT step FROM bot.conversation WHERE flow = 'together'`);
    expect(steps).toEqual([{ step: 'confirm' }]);
    await anna.person.presses(togetherTexts.ru.draw);
    await anna.person.sees(/Чьё лицо у аватара «Я на фото»/);
  });

  it('the person who orders says first that the avatar shows their own face', async () => {
    const all = await orders();
    const { anna, placed, outbox } = all;
    expect(await outbox('place-hold')).toEqual([]);

    await anna.person.presses(faceOwnerTexts.ru.own);

    expect((await placed()).onHeld).toMatchObject({ job: 'start-together', payload: { avatarId: anna.avatarId } });
    expect(await said(all)).toEqual([[anna.avatarId, 'own']]);
  });

  it.each([
    ['another grown-up’s', faceOwnerTexts.ru.agreed, /Сначала нужен ваш аватар/],
    ['a child’s', faceOwnerTexts.ru.child, /Детей я не рисую/],
  ] as const)('nothing is ordered when the person says that the face is %s', async (_whose, label, words) => {
    const { anna, outbox } = await orders();

    await anna.person.presses(label);

    await anna.person.sees(words);
    expect(await outbox('place-hold')).toEqual([]);
  });

  it('a friend is offered to the person who orders only once somebody has said whose face the friend’s avatar shows', async () => {
    const all = await setup();
    await all.agrees();
    await unsaid(all, all.boris.userId);

    const after = await all.anna.person.sends('/together');

    await all.anna.person.sees(/Пока никто не разрешил/, { after });
  });
});

describe('the link of an invitation', () => {
  it('the link of an invitation does not work for the person who made it', async () => {
    const { anna, invites, permissions } = await setup();
    const id = await invites();

    await anna.person.sends(`/start ${invitationStart(id)}`);
    const screen = await anna.person.sees(/Это ваше приглашение/);

    expect(screen.buttons.flat().map(({ text }) => text)).toEqual(['🏠 Меню']);
    expect(await permissions()).toMatchObject([{ giver_id: null }]);
  });

  it('the link of an invitation works once: a third person, and the same friend again, read that the link is used', async () => {
    const { boris, joins, agrees, permissions } = await setup();
    const id = await agrees('once');
    const vera = await joins('Вера', 'Вера');

    for (const { person } of [vera, boris]) {
      await person.sends(`/start ${invitationStart(id)}`);
      const screen = await person.sees(/уже ответили/);
      expect(screen.buttons.flat().map(({ text }) => text)).toEqual(['🏠 Меню']);
    }
    expect(await permissions()).toMatchObject([{ giver_id: boris.userId }]);
  });

  it('of two people who have opened the link, the first to answer is the friend, and the second reads that the link is used', async () => {
    const { boris, joins, invites, permissions } = await setup();
    const id = await invites();
    const vera = await joins('Вера', 'Вера');
    for (const { person } of [boris, vera]) {
      await person.sends(`/start ${invitationStart(id)}`);
      await person.sees(ASKS);
    }

    await boris.person.presses(yes('always'));
    await boris.person.sees(/Разрешили/);
    await vera.person.presses(yes('always'));

    await vera.person.sees(/уже ответили/);
    expect(await permissions()).toMatchObject([{ giver_id: boris.userId, scope: 'always' }]);
  });

  it('of three people who answer at the same moment one becomes the friend, and the others read that the link is used', async () => {
    const { boris, joins, invites, permissions } = await setup();
    const id = await invites();
    const people = [boris, await joins('Вера', 'Вера'), await joins('Глеб', 'Глеб')];
    for (const { person } of people) {
      await person.sends(`/start ${invitationStart(id)}`);
      await person.sees(ASKS);
    }

    await Promise.all(people.map(({ person }) => person.presses(yes('always'))));

    await Promise.all(people.map(({ person }) => person.sees(/Разрешили|уже ответили/)));
    const [given] = await permissions();
    for (const { person, userId } of people)
      await person.sees(userId === given!.giver_id ? /Разрешили/ : /уже ответили/);
  });

  it('the link of an invitation does not work after it has expired, even if its screen was opened before', async () => {
    const { boris, invites, postgres, permissions } = await setup();
    const id = await invites();
    await boris.person.sends(`/start ${invitationStart(id)}`);
    await boris.person.sees(ASKS);
    await postgres.admin.query(
      `UPDATE bot.drawing_permission SET asked_at = asked_at - $1 * interval '1 ms', expires_at = expires_at - $1 * interval '1 ms'`,
      [INVITATION_LASTS_MS],
    );

    await boris.person.presses(yes('always'));

    await boris.person.sees(/приглашение устарело/);
    expect(await permissions()).toMatchObject([{ giver_id: null }]);
  });

  it.each([`together_${newId<string>()}`, 'together_', 'together_x; DROP TABLE', 'together_../../etc/passwd'])(
    'a made-up link leads nowhere: %s',
    async (start) => {
      const { boris, permissions } = await setup();

      await boris.person.sends(`/start ${start}`);

      await boris.person.sees(/Такого приглашения нет|Чем займёмся/);
      expect(await permissions()).toEqual([]);
    },
  );

  it('a button of another person’s screen, and a button that names another person’s permission, change nothing', async () => {
    const { anna, boris, joins, agrees, permissions, forges, toast } = await setup();
    await agrees();
    const vera = await joins('Вера', 'Вера');
    await boris.person.sends('/permissions');
    const screen = await boris.person.sees(/Вы разрешили/);
    const button = screen.buttons.flat().find(({ text }) => text.startsWith('✖️')) as { callback_data: string };
    await vera.person.sends('/permissions');
    const own = await vera.person.sees(/Вы никому не разрешали/);

    await forges(vera.person, own.message_id, button.callback_data);
    await toast(/уже всё иначе/, 1);
    await anna.person.sends('/permissions');
    const shown = await anna.person.sees(/Вам разрешили/);
    await forges(anna.person, shown.message_id, button.callback_data);

    await toast(/уже всё иначе/, 2);
    expect(await permissions()).toMatchObject([{ withdrawn_at: null }]);
  });
});

describe('a permission that ends', () => {
  it('a permission is taken back in /permissions, where people also see whom they may draw', async () => {
    const { anna, boris, agrees, permissions, postgres } = await setup();
    await agrees();
    const [given] = await postgres.admin.query<{ avatarId: AvatarId }>(
      'SELECT avatar_id AS "avatarId" FROM bot.drawing_permission',
    );
    // Boris has answered a second link of Anna's, too: she may draw him until both permissions are taken back.
    await postgres.fixtures.drawingPermission({
      askerId: anna.userId,
      giverId: boris.userId,
      avatarId: given!.avatarId,
      scope: 'always',
    });
    await anna.person.sends('/permissions');
    await anna.person.sees(/Вам разрешили:[^]*Борис, до отмены/);

    await boris.person.sends('/permissions');
    await boris.person.sees(/Вы разрешили:[^]*Анна: «Боря», пока не отмените/);
    await boris.person.presses(saying(permissionsTexts.ru.takeBack, { name: 'Анна', avatar: 'Боря' }));

    await boris.person.sees(/Вы никому не разрешали/);
    expect(await permissions()).toMatchObject([{ withdrawn_at: expect.any(Date) }, { withdrawn_at: expect.any(Date) }]);
    await anna.person.sends('/permissions');
    await anna.person.sees(/никто не разрешил/);
  });

  it('a permission ends with the tap that deletes the avatar, before the trainer has deleted it', async () => {
    const { boris, agrees, permissions, outbox } = await setup();
    await agrees();

    await boris.person.sends('/avatars');
    await boris.person.presses(/Боря/);
    await boris.person.presses(saying(avatarsTexts.ru.remove));
    await boris.person.presses(avatarsTexts.ru.removeSurely);

    await eventually(async () => (await outbox('delete-avatar')).length === 1);
    expect(await permissions()).toMatchObject([{ withdrawn_at: expect.any(Date) }]);
  });

  it('a permission ends when the friend who gave it withdraws the consent', async () => {
    const { boris, agrees, permissions } = await setup();
    await agrees();

    await boris.person.sends('/privacy');
    await boris.person.presses(supportTexts.ru.withdraw);
    await boris.person.presses(supportTexts.ru.withdrawSurely);

    await eventually(async () => (await permissions())[0]?.withdrawn_at !== null);
  });

  it('a permission for one picture is neither offered nor listed once the picture was made', async () => {
    const { anna, boris, agrees, postgres } = await setup();
    const id = await agrees('once');
    const { orderId } = await postgres.fixtures.together({ userId: anna.userId, state: 'succeeded', delivered: 1 });
    await postgres.admin.query('INSERT INTO generator.permission_use (permission_id, order_id) VALUES ($1, $2)', [
      id,
      orderId,
    ]);

    await anna.person.sends('/together');
    await anna.person.sees(/Пока никто не разрешил/);
    await boris.person.sends('/permissions');
    await boris.person.sees(/Вы никому не разрешали/);
  });
});

describe('the list of permissions', () => {
  it.each([
    ['Ю', 'Ж'],
    ['𝐀', '𝐁'], // two UTF-16 units each
  ])(
    'the list of permissions fits into a message, however many friends there are and however long their names are (%s, %s)',
    async (ofAvatar, ofPerson) => {
      const { boris, postgres } = await setup();
      const { fixtures, admin } = postgres;
      await admin.query('UPDATE trainer.avatar SET name = $2 WHERE id = $1', [boris.avatarId, ofAvatar.repeat(50)]);
      for (let nth = 0; nth < 20; nth += 1) {
        const { userId } = await fixtures.person({ firstName: ofPerson.repeat(64) });
        await fixtures.consent({ userId });
        const { id: avatarId } = await fixtures.avatar({ userId, photos: 0 });
        await fixtures.drawingPermission({ askerId: boris.userId, giverId: userId, avatarId });
        const given = { askerId: userId, giverId: boris.userId, avatarId: boris.avatarId as AvatarId };
        const { id } = await fixtures.drawingPermission(given);
        await fixtures.together({ userId, avatarId, permissionIds: [id], state: 'succeeded' });
      }

      await boris.person.sends('/permissions');

      const list = await boris.person.sees(saying(permissionsTexts.ru.title));
      expect(list.text?.match(/^• /gm)).toHaveLength(60);
      expect(list.text?.length).toBeLessThanOrEqual(4_096); // in UTF-16 units
      expect(list.buttons).toHaveLength(42);
    },
  );
});

describe('a picture of several people that was made', () => {
  it('a picture of several people is announced, and can be found and deleted in «Мои файлы»', async () => {
    const { anna, bot, postgres, objects, readers } = await setup();
    const { userId } = anna;
    const order = await postgres.fixtures.together({ userId });
    const { orderId } = order;
    const place = togetherKey(userId, orderId);
    const drawn = { width: 118, height: 86, channels: 3, background: 'teal' } as const;
    const jpeg = await sharp({ create: drawn }).jpeg().toBuffer();
    await objects.put(place, jpeg, { contentType: 'image/jpeg' });
    await postgres.admin.query(
      `UPDATE generator.together SET state = 'succeeded', finished_at = now(), delivered = 1, file_path = $2, cleared_by = 'both', bytes = $3,
         width = 118, height = 86 WHERE order_id = $1`,
      [orderId, toReference(place), jpeg.length],
    );
    const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
    const deliver = new DeliverResultHandler(readers, cards);
    const messageId = newId<string>();
    const told = { orderId, userId, kind: 'together' } as const;
    await deliver.handle(told, jobContext(postgres, { messageId }));
    await deliver.handle(told, jobContext(postgres, { messageId }));

    await anna.person.sees(/Готово! Картинка — в чате/);
    await anna.person.sends('/files');
    await anna.person.presses(saying(filesTexts.ru.titled, { sign: togetherTexts.ru.one.split(' ')[0]! }));
    const file = await anna.person.sees(/👯 Вместе[^]*📥 Прислать файл/);
    await anna.person.pressesIn(file, filesTexts.ru.remove);
    await anna.person.presses(filesTexts.ru.removeSurely);

    const removed = await eventually(
      async () => (await postgres.outboxOf('bot')).find(({ job }) => job === 'delete-result') ?? false,
    );
    expect(removed.payload).toMatchObject({ kind: 'together', orderId, userId });
  });
});

describe('a friend who is in a picture of another person', () => {
  /** Anna has two pictures with Boris, one of them in her chat, and one of her own without him. */
  const drawn = async () => {
    const all = await setup();
    const { anna, boris, agrees, postgres } = all;
    const id = await agrees('once');
    const made = {
      userId: anna.userId,
      avatarId: anna.avatarId as AvatarId,
      state: 'succeeded',
      delivered: 1,
    } as const;
    const [first, second, other] = [
      await postgres.fixtures.together({ ...made, permissionIds: [id] }),
      await postgres.fixtures.together({ ...made, permissionIds: [id] }),
      await postgres.fixtures.together({ ...made, permissionIds: [newId<PermissionId>()] }),
    ];
    const removals = async () =>
      (await all.outbox('delete-result')).map(({ payload }) => payload['orderId']).toSorted();
    const opens = async () => {
      await boris.person.sends('/permissions');
      await boris.person.sees(/На картинках у других:[^]*Анна: 2 картинки/);
      await boris.person.presses(saying(permissionsTexts.ru.removePictures, { name: 'Анна', count: 2 }));
      await boris.person.sees(/Удалить картинки, где вы вместе/);
    };
    const handler = new RemovePicturesWithHandler(all.readers, all.bot.effects);
    const handles = async (messageId: string) => {
      const asked = await eventually(async () => (await all.outbox('remove-pictures-with'))[0] ?? false);
      await handler.handle(asked.payload as never, jobContext(postgres, { messageId }));
    };
    return { ...all, first, second, other, removals, opens, handles };
  };

  it('a friend has the pictures that show them deleted, and no others, even if the message comes twice; the owner reads how many were deleted, but not who asked for that', async () => {
    const { anna, boris, first, second, removals, opens, handles } = await drawn();
    await opens();

    await boris.person.presses(permissionsTexts.ru.goneSurely);
    const list = await boris.person.sees(/Кто может рисовать вас/);
    const messageId = newId<string>();
    await handles(messageId);
    await handles(messageId);

    expect(list.text).not.toMatch(/На картинках у других/);
    const told = await anna.person.sees(/2 картинки удалены[^]*Кредиты за них не возвращаются/);
    expect(told.text).not.toMatch(/Борис/);
    expect(await removals()).toEqual([first.orderId, second.orderId].toSorted());
    await boris.person.sends('/permissions');
    const later = await boris.person.sees(/Кто может рисовать вас/);
    expect(later.text).not.toMatch(/На картинках у других/);
  });

  it('a picture that the owner has just opened in «Мои файлы» leaves the chat, too, once a friend has it deleted', async () => {
    const { anna, boris, first, objects, postgres, opens, handles } = await drawn();
    const place = togetherKey(anna.userId, first.orderId);
    const blank = sharp({ create: { width: 90, height: 68, channels: 3, background: 'navy' } });
    await objects.put(place, await blank.jpeg().toBuffer(), { contentType: 'image/jpeg' });
    const moved = 'UPDATE generator.together SET file_path = $1, prompt = $2 WHERE order_id = $3';
    await postgres.admin.query(moved, [toReference(place), 'на лодке', first.orderId]);
    await anna.person.sends('/files');
    await anna.person.presses(/на лодке/);
    const opened = await anna.person.sees(/👯 Вместе[^]*📥 Прислать файл/);
    expect(opened.photo).toBeTruthy();
    await opens();

    await boris.person.presses(permissionsTexts.ru.goneSurely);
    await handles(newId<string>());

    await anna.person.sees(/2 картинки удалены/);
    await eventually(async () =>
      expect((await anna.person.chat()).map((one) => one.message_id)).not.toContain(opened.message_id),
    );
  });

  it('a picture of several people is not delivered once a friend has had it deleted', async () => {
    const { anna, boris, bot, first, readers, postgres, opens, handles } = await drawn();
    const told = { orderId: first.orderId, userId: anna.userId, kind: 'together' } as const;
    const deliver = new DeliverResultHandler(readers, new OrderCards(bot.cards, bot.deliveries, orderKindViews));
    await opens();
    await boris.person.presses(permissionsTexts.ru.goneSurely);
    await handles(newId<string>());

    await deliver.handle(told, jobContext(postgres, { messageId: newId<string>() }));

    await anna.person.sees(/2 картинки удалены/);
    expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE content->>'kind' = 'album'`)).toEqual([]);
  });

  it('nothing changes when a friend keeps the pictures, and a stranger is offered no pictures to delete', async () => {
    const { boris, joins, opens, outbox } = await drawn();
    await opens();

    await boris.person.presses(permissionsTexts.ru.keep);
    await boris.person.sees(/На картинках у других/);
    const vera = await joins('Вера', 'Вера');
    await vera.person.sends('/permissions');
    const list = await vera.person.sees(/Вы никому не разрешали/);

    expect(list.text).not.toMatch(/На картинках у других/);
    expect(await outbox('remove-pictures-with')).toEqual([]);
  });

  it('a message about a person who is in none of the pictures deletes none', async () => {
    const { anna, removals, readers, bot, postgres, joins } = await drawn();
    const vera = await joins('Вера', 'Вера');
    const handler = new RemovePicturesWithHandler(readers, bot.effects);

    await handler.handle(
      { userId: anna.userId, friendId: vera.userId },
      jobContext(postgres, { messageId: newId<string>() }),
    );

    expect(await removals()).toEqual([]);
  });
});

describe('the words in English', () => {
  it('a friend who uses English reads the invitation in English, and the asker reads the answer in Russian', async () => {
    const { anna, invites, joins, carries } = await setup();
    const id = await invites();
    const eve = await joins('Eve', 'Eve', 'en');

    await eve.person.sends(`/start ${invitationStart(id)}`);
    await eve.person.sees(/Анна wants a picture with you/);
    await eve.person.presses(permissionsTexts.en.no);
    await eve.person.sees(/can’t be drawn together/);
    await carries();

    await anna.person.sees(/Eve: ответ — нет/);
    expect(menuTexts.ru.menu).toBeDefined();
  });
});
