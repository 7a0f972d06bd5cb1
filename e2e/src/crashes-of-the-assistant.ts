import { documentTexts, generateTexts, orderTexts, restoreTexts, speechTexts, transcribeTexts } from '@aisha/words';
import sharp from 'sharp';
import { expect } from '@jest/globals';
import { encoded, spoken, WORDS } from '@aisha/fakes/spoken-words';
import type { Person } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { asksOf, type Asked } from './asks';
import { PATIENT } from './patience';
import type { Product } from './product';
import { storedKeys } from './storage-listing';
import { tenSelfies } from './walks';

const SAID = WORDS.slice(0, 8).join(' ');
/** Words that a transcript certainly contains. The first word is left out, because the transcript writes it with a capital. */
const HEARD = WORDS.slice(1, 8).join(' ');
const NEVER = { kind: 'slow', delayMs: 600_000 } as const;
const SENTENCE = 'Команда решила, что макет готов к сроку. ';

/** The texts that announce the result of each order. */
const DONE = [
  transcribeTexts.ru.orderDelivered,
  documentTexts.ru.orderDelivered,
  speechTexts.ru.orderDelivered,
  restoreTexts.ru.done,
].map((text) => saying(text));

/** Gives one person an order of each mode of the assistant, and kills the apps in the middle of all of them. */
export const crashesOfTheAssistant = (product: () => Product) => {
  const asks = asksOf(product);
  let yulia: Person;

  return {
    whileEachModeIsAtWork: async (): Promise<void> => {
      const aisha = product();
      yulia = await asks.newcomer('Юлия');
      const voice = await asks.transcript(yulia, await yulia.sendsVoice(await encoded(spoken(SAID)), 3));
      await asks.confirms(voice);
      const written = await yulia.sees(
        inTurn(saying(transcribeTexts.ru.orderDelivered), saying(orderTexts.ru.receipt, { isWhole: false })),
        {
          ...PATIENT,
          after: voice.after,
        },
      );

      const orders: Asked[] = [];
      const orderIsAtWork = async (asked: Asked, inTheMiddle: () => Promise<boolean>): Promise<void> => {
        orders.push(asked);
        await asks.confirms(asked);
        await eventually(inTheMiddle, PATIENT);
      };
      const count = async (rows: string, { orderId }: Asked) => (await aisha.sql(rows, [orderId])).length;

      // The two parts have less than twenty seconds of speech together. A longer recording would go to a model that hears recordings as a
      // whole.
      const meeting = await encoded(spoken(WORDS.slice(0, 24).join(' '), 110, WORDS.slice(24).join(' ')), 'small');
      const recording = await asks.transcript(yulia, await yulia.sendsAudio(meeting, 'встреча.mp3', 132));
      await aisha.breaks('openai', { on: 'transcriptions', ...NEVER });
      await orderIsAtWork(
        recording,
        async () =>
          (await count('SELECT FROM transcriber.piece WHERE order_id = $1 AND segments IS NOT NULL', recording)) === 1,
      );

      await aisha.breaks('openai', { on: 'responses', match: HEARD, ...NEVER });
      await orderIsAtWork(
        await asks.summary(yulia, written),
        async () => (await aisha.stillToBreak('openai', HEARD)).length === 0,
      );

      await aisha.breaks('openai', { on: 'speech', match: 'тишина', ...NEVER });
      const speech = await asks.speech(yulia, `${SENTENCE.repeat(50)}Осталось одно: тишина.`);
      await orderIsAtWork(
        speech,
        async () =>
          (await count(
            'SELECT FROM transcriber.speech_piece WHERE order_id = $1 AND sound_path IS NOT NULL',
            speech,
          )) === 2,
      );

      const [selfie] = await tenSelfies();
      const photo = await asks.restoration(yulia, await sharp(selfie).resize(300).grayscale().jpeg().toBuffer());
      await orderIsAtWork(photo, async () => (await aisha.jobsFor(photo.orderId)).length === 1);

      const back = Promise.all([aisha.kills('transcriber'), aisha.kills('photo-enhancer')]);
      await asks.leasesRunOut(orders); // only after this can the next process take an order
      await back;

      for (const { orderId } of orders) {
        const hold = await aisha.settled(orderId);
        expect(hold).toMatchObject({ status: 'captured', captured: hold.amount });
      }
      await eventually(async () => {
        const results = (await yulia.chat(voice.after)).filter(({ text = '' }) => text.includes('🧾 Списан'));
        for (const done of DONE) {
          const orderedTwice = done === DONE[0] ? 2 : 1;
          expect(results.filter(({ text = '' }) => done.test(text))).toHaveLength(orderedTwice);
        }
      }, PATIENT);
      expect(await aisha.jobsFor(photo.orderId)).toMatchObject([{ billed: true }]);
      // OpenAI has been paid for the pieces that were read before the kill, so they must not be read again.
      const read = await aisha.askedOpenAi('/audio/speech');
      expect(read.filter((text) => text.includes(SENTENCE) && !text.includes('тишина'))).toHaveLength(2);
    },

    /** Lets the person delete everything that «Мои файлы» lists. */
    thenEverythingIsDeleted: async (): Promise<void> => {
      const here = { ...PATIENT, after: await yulia.sends('/files') };
      const list = () => yulia.sees(/Нажмите на файл|Пока пусто/, here);
      for (let page = await list(); !page.text?.includes('Пока пусто'); page = await list()) {
        const [[first]] = page.buttons as [[{ text: string }]];
        await yulia.presses(first.text, here);
        await yulia.pressesBehind(generateTexts.ru.remove, here);
        await yulia.presses(generateTexts.ru.removeSurely, here);
      }
    },

    /** The person's files in storage. */
    files: async (): Promise<string[]> => {
      const userId = await product().userIdOf(yulia);
      return storedKeys(product()).filter((key) => key.includes(userId));
    },
  };
};
