import { conversationTexts, menuTexts, orderTexts, supportTexts, transcribeTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import { type OrderId, RETENTION_MS } from '@aisha/domain';
import { QUOTE_VALID_MS } from '@aisha/kinds';
import { eventually, ManualClock } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { answerRecording } from '../../../spec/answer-recording';
import { FILE_BUDGETS, filePlaces } from '../../../spec/file-places';
import { botHarness } from '../../../spec/bot-harness';
import { OrderCards } from '../../orders/order-cards';
import { WorkSettings } from '../../readers';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';

const MP3 = 'audio/mpeg';
const buttonsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** A person for whom no speech is free, unless the test says otherwise. */
const setup = async ({ isFree = false, fileMb = 20 } = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const settings = { ...new WorkSettings(), FREE_SECONDS_OF_SPEECH_A_DAY: isFree ? 60 : 0, TELEGRAM_FILE_MB: fileMb };
  const clock = new ManualClock(new Date());
  const bot = await harness.replica({ clock, readers: new Readers(postgres.database, settings) });
  const { anna, userId } = await harness.annaWithCredits();
  const budget = filePlaces(postgres);
  const sent = async <Payload>(job: string): Promise<Payload[]> =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload as Payload);
  const fetched = () => sent<FetchFile>('fetch-file');
  return {
    ...harness,
    anna,
    userId,
    clock,
    budget,
    fetched,
    ordered: async () =>
      (await sent<PlaceHold>('place-hold')).map(({ item, units, quotedCentiCredits }) => [
        item,
        units,
        quotedCentiCredits,
      ]),
    /** The messages that billing would forward to the transcriber. */
    started: async () => (await sent<PlaceHold>('place-hold')).map(({ onHeld }) => onHeld),
    answers: (answer: Parameters<typeof answerRecording>[1]) => answerRecording({ postgres, bot, clock }, answer),
    /** Ends the order of a recording with a transcript. */
    isDelivered: () =>
      postgres.database.transaction((tx) =>
        new OrderCards(bot.cards, bot.deliveries, orderKindViews).end(
          tx,
          { orderId: newId<OrderId>(), userId, kind: 'transcription' },
          { type: 'delivered', avatarId: null },
        ),
      ),
  };
};

