import {
  balanceTexts,
  bonusTexts,
  giftTexts,
  inviteTexts,
  menuTexts,
  newAvatarTexts,
  permissionsTexts,
  topUpTexts,
} from '@aisha/words';
import type { TellGift } from '@aisha/contracts/bot-gateway';
import { describe, expect, it } from '@jest/globals';
import { centiCredits, giftStart, type GiftId, type TelegramId, type UserId } from '@aisha/domain';
import { newId, SystemClock } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation/readers';
import { BotName } from '../../engine/telegram/bot-name';
import { InviteCodeStore } from '../invite/invite-code.store';
import { ShowInviteHandler } from '../invite/show-invite.handler';
import { TellGiftHandler } from '../gift/tell-gift.handler';
import { TellGainHandler } from './tell-gain.handler';
import { TellPromoHandler } from './tell-promo.handler';

const setup = async (language = 'ru') => {
  const harness = await botHarness();
  const bot = await harness.replica();
  const anna = await harness.joins('Анна', language);
  await anna.sends('/start');
  await anna.sees(/Анна/);
  const { postgres } = harness;
  const userId = await harness.onlyUserId();
  const readers = new Readers(postgres.database);
  const sent = (job: string) =>
    eventually(async () => (await postgres.outboxOf('bot')).find((message) => message.job === job)?.payload ?? false);
  const context = () => jobContext(postgres);
  const invite = new ShowInviteHandler(
    new InviteCodeStore(),
    bot.deliveries,
    readers,
    new BotName(bot.api),
    new SystemClock(),
  );
  /** Shows the person their invitation, as the message of their press does. */
  const invites = () => invite.handle({ userId }, context());
  return { ...harness, bot, anna, userId, readers, sent, context, invites };
};

describe('bonuses', () => {
  it('a code is entered at the balance, and the bot tells its outcome', async () => {
    const { anna, userId, bot, readers, sent, context } = await setup();
    await anna.sends('/balance');
    await anna.presses(balanceTexts.ru.more);
    await anna.sees(/Чеки и платежи/);
    await anna.presses(balanceTexts.ru.bonuses);
    await anna.presses(bonusTexts.ru.enterCode);
    await anna.sees(saying(bonusTexts.ru.askCode));

    await anna.sends('что?');
    await anna.sees(saying(bonusTexts.ru.badCode));
    await anna.sends('spring-27');

    await anna.sees(saying(bonusTexts.ru.checking));
    expect(await sent('use-promo')).toMatchObject({ userId, code: 'SPRING-27' });
    const told = { userId, code: 'SPRING-27', debtPaid: '0', availableAfter: '5000' } as const;
    const handler = new TellPromoHandler(bot.deliveries, readers);
    await handler.handle({ ...told, outcome: 'percent', percent: 15, until: '2027-03-01T00:00:00Z' }, context());
    await anna.sees(/добавлю 15\u00a0% кредитов\. Успейте до 1 марта \d{4}\./);
    await handler.handle({ ...told, outcome: 'unknown' }, context());
    await anna.presses(bonusTexts.ru.enterCode);
  });

  it.each([
    ['/promo Spring', 'use-promo', { code: 'SPRING' }],
    ['/start promo_spring', 'use-promo', { code: 'SPRING' }],
  ])('the command %s sends the promo code to billing', async (command, job, payload) => {
    const { anna, sent } = await setup();

    await anna.sends(command);

    expect(await sent(job)).toMatchObject(payload);
  });
});

