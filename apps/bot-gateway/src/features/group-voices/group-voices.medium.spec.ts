import {
  groupsTexts,
  groupVoicesTexts,
  menuTexts,
  offerTexts,
  orderTexts,
  plainText,
  supportTexts,
  transcribeTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import { credits, type OrderId } from '@aisha/domain';
import { type Recording, Transcript } from '@aisha/kinds/tables';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { GroupMember, type SeenMessage } from '@aisha/fakes/telegram';
import { inTurn, saying } from '@aisha/testing/words';
import { answerRecording } from '../../../spec/answer-recording';
import { botHarness } from '../../../spec/bot-harness';
import type { RateLimits } from '../../engine/deliveries/rate-limits';
import { orderKindViews } from '../../features';
import { OrderCards } from '../../orders/order-cards';
import type { ResultOutcome } from '../../orders/result.state';
import { WorkSettings } from '../../readers';
import { Readers } from '../../engine/conversation/readers';
import { CallbackSignature } from '../../engine/screen/callback-signature';
import type { GroupVoiceState } from './group-voice.card';

const SAID = 'Начнём планёрку. Купим ёлку.';
const TEXT = '/text@aisha_sandbox_bot';

/** Anna knows the bot and has given the consent. Boris does not know it: he has only sent a voice message to the group in which both are. */
const setup = async ({ isFree = true, rateLimits }: { isFree?: boolean; rateLimits?: RateLimits } = {}) => {
  const harness = await botHarness();
  const { postgres, telegram } = harness;
  const settings = { ...new WorkSettings(), FREE_SECONDS_OF_SPEECH_A_DAY: isFree ? 60 : 0 };
  const readers = new Readers(postgres.database, settings);
  const bot = await harness.replica({ readers, ...(rateLimits && { rateLimits }) });
  const { anna, userId } = await harness.annaWithCredits();
  const group = await GroupMember.creates(anna, 'Подруги');
  const boris = await GroupMember.joins(await harness.joins('Борис'), group);
  await group.addsBot();
  await group.sees(saying(groupsTexts.ru.hello));
  const voice = await boris.sendsVoice(await recordedTone(2), 42);

  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  const orders = () => sent<PlaceHold>('place-hold');
  const orderId = () => eventually(async () => (await orders()).at(-1)?.orderId ?? false);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews, bot.groupVoices.ended);
  /** Checks that the bot has taken every update from Telegram, and has handled it. */
  const isAllHandled = async () => {
    const left = await (await fetch(`${telegram.url}/bot${harness.token}/getWebhookInfo`)).json();
    expect(left).toMatchObject({ result: { pending_update_count: 0 } });
    expect(await postgres.admin.query('SELECT 1 FROM bot.telegram_update WHERE handled_at IS NULL')).toEqual([]);
  };
  const ends = async (outcome: ResultOutcome, id?: OrderId) => {
    const order = { orderId: id ?? (await orderId()), userId, kind: 'transcription' as const };
    await postgres.database.transaction((tx) => cards.end(tx, order, outcome));
  };
  return {
    ...harness,
    bot,
    anna,
    userId,
    group,
    boris,
    voice,
    orders,
    ends,
    fetched: () => sent<FetchFile>('fetch-file'),
    /** The bot's messages in the group after its greeting. */
    said: async (member = group) =>
      (await member.chat()).filter(({ by, text }) => by === 'bot' && !/Спасибо, что позвали/.test(text ?? '')),
    hears: (speech = 40, seconds = 42) => answerRecording({ postgres, bot }, { measured: { seconds, speech } }),
    fails: (refusal: 'no-speech' | 'too-many-today') => answerRecording({ postgres, bot }, { refusal, measured: null }),
    /** Plays the transcriber, which has transcribed the recording. */
    isWritten: async (content = SAID, end: Partial<Recording> = {}) => {
      const id = await orderId();
      await postgres.fixtures.transcription({ userId, state: 'succeeded', orderId: id, ...end });
      await postgres.admin.insert(Transcript, {
        ...{ orderId: id, userId, content, title: null, segments: [], speakers: {} },
        ...{ documentPath: `transcripts/${id}.txt`, language: 'ru', createdAt: new Date() },
      });
      await ends({ type: 'delivered', avatarId: null });
      return id;
    },
    /** Adds the card of another member's order for the same voice message, which has changed just now. */
    addsCard: async (phase: GroupVoiceState['phase']) => {
      const { userId: another } = await postgres.fixtures.person();
      const id = newId<OrderId>();
      await postgres.admin.query(
        `INSERT INTO bot.card (key, user_id, message_id, state, created_at, updated_at)
         SELECT 'group-voice:' || $1::text, $2, message_id, state || jsonb_build_object('phase', $3::text), now(), now()
         FROM bot.card WHERE key LIKE 'group-voice:%'`,
        [id, another, phase],
      );
      return { orderId: id, userId: another };
    },
    /** Calls the Bot API with the bot's own token, for messages that the product would never send. */
    asBot: async (method: string, parameters: object) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(parameters);
      await fetch(`${telegram.url}/bot${harness.token}/${method}`, { method: 'POST', headers, body });
    },
    isAllHandled,
    nothingWaits: () =>
      eventually(async () => {
        await isAllHandled();
        expect(await postgres.admin.query(`SELECT 1 FROM bot.delivery WHERE status IN ('pending', 'sending')`)).toEqual(
          [],
        );
      }),
  };
};