describe('a recording', () => {
  it('a recording is measured free of charge, and then offered in the same message with its length, the speech in it and its price', async () => {
    const { anna, answers, fetched, isNoted, ordered } = await setup();
    const spoken = await anna.sendsVoice(await recordedTone(2), 63);
    const listening = await anna.sees(/Слушаю запись/, { after: spoken });
    await isNoted(listening);

    await answers({ measured: { seconds: 62.6, speech: 40.2 } });

    const offer = await anna.sees(/Запись 1:03, речи в ней 0:40[^]*0,35 кредита[^]*Останется: 299,65/);
    expect(offer.message_id).toBe(listening.message_id);
    expect(await fetched()).toMatchObject([{ countedAs: 'recordings', onStored: { job: 'measure-recording' } }]);
    expect(await ordered()).toEqual([]);
  });

  it('a recording is ordered with one tap, for the speech that was measured', async () => {
    const { anna, answers, fetched, ordered, started } = await setup();
    const { message_id: messageId } = await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);
    await answers({ measured: { seconds: 62.6, speech: 40.2 } });

    await anna.presses(transcribeTexts.ru.start);

    await anna.sees(saying(orderTexts.ru.accepted));
    await eventually(async () => expect(await ordered()).toEqual([['transcription.speech', 7, '35']]));
    const [{ onStored }] = (await fetched()) as [FetchFile];
    expect(await started()).toMatchObject([
      { job: 'start-transcription', payload: { ...onStored.payload, speechUnits: 7, minutes: 2, messageId } },
    ]);
  });

  it('a recording of a minute is free, even if it is a few hundredths of a second longer', async () => {
    const { anna, answers, ordered } = await setup({ isFree: true });
    await anna.sendsVoice(await recordedTone(2), 60);
    await anna.sees(/Слушаю запись/);

    await answers({ measured: { seconds: 60.04, speech: 60.02 } });

    await anna.sees(/речи в ней 1:00\.\n🎁 Бесплатно[^]*Цена: бесплатно/);
    await anna.presses(transcribeTexts.ru.start);
    await eventually(async () => expect(await ordered()).toEqual([['transcription.speech', 10, '0']]));
  });

  it('the first minute of speech in a day is free, as the offer says, and the rest is paid', async () => {
    const { anna, answers, ordered, postgres, userId } = await setup({ isFree: true });
    await anna.sendsVoice(await recordedTone(2), 48);
    await anna.sees(/Слушаю запись/);
    await answers({ measured: { seconds: 48, speech: 40 } });
    await anna.sees(/речи в ней 0:40\.\n🎁 Бесплатно: раз в сутки дарю минуту речи[^]*Цена: бесплатно/);
    await anna.presses(transcribeTexts.ru.start);
    await eventually(async () => expect(await ordered()).toEqual([['transcription.speech', 7, '0']]));
    const free = { kind: 'transcription', item: 'transcription.speech', units: 7, freeUnits: 7 } as const;
    await postgres.fixtures.hold({ userId, credits: 1, ...free });

    const after = await anna.sendsVoice(await recordedTone(2), 60);
    await anna.sees(/Слушаю запись/, { after });
    await answers({ measured: { seconds: 60, speech: 60 } });

    await anna.sees(/🎁 Из них 0:18 бесплатно[^]*Цена: 0,35 кредита/, { after });
    await anna.presses(transcribeTexts.ru.start, { after });
    await eventually(async () => expect((await ordered()).at(-1)).toEqual(['transcription.speech', 10, '35']));
  });

  it('the offer of a recording names the time when free speech returns: 24 hours after its use, and not at midnight', async () => {
    const { anna, answers, postgres, userId } = await setup({ isFree: true });
    const free = { kind: 'transcription', item: 'transcription.speech', units: 10, freeUnits: 10 } as const;
    const createdAt = new Date(Date.now() - 19.5 * 60 * 60_000);
    await postgres.fixtures.hold({ userId, credits: 1, createdAt, ...free });
    await anna.sendsVoice(await recordedTone(2), 48);
    await anna.sees(/Слушаю запись/);

    await answers({ measured: { seconds: 48, speech: 40 } });

    await anna.sees(/Подаренную минуту речи вы уже взяли, следующая — через 5[^]*Цена: 0,35 кредита/);
  });

  it.each([
    ['a video', (anna) => anna.sendsVideo(Buffer.from('video'), 'talk.mov', 63)],
    ['a round video', (anna) => anna.sendsVideoNote(Buffer.from('video'), 8)],
    ['a song', (anna) => anna.sendsAudio(Buffer.from('audio'), 'song.mp3', 60)],
    ['a sound sent as a file', (anna) => anna.sendsDocument(Buffer.from('audio'), 'talk.mp3', MP3)],
    ['a film sent as a file', (anna) => anna.sendsDocument(Buffer.from('video'), 'talk.mkv', 'video/x-matroska')],
    ['a file of no type, by its ending', (anna) => anna.sendsDocument(Buffer.from('audio'), 'REC001.AMR')],
  ] satisfies [string, (anna: Awaited<ReturnType<typeof setup>>['anna']) => Promise<SeenMessage>][])(
    'a recording may come unasked as %s',
    async (_what, sends) => {
      const { anna, fetched } = await setup();

      await sends(anna);

      await anna.sees(/Слушаю запись/);
      expect(await fetched()).toHaveLength(1);
    },
  );

  it('any file may be the recording that the bot asked for: its content decides, not its name', async () => {
    const { anna, answers } = await setup();
    await anna.sends('/transcribe');
    await anna.sees(/Пришлите голосовое, аудио или видео[^]*0,5 кредита за минуту речи/);

    await anna.sendsDocument(Buffer.from('MZ'), 'installer.exe', 'application/x-msdownload');
    await anna.sees(/Слушаю запись/);
    await answers({ refusal: 'not-a-recording' });

    await anna.sees(/Это не запись, или файл повреждён/);
    await anna.sends('а так?');
    expect((await anna.sees(/Это не запись\. Пришлите голосовое/)).text).not.toContain('повреждён');
  });

  it('a recording may be as large as the files that the Bot API server hands out, and the bot names that size', async () => {
    const { anna, fetched } = await setup({ fileMb: 25 });
    await anna.sends('/transcribe');
    await anna.sees(/видео до 25 МБ[^]*до 500 МБ, — прямой ссылкой/);

    await anna.sendsVideo(Buffer.alloc(26 * 1024 * 1024), 'talk.mp4', 63);
    await anna.sees(/Запись больше 25 МБ[^]*Пришлите прямую ссылку на файл/);
    expect(await fetched()).toEqual([]);
    await anna.sendsVideo(Buffer.alloc(24 * 1024 * 1024), 'talk.mp4', 63);

    await anna.sees(/Слушаю запись/);
    expect(await fetched()).toHaveLength(1);
  });

  it('a PDF does not count as a recording, and is not even fetched', async () => {
    const { anna, fetched } = await setup();
    await anna.sends('/transcribe');
    await anna.sees(/Пришлите голосовое/);

    await anna.sendsDocument(Buffer.from('%PDF-1.4'), 'report.pdf', 'application/pdf');

    await anna.sees(/Это не запись[^]*Пришлите голосовое/);
    expect(await fetched()).toEqual([]);
  });

  it.each([
    ['no-sound', /В этом видео нет звука/],
    ['no-speech', /Здесь тишина/],
    ['too-long', /длиннее 5 часов[^]*по частям/],
    ['too-many-today', /Пока хватит/],
    ['storage-full', /Место закончилось[^]*Удалите ненужное в \/files/],
  ] as const)(
    'a recording without a price (%s) is answered in the same message, and another recording may be sent',
    async (refusal, says) => {
      const { anna, answers, isNoted } = await setup();
      await anna.sendsVideo(Buffer.from('video'), 'talk.mp4', 63);
      const listening = await anna.sees(/Слушаю запись/);
      await isNoted(listening);

      await answers({ refusal });

      expect((await anna.sees(says)).message_id).toBe(listening.message_id);
      const after = await anna.sendsVoice(await recordedTone(2), 2);
      await anna.sees(/Слушаю запись/, { after });
    },
  );

  it('a recording that could not be measured because of an error of ours is tried again on a tap, and the failed try does not count', async () => {
    const { anna, answers, fetched, userId, budget } = await setup();
    const { aDay } = FILE_BUDGETS.recordings;
    for (let taken = 1; taken < aDay; taken += 1) {
      await budget.take(userId, 'recordings');
      await budget.judged(userId, 'recordings');
    }
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    const [{ countedFor }] = (await eventually(async () => (await fetched()).length > 0 && fetched())) as [FetchFile];
    expect(await budget.take(userId, 'recordings', countedFor)).toBe('taken'); // takes a place in the budget as fetch-file does
    expect(await budget.take(userId, 'recordings')).toBe('today');
    await answers({ refusal: 'unavailable' });
    await anna.sees(/сбой у меня/);

    await anna.presses(transcribeTexts.ru.again);

    await eventually(async () => expect(await fetched()).toHaveLength(2));
    expect(await budget.take(userId, 'recordings')).toBe('taken');
  });

  it('when the person does something else before the recording is measured, a message leads to its price', async () => {
    const { anna, answers, ordered } = await setup();
    await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);
    const left = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after: left });

    await answers({ measured: { seconds: 63, speech: 40 } });
    await anna.sees(/Послушала вашу запись, 1:03/);
    await anna.presses(transcribeTexts.ru.toOffer);

    await anna.sees(/Запись 1:03, речи в ней 0:40/);
    await anna.presses(transcribeTexts.ru.start);
    await eventually(async () => expect(await ordered()).toHaveLength(1));
  });

  it('nothing more is said about a recording that its person has dropped', async () => {
    const { anna, answers, postgres } = await setup();
    await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);
    await anna.sends('/menu');
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM bot.draft')).toHaveLength(1));
    await postgres.admin.query('UPDATE bot.draft SET dropped_at = now()');

    await answers({ measured: { seconds: 63, speech: 40 } });

    const after = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after });
    expect((await anna.chat()).filter(({ text }) => text?.includes('Послушала'))).toEqual([]);
  });

  it('the draft of a recording that is refused after its person has gone on waits no longer', async () => {
    const { anna, answers } = await setup();
    await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);
    const left = await anna.sends('/menu');
    const menu = await anna.sees(saying(menuTexts.ru.menu), { after: left });

    await answers({ refusal: 'no-speech' });
    await anna.sees(/Здесь тишина/);
    await anna.pressesIn(menu, saying(conversationTexts.ru.continueDraft));

    await anna.sees(/уже не открыть/);
  });

  it('a recording that was dropped while it was listened to has its price once its person takes it back', async () => {
    const { anna, answers } = await setup();
    await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);
    const left = await anna.sends('/menu');
    await anna.presses(menuTexts.ru.drop, { after: left });
    await anna.sees(/Убрала черновик/);

    await answers({ measured: { seconds: 63, speech: 40 } });
    expect((await anna.chat()).filter(({ text }) => text?.includes('Послушала'))).toEqual([]);
    await anna.presses(menuTexts.ru.restore);

    await anna.presses(transcribeTexts.ru.toOffer);
    await anna.sees(/Запись 1:03, речи в ней 0:40/);
  });

  it('a recording whose price was shown leaves no draft behind that waits for the price', async () => {
    const { anna, answers, isNoted, postgres } = await setup();
    await anna.sendsVoice(await recordedTone(2), 63);
    await isNoted(await anna.sees(/Слушаю запись/));
    await answers({ measured: { seconds: 63, speech: 40 } });
    await anna.sees(/Запись 1:03, речи в ней 0:40/);

    await anna.presses(transcribeTexts.ru.back);
    await anna.sees(/голосов/);

    expect(await postgres.admin.query('SELECT FROM bot.draft WHERE dropped_at IS NULL')).toEqual([]);
  });

  it.each([
    ['before it is fetched', { refusal: 'not-fetched' }],
    ['while it is copied from what we keep', { refusal: 'unavailable' }],
    ['while it is listened to', { measured: { seconds: 63, speech: 40 } }],
  ] as const)('nothing more is said about a recording whose person withdraws the consent %s', async (_, answer) => {
    const { anna, answers } = await setup();
    await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.presses(supportTexts.ru.withdrawSurely);
    const withdrawn = await anna.sees(saying(supportTexts.ru.withdrawn));

    await answers(answer);

    const after = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after });
    const chat = await anna.chat();
    expect(chat.filter(({ message_id: id }) => id > withdrawn.message_id && id < after.message_id)).toEqual([]);
    expect(JSON.stringify(chat)).not.toMatch(/Послушала|сбой у меня|не отдал/);
  });

  it('a recording with an old price is offered again, with an explanation', async () => {
    const { anna, answers, clock, ordered } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    await answers({ measured: { seconds: 2, speech: 2 } });
    await anna.sees(/Запись 0:02[^]*0,05 кредита/);
    clock.advance(QUOTE_VALID_MS);

    const { message_id: offer } = await anna.presses(transcribeTexts.ru.start);

    await eventually(async () => {
      const pressed = (await anna.chat()).find(({ message_id: id }) => id === offer)?.presses.at(-1);
      expect(pressed?.answer?.text).toBe('Цена обновлена, нажмите ещё раз.');
    });
    expect(await ordered()).toEqual([]);
    await anna.presses(transcribeTexts.ru.start);
    await anna.sees(saying(orderTexts.ru.accepted));
    await eventually(async () => expect(await ordered()).toEqual([['transcription.speech', 1, '5']]));
  });

  it('a recording that was deleted meanwhile is measured again', async () => {
    const { anna, answers, clock, fetched, ordered } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    await answers({ measured: { seconds: 2, speech: 2 } });
    await anna.sees(/Запись 0:02/);
    clock.advance(RETENTION_MS.measuredRecording);

    await anna.presses(transcribeTexts.ru.start);

    await anna.sees(/Слушаю запись/);
    await eventually(async () => expect(await fetched()).toHaveLength(2));
    expect(await ordered()).toEqual([]);
  });
});

