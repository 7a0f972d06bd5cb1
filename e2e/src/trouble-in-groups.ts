import { consentTexts, groupsTexts, groupVoicesTexts, orderTexts } from '@aisha/words';
import { expect } from '@jest/globals';
import { encoded, spoken, WORDS } from '@aisha/fakes/spoken-words';
import { GroupMember, type Person, type SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { asksOf } from './asks';
import { PATIENT } from './patience';
import type { Product } from './product';
import type { storiesAtOnce } from './stories-at-once';
import { walksIn } from './walks';

const SAID = 'Анна договор срок четверг';
const NO_TEXT = /^🎙️ Не получилось\. Подробности — в личном чате у того, кто попросил\.$/;

/** Makes a group of two: one has consented to the bot's work on recordings and asks for the text; the other one speaks. */
export const groupOf = async (product: Product, person: Person) => {
  const here = { ...PATIENT, after: await person.sends('/start voices') };
  await person.presses(groupVoicesTexts.ru.agree, here);
  await walksIn('ru').agrees(person, here.after);
  await person.sees(saying(consentTexts.ru.sendAgain), here);
  const asking = await GroupMember.creates(person, 'Подруги');
  await asking.addsBot();
  await asking.sees(saying(groupsTexts.ru.hello), PATIENT);
  return { asking, speaking: await GroupMember.joins(await product.join('Сеня'), asking) };
};

/** Asks for the text of a group's recording. Resolves to the message with the price, which the bot sends to the private chat. */
export const isPriced = async (person: Person, asking: GroupMember, recording: SeenMessage): Promise<SeenMessage> => {
  const before = (await person.chat()).at(-1)!;
  await asking.sends('/text', { replyTo: recording });
  return person.sees(/Голосовое из «Подруги»[^]*Цена/, { ...PATIENT, after: before });
};

/** Orders the text of a group's recording; resolves to the order's id. */
export const isOrdered = async (product: Product, person: Person, offer: SeenMessage): Promise<string> => {
  const userId = await product.userIdOf(person);
  const holds = 'SELECT order_id AS id FROM billing.credit_hold WHERE user_id = $1';
  const earlier = (await product.sql<{ id: string }>(holds, [userId])).map(({ id }) => id);
  await person.pressesIn(offer, saying(groupVoicesTexts.ru.accept));
  return eventually(async () => {
    const now = await product.sql<{ id: string }>(holds, [userId]);
    return now.find(({ id }) => !earlier.includes(id))?.id ?? false;
  }, PATIENT);
};

/** Stories of recordings in a group: the bot tells the group their text and nothing else. */
export const troubleInGroups = (product: () => Product, story: ReturnType<typeof storiesAtOnce>): void => {
  const asks = asksOf(product);

  story(
    'a group gets one message about a recording that is deleted, cancelled, too expensive or too large; the person who asked gets the rest',
    async () => {
      const aisha = product();
      const galya = await asks.newcomer('Галя');
      const userId = await aisha.userIdOf(galya);
      const { asking, speaking } = await groupOf(aisha, galya);

      const voice = await speaking.sendsVoice(await encoded(spoken(SAID)), 2);
      const offer = await isPriced(galya, asking, voice);
      await speaking.deletes(voice);
      const paid = await isOrdered(aisha, galya, offer);
      const text = await speaking.sees(`${SAID}.`, PATIENT);
      expect(await aisha.settled(paid)).toMatchObject({ status: 'captured', amount: 5, captured: 5 });

      // A reply to the bot's text is talk between people, so the bot stays silent.
      await speaking.sends('ничего себе, это же я', { replyTo: text });
      await asking.sends('вот и письмо', { replyTo: await speaking.sendsVoice(await encoded(spoken(SAID)), 2) });

      const another = await speaking.sendsVoice(await encoded(spoken('дождь снег ветер')), 2);
      await aisha.breaks('s3', { on: 'get', kind: 'slow', match: `sources/${userId}`, delayMs: 600_000 });
      const cheap = await isPriced(galya, asking, another);
      const stopped = await isOrdered(aisha, galya, cheap);
      await eventually(async () => expect(await aisha.stillToBreak('s3', userId)).toEqual([]), PATIENT);
      await galya.presses(saying(orderTexts.ru.cancel), { ...PATIENT, after: cheap });
      expect(await aisha.settled(stopped)).toMatchObject({
        status: 'released',
        captured: 0,
        reason: 'cancelled-by-user',
      });
      const isToldOf = (recording: SeenMessage, words: RegExp) =>
        asking.seesMessage(({ text = '' }) => words.test(text), {
          ...PATIENT,
          after: recording,
          wanted: String(words),
        });
      await isToldOf(another, NO_TEXT);

      const minute = await encoded(spoken(Array.from({ length: 170 }, (_, nth) => WORDS[nth % 48]).join(' ')), 'small');
      const lecture = await speaking.sendsAudio(
        Buffer.concat(Array.from({ length: 11 }, () => minute)),
        'лекция.mp3',
        660,
      );
      const dear = await isPriced(galya, asking, lecture);
      await galya.pressesIn(dear, saying(groupVoicesTexts.ru.accept));
      await galya.sees(/Не хватает кредитов[^]*Кредиты не списаны/, { ...PATIENT, after: dear });
      await isToldOf(lecture, NO_TEXT);

      const concert = await speaking.sendsAudio(Buffer.alloc(21 * 2 ** 20), 'концерт.mp3', 3_000);
      await asking.sends('/text', { replyTo: concert });
      await isToldOf(concert, /^🎙️ Эта запись слишком большая/);

      // The person who asked has paid once. The product has no row of the person who speaks.
      const orders = await aisha.sql('SELECT order_id FROM billing.credit_hold WHERE captured > 0 AND user_id = $1', [
        userId,
      ]);
      expect(orders).toEqual([{ order_id: paid }]);
      const said = (await asking.chat()).filter(({ by }) => by === 'bot').map(({ text }) => text?.split(/[.!:]/)[0]);
      expect(said).toEqual([
        'Спасибо, что позвали',
        SAID,
        '🎙️ Не получилось',
        '🎙️ Не получилось',
        '🎙️ Эта запись слишком большая, такие Telegram мне не отдаёт',
      ]);
      expect(await aisha.violations()).toEqual([]);
    },
  );
};
