import {
  conversationTexts,
  filesTexts,
  generateTexts,
  html,
  menuTexts,
  offerTexts,
  orderTexts,
  sentTextTexts,
  speechTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { readable } from '@aisha/kinds';
import { Transcript } from '@aisha/kinds/tables';
import { speechKey, toReference, voiceSampleKey } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { newId, withWorkFacts } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { answerText } from '../../../spec/answer-text';
import { fileBudgetsIn, filePlaces } from '../../../spec/file-places';
import { botHarness } from '../../../spec/bot-harness';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { DeliverVoiceSampleHandler } from './speech.feature';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { SCREEN } from '../../engine/deliveries/deliveries';

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  /** The orders for which billing was asked to hold credits. */
  const ordered = async () =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'place-hold')
      .map(({ payload }) => payload as { item: string; units: number; onHeld: { job: string; payload: object } });
  /** The voice samples for which the transcriber was asked. */
  const wished = async () =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === 'sample-voice').map(({ payload }) => payload);
  const samples = new DeliverVoiceSampleHandler(
    new Readers(postgres.database),
    fileBudgetsIn(postgres.database),
    bot.deliveries,
  );
  const heard = (sample: string | null, isUsedUp = false) =>
    samples.handle({ userId, sample, isUsedUp, voice: 'deep', speed: 125 }, jobContext(postgres));
  /** Delivers a transcript of this many half hours, with a sentence at the beginning of each. */
  const transcribed = async (halfHours: number): Promise<OrderId> => {
    const duration = halfHours * 1_800;
    const { orderId } = await postgres.fixtures.transcription({ userId, state: 'succeeded', delivered: 1, duration });
    const segments = Array.from({ length: halfHours }, (_, nth) => {
      const startsAt = nth * 1_800;
      return {
        startsAt,
        endsAt: startsAt + 10,
        text: 'Это сказано на очень долгой встрече.',
        speaker: null,
        doubt: null,
      };
    });
    await postgres.admin.insert(Transcript, {
      ...{ orderId, userId, title: null, segments, speakers: {}, content: readable(segments), language: 'ru' },
      ...{ documentPath: `files:transcripts/${userId}/${orderId}.txt`, createdAt: new Date() },
    });
    await postgres.database.transaction((tx) =>
      cards.end(tx, { orderId, userId, kind: 'transcription' }, { type: 'delivered', avatarId: null }),
    );
    return orderId;
  };
  const toast = (words: RegExp) =>
    eventually(async () =>
      (await anna.chat()).some(({ presses }) => presses.some(({ answer }) => words.test(answer?.text ?? ''))),
    );
  /** Plays the transcriber, which has read the newest file. */
  const reads = (answer: Parameters<typeof answerText>[1]) => answerText({ postgres, bot }, answer);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  return {
    harness,
    postgres,
    bot,
    cards,
    anna,
    userId,
    ordered,
    wished,
    heard,
    toast,
    transcribed,
    reads,
  };
};