describe('recordings', () => {
  it('recordings that are sent together are measured and offered one after the other, and none is lost', async () => {
    const { anna, answers, fetched, isNoted, ordered } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    await anna.sendsVoice(await recordedTone(3), 63);
    await isNoted(await anna.sees(/она следующая[^]*После неё ещё 1 запись/));
    await answers({ measured: { seconds: 2, speech: 2 } });
    const offer = await anna.sees(/Запись 0:02[^]*После неё ещё 1 запись[^]*0,05 кредита/);

    await anna.presses(transcribeTexts.ru.start);

    await eventually(async () => expect(await fetched()).toHaveLength(2));
    // The offer's message is edited; an earlier message of the chat still has these words.
    await isNoted(await anna.sees(/Слушаю запись/, { after: offer.message_id - 1 }));
    await answers({ measured: { seconds: 63, speech: 60 } });
    await anna.sees(/Запись 1:03[^]*0,5 кредита/);
    await anna.presses(transcribeTexts.ru.start);
    await eventually(async () => expect((await ordered()).map(([, , price]) => price)).toEqual(['5', '50']));
  });

  it('recordings that wait are measured in the order in which they were sent', async () => {
    const { anna, answers, fetched, isNoted } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    const second = await anna.sendsVoice(await recordedTone(3), 63);
    await anna.sees(/После неё ещё 1 запись/);
    const third = await anna.sendsVoice(await recordedTone(4), 64);
    await isNoted(await anna.sees(/После неё ещё 2 записи/));

    for (const refused of [1, 2]) {
      await answers({ refusal: 'no-speech' });
      await isNoted(await anna.sees(/Здесь тишина/));
      await anna.presses(transcribeTexts.ru.following);
      await eventually(async () => expect(await fetched()).toHaveLength(1 + refused));
    }

    const [, ...waited] = await fetched();
    expect(waited.map(({ fileId }) => fileId)).toEqual([second.voice!.file_id, third.voice!.file_id]);
  });

  it('when a recording has no price, one tap leads to the recording that waits behind it', async () => {
    const { anna, answers, fetched } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    await anna.sendsVoice(await recordedTone(3), 63);
    await anna.sees(/она следующая/);
    await answers({ refusal: 'no-speech' });

    const refused = await anna.sees(/Здесь тишина[^]*После неё ещё 1 запись/);
    expect(buttonsOf(refused)).not.toContain('🔁 Попробовать ещё раз');
    await anna.presses(transcribeTexts.ru.following);

    await eventually(async () => expect(await fetched()).toHaveLength(2));
  });

  it('recordings that wait behind a refused one are kept for a person who has gone on', async () => {
    const { anna, answers, fetched } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    const second = await anna.sendsVoice(await recordedTone(3), 63);
    await anna.sees(/После неё ещё 1 запись/);
    const left = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after: left });

    await answers({ refusal: 'no-speech' });
    const refused = await anna.sees(/Здесь тишина[^]*После неё ещё 1 запись/);
    await anna.pressesIn(refused, saying(conversationTexts.ru.continueDraft));
    await anna.presses(transcribeTexts.ru.following, { after: refused });

    await eventually(async () => expect((await fetched()).at(-1)?.fileId).toBe(second.voice!.file_id));
  });

  it.each([
    ['the refusal of the one before them', { refusal: 'no-speech' }, /Здесь тишина/, undefined],
    [
      'the price of the one before them',
      { measured: { seconds: 2, speech: 2 } },
      /Запись 0:02/,
      transcribeTexts.ru.back,
    ],
  ] as const)('recordings that wait are kept for a person who leaves %s', async (_, answer, seen, pressed) => {
    const { anna, answers, fetched } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Слушаю запись/);
    const second = await anna.sendsVoice(await recordedTone(3), 63);
    await anna.sees(/После неё ещё 1 запись/);
    await answers(answer);
    await anna.sees(seen);
    if (pressed) await anna.presses(pressed);
    if (pressed) await anna.sees(saying(transcribeTexts.ru.ask));

    const left = await anna.sends('/menu');
    await anna.presses(saying(conversationTexts.ru.continueDraft), { after: left });
    await anna.presses(transcribeTexts.ru.following, { after: left });

    await eventually(async () => expect((await fetched()).at(-1)?.fileId).toBe(second.voice!.file_id));
  });

  it('more recordings than may wait are refused with a message, and the waiting recordings stay', async () => {
    const { anna } = await setup();
    const recording = await recordedTone(2);
    await anna.sendsVoice(recording, 2);
    for (let waiting = 0; waiting < 10; waiting += 1) await anna.sendsVoice(recording, 2);
    await anna.sees(/После неё ещё 10 записей/);

    await anna.sendsVoice(recording, 2);

    await anna.sees(/пока не беру: уже ждут 10 других/);
    await anna.sees(/После неё ещё 10 записей/);
  });

  it('the result of a transcription leads to the list of all transcripts', async () => {
    const { anna, isDelivered } = await setup();
    await isDelivered();

    await anna.pressesBehind(transcribeTexts.ru.entryTranscripts);

    await anna.sees(/Мои расшифровки[^]*Пока пусто/);
  });
});