const quoting = ({ message_id: id }: SeenMessage) => ({ reply_to_message_id: id });

describe('a voice message in a group', () => {
  it('a voice message in a group is transcribed for the member who replies /text: the group gets one message, and the receipt and the file come in that member’s own chat', async () => {
    const { anna, group, boris, voice, hears, isWritten, orders, fetched, said, userId } = await setup();

    await group.sends(TEXT, { replyTo: voice });

    const listening = await group.sees(/Слушаю/);
    expect(listening).toMatchObject(quoting(voice));
    expect(await fetched()).toMatchObject([
      { userId, countedAs: 'recordings', onStored: { job: 'measure-recording' } },
    ]);
    await hears();
    await anna.sees(inTurn(/0:42, «Подруги»/, saying(orderTexts.ru.accepted)));
    expect(await orders()).toMatchObject([{ userId, units: 7, freeUnits: 7, quotedCentiCredits: '0' }]);
    await isWritten();

    const text = await boris.sees(SAID);
    expect(text).toMatchObject({ message_id: listening.message_id, ...quoting(voice) });
    await anna.sees(saying(transcribeTexts.ru.orderDelivered));
    expect(await said()).toHaveLength(1);
  });

  it('the order for a voice message in a group has the id of the recording, so that both lead to the group, and uses the vocabulary of the person who asked', async () => {
    const { group, voice, hears, orders, postgres } = await setup();
    await postgres.admin.query(`UPDATE bot.person SET words = '{PgBouncer}'`);
    await group.sends('/text', { replyTo: voice });
    await group.sees(/Слушаю/);

    await hears();

    const [order] = await eventually(async () => ((await orders()).length > 0 ? orders() : false));
    const { orderId } = order!;
    expect(order!.onHeld).toMatchObject({
      job: 'start-transcription',
      payload: { orderId, sourceId: orderId, vocabulary: ['PgBouncer'] },
    });
  });

  it('the bot, an administrator of the group, transcribes a voice message when a reply to it names the bot, not when the reply names another bot; the words of the reply are not stored', async () => {
    const { group, voice, said, postgres, nothingWaits } = await setup();
    await group.promotesBot();

    await group.sends('что тут за секрет, @another_bot?', { replyTo: voice });
    await group.sends('а тут что за секрет, @Aisha_Sandbox_bot?', { replyTo: voice });

    await group.sees(/Слушаю/);
    await nothingWaits();
    expect(await said()).toHaveLength(1);
    const tables = ['telegram_update', 'card', 'delivery', 'conversation', 'outbox'];
    const rows = await Promise.all(tables.map((table) => postgres.admin.query(`SELECT t::text FROM bot.${table} t`)));
    expect(JSON.stringify(rows)).not.toMatch(/секрет/);
  });

  it('when a voice message has its text already, a member who asks for it gets the same text again, without another order', async () => {
    const { group, boris, voice, hears, isWritten, orders } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await group.sends(TEXT, { replyTo: voice });
    await hears();
    await isWritten();
    const first = await group.sees(SAID);

    const again = await boris.sends(TEXT, { replyTo: voice });

    expect(await group.sees(SAID, { after: first })).toMatchObject(quoting(again));
    expect(await orders()).toHaveLength(1);
  });

  it('when a voice message has its text already, a member gets it although a later order for the same voice message has failed', async () => {
    const { group, boris, voice, hears, isWritten, orders, addsCard } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await isWritten();
    const first = await group.sees(SAID);
    await addsCard('failed');

    const again = await boris.sends(TEXT, { replyTo: voice });

    expect(await group.sees(SAID, { after: first })).toMatchObject(quoting(again));
    expect(await orders()).toHaveLength(1);
  });

  it('a voice message in a group is transcribed again after its transcript was deleted', async () => {
    const { group, voice, hears, isWritten, postgres, fetched } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    const orderId = await isWritten();
    const first = await group.sees(SAID);
    await postgres.admin.query('DELETE FROM transcriber.transcript WHERE order_id = $1', [orderId]);

    await group.sends(TEXT, { replyTo: voice });

    await group.sees(/Слушаю/, { after: first });
    expect(await fetched()).toHaveLength(2);
  });

  it('the group gets the beginning of a long voice message’s text, and reads where the rest is', async () => {
    const { group, voice, hears, isWritten } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();

    await isWritten('Мы говорим и говорим. '.repeat(400));

    const { text = '' } = await group.sees(/Продолжение — в личном чате у того, кто попросил/);
    expect(text.length).toBeLessThan(4_096);
    expect(text).toMatch(/говорим\. …\n/);
  });
});

