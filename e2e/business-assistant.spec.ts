import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encoded, spoken, VOICES, WORDS } from '@aisha/fakes/spoken-words';
import type { Person } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { orderTexts, restoreTexts, speechTexts, transcribeTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { asksOf } from './src/asks';
import { endsInOrder } from './src/ends-in-order';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { storiesAtOnce } from './src/stories-at-once';
import { strangeFiles } from './src/strange-files';
import { tenSelfies } from './src/walks';

const SAID = 'Мария письмо договор срок пятница';
const SAID_LATER = 'Андрей смета оплата среда неделя';

let aisha: Product;
const asks = asksOf(() => aisha);
const { confirms, endsWell, endsInVain, isCancelled, anHourPasses } = asks;

let dasha: Person;
let roma: Person;
let senya: Person;
let tonya: Person;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '100', SPEECH_PROVIDER: 'openai' });
  [dasha, roma, senya, tonya] = await Promise.all([
    asks.newcomer('Даша'),
    asks.newcomer('Рома'),
    asks.newcomer('Сеня'),
    asks.newcomer('Тоня'),
  ]);
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** A small photo, compressed as messengers did years ago. */
const oldPhoto = async (): Promise<Buffer> => {
  const [selfie] = await tenSelfies();
  return sharp(selfie).resize(300).grayscale().blur(1).jpeg().toBuffer();
};

/** The newest file of a kind that the bot has sent since `after`. */
const fileOf = async (person: Person, kind: 'document' | 'audio' | 'voice', after: { message_id: number }) => {
  const [file] = await person.downloads(await person.seesA(kind, { ...PATIENT, after: after.message_id }));
  return file!;
};

const saidToDasha = () => encoded(spoken(SAID, 3, SAID_LATER));

describe('people turn recordings, documents, texts and photos into something they can use', () => {
  const story = storiesAtOnce(4);

  story('a voice message becomes its text, a summary with times, and the summary read aloud', async () => {
    const asked = await asks.transcript(dasha, await dasha.sendsVoice(await saidToDasha(), 7));
    await confirms(asked);
    const written = await endsWell(asked);
    const text = String(await fileOf(dasha, 'document', asked.after));
    expect(text).toMatch(new RegExp(`^${SAID}\\.\\s+${SAID_LATER}\\.$`, 'm'));

    const document = await asks.summary(dasha, written);
    await confirms(document);
    await dasha.pressesIn(await endsWell(document), '📃 TXT');
    const file = await dasha.seesMessage(({ document }) => document?.name?.endsWith('.txt') ?? false, {
      ...PATIENT,
      after: document.after,
      wanted: 'the summary as a TXT',
    });
    const summary = String((await dasha.downloads(file))[0]);
    expect(summary).toMatch(new RegExp(`• \\[0:00\\] ${SAID}\\.\\s+[^•]*• \\[0:0[45]\\] ${SAID_LATER}\\.`));

    const speech = await asks.speech(dasha, summary);
    await confirms(speech);
    await endsWell(speech);
    await dasha.presses(speechTexts.ru.asMp3, { ...PATIENT, after: speech.after });
    for (const kind of ['voice', 'audio'] as const)
      expect((await fileOf(dasha, kind, speech.after)).length).toBeGreaterThan(1_000);
  });

  story('the subtitles and the summary of a talk say who spoke, by the name that the person gave', async () => {
    const talk = [0, 1, 2, 3, 4].flatMap((turn) => [
      { voice: VOICES.bass, says: WORDS.slice(turn * 9, turn * 9 + 8).join(' ') },
      { voice: VOICES.soprano, says: WORDS.slice(40 - turn * 8, 48 - turn * 8).join(' ') },
    ]);
    const asked = await asks.transcript(
      senya,
      await senya.sendsAudio(await encoded(spoken(...talk), 'mp3'), 'разговор.mp3', 34),
    );
    await confirms(asked);
    const written = await endsWell(asked);
    const begun = { ...PATIENT, after: await senya.sends('/transcribe') };
    await senya.presses(transcribeTexts.ru.entryTranscripts, begun);
    await senya.presses(/Утро море/, begun);
    await senya.pressesBehind(transcribeTexts.ru.speakers, begun);
    await senya.presses(saying(transcribeTexts.ru.voice, { label: 'B' }), begun);
    await senya.sees(/Чей это голос/, begun);
    await senya.sends('Мария Петровна');
    await senya.sees(/Мария Петровна: «/, begun);

    await senya.pressesIn(written, transcribeTexts.ru.asFile);
    await senya.presses('🎬 SRT', begun);
    const subtitles = await senya.seesMessage(({ document }) => document?.name?.endsWith('.srt') ?? false, {
      ...begun,
      wanted: 'the subtitles',
    });
    const cues = String((await senya.downloads(subtitles))[0]);
    expect(cues).toMatch(/Голос A: Утро море[^]*Мария Петровна: [^]*Голос A: /);

    const document = await asks.summary(senya, written);
    await confirms(document);
    await senya.pressesIn(await endsWell(document), '📃 TXT');
    const file = await senya.seesMessage(({ document: sent }) => sent?.name?.endsWith('.txt') ?? false, {
      ...PATIENT,
      after: document.after,
      wanted: 'the summary as a TXT',
    });
    expect(String((await senya.downloads(file))[0])).toMatch(/Мария Петровна|Голос A/);
  });

  story('an old photo becomes four times as wide, and its original can be had, too', async () => {
    const asked = await asks.restoration(roma, await oldPhoto());
    await confirms(asked);
    await endsWell(asked);
    const { width } = await sharp(await fileOf(roma, 'document', asked.after)).metadata();
    expect(width).toBe(1_200);
    await roma.presses(restoreTexts.ru.original, { ...PATIENT, after: asked.after });
    const original = await roma.sees(saying(restoreTexts.ru.originalCaption), { ...PATIENT, after: asked.after });
    const [bytes] = await roma.downloads(original);
    expect((await sharp(bytes).metadata()).width).toBe(300);
  });

  strangeFiles(() => aisha, story);
});