describe('a link to a recording', () => {
  const LINK = 'https://files.example/talks/meeting.MP3?signature=abc';
  const linksOf = async ({ postgres }: Awaited<ReturnType<typeof setup>>) =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'fetch-recording')
      .map(({ payload }) => payload['link']);

  it('a link is tried as a recording where the bot asked for one, whatever the link looks like, and its recording is ordered like any other recording', async () => {
    const harness = await setup();
    const { anna, answers, started } = harness;
    await anna.sends('/transcribe');
    await anna.sees(/Большую запись, до 500 МБ, — прямой ссылкой на файл/);

    const after = await anna.sends('https://files.example/d/8f3a');
    await anna.sees(/Слушаю запись/, { after });
    await answers({ measured: { seconds: 62.6, speech: 40.2 } });

    await anna.sees(/Запись 1:03/, { after });
    expect(await linksOf(harness)).toEqual(['https://files.example/d/8f3a']);
    await anna.presses(transcribeTexts.ru.start);
    await eventually(async () =>
      expect(await started()).toMatchObject([{ job: 'start-transcription', payload: { speechUnits: 7 } }]),
    );
  });

  it('a link that ends like the name of a recording is accepted without being asked for, and is not an idea for a picture', async () => {
    const harness = await setup();
    const { anna, postgres, userId } = harness;
    await postgres.fixtures.avatar({ userId, name: 'Анна', isMain: true });

    await anna.sends(` ${LINK}\n`);

    await anna.sees(/Слушаю запись/);
    expect(await linksOf(harness)).toEqual([LINK]);
  });

  it.each([
    ['has no ending of a recording', 'https://files.example/page'],
    ['is one word of many', `Вот: ${LINK}`],
  ])('a link that %s does not count as a recording unless the bot asked for one', async (_how, text) => {
    const harness = await setup();
    const { anna } = harness;

    const after = await anna.sends(text);

    await anna.sees(saying(conversationTexts.ru.unknown), { after });
    expect(await linksOf(harness)).toEqual([]);
  });

  it('the answer to a link comes below the link, even when the present screen is above it', async () => {
    const { anna, answers, postgres } = await setup();
    const menu = await anna.sees(saying(menuTexts.ru.menu));
    const after = await anna.sends(LINK);
    await anna.sees(/Слушаю запись/, { after });
    const recorded = `SELECT FROM bot.conversation WHERE screen > ${after.message_id}`;
    await eventually(async () => expect(await postgres.admin.query(recorded)).toHaveLength(1));
    await postgres.admin.query('UPDATE bot.conversation SET screen = $1', [menu.message_id]);

    await answers({ refusal: 'link-page' });

    await anna.sees(/страница, а не сам файл/, { after });
  });

  it('a link to a recording waits for its turn behind another recording', async () => {
    const harness = await setup();
    const { anna, answers } = harness;
    await anna.sendsVoice(await recordedTone(2), 63);
    await anna.sees(/Слушаю запись/);

    await anna.sends(LINK);
    await anna.sees(/Эту запись тоже взяла/);
    await answers({ refusal: 'no-speech' });
    await anna.sees(/После неё ещё 1 запись/);
    await anna.presses(transcribeTexts.ru.following);

    await eventually(async () => expect(await linksOf(harness)).toEqual([LINK]));
  });

  it.each([
    ['link-unreachable', /файл не открылся/, true],
    ['link-not-allowed', /Такую ссылку я не открываю/, false],
    ['link-too-large', /больше 500 МБ/, false],
    ['link-page', /страница, а не сам файл/, false],
    ['too-many-links', /до 20 записей за сутки/, false],
  ] as const)(
    'the refusal of a link (%s) comes below the link, and offers a new try only where that can help',
    async (refusal, says, again) => {
      const { anna, answers } = await setup();
      const after = await anna.sends(LINK);
      await anna.sees(/Слушаю запись/, { after });

      await answers({ refusal });

      const refused = await anna.sees(says, { after });
      expect(buttonsOf(refused).includes('🔁 Попробовать ещё раз')).toBe(again);
    },
  );

  it('a link refused by the day’s limit does not change how many recordings may be measured at once', async () => {
    const { anna, answers, budget, userId } = await setup();
    const after = await anna.sends(LINK);
    await anna.sees(/Слушаю запись/, { after });

    await answers({ refusal: 'too-many-links' });

    const { atOnce = 0 } = FILE_BUDGETS.recordings;
    for (let taken = 0; taken < atOnce; taken += 1) expect(await budget.take(userId, 'recordings')).toBe('taken');
    expect(await budget.take(userId, 'recordings')).toBe('atOnce');
  });
});