describe('the text of a voice message of which a part is missing', () => {
  it.each([
    ['failed', { state: 'succeeded', errorCode: 'provider-failed' }],
    ['was not done before the order was stopped', { state: 'cancelled', errorCode: 'cancelled-by-user' }],
  ] as const)(
    'a group reads below the text that a part of the recording, which %s, is not in it, and so does a member who asks again; it reads no reason',
    async (_, end) => {
      const { group, boris, voice, hears, isWritten, said } = await setup();
      await group.sends(TEXT, { replyTo: voice });
      await group.sees(/Слушаю/);
      await hears();

      await isWritten(SAID, { units: 7, delivered: 4, ...end });

      const holed = inTurn(saying(SAID), saying(groupVoicesTexts.ru.incomplete));
      const first = await group.sees(holed);
      await boris.sends(TEXT, { replyTo: voice });
      await group.sees(holed, { after: first });
      expect((await said()).map(({ text }) => text).join()).not.toMatch(/останов|не получил|списа/);
    },
  );

  it('a group reads of no missing part when the rest of the recording has no speech', async () => {
    const { group, voice, hears, isWritten } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();

    await isWritten(SAID, { units: 7, delivered: 4 });

    expect((await group.sees(SAID)).text).toBe(SAID);
  });
});

describe('what the text of a voice message costs', () => {
  it('the price beyond the free minute is asked in the private chat and paid by one tap, and the group learns no price', async () => {
    const { anna, group, voice, hears, isWritten, orders, said } = await setup({ isFree: false });
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);

    await hears();

    await anna.sees(/Голосовое из «Подруги», 0:42[^]*Цена: 0,35 кредита/);
    await group.sees(/Жду подтверждения в личном чате/);
    expect(await orders()).toEqual([]);
    await anna.presses(saying(groupVoicesTexts.ru.accept, { price: 35n }));
    await anna.sees(saying(orderTexts.ru.accepted));
    expect(await orders()).toMatchObject([{ units: 7, quotedCentiCredits: '35' }]);
    await isWritten();
    await group.sees(SAID);
    expect((await said()).map(({ text }) => text).join()).not.toMatch(/кредит/);
  });

  it('after a person has agreed to pay up to an amount, the bot asks about no price up to it, until the person wants to be asked again', async () => {
    const { anna, group, boris, voice, hears, orders } = await setup({ isFree: false });
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await anna.presses(saying(groupVoicesTexts.ru.pay, { limit: 500n }));
    await eventually(async () => expect(await orders()).toHaveLength(1));

    const another = await boris.sendsVoice(await recordedTone(1), 30);
    await group.sends(TEXT, { replyTo: another });
    await group.sees(/Слушаю/, { after: another });
    await hears(30, 30);
    await eventually(async () => expect(await orders()).toHaveLength(2));

    const long = await boris.sendsVoice(await recordedTone(1), 700);
    await group.sends(TEXT, { replyTo: long });
    await group.sees(/Слушаю/, { after: long });
    await hears(700, 700);
    await anna.sees(/Цена: 5,85 кредита/);
    await anna.sends('/groups');
    await anna.sees(/до 5 кредитов за запись спишу без вопроса/);
    await anna.presses(groupVoicesTexts.ru.ask);
    await anna.sees(/сначала спрошу вас здесь/);
    expect(await orders()).toHaveLength(2);
  });

  it.each([
    ['is used up', 50, /Не услышу речи — ничего не спишу[^]*❗ Но бесплатных попыток на такой заказ сейчас нет/],
    ['may pay for less than the recording', 49.9, /Не услышу речи[^]*❗ Но бесплатных попыток [^]* может не хватить/],
  ] as const)(
    'a person who pays without a question is asked all the same, and warned, when their free work of the day %s',
    async (_, cents, words) => {
      const { anna, group, voice, hears, orders, postgres, userId } = await setup({ isFree: false });
      await postgres.admin.query('UPDATE bot.person SET group_voice_limit = 500');
      await postgres.fixtures.freeWork({ userId, microDollars: cents * 10_000, begunAt: new Date() });
      await group.sends(TEXT, { replyTo: voice });
      await group.sees(/Слушаю/);

      await hears();

      await anna.sees(words);
      expect(await orders()).toEqual([]);
      await anna.presses(saying(groupVoicesTexts.ru.accept, { price: 35n }));
      await anna.sees(saying(orderTexts.ru.accepted));
      expect(await orders()).toHaveLength(1);
    },
  );

  it('a voice message whose price was not answered in time can be asked about again', async () => {
    const { anna, group, voice, hears, postgres } = await setup({ isFree: false });
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await anna.sees(/Цена: 0,35 кредита/);
    await postgres.admin.query(`UPDATE bot.card SET updated_at = updated_at - interval '30 minutes'`);

    const again = await group.sends(TEXT, { replyTo: voice });

    await group.sees(/Слушаю/, { after: again });
  });

  it.each([
    { isFree: true, said: /Платит тот, кто просит: каждый день минута речи бесплатно, дальше сначала спрошу вас/ },
    { isFree: false, said: /Платит тот, кто просит: сначала спрошу вас/ },
  ])('the settings of voices in groups promise the free speech that there is (some: $isFree)', async (one) => {
    const { anna } = await setup(one);

    await anna.sends('/groups');

    await anna.sees(one.said);
  });

  it('the agreement to pay for voice messages without a question ends when the consent is withdrawn', async () => {
    const { anna, group, voice, hears, postgres } = await setup({ isFree: false });
    const limit = () => postgres.admin.query('SELECT group_voice_limit FROM bot.person');
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await anna.presses(saying(groupVoicesTexts.ru.pay, { limit: 500n }));
    await eventually(async () => expect(await limit()).toEqual([{ group_voice_limit: 500 }]));

    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.presses(supportTexts.ru.withdrawSurely);

    await eventually(async () => expect(await limit()).toEqual([{ group_voice_limit: null }]));
  });

  it('a voice message is not ordered twice by two taps', async () => {
    const { anna, group, voice, hears, orders } = await setup({ isFree: false });
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    const offer = await anna.sees(/Цена: 0,35 кредита/);

    await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));
    await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));

    await anna.seesMessage(({ presses }) => presses.at(-1)?.answer?.text === 'Это голосовое уже в работе.');
    expect(await orders()).toHaveLength(1);
  });

  it.each([
    ['has brought the text', 'written', groupVoicesTexts.ru.alreadyThere],
    ['is under way', 'listening', groupVoicesTexts.ru.accepted],
  ] as const)(
    'the price of a voice message orders nothing while another member’s order for it %s',
    async (_, phase, words) => {
      const { anna, group, voice, hears, orders, addsCard, postgres } = await setup({ isFree: false });
      await group.sends(TEXT, { replyTo: voice });
      await group.sees(/Слушаю/);
      await hears();
      const offer = await anna.sees(/Цена: 0,35 кредита/);
      const another = await addsCard(phase);
      if (phase === 'written') await postgres.fixtures.transcript(another);

      await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));

      await anna.seesMessage(({ presses }) => presses.at(-1)?.answer?.text === plainText(words));
      expect(await orders()).toEqual([]);
      await postgres.admin.query(`UPDATE bot.card SET state = state || '{"phase":"failed"}' WHERE key = $1`, [
        `group-voice:${another.orderId}`,
      ]);
      await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));
      await eventually(async () => expect(await orders()).toHaveLength(1));
    },
  );

  it.each(['agrees to the price', 'asks'] as const)(
    'a voice message is ordered once when a member agrees to its price in the moment in which another member %s',
    async (does) => {
      const { anna, group, voice, hears, orders, fetched, joinsAndAgrees, nothingWaits, postgres } = await setup({
        isFree: false,
      });
      const vera = await joinsAndAgrees('Вера');
      const inGroup = await GroupMember.joins(vera, group);
      await group.sends(TEXT, { replyTo: voice });
      await group.sees(/Слушаю/);
      await hears();
      const offer = await anna.sees(/Цена: 0,35 кредита/);
      if (does === 'agrees to the price') {
        const asks = await inGroup.sends(TEXT, { replyTo: voice });
        await group.sees(/Слушаю/, { after: asks });
        await hears();
      }
      const another = does === 'asks' ? null : await vera.sees(/Цена: 0,35 кредита/);
      await nothingWaits();
      const before = (await fetched()).length;

      await postgres.admin.transaction(async (tx) => {
        const waiting = async (many: number) => {
          const blocked = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
          await eventually(async () => expect(await tx.query(blocked)).toHaveLength(many));
        };
        await tx.query(`SELECT FROM bot.card WHERE key LIKE 'group-voice:%' FOR UPDATE`);
        await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));
        await waiting(1);
        if (another) await vera.pressesIn(another, saying(groupVoicesTexts.ru.accept));
        else await inGroup.sends(TEXT, { replyTo: voice });
        await waiting(2);
      });

      await nothingWaits();
      expect(await orders()).toHaveLength(1);
      expect(await fetched()).toHaveLength(before);
    },
  );

  it('an accepted price of a voice message points to the order below it, and has no buttons any more', async () => {
    const { anna, group, voice, hears } = await setup({ isFree: false });
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    const offer = await anna.sees(/Цена: 0,35 кредита/);

    await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));

    const taken = await anna.sees(/Голосовое из «Подруги», 0:42[^]*Заказ — ниже/);
    expect(taken).toMatchObject({ message_id: offer.message_id, buttons: [] });
  });

  it.each([
    ['refused for too few credits', { type: 'refused', code: 'not-enough-credits', price: '35', available: '0' }],
    ['cancelled in the private chat', { type: 'failed', code: 'cancelled-by-user' }],
    ['forgotten', { type: 'failed', code: 'hold-forgotten' }],
  ] as const)(
    'only the person who asked reads the outcome of an order that is %s; the group reads only that there is no text',
    async (...given) => {
      const [, outcome] = given;
      const { anna, group, voice, hears, ends, said } = await setup();
      await group.sends(TEXT, { replyTo: voice });
      await group.sees(/Слушаю/);
      await hears();
      await anna.sees(saying(orderTexts.ru.accepted));

      await ends(outcome);

      await group.sees(/Не получилось\. Подробности — в личном чате у того, кто попросил/);
      await anna.sees(/редит/);
      expect((await said()).map(({ text }) => text).join()).not.toMatch(/кредит|Кредит/);
    },
  );
});