describe('gained credits that go back with a purchase', () => {
  it.each([
    ['ru', /Звёзды/, /Деньги/, /Друг вернул деньги/],
    ['en', /Stars/, /money/, /A friend got the money/],
    ['de', /Sterne/, /Geld/, /Das Geld des ersten Kaufs/],
  ])('what went back to whom is told in %s', async (language, stars, money, ofFriend) => {
    const { anna, userId, bot, readers, context } = await setup(language);
    const handler = new TellGainHandler(bot.deliveries, readers);
    const told = { userId, credits: '3000', isTakenBack: true, owed: '0', availableAfter: '0' } as const;

    for (const reason of ['promo', 'referral-friend'] as const) {
      await handler.handle({ ...told, reason }, context());
      const { message_id: after } = await anna.sees(stars);
      await handler.handle({ ...told, reason, isCard: true }, context());
      expect((await anna.sees(money, { after })).text).not.toMatch(stars);
    }
    await handler.handle({ ...told, reason: 'referral-inviter', isCard: true }, context());
    expect((await anna.sees(ofFriend)).text).not.toMatch(stars);
  });
});

/** SQL: from before this spec on, an inviter may gain so often in 30 days. */
const allowing = ({ pictures = 10, gains = 10 }: { pictures?: number; gains?: number }): string =>
  `INSERT INTO billing.allowance
   VALUES ('referral-pictures-a-month', '2026-11-01Z', ${pictures}), ('referral-gains-a-month', '2026-11-01Z', ${gains});`;

/** SQL: the only person has gained once for each reason. */
const GAINED = `INSERT INTO billing.gain (id, user_id, reason, credits, gained_at)
  SELECT uuidv7(), user_id, reason, 100, now() FROM billing.account,
    (VALUES ('referral-inviter'), ('referral-picture-inviter')) AS why (reason)`;

describe('an invitation', () => {
  it('an invitation is a person’s own link; the bot tells billing about a new person who follows it, and about nobody else', async () => {
    const { anna, userId, postgres, joins, sent, invites } = await setup('en');
    const { message_id: asked } = await anna.sends('/invite');
    expect(await sent('show-invite')).toEqual({ userId });
    await invites();
    const shown = await anna.sees(saying(inviteTexts.en.link));
    expect((await anna.chat()).filter(({ message_id: id }) => id > asked)).toEqual([
      expect.objectContaining({ text: shown.text }),
    ]);
    expect(shown.text).toMatch(
      /each of you gets 3 credits[^]*up to 10 friends[^]*you get 30 credits[^]*up to 10 friends[^]*Came by your link: 0\. With a first picture: 0\. Bought: 0/,
    );
    const [, start] = /\?start=(ref_[A-Z2-9]{10})/.exec(shown.text ?? '') ?? [];

    await anna.sends(`/start ${start}`);
    const boris = await joins('Борис');
    await boris.sends(`/start ${start}`);
    await boris.sees(/Борис/);
    await boris.sends(`/start ${start}`);

    const invited = await sent('keep-invitation');
    const known = await postgres.admin.query<{ id: string }>(
      'SELECT user_id AS id FROM bot.person WHERE telegram_id = $1',
      [boris.id as TelegramId],
    );
    expect(invited).toEqual({ friendId: known[0]!.id, inviterId: userId });
    const all = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'keep-invitation');
    expect(all).toHaveLength(1);
  });

  it.each([
    [0, 10, /вы оба:\n💎[^\n]* Так — до 10 друзей в месяц/],
    [
      1,
      1,
      /дважды:\n🎨[^\n]* Так — до 1 друга в месяц;[^\n]* никто\.\n💎[^\n]* Так — до 1 друга в месяц, за следующих — никому/,
    ],
    [2, 0, /вы оба:\n🎨[^\n]* Так — до 2 друзей в месяц;[^\n]* никто\.\n\nПришли/],
    [0, 0, /\n\nСейчас приглашения кредитов не приносят\.\n\nПришли/],
  ] as const)(
    'an invitation promises credits for as many first pictures (%d) and first purchases (%d) as the monthly limits allow',
    async (pictures, purchases, promised) => {
      const { anna, postgres, invites } = await setup();
      await postgres.admin.query(
        `INSERT INTO billing.allowance
         VALUES ('referral-pictures-a-month', '2026-11-01Z', $1), ('referral-gains-a-month', '2026-11-01Z', $2)`,
        [pictures, purchases],
      );

      await invites();

      expect((await anna.sees(saying(inviteTexts.ru.link))).text).toMatch(promised);
    },
  );

  it.each([
    ['as allowed', '', /за первую картинку\.$/, /и за его первый пакет кредиты получите и вы, и он/],
    ['without any', allowing({ pictures: 0, gains: 0 }), /голосовые\.$/, /сейчас приглашения кредитов не приносят/],
    ['for purchases alone', allowing({ pictures: 0 }), /за первый пакет\.$/, /за первый пакет друга[^]*придут кредиты/],
    ['past the limit of the month', allowing({ pictures: 1, gains: 1 }) + GAINED, /голосовые\.$/, /не приносят/],
    ['for a person in debt', 'UPDATE billing.account SET debt = 1', /голосовые\.$/, /не приносят/],
  ])(
    'the invitation for a friend and the overview promise credits only when they would come: %s',
    async (_, before, toFriend, overview) => {
      const { anna, userId, postgres, invites } = await setup();
      await postgres.fixtures.account({ userId });
      for (const statement of before.split(';').filter(Boolean)) await postgres.admin.query(statement);

      await invites();

      const { buttons } = await anna.sees(saying(inviteTexts.ru.link));
      const shared = buttons.flat().find(({ text }) => text === inviteTexts.ru.share);
      expect(new URL(shared!.url!).searchParams.get('text')).toMatch(toFriend);
      await anna.presses(inviteTexts.ru.back);
      expect((await anna.sees(saying(bonusTexts.ru.overview))).text).toMatch(overview);
    },
  );
});