describe('what a person tells about a recording', () => {
  const offered = async () => {
    const harness = await setup();
    const { anna, answers } = harness;
    const given = async () => (await harness.started()).map(({ payload }) => payload);
    return {
      ...harness,
      given,
      offer: async () => {
        const after = await anna.sendsVoice(await recordedTone(2), 63);
        await anna.sees(/Слушаю запись/, { after });
        await answers({ measured: { seconds: 62.6, speech: 40.2 } });
        return anna.sees(/Запись 1:03/, { after });
      },
    };
  };

  it('hints about a recording are optional: one tap orders it without them', async () => {
    const { anna, offer, given } = await offered();
    await offer();

    await anna.presses(transcribeTexts.ru.start);

    await eventually(async () => expect(await given()).toMatchObject([{ spokenLanguage: null, vocabulary: [] }]));
  });

  it('a person may name the language of one recording as a hint, which counts for that recording alone', async () => {
    const { anna, offer, given } = await offered();
    await offer();
    await anna.presses(saying(transcribeTexts.ru.spoken, { name: null }));
    await anna.sees(/На каком языке говорят/);
    await anna.presses('Deutsch');
    await anna.presses(saying(transcribeTexts.ru.spoken, { name: 'Deutsch' }));
    await anna.presses('✓ Deutsch');
    await anna.presses(transcribeTexts.ru.start);
    await eventually(async () => expect(await given()).toMatchObject([{ spokenLanguage: 'de' }]));

    await offer();
    await anna.presses(saying(transcribeTexts.ru.spoken, { name: null }));
    await anna.presses('English');
    await anna.presses(saying(transcribeTexts.ru.spoken, { name: 'English' }));
    await anna.presses(transcribeTexts.ru.anyLanguage);
    await anna.presses(transcribeTexts.ru.start);

    await eventually(async () => expect((await given())[1]).toMatchObject({ spokenLanguage: null }));
  });

  it('hints about recordings may be the person’s own words, which are typed once for all later recordings, and can be changed and deleted', async () => {
    const { anna, offer, given } = await offered();
    await offer();
    await anna.presses(saying(transcribeTexts.ru.myWords, { known: 0 }));
    await anna.sees(/Имена, названия и термины[^]*через запятую/);
    await anna.sends('я');
    await anna.sees(/от 2 до 40 символов/);
    const typed = await anna.sends('Анна Кузнецова, PgBouncer');
    await anna.presses(saying(transcribeTexts.ru.myWords, { known: 2 }), { after: typed });
    await anna.sees(/Сейчас:\s+Анна Кузнецова, PgBouncer/);
    await anna.presses(transcribeTexts.ru.back, { after: typed });
    await anna.presses(transcribeTexts.ru.start, { after: typed });
    await eventually(async () =>
      expect(await given()).toMatchObject([{ vocabulary: ['Анна Кузнецова', 'PgBouncer'] }]),
    );

    await offer();
    await anna.presses(saying(transcribeTexts.ru.myWords, { known: 2 }));
    const after = await anna.sends('PgBouncer');
    await anna.presses(saying(transcribeTexts.ru.myWords, { known: 1 }), { after });
    await anna.presses(transcribeTexts.ru.eraseWords, { after });
    await anna.presses(transcribeTexts.ru.start, { after });

    await eventually(async () => expect((await given())[1]).toMatchObject({ vocabulary: [] }));
  });

  it('the words that a person typed for all later recordings are deleted when the consent is withdrawn', async () => {
    const { anna, offer, postgres } = await offered();
    const words = () => postgres.admin.query('SELECT words FROM bot.person');
    await offer();
    await anna.presses(saying(transcribeTexts.ru.myWords, { known: 0 }));
    await anna.sends('Анна Кузнецова');
    await eventually(async () => expect(await words()).toEqual([{ words: ['Анна Кузнецова'] }]));

    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.presses(supportTexts.ru.withdrawSurely);

    await anna.sees(saying(supportTexts.ru.withdrawn));
    await eventually(async () => expect(await words()).toEqual([{ words: [] }]));
  });
});