describe('a voice message that is not transcribed', () => {
  it('a person who has not agreed reads where to agree, and no voice message is fetched for them', async () => {
    const { group, boris, voice, fetched, postgres, anna } = await setup();
    await boris.sends(TEXT, { replyTo: voice });

    const hint = await group.sees(saying(groupsTexts.ru.agreeFirst));

    expect(hint.buttons).toEqual([[{ text: 'Написать лично', url: 'https://t.me/aisha_sandbox_bot?start=voices' }]]);
    expect(await fetched()).toEqual([]);
    expect(await postgres.admin.query('SELECT 1 FROM bot.person')).toHaveLength(1);
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now()');
    await anna.sends('/start voices');
    await anna.sees(/Голосовые в группах[^]*Голос может быть чужой/);
    await anna.presses(groupVoicesTexts.ru.agree);
    await anna.sees(/18 лет/);
  });

  it('several requests of a member who has not agreed get one answer in the group, even if the bot has just written there', async () => {
    const { group, boris, voice, said, postgres, nothingWaits } = await setup();
    const mayBeWrittenTo = (moment: string) =>
      postgres.admin.query(`UPDATE bot.chat_queue SET paced_until = ${moment} WHERE chat_id = $1`, [group.chatId]);
    await mayBeWrittenTo(`now() + interval '1 hour'`);
    const first = await boris.sends(TEXT, { replyTo: voice });
    for (let nth = 0; nth < 3; nth += 1) await boris.sends(TEXT, { replyTo: voice });
    await nothingWaits();

    await mayBeWrittenTo('now()');

    expect(await group.sees(saying(groupsTexts.ru.agreeFirst))).toMatchObject(quoting(first));
    expect(await said()).toHaveLength(1);
  });

  it('the person who asked reads why a voice message is not transcribed, and the group reads that it failed; the card forgets the sender, and the message may be asked about again', async () => {
    const { anna, boris, group, voice, fails, postgres } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);

    await fails('no-speech');

    await anna.sees(/Вы просили записать голосовое из «Подруги»[^]*Здесь тишина/);
    await group.sees(/Не получилось/);
    const cards = await postgres.admin.query(`SELECT state::text FROM bot.card WHERE key LIKE 'group-voice:%'`);
    expect(JSON.stringify(cards)).not.toContain(String(boris.id));
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
  });

  it('a voice message is neither ordered nor offered while no model is left that transcribes, and the person who asked reads that nothing is charged', async () => {
    const { anna, group, voice, hears, orders, postgres, nothingWaits } = await setup();
    await postgres.admin.query(
      `INSERT INTO transcriber.model_state (model, gone_since, off_sale) VALUES ('whisper-1', now(), '{transcription.speech}')`,
    );
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);

    await hears();

    await anna.sees(inTurn(/Вы просили записать/, saying(offerTexts.ru.offSale)));
    await group.sees(/Не получилось/);
    await nothingWaits();
    expect(await orders()).toEqual([]);
  });

  it('a voice message is not ordered when the consent is withdrawn while the bot listens to it', async () => {
    const { anna, group, voice, hears, orders, postgres, nothingWaits } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now()');

    await hears();

    await anna.sees(/Вы просили записать/);
    await nothingWaits();
    expect(await orders()).toEqual([]);
  });

  it('a voice message of a person who pays without a question is not ordered when they are banned while the bot listens to it', async () => {
    const { anna, group, voice, hears, orders, postgres } = await setup({ isFree: false });
    await postgres.admin.query('UPDATE bot.person SET group_voice_limit = 500');
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity'`);

    await hears();

    await anna.sees(/Цена: /);
    expect(await orders()).toEqual([]);
  });

  it('a /text that replies to no message is answered with an explanation of how to ask', async () => {
    const { group } = await setup();

    await group.sends(TEXT);

    await group.sees(/Ответьте этой командой на голосовое, аудио или видео: \/text@aisha_sandbox_bot/);
  });

  it('a transcript is delivered to the person who asked even when the bot was removed from the group meanwhile', async () => {
    const { anna, group, voice, hears, isWritten, nothingWaits } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await anna.sees(saying(orderTexts.ru.accepted));
    await group.removesBot();

    await isWritten();

    await anna.sees(saying(transcribeTexts.ru.orderDelivered));
    await nothingWaits();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
  });

  it('the text of a voice message appears in the supergroup that the group became', async () => {
    const { anna, group, voice, hears, isWritten } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await anna.sees(saying(orderTexts.ru.accepted));
    const upgraded = await group.upgrades();

    await isWritten();

    expect((await upgraded.sees(SAID)).reply_to_message_id).toBeUndefined();
  });

  it('the text of a voice message comes although the voice message was deleted meanwhile', async () => {
    const { anna, group, boris, voice, hears, isWritten } = await setup();
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await anna.sees(saying(orderTexts.ru.accepted));
    await boris.deletes(voice);

    await isWritten();

    await group.sees(SAID);
  });

  it('of twelve voice messages that are asked about at once, fewer than eight are fetched when the bot may send few messages to the group', async () => {
    const limits = { perSecond: 10_000, chatIntervalMs: 0, chatBurst: 1, groupIntervalMs: 60_000 };
    const { group, boris, fetched, isAllHandled } = await setup({ rateLimits: limits });
    for (let i = 0; i < 12; i += 1) {
      await group.sends(TEXT, { replyTo: await boris.sendsVoice(await recordedTone(1), i + 1) });
    }

    await eventually(isAllHandled);
    expect((await fetched()).length).toBeLessThan(8);
    expect((await fetched()).length).toBeGreaterThan(3);
  });
});

