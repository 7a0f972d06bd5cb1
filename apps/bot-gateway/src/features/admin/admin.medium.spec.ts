import { describe, expect, it } from '@jest/globals';
import { credits, type TelegramId, type UserId } from '@aisha/domain';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { adminTexts, conversationTexts, plainText } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation';
import { ExplainKeptCreditsHandler, ExplainKeptPaymentHandler } from './explain-kept.handlers';

const t = adminTexts.ru;

const setup = async (roles: Readonly<Record<string, string>> = { Ольга: 'owner' }) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const people = Object.fromEntries(
    await Promise.all(Object.keys(roles).map(async (name) => [name, await harness.joins(name)] as const)),
  );
  const setting = Object.entries(roles)
    .filter(([, role]) => role !== 'nobody')
    .map(([name, role]) => `${people[name]!.id}:${role}`)
    .join(',');
  const bot = await harness.replica({ settings: { ADMIN_TELEGRAM_IDS: setting } });
  const anna = await postgres.fixtures.person({ firstName: 'Анна Мария', username: 'anna_m' });
  await postgres.fixtures.account({ userId: anna.userId, credits: 7 });
  const sent = async () =>
    (await postgres.outboxOf('bot')).filter(({ job }) => /give-credits|ban-person|refund/.test(job));
  return { ...harness, bot, people, anna, sent };
};

