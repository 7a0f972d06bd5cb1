import {
  balanceTexts,
  documentTexts,
  failureText,
  failureTexts,
  generateTexts,
  menuTexts,
  offerTexts,
  orderTexts,
  restoreTexts,
  speechTexts,
  topUpTexts,
  transcribeTexts,
  upscaleTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { ExplainDelayedPurchase } from '@aisha/contracts/bot-gateway';
import { centiCredits, type OrderId, packPayload, PACKS } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Transcript } from '@aisha/kinds/tables';
import { pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import type { Person } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import { DeliveryReader } from '@aisha/database/bot';
import { inTurn, saying } from '@aisha/testing/words';
import { answerRecording } from '../../../spec/answer-recording';
import { botHarness } from '../../../spec/bot-harness';
import { orderKindViews } from '../../features';
import { OrderCards } from '../../orders/order-cards';
import { AnnouncePurchaseHandler, ExplainDelayedPurchaseHandler } from '../purchases/purchases';
import { Readers } from '../../engine/conversation/readers';

const onePixel = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
const [pack] = PACKS;
if (!pack) throw new Error('no packs');

const setup = async (language = 'ru') => {
  const harness = await botHarness();
  const bot = await harness.replica();
  const anna = await harness.joins('Анна', language);
  await anna.sends('/balance');
  const screen = await anna.sees(/Доступно|Available|Verfügbar/);
  const { postgres } = harness;
  const userId = await harness.onlyUserId();
  await postgres.fixtures.consent({ userId });
  return {
    ...harness,
    bot,
    anna,
    screen,
    userId,
    /** Pays, and resolves to the payment's charge id. */
    pays: async (): Promise<string> => {
      await anna.seesA('invoice');
      const payment = await anna.pays();
      if (!payment.paid) throw new Error('not paid');
      return payment.charge_id;
    },
    /** Plays billing: books the smallest pack once it is paid, and answers. */
    credited: async (telegramPaymentChargeId: string | null = null, credits = 100) => {
      await postgres.fixtures.account({ userId, credits });
      const { cards, conversations, registry } = bot;
      const handler = new AnnouncePurchaseHandler(cards, conversations, new Readers(postgres.database), registry);
      const credited = {
        userId,
        credited: '10000',
        availableAfter: '10000',
        stars: 150,
        debtPaid: '0',
        subscribedUntil: null,
      };
      await handler.handle({ ...credited, telegramPaymentChargeId }, jobContext(postgres));
    },
  };
};
type Setup = Awaited<ReturnType<typeof setup>>;

const paying = (person: Person, payment: { invoice_payload: string; currency: string; total_amount: number }) => ({
  update_id: 900_000_001,
  message: {
    message_id: 1,
    date: 1,
    chat: { id: person.id, type: 'private' },
    from: { id: person.id, first_name: person.firstName },
    successful_payment: { ...payment, telegram_payment_charge_id: 'charge-1', provider_payment_charge_id: '' },
  },
});

describe('the balance', () => {
  it.each([
    [40, 20, 'Сначала погасится долг за возвращённые покупки: 40 кредитов. На заказы останется: 60 кредитов.'],
    [169, 0, 'Сначала погасится долг за возвращённые покупки: 100 кредитов. На заказы останется: 0 кредитов.'],
  ])(
    'a pack is offered to a person who owes %d credits as %d pictures, and its invoice says what the debt takes of it',
    async (debt, pictures, words) => {
      const { anna, postgres, userId } = await setup();
      await postgres.fixtures.account({ userId, credits: 0 });
      await postgres.admin.query(`UPDATE billing.account SET debt = $2 WHERE user_id = $1`, [userId, debt * 100]);
      const after = await anna.sends('/balance');
      const owing = saying(balanceTexts.ru.balance, { debt: centiCredits(debt * 100) });
      await anna.sees(inTurn(owing, new RegExp(`🎨 100 · ${pictures}\\D`)), { after });

      await anna.presses(saying(topUpTexts.ru.pack, { label: null, avatar: null, pictures }));

      const { invoice } = await anna.seesA('invoice');
      expect(invoice?.description).toBe(words);
    },
  );

  it.each([
    ['ru', /Вернуть покупку или спросить об оплате: \/paysupport/],
    ['en', /Refunds and payment questions: \/paysupport/],
  ])('the balance says, beside the packs, how to get Stars back (%s)', async (language, words) => {
    const { screen, anna } = await setup(language);
    expect(screen.text).toMatch(words);

    await anna.sends('/paysupport');

    await anna.sees('@aisha_support');
  });
});

describe('buying credits', () => {
  it('nobody can pay a forwarded copy of an invoice for the account of the person who got it: its start parameter is not empty', async () => {
    const { anna } = await setup();
    await anna.presses(/ · 150 ⭐/);

    expect((await anna.seesA('invoice')).invoice?.start_parameter).not.toBe('');
  });

  it('buying credits shows fewer than six invoices after ten taps of an impatient person', async () => {
    const { anna, telegram, postgres } = await setup();
    telegram.faults.add({ kind: '429', method: 'sendInvoice', retryAfter: 3_600, times: 1 });

    for (let tap = 0; tap < 10; tap += 1) await anna.presses(/ · 150 ⭐/);
    await eventually(async () => {
      const handled = 'SELECT 1 FROM bot.telegram_update WHERE handled_at IS NOT NULL';
      expect(await postgres.admin.query(handled)).toHaveLength(11); // the updates of /balance and of the taps
      expect(await postgres.admin.query(`SELECT 1 FROM bot.delivery WHERE status = 'sending'`)).toEqual([]);
    });
    await postgres.admin.query(`UPDATE bot.chat_queue SET paused_until = now()`);
    await postgres.admin.query(`UPDATE bot.delivery SET not_before = now() WHERE status = 'pending'`);

    await anna.seesA('invoice');
    await eventually(async () => {
      const [open] = await postgres.admin.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM bot.delivery WHERE status IN ('pending', 'sending')`,
      );
      return open?.count === 0;
    });
    expect((await anna.chat()).filter(({ invoice }) => invoice).length).toBeLessThan(6);
  });

  it.each([
    ['for a pack that is no more', packPayload('gone'), 'XTR', 100],
    ['of another amount', packPayload(pack.id), 'XTR', pack.stars - 1],
    ['in another currency', packPayload(pack.id), 'RUB', pack.stars],
  ])(
    'a payment %s is answered with its id and the promise that we will look into it',
    async (_, payload, currency, amount) => {
      const { anna, postgres } = await setup();
      const update = paying(anna, { invoice_payload: payload, currency, total_amount: amount });

      await postgres.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
        update.update_id,
        anna.id,
        update,
      ]);

      expect((await anna.sees(/разберёмся/)).text).toContain('charge-1');
    },
  );
});

describe('one purchase', () => {
  it('one purchase is one message, which first gives thanks for the Stars and is then changed to say that the credits have come', async () => {
    const { anna, pays, credited } = await setup();
    await anna.presses(/ · 150 ⭐/);
    const charge = await pays();
    const thanks = await anna.sees(/Звёзды получены/);

    await credited(charge);

    const { message_id: id, buttons } = await anna.sees(/Зачислено 100 кредитов/);
    expect(id).toBe(thanks.message_id);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['🏠 Меню']);
    expect((await anna.chat()).filter(({ text }) => /Звёзды получены/.test(text ?? ''))).toEqual([]);
  });

  it('one purchase is one message, even when its credits are reported before the payment', async () => {
    const { anna, postgres, credited } = await setup();
    await credited('charge-1');
    await anna.sees(/Зачислено 100 кредитов/);

    const update = paying(anna, { invoice_payload: packPayload(pack.id), currency: 'XTR', total_amount: pack.stars });
    await postgres.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
      update.update_id,
      anna.id,
      update,
    ]);
    await anna.sends('/balance'); // the bot handles this after the payment

    await anna.sees(/Доступно/, { after: (await anna.sees(/Зачислено/)).message_id });
    expect(JSON.stringify(await anna.chat())).not.toContain('Звёзды получены');
  });

  it('when credits come late, the person reads about them in a new message', async () => {
    const { anna, bot, postgres, userId, credited } = await setup();
    const late = { userId, stars: 150, telegramPaymentChargeId: 'charge-1', code: 'took-too-long' } as const;
    await new ExplainDelayedPurchaseHandler(bot.cards).handle(late, jobContext(postgres));
    const told = await anna.sees(/Звёзды не пропадут/);
    const noted = `SELECT FROM bot.card WHERE message_id = ${told.message_id}`;
    await eventually(async () => expect(await postgres.admin.query(noted)).toHaveLength(1));

    await credited('charge-1');

    const news = await anna.sees(/Зачислено 100 кредитов/);
    expect(news.message_id).toBeGreaterThan(told.message_id);
  });
});

describe('an order that lacks credits', () => {
  /** For each offer, the presses that lead a person without credits to its price. */
  const OFFERS = {
    'a recording': async ({ anna, bot, postgres }: Setup) => {
      await anna.sendsVoice(await recordedTone(2), 2);
      await answerRecording({ bot, postgres }, { measured: { seconds: 66, speech: 66 } });
      return { short: await anna.sees(/Запись 1:06[^]*Не хватает 0,05 кредита/), accept: transcribeTexts.ru.start };
    },
    'a picture made larger': async ({ anna, bot, postgres, userId }: Setup) => {
      const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
      await postgres.fixtures.picture({ orderId });
      const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
      const delivered = { type: 'delivered', avatarId: null } as const;
      await postgres.database.transaction((tx) => cards.end(tx, { orderId, userId, kind: 'generation' }, delivered));
      await anna.pressesBehind(upscaleTexts.ru.start);
      return { short: await anna.sees(/Не хватает 1 кредита/), accept: upscaleTexts.ru.start };
    },
    pictures: async ({ anna, postgres, userId }: Setup) => {
      await postgres.fixtures.avatar({ userId, isMain: true, photos: 0 });
      await anna.sends('/generate');
      await anna.sees(/Опишите идею/);
      await anna.sends('закат');
      return {
        short: await anna.sees(/Не хватает 6 кредитов/),
        accept: saying(generateTexts.ru.draw, { count: 2, price: 600n }),
      };
    },
  };

  it.each(Object.keys(OFFERS) as (keyof typeof OFFERS)[])(
    'an order for %s that lacks credits offers, with one tap, a pack that covers its price, and can be placed with one tap after the payment',
    async (what) => {
      const harness = await setup();
      const { anna, postgres, pays, credited } = harness;
      const { short, accept } = await OFFERS[what](harness);
      expect(short.buttons[0]?.map(({ text }) => text)).toEqual(['💎 100 кредитов · 150 ⭐']);

      await anna.presses(saying(topUpTexts.ru.packCredits, { amount: 10_000n, stars: 150 }));
      const charge = await pays();
      await anna.sees(/Звёзды получены/);
      await credited(charge);

      const thanks = await anna.sees(/Зачислено 100 кредитов/);
      expect(thanks.buttons).toEqual([]);
      const offer = await anna.sees(accept, { after: thanks });
      expect(offer.message_id).toBeGreaterThan(thanks.message_id);
      await anna.pressesIn(offer, accept);
      await eventually(async () => {
        const placed = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
        expect(placed).toHaveLength(1);
      });
    },
  );

  it('an order that lacks credits names the missing amount above all packs, beginning with the packs that cover it, and is shown again once credits have come', async () => {
    const harness = await setup();
    const { anna, bot, postgres, credited } = harness;
    await postgres.admin.query(`UPDATE billing.price SET amount = 40000 WHERE item = 'transcription.speech'`);
    await anna.sendsVoice(await recordedTone(2), 2);
    await answerRecording({ bot, postgres }, { measured: { seconds: 66, speech: 66 } });
    const { buttons } = await anna.sees(/Не хватает 400 кредитов/);
    expect(buttons.flat()[0]?.text).toBe('💎 500 кредитов · 680 ⭐');

    await anna.presses(offerTexts.ru.otherPacks);

    const all = await anna.sees(/Нужно ещё 400 кредитов/);
    expect(all.buttons.flat().map(({ text }) => text)).toEqual([
      '⚖️ Аватар + 30 картинок · 680 ⭐',
      '💎 Аватар + 130 картинок · 1300 ⭐',
      '⚡ Аватар + 30 картинок · 420 ⭐',
      '🎨 30 картинок · 150 ⭐',
      '🏠 Меню',
    ]);
    await credited(null, 400);
    await anna.sees(/Запись 1:06[^]*Останется/, { after: all.message_id });
  });

  it('a purchase that comes while the person is at another screen offers to go on with the order, and does not show the order by itself', async () => {
    const harness = await setup();
    const { anna, credited } = harness;
    await OFFERS['a recording'](harness);
    await anna.presses(balanceTexts.ru.menu);
    await anna.sees(saying(menuTexts.ru.menu));

    await credited();

    const { buttons } = await anna.sees(/Зачислено 100 кредитов/);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['🔄 Продолжить: Расшифровка', '🏠 Меню']);
  });
});

describe('the history', () => {
  /** A person with a transcript, and with an order of four pictures of which three were drawn. */
  const withOrders = async (language = 'ru') => {
    const harness = await setup(language);
    const { anna, postgres, objects, userId } = harness;
    const { fixtures } = postgres;
    const avatar = await fixtures.avatar({ userId, name: 'Аня', isMain: true });
    await fixtures.account({ userId, credits: 300 });
    const pictures = await fixtures.generation({
      userId,
      input: { kind: 'avatar', avatarId: avatar.id },
      prompt: 'закат у <моря>',
      state: 'succeeded',
      units: 4,
      delivered: 3,
    });
    const key = pictureKey(userId, pictures.orderId, 0, 'jpg');
    await objects.put(key, await onePixel(), { contentType: 'image/jpeg' });
    await fixtures.picture({ orderId: pictures.orderId, filePath: toReference(key) });
    const at = new Date(Date.now() - 3_600_000);
    await fixtures.hold({
      userId,
      orderId: pictures.orderId,
      kind: 'generation',
      credits: 12,
      units: 4,
      status: 'captured',
      captured: centiCredits(900),
      delivered: 3,
      deliveredOf: 4,
      reason: 'result-not-decent',
      createdAt: at,
      settledAt: at,
    });
    await anna.sends('/history');
    return { ...harness, orderId: pictures.orderId, at };
  };

  it('the receipt behind «⋯» of a result says what was charged and why, and leads to the history', async () => {
    const { anna, bot, userId, postgres, orderId } = await withOrders();
    const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
    const delivered = { type: 'delivered', avatarId: null } as const;
    await postgres.database.transaction((tx) => cards.end(tx, { orderId, userId, kind: 'generation' }, delivered));
    const result = await anna.sees(saying(generateTexts.ru.done));

    await anna.pressesBehind(orderTexts.ru.toReceipt, { within: result });

    await anna.sees(/закат у <моря>[^]*Списано: 9 кредитов[^]*Получилось 3 из 4/, { after: result });
    await anna.presses(balanceTexts.ru.history);
    await anna.sees(/История[^]*закат/, { after: result });
  });

  it('the history shows the time, subject, number and price of each line, in Moscow’s time when the person’s language is Russian', async () => {
    const { anna, at } = await withOrders();
    const clock = new Intl.DateTimeFormat('ru', { timeStyle: 'short', timeZone: 'Europe/Moscow' }).format(at);

    const { text } = await anna.sees(/История[^]*закат/);

    expect(text).toMatch(/2\. 🎨 Картинки «закат у <моря>» ×4 · −9 кредитов \(вернулись 3 кредита\)/);
    expect(text).toMatch(new RegExp(`(сегодня|вчера), ${clock}`));
  });

  it.each([
    ['ru', 'Получилось 3 из 4, остальное отменили вы: кредиты за него вернулись.'],
    ['en', '3 of 4 came out, you cancelled the rest and got its credits back.'],
    ['de', '3 von 4 sind gelungen, den Rest hast du abgebrochen: Die Credits dafür hast du zurück.'],
  ])('a receipt of an order that its person stopped says so (%s)', async (language, words) => {
    const { anna, postgres } = await withOrders(language);
    await anna.sees(/закат/);
    await postgres.admin.query(`UPDATE billing.credit_hold SET reason = 'cancelled-by-user'`);

    await anna.presses(/^2$/);

    const { text } = await anna.sees(words);
    expect(text).not.toContain(failureText(language as 'ru', 'cancelled-by-user', 'delivered'));
  });

  it('a receipt of the history shows the credits held, charged and returned, the reason, and the result', async () => {
    const { anna, orderId, postgres, userId } = await withOrders();
    await anna.sees(/История[^]*закат/);

    await anna.presses(/^2$/); // the order is the second entry, below the account's first credits

    const { text } = await anna.sees(/Заморожено/);
    expect(text).toMatch(/Аватар: Аня/);
    expect(text).toMatch(/Заморожено: 12 кредитов\nСписано: 9 кредитов\nВернулось: 3 кредита\nПолучилось 3 из 4/);
    expect(text).toContain(failureText('ru', 'result-not-decent', 'delivered'));
    expect(text).not.toContain(failureTexts.ru.nothingCharged);
    expect(text).toContain(orderId);
    await anna.presses(generateTexts.ru.orderAgain);
    expect((await anna.seesA('photo')).text).toMatch(/Аня[^]*закат у <моря>/); // the offer has the choices of the order
    // The bot deletes these messages when the order's pictures are deleted.
    const deliveries = new DeliveryReader(postgres.database);
    await eventually(async () => expect(await deliveries.resultsOf(userId, orderId)).toHaveLength(1));
  });

  it('the history tells a person who asks for a result that the result is gone', async () => {
    const { anna, postgres } = await withOrders();
    await anna.presses(/^2$/); // the order is the second entry, below the account's first credits
    await anna.sees(/Прислать картинки|Заморожено/);
    await postgres.admin.query('UPDATE generator.picture SET file_path = NULL');

    await anna.presses(generateTexts.ru.orderAgain);

    await eventually(async () => {
      expect((await anna.chat()).flatMap(({ presses = [] }) => presses.map(({ answer }) => answer?.text))).toContain(
        'Результата больше нет.',
      );
    });
  });

  it('the history shows times in the time zone that the person chose', async () => {
    const { anna, at } = await withOrders();
    const clock = new Intl.DateTimeFormat('ru', { timeStyle: 'short', timeZone: 'Asia/Vladivostok' }).format(at);

    await anna.presses(saying(balanceTexts.ru.zoneButton, { place: 'Москва' }));
    await anna.presses(/^\d\d:\d\d Владивосток$/);

    expect((await anna.sees(/История[^]*закат/)).text).toContain(clock);
    await anna.presses(saying(balanceTexts.ru.zoneButton, { place: 'Владивосток' }));
    await anna.sees(/Сколько у вас сейчас времени/);
  });

  it('the avatars and the transcripts show times in the time zone of the settings', async () => {
    const { anna, postgres, userId } = await setup();
    const createdAt = new Date('2026-11-20T20:00:00Z'); // in Vladivostok this is already the 21st
    await postgres.fixtures.avatar({ userId, name: 'Анна', createdAt, photos: 0 });
    const { orderId } = await postgres.fixtures.transcription({ userId, state: 'succeeded' });
    const said = {
      title: null,
      content: 'Привет',
      segments: [],
      speakers: {},
      documentPath: 'files:said.txt',
      language: 'ru',
      createdAt,
    };
    await postgres.admin.insert(Transcript, { orderId, userId, ...said });
    const { message_id: after } = await anna.sends('/language');

    await anna.presses(menuTexts.ru.timeZone, { after });
    await anna.presses(/^\d\d:\d\d Владивосток$/);
    await anna.presses(/^✓ \d\d:\d\d Владивосток$/);
    await anna.presses(balanceTexts.ru.backToSettings, { after });

    await anna.sees(/На каком языке/);
    await anna.sends('/avatars');
    await anna.presses(/^⭐? ?Анна/);
    await anna.sees(/создан 21 нояб/);
    await anna.sends('/transcribe');
    await anna.presses(transcribeTexts.ru.entryTranscripts);
    await anna.presses(/^21 нояб.* Привет$/);
  });

  it('the history is written in English with English dates, in UTC', async () => {
    const { anna, at } = await withOrders('en');
    const clock = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'UTC' }).format(at);

    const { text } = await anna.sees(/History[^]*закат/);

    expect(text).toMatch(/Pictures “закат у <моря>” ×4 · −9 credits \(3 credits back\)/);
    expect(text).toContain(clock);
    await anna.presses(saying(balanceTexts.en.zoneButton, { place: 'UTC' }));
    await anna.sees(/What time is it/);
  });

  it('for an order without a charge, the history shows how the order ended and how many credits came back', async () => {
    const { anna, postgres, userId } = await setup();
    const free = { userId, status: 'released', settledAt: new Date() } as const;
    await postgres.fixtures.account({ userId, credits: 300 });
    await postgres.fixtures.hold({ ...free, kind: 'training', credits: 200, reason: 'provider-failed' });
    await postgres.fixtures.hold({ ...free, kind: 'generation', credits: 6, reason: 'cancelled-by-user' });

    await anna.sends('/history');

    const { text } = await anna.sees(/История[^]*Аватар/);
    expect(text).toMatch(/Аватар · не получилось, вернулось 200 кредитов/);
    expect(text).toMatch(/Картинки · вы отменили, вернулось 6 кредитов/);
  });

  it('the history says that a delivery was free if nothing was charged, and counts parts only for kinds whose parts a person knows', async () => {
    const { anna, postgres, userId } = await setup();
    const done = { userId, status: 'captured', units: 20, deliveredOf: 20, settledAt: new Date() } as const;
    await postgres.fixtures.account({ userId, credits: 300 });
    const spoken = { kind: 'transcription', item: 'transcription.speech', credits: 0, freeUnits: 20 } as const;
    await postgres.fixtures.hold({ ...done, ...spoken, delivered: 10 });
    const read = { kind: 'speech', item: 'speech.part', credits: 10, captured: centiCredits(500) } as const;
    await postgres.fixtures.hold({ ...done, ...read, delivered: 10 });
    await anna.sends('/history');
    const { text } = await anna.sees(/История[^]*Расшифровка/);
    expect(text).toMatch(/1\. 🔊 Озвучка · −5 кредитов/);
    expect(text).toMatch(/2\. 🎙️ Расшифровка 2 мин · бесплатно/);

    await anna.presses(/^1$/);

    expect((await anna.sees(/Заморожено: 10 кредитов/)).text).not.toContain('Получилось');
  });
});

describe('a result that is sent once more', () => {
  /** A person at the receipt of an order that was delivered. */
  const atReceipt = async (
    kind: OrderKind,
    make: (story: Setup & { readonly filePath: string }) => Promise<{ readonly orderId: OrderId }>,
  ) => {
    const story = await setup();
    const { anna, postgres, userId, objects } = story;
    await postgres.fixtures.account({ userId, credits: 300 });
    const key = pictureKey(userId, newId<OrderId>(), 0, 'jpg');
    await objects.put(key, await onePixel(), { contentType: 'image/jpeg' });
    const { orderId } = await make({ ...story, filePath: toReference(key) });
    const settled = { status: 'captured', captured: centiCredits(300), settledAt: new Date() } as const;
    await postgres.fixtures.hold({ userId, orderId, kind, delivered: 1, deliveredOf: 1, ...settled });
    await anna.sends('/history');
    await anna.presses(/^1$/);
    return story;
  };

  it('a document that is sent again comes as it was delivered, with its kind and the number of points that were not found in the recording', async () => {
    const unsupported = { owner: null, due: null, quote: null, at: null, isSupported: false };
    const points = [{ section: 'tasks', text: 'Едем в Париж', ...unsupported }];
    const { anna } = await atReceipt('document', ({ postgres, userId, filePath }) =>
      postgres.fixtures.document({ userId, state: 'succeeded', documentType: 'to_do', points, documentPath: filePath }),
    );

    await anna.presses(documentTexts.ru.orderAgain);

    const sent = await anna.seesA('document');
    expect(sent.document?.name).toMatch(/^список-дел-\d{4}-\d\d-\d\d\.docx$/);
    expect(sent.text).toMatch(/Список дел[^]*Едем в Париж[^]*⚠️ 1 пункта в записи не нашлось/);
  });

  it('a transcript that is sent again has the name that the person gave it', async () => {
    const { anna } = await atReceipt('transcription', ({ postgres, userId, filePath }) =>
      postgres.fixtures.transcript({ userId, title: 'Планёрка', documentPath: filePath }),
    );

    await anna.presses(transcribeTexts.ru.orderAgain);

    const sent = await anna.seesA('document');
    expect([sent.document?.name, sent.text]).toEqual(['Планёрка.txt', expect.stringContaining('Всем привет.')]);
  });

  it('a restored photo that is sent again comes as a file, and a text read aloud as a voice message', async () => {
    const photo = await atReceipt('restoration', ({ postgres, userId, filePath }) =>
      postgres.fixtures.restoration({ userId, state: 'succeeded', filePath, comparisonPath: filePath }),
    );
    await photo.anna.presses(restoreTexts.ru.orderAgain);
    await photo.anna.seesA('document');

    const speech = await atReceipt('speech', ({ postgres, userId, filePath }) =>
      postgres.fixtures.speech({ userId, state: 'succeeded', voicePath: filePath }),
    );
    await speech.anna.presses(speechTexts.ru.orderAgain);
    await speech.anna.seesA('voice');
  });
});

describe('Stars that were given back', () => {
  it('the bot sends no message about Stars that went back, because Telegram has told the person', async () => {
    const { anna, bot, postgres } = await setup();
    await anna.presses(/ · 150 ⭐/);
    await anna.seesA('invoice');
    const payment = await anna.pays();
    await anna.sees(/Звёзды получены/);

    const charge = payment.paid && payment.charge_id;
    await bot.api.call('refundStarPayment', { user_id: anna.id, telegram_payment_charge_id: charge });
    await anna.sends('/history'); // the bot handles this after everything before it
    await anna.sees(/Здесь появятся/);

    expect(JSON.stringify(await postgres.admin.query('SELECT content FROM bot.delivery'))).not.toContain('Не совсем');
  });
});

describe('a payment whose credits are late', () => {
  const told = async (code: ExplainDelayedPurchase['code']) => {
    const harness = await setup();
    const userId = await harness.onlyUserId();
    const handler = new ExplainDelayedPurchaseHandler(harness.bot.cards);
    const job = { userId, stars: 150, telegramPaymentChargeId: 'charge-1', code };
    return { ...harness, explain: () => handler.handle(job, jobContext(harness.postgres)) };
  };

  it('a person whose payment has no credits yet reads that their Stars are safe, and the id of the payment', async () => {
    const { anna, explain } = await told('took-too-long');

    await explain();

    expect((await anna.sees(/Звёзды не пропадут/)).text).toContain('charge-1');
  });

  it('a person is told once that the credits of a payment are late, however often the crediting is retried', async () => {
    const { anna, postgres, explain } = await told('took-too-long');

    await explain();
    await explain();

    await anna.sees(/Звёзды не пропадут/);
    expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE card_key = 'purchase:charge-1'`)).toHaveLength(1);
  });

  it('a payment that buys nothing is explained once, by the handler that sees it first', async () => {
    const { anna, postgres, explain } = await told('payment-fits-no-pack');
    const update = paying(anna, { invoice_payload: packPayload('gone'), currency: 'XTR', total_amount: 150 });
    await postgres.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
      update.update_id,
      anna.id,
      update,
    ]);
    await anna.sees(/разберёмся/);

    await explain();

    expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE card_key = 'purchase:charge-1'`)).toHaveLength(1);
  });
});