describe('a gift', () => {
  it('a person gives bought credits after a confirmation, gets the link of the gift, and can take the gift back', async () => {
    const { anna, userId, bot, readers, postgres, sent, context } = await setup();
    await anna.sends('/gift');
    await anna.sees(saying(giftTexts.ru.nothing));
    await postgres.fixtures.account({ userId, credits: 120 });
    await postgres.admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ('stx1', $1, 'small-1', 150, 10000)`,
      [userId],
    );

    await anna.sends('/gift');
    await anna.sees(saying(giftTexts.ru.ask));
    await anna.presses(giftTexts.ru.size({ amount: centiCredits(10_000) }));
    await anna.presses(saying(giftTexts.ru.yes));

    const made = (await sent('make-gift')) as { giftId: GiftId };
    expect(made).toMatchObject({ userId, centiCredits: '10000' });
    const told = {
      userId,
      giftId: made.giftId,
      outcome: 'made',
      credits: '10000',
      debtPaid: '0',
      called: 'credits',
    } as const;
    await new TellGiftHandler(bot.deliveries, bot.cards, readers, new BotName(bot.api), new SystemClock()).handle(
      { ...told, expiresAt: '2026-12-02T00:00:00Z' },
      context(),
    );
    expect((await anna.sees(saying(giftTexts.ru.told, { outcome: 'made' }))).text).toContain(giftStart(made.giftId));
    await postgres.admin.query(
      `INSERT INTO billing.gift (id, giver_id, credits, expires_at) VALUES ($1, $2, 10000, now() + interval '1 day')`,
      [made.giftId, userId],
    );
    await anna.presses(giftTexts.ru.takeBack);
    expect(await sent('open-gift')).toEqual({ userId, giftId: made.giftId });
  });

  /** Writes down a gift of this many credits, which the person made just now and somebody else has opened. */
  const gives = async (
    { admin, fixtures }: Awaited<ReturnType<typeof setup>>['postgres'],
    userId: UserId,
    amount: number,
  ) => {
    const opener = (await fixtures.account({ credits: 0 })).userId;
    await admin.query(
      `INSERT INTO billing.gift (id, giver_id, credits, expires_at, opener_id, closed_at)
       VALUES ($1, $2, $3, now() + interval '1 day', $4, now())`,
      [newId<GiftId>(), userId, amount * 100, opener],
    );
  };

  /** Anna, who has bought this many credits. */
  const buyer = async (bought: number, language = 'ru') => {
    const story = await setup(language);
    await story.postgres.fixtures.account({ userId: story.userId, credits: bought });
    await story.postgres.admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ('stx1', $1, 'small-1', 150, $2)`,
      [story.userId, bought * 100],
    );
    const tells = (told: Partial<TellGift>) =>
      new TellGiftHandler(
        story.bot.deliveries,
        story.bot.cards,
        story.readers,
        new BotName(story.bot.api),
        new SystemClock(),
      ).handle(
        {
          userId: story.userId,
          giftId: newId<GiftId>(),
          outcome: 'made',
          called: 'photo-session',
          credits: '23000',
          debtPaid: '0',
          availableAfter: '23000',
          expiresAt: '2026-12-02T00:00:00Z',
          ...told,
        },
        story.context(),
      );
    return { ...story, tells };
  };

  it('a gift of a photo session is offered at its price, asks for confirmation, and is called a photo session for billing and in the link', async () => {
    const { anna, userId, sent, tells } = await buyer(300);
    await anna.sends('/gift');
    await anna.presses(giftTexts.ru.session({ amount: centiCredits(23_000) }));
    await anna.sees(/фотосессию: 230 кредитов другу на аватар и 10 картинок/);
    await anna.presses(saying(giftTexts.ru.yes));

    const { giftId } = (await sent('make-gift')) as { giftId: GiftId };
    expect(await sent('make-gift')).toMatchObject({ userId, centiCredits: '23000', called: 'photo-session' });
    const { message_id: making } = await anna.sees(saying(giftTexts.ru.making));
    await tells({ giftId });
    const made = await anna.sees(/Подарок готов\. Фотосессия — это 230 кредитов/);
    expect(made.message_id).toBe(making); // nothing is left that says that the gift is being made
    expect(JSON.stringify(made.buttons)).toContain(encodeURIComponent('Дарю тебе фотосессию'));
    await tells({ outcome: 'price-changed', called: 'credits', credits: '0' });
    await anna.presses(giftTexts.ru.again);
    await anna.sees(saying(giftTexts.ru.ask));
  });

  it.each(['ru', 'en', 'de'] as const)(
    'a giver who tries the link of their gift reads in %s that it is theirs, and takes it back by a button',
    async (language) => {
      const { anna, userId, postgres, sent, tells } = await buyer(300, language);
      const giftId = newId<GiftId>();
      await postgres.admin.query(
        `INSERT INTO billing.gift (id, giver_id, credits, expires_at, called) VALUES ($1, $2, 23000, now() + interval '1 day', 'photo-session')`,
        [giftId, userId],
      );
      await anna.sends(`/start ${giftStart(giftId)}`);
      expect(await sent('open-gift')).toEqual({ giftId, userId, isByLink: true });

      await tells({ giftId, outcome: 'own' });

      const { text } = await anna.sees(saying(giftTexts[language].told, { outcome: 'own' }));
      expect(text).toContain(giftStart(giftId));
      await anna.presses(giftTexts[language].takeBack);
      const back = { giftId, userId };
      await eventually(async () =>
        expect((await postgres.outboxOf('bot')).filter(({ job }) => job === 'open-gift')).toContainEqual(
          expect.objectContaining({ payload: back }),
        ),
      );
    },
  );

  it.each([
    ['opened', /уже открыл друг/],
    ['taken-back', /вы забрали/],
    ['returned', /никто не открыл/],
  ] as const)(
    'the message of a gift that was %s says so and shows neither its link nor buttons, and a press on its button meanwhile is answered so',
    async (outcome, over) => {
      const { anna, userId, postgres, telegram, tells } = await buyer(300);
      const giftId = newId<GiftId>();
      await tells({ giftId, called: 'credits' });
      const made = await anna.sees(saying(giftTexts.ru.told, { outcome: 'made' }));
      const opener = outcome === 'opened' ? (await postgres.fixtures.account({ credits: 0 })).userId : userId;
      await postgres.admin.query(
        `INSERT INTO billing.gift (id, giver_id, credits, expires_at, closed_at, opener_id)
         VALUES ($1, $2, 23000, now() + interval '1 day', now(), $3)`,
        [giftId, userId, outcome === 'returned' ? null : opener],
      );

      await anna.pressesIn(made, giftTexts.ru.takeBack);
      await tells({ giftId, called: 'credits', outcome });

      const toasts = () =>
        telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
      await eventually(() => expect(toasts().join()).toMatch(over));
      await anna.sees(saying(giftTexts.ru.told, { outcome }));
      await eventually(async () => {
        const shown = (await anna.chat()).find(({ message_id: id }) => id === made.message_id);
        expect(shown?.text).toMatch(over);
        expect(shown?.buttons).toEqual([]);
      });
    },
  );

  it.each(['own', 'made'] as const)(
    'the message of a gift that is over stays without its link and buttons when news that is older comes after it: %s',
    async (late) => {
      const { anna, tells } = await buyer(300);
      const giftId = newId<GiftId>();
      await tells({ giftId, called: 'credits' });
      const made = await anna.sees(saying(giftTexts.ru.told, { outcome: 'made' }));
      await tells({ giftId, called: 'credits', outcome: 'opened' });
      const opened = await anna.sees(saying(giftTexts.ru.told, { outcome: 'opened' }));

      await tells({ giftId, called: 'credits', outcome: late });

      // The outcome of another gift is the sign that everything before it has been sent.
      await tells({ outcome: 'price-changed', called: 'credits', credits: '0' });
      await anna.sees(saying(giftTexts.ru.told, { outcome: 'price-changed' }), { after: opened });
      const chat = await anna.chat();
      expect(chat.filter(({ text }) => text?.includes(giftStart(giftId)))).toEqual([]);
      expect(chat.find(({ message_id: id }) => id === made.message_id)).toMatchObject({ buttons: [] });
    },
  );

  it('a giver who follows the link of their gift again and again sees it in one message, which moves down', async () => {
    const { anna, tells } = await buyer(300);
    const giftId = newId<GiftId>();
    await tells({ giftId, called: 'credits' });
    const made = await anna.sees(saying(giftTexts.ru.told, { outcome: 'made' }));

    await tells({ giftId, outcome: 'own' });
    const own = await anna.sees(saying(giftTexts.ru.told, { outcome: 'own' }), { after: made });
    await tells({ giftId, outcome: 'own' });

    await anna.sees(saying(giftTexts.ru.told, { outcome: 'own' }), { after: own });
    await eventually(async () =>
      expect((await anna.chat()).filter(({ text }) => text?.includes(giftStart(giftId)))).toHaveLength(1),
    );
  });

  it('a gift of a photo session whose price changes before the confirmation is not made, but offered at the new price', async () => {
    const { anna, postgres } = await buyer(300);
    await anna.sends('/gift');
    await anna.presses(giftTexts.ru.session({ amount: centiCredits(23_000) }));
    await anna.sees(/фотосессию: 230 кредитов/);
    await postgres.admin.query(
      `INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', now() - interval '1 minute', 400)`,
    );
    await anna.presses(saying(giftTexts.ru.yes));

    await anna.presses(giftTexts.ru.session({ amount: centiCredits(24_000) }));
    expect((await postgres.outboxOf('bot')).filter(({ job }) => job === 'make-gift')).toEqual([]);
  });

  it('a person who has bought too few credits to give a photo session reads how many are missing, and is led to the packs', async () => {
    const { anna } = await buyer(100);
    await anna.sends('/gift');

    await anna.presses(giftTexts.ru.sessionMissing({ missing: centiCredits(13_000) }));

    await anna.sees(saying(balanceTexts.ru.balance));
  });

  it.each([
    [
      'a limit below a photo session',
      100,
      0,
      /сейчас 100 кредитов, за сутки — не больше 100 кредитов\.\n/,
      ['50', '100'],
    ],
    [
      'a limit of which too little is left',
      300,
      100,
      /сейчас 200 кредитов, за сутки — не больше 300 кредитов\.\n/,
      ['50', '100'],
    ],
    ['a limit of which nothing is left', 300, 260, /Пока хватит: за сутки можно подарить до 300 кредитов/, []],
    ['a limit below every size', 40, 0, /Сейчас кредиты дарить нельзя/, []],
    ['a limit that leaves enough', 600, 300, /Фотосессия — это/, ['🎁 Подарить фотосессию · 230', '50', '100', '300']],
  ] as const)('a gift screen offers only what %s allows', async (_, aDay, given, text, sizes) => {
    const { anna, userId, postgres } = await buyer(1_000);
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('gift-credits-a-day', '2026-11-01Z', $1)`, [
      aDay,
    ]);
    if (given > 0) await gives(postgres, userId, given);

    await anna.sends('/gift');

    const screen = await anna.sees(text);
    const labels = (screen.buttons ?? []).flat().map((button) => button.text);
    expect(labels).toEqual([...sizes.map((size) => `${size} кредитов`), giftTexts.ru.bonuses, giftTexts.ru.menu]);
  });

  it('a gift beyond the day’s limit is not made', async () => {
    const { anna, userId, postgres } = await buyer(1_000);
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('gift-credits-a-day', '2026-11-01Z', 300)`);
    await anna.sends('/gift');
    await anna.presses(giftTexts.ru.size({ amount: centiCredits(30_000) }));
    await anna.sees(saying(giftTexts.ru.confirm));
    await gives(postgres, userId, 100);

    await anna.presses(saying(giftTexts.ru.yes));

    await anna.sees(/сейчас 200 кредитов/);
    expect((await postgres.outboxOf('bot')).filter(({ job }) => job === 'make-gift')).toEqual([]);
  });

  it('a gift of a photo session that arrives says what its credits buy at the prices of the day, and leads to a new avatar', async () => {
    const { anna, postgres, tells } = await buyer(300);
    await tells({ outcome: 'received' });
    await anna.sees(/фотосессию: 230 кредитов\. Хватит на свой аватар и 10 картинок\. Доступно 230/);
    await postgres.admin.query(
      `INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', now() - interval '1 minute', 400)`,
    );

    await tells({ outcome: 'received', debtPaid: '1000' });
    await anna.sees(/Хватит на свой аватар и 5 картинок\. В счёт долга за возвращённые покупки: 10 кредитов\./);
    await anna.presses(newAvatarTexts.ru.create);
    await anna.sees(saying(newAvatarTexts.ru.chooseType));
  });

  it('the link of a gift of a photo session asks a new person for a selfie, and leads a known person to a new avatar', async () => {
    const { userId, postgres, joins, anna, sent } = await buyer(300);
    const giver = (await postgres.fixtures.account({ credits: 0 })).userId;
    const giftId = newId<GiftId>();
    await postgres.admin.query(
      `INSERT INTO billing.gift (id, giver_id, credits, expires_at, called) VALUES ($1, $2, 23000, now() + interval '1 day', 'photo-session')`,
      [giftId, giver],
    );
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('welcome-credits', '2026-11-01Z', 25)`);
    const vera = await joins('Вера');
    await vera.sends(`/start ${giftStart(giftId)}`);
    await vera.sees(saying(menuTexts.ru.helloSelfie));

    await anna.sends(`/start ${giftStart(giftId)}`);

    await anna.sees(saying(newAvatarTexts.ru.chooseType));
    expect(await sent('open-gift')).toMatchObject({ giftId });
    const opens = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'open-gift');
    expect(opens.map(({ payload }) => payload)).toContainEqual({ giftId, userId, isByLink: true });
  });

  it('the link of a gift of a photo session that has expired leads to the menu instead of a new avatar, and billing is asked to open the gift', async () => {
    const { userId, postgres, anna, sent } = await buyer(300);
    const giver = (await postgres.fixtures.account({ credits: 0 })).userId;
    const giftId = newId<GiftId>();
    await postgres.admin.query(
      `INSERT INTO billing.gift (id, giver_id, credits, expires_at, called) VALUES ($1, $2, 23000, now() - interval '1 minute', 'photo-session')`,
      [giftId, giver],
    );
    const greeting = await anna.sees(/Анна/);

    await anna.sends(`/start ${giftStart(giftId)}`);

    await anna.sees(/Анна/, { after: greeting });
    expect(await sent('open-gift')).toEqual({ userId, giftId, isByLink: true });
  });

  it('somebody new opens a gift by its link', async () => {
    const { postgres, joins, sent } = await setup();
    const giftId = newId<GiftId>();
    const vera = await joins('Вера');

    await vera.sends(`/start ${giftStart(giftId)}`);

    expect(await sent('open-gift')).toMatchObject({ giftId });
    expect(await postgres.admin.query('SELECT FROM bot.person')).toHaveLength(2);
  });
});

describe('a link that was cut when it was copied', () => {
  it.each(['ru', 'en', 'de'] as const)('is answered above the greeting, in %s', async (language) => {
    const { anna, joins } = await setup(language);
    const unknown = saying(giftTexts[language].told, { outcome: 'unknown' });

    await anna.sends('/start gift_01a22319');
    const { message_id: told } = await anna.sees(unknown);
    await anna.sees(/Анна/, { after: told });
    await anna.sends('/start gift_');
    await anna.sees(unknown, { after: told });
    await anna.sends('/start promo_spr');
    await anna.sees(saying(bonusTexts[language].badCode));
    await anna.sends('/start together_01a22319');
    await anna.sees(saying(permissionsTexts[language].notOpen, { trouble: 'unknown' }));

    const vera = await joins('Вера', language);
    await vera.sends('/start ref_ABCDE');
    const { message_id: invited } = await vera.sees(saying(inviteTexts[language].broken));
    await vera.sees(/Вера/, { after: invited });
    const { message_id: greeted } = await vera.sees(/Вера/, { after: invited });
    await vera.sends('/start pic_'); // only a new person gains by an invitation
    await vera.sees(saying(menuTexts[language].menu), { after: greeted });
    const words = saying(inviteTexts[language].broken);
    expect((await vera.chat()).filter(({ text }) => words.test(text ?? ''))).toHaveLength(1);
  });
});

describe('a pack with a discount', () => {
  const discounted = async (until: string) => {
    const story = await setup();
    await story.postgres.admin.query(
      `INSERT INTO billing.discount VALUES ('spring', 10, '{small-1}', 'Весна', 'Spring', '2026-11-02Z', now() + interval '1 day')`,
    );
    await story.anna.sends('/balance');
    const screen = await story.anna.sees(/🔥 Весна: −10\u00a0%/);
    await story.postgres.admin.query(`UPDATE billing.discount SET valid_until = ${until}`);
    return { ...story, screen };
  };

  it('a pack with a discount shows its old price, and is still sold at the price on the button five minutes after the discount has ended', async () => {
    const { anna } = await discounted(`now() - interval '5 minutes'`);

    await anna.presses(/🔥 150 → 135 ⭐ · Весна/);

    const { invoice } = await anna.seesA('invoice');
    expect(invoice).toMatchObject({ total_amount: 135 });
    expect(await anna.pays()).toMatchObject({ paid: true });
  });

  it('a button of a discount that ended more than half an hour ago shows the packs at today’s prices', async () => {
    const { anna } = await discounted(`now() - interval '31 minutes'`);

    await anna.presses(/🔥 150 → 135 ⭐ · Весна/);

    await anna.presses(saying(topUpTexts.ru.pack, { label: null, pictures: 30, stars: 150 }));
    expect((await anna.seesA('invoice')).invoice).toMatchObject({ total_amount: 150 });
  });
});
