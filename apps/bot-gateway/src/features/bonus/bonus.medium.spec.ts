import { balanceTexts, bonusTexts, giftTexts, inviteTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { giftStart, type GiftId, type TelegramId } from '@aisha/domain';
import { newId, SystemClock } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation/readers';
import { BotName } from '../../engine/telegram/bot-name';
import { InviteCodeStore } from '../invite/invite-code.store';
import { ShowInviteHandler } from '../invite/show-invite.handler';
import { TellGiftHandler } from '../gift/tell-gift.handler';
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
  return { ...harness, bot, anna, userId, readers, sent, context: () => jobContext(postgres) };
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
    await anna.sees(/добавлю 15 % кредитов\. Срок — 1 мар/);
    await handler.handle({ ...told, outcome: 'unknown' }, context());
    await anna.presses(bonusTexts.ru.enterCode);
  });

  it.each([
    ['/promo Spring', 'use-promo', { code: 'SPRING' }],
    ['/start promo_spring', 'use-promo', { code: 'SPRING' }],
  ])('%s sends billing the code', async (command, job, payload) => {
    const { anna, sent } = await setup();

    await anna.sends(command);

    expect(await sent(job)).toMatchObject(payload);
  });
});

describe('an invitation', () => {
  it('an invitation is a person’s own link; the bot tells billing about a new person who follows it, and about nobody else', async () => {
    const { anna, userId, bot, readers, postgres, joins, sent, context } = await setup('en');
    await anna.sends('/invite');
    expect(await sent('show-invite')).toEqual({ userId });
    const show = new ShowInviteHandler(
      new InviteCodeStore(),
      bot.deliveries,
      readers,
      new BotName(bot.api),
      new SystemClock(),
    );
    await show.handle({ userId }, context());
    const shown = await anna.sees(saying(inviteTexts.en.link));
    expect(shown.text).toMatch(/you get 30 credits[^]*Came by your link: 0\. Bought: 0/);
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
});

describe('a gift', () => {
  it('a gift is made of bought credits, asks for confirmation, and its link can be shared and taken back', async () => {
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
    await anna.presses('100 кредитов');
    await anna.presses(saying(giftTexts.ru.yes));

    const made = (await sent('make-gift')) as { giftId: GiftId };
    expect(made).toMatchObject({ userId, centiCredits: '10000' });
    const told = { userId, giftId: made.giftId, outcome: 'made', credits: '10000', debtPaid: '0' } as const;
    await new TellGiftHandler(bot.deliveries, readers, new BotName(bot.api)).handle(
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

  it('a gift is opened by its link, by a new person, too', async () => {
    const { postgres, joins, sent } = await setup();
    const giftId = newId<GiftId>();
    const vera = await joins('Вера');

    await vera.sends(`/start ${giftStart(giftId)}`);

    expect(await sent('open-gift')).toMatchObject({ giftId });
    expect(await postgres.admin.query('SELECT FROM bot.person')).toHaveLength(2);
  });
});

describe('a pack with a discount', () => {
  const discounted = async (until: string) => {
    const story = await setup();
    await story.postgres.admin.query(
      `INSERT INTO billing.discount VALUES ('spring', 10, '{small-1}', 'Весна', 'Spring', '2026-11-02Z', now() + interval '1 day')`,
    );
    await story.anna.sends('/balance');
    const screen = await story.anna.sees(/🔥 Весна: −10 %/);
    await story.postgres.admin.query(`UPDATE billing.discount SET valid_until = ${until}`);
    return { ...story, screen };
  };

  it('a pack with a discount shows its old price, and is sold at the price on the button', async () => {
    const { anna } = await discounted(`now() - interval '5 minutes'`);

    await anna.presses(/🔥 150 → 135 ⭐ · Весна/);

    const { invoice } = await anna.seesA('invoice');
    expect(invoice).toMatchObject({ total_amount: 135 });
    expect(await anna.pays()).toMatchObject({ paid: true });
  });

  it('an old button of a discount that is over shows the present packs', async () => {
    const { anna } = await discounted(`now() - interval '31 minutes'`);

    await anna.presses(/🔥 150 → 135 ⭐ · Весна/);

    await anna.sees(/30 картинок/);
    await anna.presses(/30 картинок · 150 ⭐/);
    expect((await anna.seesA('invoice')).invoice).toMatchObject({ total_amount: 150 });
  });
});