describe('when a provider fails or the person cancels, only what was delivered is paid', () => {
  const DOWN = { kind: '500', forMs: 600_000 } as const;
  const AWAY = 'Нейросеть сейчас не отвечает';

  // Requests to OpenAI name neither the order nor the person. So a story recognises the request to break by its words, or runs while no
  // other story sends such requests.
  describe('a recording', () => {
    const story = storiesAtOnce(1);

    story(
      'a recording of two parts that is cancelled after the first part delivers this part, and the second part costs nothing',
      async () => {
        // The two parts have less than twenty seconds of speech together. A longer recording would go to a model that hears recordings as a
        // whole.
        const [first, second] = [WORDS.slice(0, 24).join(' '), WORDS.slice(24, 48).join(' ')];
        const recording = await encoded(spoken(first, 110, second), 'small');
        const asked = await asks.transcript(
          tonya,
          await tonya.sendsAudio(recording, 'встреча.mp3', 132),
          /речи в ней 0:1\d/,
        );
        await aisha.breaks('openai', { on: 'transcriptions', kind: 'slow', delayMs: 600_000 });
        await confirms(asked);
        const written = 'SELECT FROM transcriber.piece WHERE order_id = $1 AND segments IS NOT NULL';
        await eventually(async () => (await aisha.sql(written, [asked.orderId])).length === 1, PATIENT);

        expect(await isCancelled(asked)).toMatchObject({ status: 'captured', amount: 15, captured: 10 });
        await tonya.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 10n, released: 5n }), {
          ...PATIENT,
          after: asked.after,
        });
        const text = String(await fileOf(tonya, 'document', asked.after)).trim();
        expect([first, second].filter((words) => text.toLowerCase().includes(words.toLowerCase()))).toHaveLength(1);
      },
    );

    story('a recording that no model hears within an hour costs nothing', async () => {
      const asked = await asks.transcript(tonya, await tonya.sendsVoice(await saidToDasha(), 7));
      await aisha.breaks('openai', { on: 'transcriptions', ...DOWN });
      // Another recording of these stories that goes to FAL has long been taken.
      await aisha.breaks('fal', { on: 'submit', kind: '503', match: 'xai/speech-to-text', times: 100 });
      await confirms(asked);
      await anHourPasses(asked);
      await endsInVain(asked, 'Нейросеть перегружена', 'provider-busy');
    });
  });

  describe('a document', () => {
    const story = storiesAtOnce(1);
    const transcript = () => dasha.sees(saying(transcribeTexts.ru.orderDelivered), PATIENT);

    story('a document whose model has too many requests, and whose answer is lost and late, comes once', async () => {
      const asked = await asks.summary(dasha, await transcript());
      await aisha.breaks('openai', [
        { on: 'responses', kind: '429', match: SAID },
        { on: 'responses', kind: 'cut', match: SAID },
        { on: 'responses', kind: 'slow', match: SAID, delayMs: 1_000 },
      ]);
      await confirms(asked);
      await endsWell(asked);
      expect(await aisha.stillToBreak('openai', SAID)).toEqual([]);
    });

    story('a document that is cancelled while the model writes costs nothing', async () => {
      const asked = await asks.summary(dasha, await transcript());
      await aisha.breaks('openai', { on: 'responses', kind: 'slow', match: SAID, delayMs: 600_000 });
      await confirms(asked);
      await eventually(async () => expect(await aisha.stillToBreak('openai', SAID)).toEqual([]), PATIENT);
      await isCancelled(asked);
      await endsInVain(asked, 'Заказ отменён', 'cancelled-by-user');
    });

    story('a document that no model writes within an hour costs nothing', async () => {
      const asked = await asks.summary(dasha, await transcript());
      await aisha.breaks('openai', { on: 'responses', match: SAID, ...DOWN });
      await confirms(asked);
      await anHourPasses(asked);
      await endsInVain(asked, AWAY, 'provider-unreachable');
    });
  });

  describe('a text read aloud', () => {
    const story = storiesAtOnce(1);
    /** A text that is cut into this many pieces; the last piece contains the word. */
    const textWith = (word: string, pieces = 1): string =>
      `${'Команда решила, что макет готов к сроку. '.repeat(25 * (pieces - 1))}Осталось одно: ${word}.`;

    story(
      'a text read aloud whose model has too many requests, and whose answer is lost and late, comes once',
      async () => {
        const asked = await asks.speech(senya, textWith('терпение'));
        await aisha.breaks('openai', [
          { on: 'speech', kind: '429', match: 'терпение' },
          { on: 'speech', kind: 'reset', match: 'терпение' },
          { on: 'speech', kind: 'slow', match: 'терпение', delayMs: 1_000 },
        ]);
        await confirms(asked);
        await endsWell(asked);
        expect(await aisha.stillToBreak('openai', 'терпение')).toEqual([]);
      },
    );

    story(
      'a text read aloud that is cancelled before its last part delivers the parts before, and the rest costs nothing',
      async () => {
        const asked = await asks.speech(senya, textWith('тишина', 3));
        await aisha.breaks('openai', { on: 'speech', kind: 'slow', match: 'тишина', delayMs: 600_000 });
        await confirms(asked);
        const read = 'SELECT FROM transcriber.speech_piece WHERE order_id = $1 AND sound_path IS NOT NULL';
        await eventually(async () => (await aisha.sql(read, [asked.orderId])).length === 2, PATIENT);

        expect(await isCancelled(asked)).toMatchObject({ status: 'captured', amount: 250, captured: 200 });
        await senya.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 200n, released: 50n }), {
          ...PATIENT,
          after: asked.after,
        });
        await fileOf(senya, 'voice', asked.after);
      },
    );

    story('a text read aloud that no model reads within an hour costs nothing', async () => {
      const asked = await asks.speech(senya, textWith('никого'));
      await aisha.breaks('openai', { on: 'speech', match: 'никого', ...DOWN });
      await confirms(asked);
      await anHourPasses(asked);
      await endsInVain(asked, AWAY, 'provider-unreachable');
    });
  });

  describe('a photo', () => {
    const story = storiesAtOnce(1);
    const breaks = ({ orderId }: { orderId: string }, ...faults: object[]) =>
      aisha.breaks(
        'fal',
        faults.map((fault) => ({ ...fault, match: orderId })),
      );

    story(
      'a photo comes once although FAL is too busy at first, then takes it without an answer and calls back late',
      async () => {
        const asked = await asks.restoration(roma, await oldPhoto());
        await breaks(
          asked,
          { on: 'submit', kind: '429' },
          { on: 'submit', kind: 'accept-then-reset' },
          { on: 'webhook', kind: 'late', delayMs: 1_000 },
        );
        await confirms(asked);
        await endsWell(asked);
        expect(await aisha.stillToBreak('fal', asked.orderId)).toEqual([]);
        expect(await aisha.jobsFor(asked.orderId)).toMatchObject([{ billed: true }]);
      },
    );

    story('a photo that is cancelled while FAL works on it costs nothing', async () => {
      const asked = await asks.restoration(roma, await oldPhoto());
      await breaks(asked, { on: 'job', kind: 'never-finish' });
      await confirms(asked);
      await eventually(async () => (await aisha.jobsFor(asked.orderId)).length, PATIENT);
      await isCancelled(asked);
      await endsInVain(asked, 'Заказ отменён', 'cancelled-by-user');
    });

    story('a photo that FAL does not take within an hour costs nothing', async () => {
      const asked = await asks.restoration(roma, await oldPhoto());
      await breaks(asked, { on: 'submit', kind: '503', forMs: 600_000 });
      await confirms(asked);
      await anHourPasses(asked);
      await endsInVain(asked, 'Нейросеть перегружена', 'provider-busy');
      expect(await aisha.jobsFor(asked.orderId)).toEqual([]);
    });
  });
});

endsInOrder(() => aisha);

it('the story leaves no credit held', async () => {
  const [held] = await aisha.sql<{ sum: string }>('SELECT sum(held) FROM billing.account');
  expect(held?.sum).toBe('0');
});