describe('the text of a voice message in a group', () => {
  const written = async () => {
    const parts = await setup();
    const { group, voice, hears, isWritten, joins, anna } = parts;
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    await isWritten();
    const text = await group.sees(SAID);
    const vera = await GroupMember.joins(await joins('Вера'), group);
    return { ...parts, text, vera, anna };
  };
  const toast = (words: string) => (message: SeenMessage) => message.presses.at(-1)?.answer?.text === words;

  it('the speaker may take a text out of the group without knowing the bot, and the text is not shown there again', async () => {
    const { group, boris, voice, text, fetched, postgres } = await written();

    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

    const gone = await group.sees(/Текст убран/);
    expect(gone).toMatchObject({ message_id: text.message_id, buttons: [] });
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Текст этой записи здесь убрали/);
    expect(await fetched()).toHaveLength(1);
    expect(await postgres.admin.query('SELECT 1 FROM bot.person')).toHaveLength(1);
    const cards = await postgres.admin.query(`SELECT state::text FROM bot.card WHERE key LIKE 'group-voice:%'`);
    expect(JSON.stringify(cards)).not.toContain(String(boris.id));
  });

  it('when the speaker takes the text out, the recording and the transcript of the person who asked are deleted, too, and that person is told', async () => {
    const { anna, group, boris, text, postgres, userId } = await written();

    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);
    await group.sees(/Текст убран/);

    await anna.sees(saying(groupVoicesTexts.ru.takenBack, { isCharged: false }));
    expect(await anna.transcript()).not.toContain('Кредиты за неё');
    const removed = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'delete-result');
    expect(removed.map(({ payload }) => payload)).toMatchObject([{ kind: 'transcription', userId }]);
    await anna.sends('/transcribe');
    const entry = await anna.sees(/Расшифров|расшифров|голос/);
    expect(JSON.stringify(entry.buttons)).not.toContain(transcribeTexts.ru.entryTranscripts);
  });

  it('the person who asked is told that their credits do not come back only when the text that the speaker takes out cost credits', async () => {
    const { anna, boris, text, postgres, userId, orders } = await written();
    const orderId = (await orders())[0]!.orderId;
    const paid = { status: 'captured', captured: credits(1), settledAt: new Date() } as const;
    await postgres.fixtures.hold({ userId, orderId, kind: 'transcription', item: 'transcription.speech', ...paid });

    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await anna.sees(saying(groupVoicesTexts.ru.takenBack, { isCharged: true }));
    expect(await anna.transcript()).toContain('Кредиты за неё не возвращаются');
  });

  it('the person who asked for a text may take it out of the group, and keeps their own copy', async () => {
    const { anna, group, text, postgres } = await written();

    await group.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await group.sees(/Текст убран/);
    await anna.sends('/transcribe');
    await anna.presses(transcribeTexts.ru.entryTranscripts);
    await anna.sees(/Начнём планёрку/);
    expect((await postgres.outboxOf('bot')).filter(({ job }) => job === 'delete-result')).toEqual([]);
  });

  it('a text can be taken out of the group even when its card is no longer stored', async () => {
    const { group, boris, text, postgres } = await written();
    await postgres.admin.query('DELETE FROM bot.card');

    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await group.sees(/Текст убран/);
  });

  it('after a text was taken out, it is not written for another person who had asked before', async () => {
    const { anna, group, voice, hears, orders, said, isWritten, postgres } = await setup({ isFree: false });
    const isTakenAway = () =>
      postgres.admin.query(
        `INSERT INTO bot.card (key, user_id, message_id, state, created_at, updated_at)
         SELECT 'group-voice:' || gen_random_uuid(), user_id, message_id, state || '{"phase":"withdrawn"}', now(), now() - interval '1 minute'
         FROM bot.card WHERE key LIKE 'group-voice:%'`,
      );
    await group.sends(TEXT, { replyTo: voice });
    await group.sees(/Слушаю/);
    await hears();
    const offer = await anna.sees(/Цена: 0,35 кредита/);
    await isTakenAway();
    await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));
    await anna.seesMessage(toast('🗑️ Текст убран.'));
    expect(await orders()).toEqual([]);

    await postgres.admin.query(`DELETE FROM bot.card WHERE state->>'phase' = 'withdrawn'`);
    await anna.pressesIn(offer, saying(groupVoicesTexts.ru.accept));
    await anna.sees(saying(orderTexts.ru.accepted));
    await isTakenAway();
    await isWritten();

    await group.sees(/Текст убран/);
    await anna.sees(saying(transcribeTexts.ru.orderDelivered));
    expect((await said()).map(({ text: words }) => words).join()).not.toContain(SAID);
  });

  it('a text that was taken out is not shown again even if another order for the same recording has written it', async () => {
    const { group, voice, postgres, said } = await written();
    const before = (await said()).length;
    await postgres.admin.query(
      `INSERT INTO bot.card (key, user_id, message_id, state, created_at, updated_at)
       SELECT 'group-voice:' || gen_random_uuid(), user_id, message_id, state || '{"phase":"withdrawn"}', now(), now() - interval '1 minute'
       FROM bot.card WHERE key LIKE 'group-voice:%'`,
    );

    await group.sends(TEXT, { replyTo: voice });

    await group.sees(/Текст этой записи здесь убрали/);
    expect(await said()).toHaveLength(before + 1);
  });

  it('the text is taken out of all messages that show it, whichever of them has the pressed button', async () => {
    const { group, boris, voice, text } = await written();
    const asks = await boris.sends(TEXT, { replyTo: voice });
    const second = await group.sees(SAID, { after: asks });
    const asksAgain = await group.sends(TEXT, { replyTo: voice });
    const third = await group.sees(SAID, { after: asksAgain });
    const showing = new Set([text, second, third].map(({ message_id: id }) => id));
    expect(showing.size).toBe(3);

    await boris.pressesIn(second, groupVoicesTexts.ru.withdraw);

    await eventually(async () => {
      const shown = (await group.chat()).filter(({ message_id: id }) => showing.has(id));
      expect(shown.map(({ text: words, buttons }) => ({ words, buttons }))).toEqual(
        Array.from({ length: 3 }, () => ({ words: expect.stringMatching(/Текст убран/), buttons: [] })),
      );
    });
  });

  it('a member who has sent a recording on as a copy does not count as its speaker in the text that is shown for the copy', async () => {
    const { group, boris, voice, text, postgres } = await written();
    // The text was first asked for at another message with this recording, so that Boris's message is a copy.
    await postgres.admin.query(`UPDATE bot.card SET state = state || '{"messageId":1}' WHERE key LIKE 'group-voice:%'`);
    const asks = await group.sends(TEXT, { replyTo: voice });
    const again = await group.sees(SAID, { after: asks });

    await boris.pressesIn(again, groupVoicesTexts.ru.withdraw);

    await group.seesMessage(toast('Убрать текст может тот, чей это голос, и тот, кто его попросил.'));
    expect((await postgres.outboxOf('bot')).filter(({ job }) => job === 'delete-result')).toEqual([]);
    expect(again.message_id).not.toBe(text.message_id);
  });

  it('no other member may take a text out of the group', async () => {
    const { group, vera, text } = await written();

    await vera.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await group.seesMessage(toast('Убрать текст может тот, чей это голос, и тот, кто его попросил.'));
    await group.sees(SAID);
  });

  it('the speaker, and nobody else, may take a text out of the group even when the person who asked has had everything deleted', async () => {
    const { group, boris, vera, text, postgres } = await written();
    await postgres.admin.query('TRUNCATE bot.person, bot.card, bot.delivery, transcriber.recording CASCADE');

    await vera.pressesIn(text, groupVoicesTexts.ru.withdraw);
    await group.seesMessage(toast('Убрать текст может тот, чей это голос, и тот, кто его попросил.'));
    await group.sees(SAID);
    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await group.seesMessage(toast('Убрала.'));
    expect(await group.sees(/Текст убран/)).toMatchObject({ message_id: text.message_id, buttons: [] });
  });

  it.each(['429', '500'] as const)(
    'a speaker whom Telegram does not let take the text out reads that it is still there, and may press again (%s)',
    async (kind) => {
      const { group, boris, text, telegram, postgres } = await written();
      await postgres.admin.query('TRUNCATE bot.person, bot.card, bot.delivery, transcriber.recording CASCADE');
      telegram.faults.add({ kind, method: 'editMessageText', times: 1 });

      await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);
      await group.seesMessage(toast(groupVoicesTexts.ru.notRemoved));
      await group.sees(SAID);
      await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

      await group.seesMessage(toast('Убрала.'));
      await group.sees(/Текст убран/);
    },
  );

  it('a speaker who presses twice, when the person who asked has had everything deleted, reads both times that the text is out', async () => {
    const { group, boris, text, bot, replica, postgres } = await written();
    await postgres.admin.query('TRUNCATE bot.person, bot.card, bot.delivery, transcriber.recording CASCADE');
    await bot.stop();
    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);
    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await replica();

    const answers = ({ presses }: SeenMessage) => presses.map(({ answer }) => answer?.text).join();
    await group.seesMessage((message) => answers(message) === 'Убрала.,Убрала.');
  });

  it.each([
    ['signed for its group', false],
    ['of before, which is signed for the person who asked,', true],
  ])('the button of a text %s takes nothing out of another group', async (_, isOfBefore) => {
    const { anna, boris, group, text, asBot, token, userId } = await written();
    const elsewhere = await GroupMember.creates(anna, 'Коллеги');
    const borisElsewhere = await GroupMember.joins(boris, elsewhere);
    await elsewhere.addsBot();
    await elsewhere.sees(saying(groupsTexts.ru.hello));
    const [button] = text.buttons.flat();
    const data = button!.callback_data!;
    const unsigned = data.slice(0, data.lastIndexOf('~'));
    const callback_data = isOfBefore ? new CallbackSignature({ secret: token }).sign(userId, unsigned) : data;
    const reply_markup = { inline_keyboard: [[{ text: 'replayed', callback_data }]] };
    for (const { chatId } of [elsewhere, group])
      await asBot('sendMessage', { chat_id: chatId, text: 'x', reply_markup });

    await borisElsewhere.presses('replayed');
    await borisElsewhere.seesMessage(toast(groupsTexts.ru.pressed));
    await boris.presses('replayed');

    expect((await group.sees(/Текст убран/)).message_id).not.toBe(text.message_id);
    await elsewhere.sees('x');
  });

  it('a text can be taken out of the group even when the person who asked has blocked the bot', async () => {
    const { anna, group, boris, text, postgres } = await written();
    await anna.blocks();
    await eventually(async () =>
      expect(await postgres.admin.query('SELECT 1 FROM bot.person WHERE blocked_at IS NOT NULL')).toHaveLength(1),
    );

    await boris.pressesIn(text, groupVoicesTexts.ru.withdraw);

    await group.sees(/Текст убран/);
  });
});