describe('/admin', () => {
  it('/admin shows an owner the day and a person, and changes the person’s credits once, after a reason and a confirmation', async () => {
    const { people, anna, sent, postgres } = await setup();
    const olga = people['Ольга']!;
    await olga.sends('/admin');
    await olga.sees(/За сутки[^]*владелец[^]*без результата 0\n/);
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends('@anna_m');
    await olga.sees(/Анна Мария @anna_m[^]*7 доступно/);

    await olga.presses(t.giveCredits);
    await olga.sees(/Сколько кредитов/);
    await olga.sends('много');
    const { text } = await olga.sees(saying(t.badCredits));
    expect(text?.match(/Сколько кредитов/g)).toHaveLength(1);
    await olga.sends('-5');
    await olga.sees(/Кредиты: −5 · Анна Мария @anna_m. Почему/);
    await olga.sends('списалось  дважды');
    const confirm = await olga.sees(/Причина: списалось дважды/);
    expect(await sent()).toEqual([]);
    await Promise.all([olga.pressesIn(confirm, t.doIt), olga.pressesIn(confirm, t.doIt)]);

    await eventually(async () => expect(await sent()).not.toEqual([]));
    await olga.sees(/Анна Мария @anna_m[^]*7 доступно/, { after: confirm.message_id - 1 });
    expect(new Set((await sent()).map(({ payload }) => payload['actId'])).size).toBe(1);
    expect((await sent())[0]).toMatchObject({
      receiver: 'billing',
      job: 'give-credits',
      payload: {
        userId: anna.userId,
        centiCredits: '-500',
        operator: `telegram:${olga.id}`,
        reason: 'списалось дважды',
      },
    });

    await postgres.admin.query('UPDATE billing.account SET available = 200 WHERE user_id = $1', [anna.userId]); // billing has done it
    await olga.presses(t.refresh);
    await olga.sees(/Анна Мария @anna_m[^]*2 доступно/);
  });

  it('/admin opens the person on the pressed button, though another one of the list has done something since, and then names them beyond doubt', async () => {
    const { people, anna, postgres } = await setup();
    const { fixtures, admin } = postgres;
    await fixtures.person({ firstName: 'Анна Мария', username: null, telegramId: 700_777 as TelegramId });
    const heard = (username: string | null, moment: string) =>
      admin.query(
        `UPDATE bot.person SET heard_at = $2 WHERE username IS NOT DISTINCT FROM $1 AND first_name = 'Анна Мария'`,
        [username, moment],
      );
    await heard('anna_m', '2026-11-02');
    await heard(null, '2026-11-01');
    const olga = people['Ольга']!;
    await olga.sends('/admin');
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends('анна');
    const list = await olga.sees(saying(t.askWhich));
    expect(
      list.buttons
        .flat()
        .map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(['Анна Мария · anna_m', 'Анна Мария · 700777']);

    await heard(null, '2026-11-03');
    await olga.pressesIn(list, 'Анна Мария · anna_m');

    await olga.sees(new RegExp(String(anna.telegramId)));
    await olga.presses(t.back);
    await olga.sees(saying(t.askWho));
    await olga.sends('700777');
    await olga.pressesIn(await olga.sees(/700777[^]*доступно/), t.ban);
    await olga.presses(t.days({ days: 1 }));
    await olga.sees(/Закрыть доступ на 1 дн. · Анна Мария 700777/);
  });

  it('/admin says at once that an operator cannot be banned', async () => {
    const { people, telegram } = await setup({ Ольга: 'support', Пётр: 'owner' });
    const olga = people['Ольга']!;
    await people['Пётр']!.sends('/admin');
    await people['Пётр']!.sees(/За сутки/);
    await olga.sends('/admin');
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends(String(people['Пётр']!.id));
    await olga.sees(/Пётр/);

    await olga.presses(t.ban);

    const toasts = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    await eventually(async () => expect(toasts()).toContain(plainText(t.isOperator)));
  });

  it('/admin bans a person for a week after a reason, shows a ban that is in force, and asks why it is to be lifted', async () => {
    const { people, anna, sent, postgres } = await setup({ Ольга: 'support' });
    const olga = people['Ольга']!;
    await olga.sends('/admin');
    await olga.sees(/поддержка/);
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends('мария');
    await olga.sees(/Анна Мария/);
    await olga.presses(t.ban);
    await olga.sees(saying(t.askHowLong));
    await olga.presses(t.days({ days: 7 }));
    await olga.sees(/Закрыть доступ на 7 дн/);
    await olga.sends('угрожает');
    await olga.sees(/Причина: угрожает/);
    await olga.presses(t.doIt);

    const act = await eventually(async () => (await sent())[0] ?? false);
    expect(act).toMatchObject({ job: 'ban-person', payload: { userId: anna.userId, reason: 'угрожает' } });
    const days = (new Date(act.payload['until'] as string).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity' WHERE user_id = $1`, [anna.userId]);
    await olga.sends('/admin');
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends(String(anna.telegramId));
    await olga.sees(/🚫 навсегда/);
    await olga.presses(t.unban);
    await olga.sees(/Открыть доступ · Анна/);
  });

  it('/admin is an unknown command for a stranger, and shows an operator who may only look no buttons that act', async () => {
    const { people } = await setup({ Ольга: 'read-only', Пётр: 'nobody' });
    await people['Пётр']!.sends('/admin');
    await people['Пётр']!.sees(saying(conversationTexts.ru.unknownCommand));

    const olga = people['Ольга']!;
    await olga.sends('/admin');
    await olga.sees(/только просмотр/);
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends('@anna_m');
    const card = await olga.sees(/Анна Мария/);
    expect(card.buttons.flat().map(({ text }) => text)).toEqual([t.refresh, t.back, t.menu]);
  });

  it('/admin does nothing for an operator who lost the right to act while the screen was open', async () => {
    const { people, sent, bot, replica } = await setup();
    const olga = people['Ольга']!;
    await olga.sends('/admin');
    await olga.presses(t.find);
    await olga.sees(saying(t.askWho));
    await olga.sends('@anna_m');
    await olga.presses(t.giveCredits);
    await olga.sees(/Сколько кредитов/);
    await olga.sends('5');
    await olga.sees(/Почему/);
    await olga.sends('просто так');
    const confirm = await olga.sees(/Причина: просто так/);
    await bot.stop();
    await replica({ settings: { ADMIN_TELEGRAM_IDS: `${olga.id}:read-only` } });

    await olga.pressesIn(confirm, t.doIt);
    await olga.sees(/Всё, что я умею/);

    expect(await sent()).toEqual([]);
  });

  it('/admin says how many payments by card wait for an operator to give the money back, and nothing when there are none', async () => {
    const { people, anna, postgres } = await setup();
    const olga = people['Ольга']!;
    await olga.sends('/admin');
    const quiet = await olga.sees(/За сутки/);
    expect(quiet.text).not.toContain('💳');
    for (const currency of ['EUR', 'XTR']) {
      await postgres.admin.query(
        `INSERT INTO bot.star_transaction (charge_id, kind, telegram_id, payload, currency, amount, user_id, told_at, confirmed_at)
         VALUES ($1, 'payment', 1, 'pack', $1, 299, $2, now(), now())`,
        [currency, anna.userId],
      );
      await postgres.admin.query(
        `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by) VALUES (gen_random_uuid(), $1, $2, 0, 'person')`,
        [currency, anna.userId],
      );
    }

    await olga.sends('/admin');

    await olga.sees(/Ждут поддержки 0\n💳 Возвратов на карту ждут вас: 1\n/);
  });

  it('an operator whose change of credits was refused reads the reason in the chat, and how many credits may still be given that day', async () => {
    const { people, bot, postgres } = await setup();
    const olga = people['Ольга']!;
    const readers = new Readers(postgres.database, { ADMIN_TELEGRAM_IDS: '' });
    await olga.sends('/admin');
    await olga.sees(/За сутки/);
    const explains = new ExplainKeptCreditsHandler(bot.deliveries, readers);
    const [found] = await postgres.admin.query<{ userId: UserId }>(
      'SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1',
      [olga.id],
    );

    await explains.handle({ userId: found!.userId }, jobContext(postgres));
    await olga.sees(/Кредиты не выданы: поддержка не меняет свой счёт/);
    await explains.handle({ userId: found!.userId, leftToday: '12000' }, jobContext(postgres));
    await olga.sees(/за сутки поддержка выдаёт ограниченную сумму, и сейчас можно выдать ещё 120 кредитов/);
    const ofPayments = new ExplainKeptPaymentHandler(bot.deliveries, readers);
    await ofPayments.handle({ userId: found!.userId, why: 'spent-in-part' }, jobContext(postgres));
    await olga.sees(/Платёж не возвращён, кредиты человека не тронуты\. Часть кредитов этого платежа потрачена/);
    await ofPayments.handle({ userId: found!.userId, why: 'unknown' }, jobContext(postgres));
    await olga.sees(/Платёж не возвращён, кредиты человека не тронуты\. Причина записана на пульте, в журнале/);
  });

  it('/admin counts the orders of a day that are under way, delivered, and without a result, with the reasons', async () => {
    const { people, anna, postgres } = await setup();
    const ended = { deliveredOf: 1, settledAt: new Date() } as const;
    const { userId } = anna;
    await postgres.fixtures.hold({ userId, credits: 1 });
    await postgres.fixtures.hold({
      userId,
      credits: 1,
      ...ended,
      status: 'captured',
      delivered: 1,
      captured: credits(1),
    });
    await postgres.fixtures.hold({
      userId,
      credits: 1,
      ...ended,
      status: 'released',
      delivered: 0,
      reason: 'provider-failed',
    });

    await people['Ольга']!.sends('/admin');

    await people['Ольга']!.sees(/в работе 1, готово 1, без результата 1 \(provider-failed × 1\)/);
  });
});