describe('«Озвучить текст»', () => {
  it('«Озвучить текст» shows the price and length for a typed text, lets the person choose a voice and a speed, and orders the text with them', async () => {
    const { anna, ordered } = await setup();

    await anna.sends('/speak');
    await anna.sees(/Пришлите текст сообщением или файлом[^]*0,5 кредита за каждые начатые 500 знаков/);
    await anna.sends('Добрый день! '.repeat(50).trim());
    await anna.sees(/649 знаков, звучание около 0:43[^]*1 кредит/);
    await anna.pressesBehind(saying(speechTexts.ru.voice, { isChosen: false, voice: 'deep' }));
    await anna.sees(/звучание около 0:43/);
    await anna.pressesBehind('1,5×');
    await anna.sees(/звучание около 0:29/);
    await anna.pressesBehind(speechTexts.ru.start);
    await anna.sees(saying(orderTexts.ru.accepted));

    await eventually(async () =>
      expect(await ordered()).toMatchObject([
        {
          item: 'speech.part',
          units: 2,
          onHeld: { job: 'start-speech', payload: { voice: 'deep', speed: 150, parts: 2 } },
        },
      ]),
    );
  });

  it('«Озвучить текст» plays the chosen voice at the chosen speed before the order, a limited number of times a day', async () => {
    const { anna, harness, postgres, userId, wished, heard, toast } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    await anna.sends('Добрый день!');
    await anna.pressesBehind(saying(speechTexts.ru.voice, { isChosen: false, voice: 'deep' }));
    await anna.pressesBehind('1,25×');
    await anna.pressesBehind(speechTexts.ru.listen);
    await toast(/Сейчас пришлю/);
    await eventually(async () =>
      expect(await wished()).toEqual([{ userId, voice: 'deep', speed: 125, language: 'ru' }]),
    );

    const sample = voiceSampleKey(newId<string>());
    await harness.objects.put(sample, await recordedTone(2), { contentType: 'audio/ogg' });
    await heard(toReference(sample));
    expect(await anna.seesA('voice')).toMatchObject({ text: '👨 Низкий, 1,25×' });

    await heard(null);
    await anna.sees(saying(speechTexts.ru.noSample));
    await heard(null, true);
    await anna.sees(saying(speechTexts.ru.noFreeSample));
    const places = filePlaces(postgres);
    for (let heardOnes = 1; heardOnes < 40; heardOnes += 1) await places.take(userId, 'voice-samples');
    await anna.pressesBehind(speechTexts.ru.listen);
    await toast(/Через сутки можно снова/);
    expect(await wished()).toHaveLength(1);
  });

  it('«Озвучить текст» adds the text of a second message to that of the first, because Telegram cuts long texts', async () => {
    const { anna } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    await anna.sends('Первая часть.');
    await anna.sees(/13 знаков/);

    await anna.sends('Вторая часть.');

    await anna.sees(/27 знаков/);
  });

  it('«Озвучить текст» orders nothing when the text was edited after its price was shown, and shows the new price', async () => {
    const { anna, bot, harness, ordered, toast } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    const typed = await anna.sends('Добрый день!');
    const offer = await anna.sees(/12 знаков/);
    await harness.isNoted(offer);
    await bot.sender.stop();

    await anna.edits(typed, 'Добрый день! '.repeat(50).trim());
    await anna.presses(speechTexts.ru.start);
    bot.sender.start();

    await toast(saying(offerTexts.ru.renewed));
    const dearer = await anna.sees(/649 знаков[^]*1 кредит/);
    expect(dearer.message_id).toBe(offer.message_id);
    expect(await ordered()).toEqual([]);
    await anna.presses(speechTexts.ru.start);
    await eventually(async () => expect(await ordered()).toMatchObject([{ units: 2 }]));
  });

  it('«Озвучить текст» answers a button of an earlier release, which does not carry its price, with a fresh screen', async () => {
    const { anna, bot, harness, postgres, userId, ordered, toast } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    await anna.sends('Добрый день!');
    await harness.isNoted(await anna.sees(/12 знаков/));
    const earlier = messageWith(html`Озвучить`, [[{ text: 'Да', data: 'spk.start' }]]);
    await postgres.database.transaction((tx) => bot.deliveries.add(tx, userId, earlier, { cardKey: SCREEN }));
    const old = await anna.sees('Да');
    await harness.isNoted(old);
    await postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);

    await anna.pressesIn(old, 'Да');

    await toast(saying(conversationTexts.ru.fresh));
    await eventually(async () => expect((await anna.chat()).at(-1)?.text).toMatch(/12 знаков/));
    expect(await ordered()).toEqual([]);
    await anna.presses(speechTexts.ru.start);
    await eventually(async () => expect(await ordered()).toMatchObject([{ units: 1 }]));
  });

  it('«Озвучить текст» reads a file free of charge, shows its exact price, and orders the text that was read', async () => {
    const { anna, ordered, reads } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    await anna.sendsDocument(Buffer.from('GIF89a'), 'котик.gif', 'image/gif');
    await anna.sees(saying(sentTextTexts.ru.notText));

    // The PDF is far larger than its text, because a page of a PDF also has fonts and pictures.
    await anna.sendsDocument(Buffer.alloc(100_000, '%PDF-1.4'), 'доклад.pdf', 'application/pdf');
    await anna.sees(saying(sentTextTexts.ru.reading));
    const { textId, usedFor } = await reads({ text: { characters: 1_200, language: 'ru' } });
    expect(usedFor).toBe('speech');
    await anna.sees(/доклад\.pdf\n\n1\s200 знаков, звучание около 1:20[^]*Цена: 1,5 кредита/);
    await anna.pressesBehind(saying(speechTexts.ru.voice, { isChosen: false, voice: 'deep' }));
    await anna.pressesBehind(speechTexts.ru.start);
    await anna.sees(saying(orderTexts.ru.accepted));

    await eventually(async () =>
      expect(await ordered()).toMatchObject([
        { units: 3, onHeld: { job: 'start-speech', payload: { text: null, textId, voice: 'deep', parts: 3 } } },
      ]),
    );
  });

  it.each([
    ['a scan', { refusal: 'text-scanned' }, /только снимки страниц/],
    ['a password', { refusal: 'text-locked' }, /под паролем/],
    ['a program', { refusal: 'text-not-taken' }, /Такой файл я прочитать не умею/],
    ['no words', { refusal: 'text-empty' }, /ни слова/],
    ['a small file with a long text', { refusal: 'text-too-long' }, /больше 40\s000 знаков/],
    ['a novel', { text: { characters: 40_001, language: 'ru' } }, /больше 40\s000 знаков/],
  ] as const)(
    '«Озвучить текст» says before any credits are held why a file is not read aloud: %s',
    async (_, answer, words) => {
      const { anna, ordered, reads } = await setup();
      await anna.sends('/speak');
      await anna.sees(/Пришлите текст/);
      await anna.sendsDocument(Buffer.from('PK'), 'доклад.docx');
      await anna.sees(saying(sentTextTexts.ru.reading));

      await reads(answer);

      const { buttons } = await anna.sees(words);
      expect(buttons.flat().map(({ text }) => text)).toEqual(['🏠 Меню']);
      expect(await ordered()).toEqual([]);
      // The conversation goes on: the next text gets a price.
      await anna.sends('Добрый день!');
      await anna.sees(/12 знаков/);
    },
  );

  it('the button that leads from a read file to the price of «Озвучить текст» works for a person who has gone to the menu, and keeps the chosen voice', async () => {
    const { anna, reads, ordered } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    await anna.sends('Добрый день!');
    await anna.pressesBehind(saying(speechTexts.ru.voice, { isChosen: false, voice: 'deep' }));
    await anna.sendsDocument(Buffer.from('Доброе утро!'), 'утро.txt', 'text/plain');
    await anna.sees(saying(sentTextTexts.ru.reading));
    await anna.presses(generateTexts.ru.menu);
    await anna.sees(saying(menuTexts.ru.menu));

    const { textId } = await reads({ text: { characters: 12, language: 'ru' } });
    await anna.sees(/Прочитала ваш файл\. Могу его озвучить/);
    await anna.presses(saying(sentTextTexts.ru.toOffer, { usedFor: 'speech' }));

    await anna.sees(/Озвучить файл утро\.txt\n\n12 знаков/);
    await anna.pressesBehind(speechTexts.ru.start);
    await eventually(async () =>
      expect(await ordered()).toMatchObject([{ onHeld: { payload: { textId, voice: 'deep' } } }]),
    );
  });

  it('while «Озвучить текст» shows the price of a file, a typed text replaces the file', async () => {
    const { anna, reads, ordered } = await setup();
    await anna.sends('/speak');
    await anna.sees(/Пришлите текст/);
    await anna.sendsDocument(Buffer.from('Доброе утро!'), 'утро.txt', 'text/plain');
    await anna.sees(saying(sentTextTexts.ru.reading));
    await reads({ text: { characters: 12_000, language: 'ru' } });
    await anna.sees(/Озвучить файл/);

    await anna.sends('Добрый день!');

    await anna.sees(/Озвучить текст\n\n12 знаков/);
    await anna.pressesBehind(speechTexts.ru.start);
    await eventually(async () =>
      expect(await ordered()).toMatchObject([{ units: 1, onHeld: { payload: { text: 'Добрый день!' } } }]),
    );
    expect((await ordered())[0]?.onHeld.payload).not.toHaveProperty('textId');
  });

  it.each(['before the price', 'beside it'])(
    '«Озвучить текст» accepts no video, neither before it shows the price nor while it shows the price: %s',
    async (where) => {
      const { anna } = await setup();
      await anna.sends('/speak');
      await anna.sees(/Пришлите текст сообщением/);
      if (where === 'beside it') {
        await anna.sends('Добрый день!');
        await anna.sees(/12 знаков/);
      }

      const after = await anna.sendsVideo(Buffer.from('video'), 'talk.mp4', 5);

      await anna.sees(saying(sentTextTexts.ru.notText), { after });
    },
  );

  it('«Озвучить текст» reads a transcript aloud after a tap below it: all of it, or the part between two typed times', async () => {
    const { anna, transcribed, ordered } = await setup();
    const transcriptId = await transcribed(3);

    await anna.pressesBehind(speechTexts.ru.start);
    await anna.sees(/Озвучить расшифровку\n\n112 знаков, звучание около 0:07/);
    await anna.pressesBehind(speechTexts.ru.choosePart);
    await anna.sees(/с какого времени записи по какое[^]*вся запись — 1:30:00/);
    await anna.sends('вторую половину');
    await anna.sees(/Не вижу времени/);
    await anna.sends('2:00:00–3:00:00');
    await anna.sees(/ничего не сказано/);
    await anna.sends('с 30:00 по 1:00:00');
    await anna.sees(/Озвучить расшифровку, 30:00–1:00:00\n\n36 знаков/);
    // The person may type other times, without going back.
    await anna.sends('30:00');
    await anna.sees(/Озвучить расшифровку, 30:00–1:00:10\n\n74 знака/);
    await anna.pressesBehind(speechTexts.ru.start);
    await anna.sees(saying(orderTexts.ru.accepted));

    await eventually(async () =>
      expect(await ordered()).toMatchObject([
        { onHeld: { payload: { text: null, transcript: { transcriptId, from: 1_800, to: 3_610 } } } },
      ]),
    );
  });

  it('«Озвучить текст» says so when the transcript whose price it shows was deleted meanwhile, and orders nothing', async () => {
    const { anna, postgres, transcribed, ordered, toast } = await setup();
    await transcribed(3);
    await anna.pressesBehind(speechTexts.ru.start);
    await anna.sees(/Озвучить расшифровку/);
    await postgres.admin.query('DELETE FROM transcriber.transcript');

    await anna.pressesBehind(speechTexts.ru.start);

    await toast(/Этого больше нет: оно удалено/);
    await anna.sees(/Пришлите текст сообщением/);
    expect(await ordered()).toEqual([]);
  });

  it('«Озвучить текст» offers to choose a part of a transcript that is too long to be read at once', async () => {
    const { anna, transcribed } = await setup();
    await transcribed(1_200);

    await anna.pressesBehind(speechTexts.ru.start);
    await anna.sees(/больше 40\s000 знаков/);
    await anna.sends('0:00');
    await anna.sees(/И это больше 40\s000/);
    await anna.sends('0:00–1:00');
    await anna.sees(/Озвучить расшифровку, 0:00–1:00/);
  });

  it('«Озвучить текст» delivers a voice message with the first words of the text, and an MP3 from the button below it; both are deleted together', async () => {
    const { harness, anna, cards, postgres, userId } = await setup();
    const orderId = newId<OrderId>();
    const [voice, mp3] = [speechKey(userId, orderId, 1, 'ogg'), speechKey(userId, orderId, 1, 'mp3')];
    await postgres.fixtures.speech({
      orderId,
      userId,
      state: 'succeeded',
      delivered: 1,
      voicePath: toReference(voice),
      mp3Path: toReference(mp3),
      duration: 7.6,
    });
    for (const key of [voice, mp3]) await harness.objects.put(key, await recordedTone(2), { contentType: 'audio/ogg' });

    const deliver = new DeliverResultHandler(new Readers(postgres.database), cards);
    await withWorkFacts({ traceId: orderId }, () =>
      deliver.handle({ orderId, userId, kind: 'speech' }, jobContext(postgres)),
    );

    expect(await anna.seesA('voice')).toMatchObject({ text: '🔊 Добрый день!', voice: { duration: 8 } });
    await anna.presses(speechTexts.ru.asMp3);
    expect(await anna.seesA('audio')).toMatchObject({ text: '🔊 Добрый день!', audio: { duration: 8 } });
    await anna.presses(speechTexts.ru.asMp3); // the person taps a second time
    const after = await anna.sends('/menu'); // the bot handles this after the second tap
    await anna.sees(saying(menuTexts.ru.menu), { after });
    expect((await anna.chat()).filter(({ audio }) => audio)).toHaveLength(1);

    await anna.sends('/files');
    await anna.presses(saying(filesTexts.ru.titled, { sign: speechTexts.ru.fileOne.split(' ')[0]! }));
    await anna.sees(/🔊 Озвучка\n/);
    await anna.pressesBehind(generateTexts.ru.remove);
    await anna.presses(generateTexts.ru.removeSurely);
    await eventually(async () => {
      const left = (await anna.chat()).filter((message) => message.voice ?? message.audio);
      expect(left).toEqual([]);
    });
  });
});
