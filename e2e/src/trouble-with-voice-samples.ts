import { expect } from '@jest/globals';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { speechTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { asksOf } from './asks';
import { PATIENT } from './patience';
import type { Product } from './product';
import type { storiesAtOnce } from './stories-at-once';

/** The text that every sample reads. */
export const SAMPLE = 'Таким голосом я прочитаю ваш текст';

/** How many attempts there are in all: the job makes three, and the model's client three in each of them. */
const ALL_TRIES = 9;

/** Walks to the offer to read a text aloud, and listens to a voice before ordering. */
export const listensTo = async (
  asks: ReturnType<typeof asksOf>,
  person: Person,
  voice: string,
): Promise<SeenMessage> => {
  const { after } = await asks.speech(person, 'Завтра в десять встреча.');
  await person.pressesBehind(voice, { ...PATIENT, after });
  await person.sees(`✓ ${voice}`, { ...PATIENT, after });
  await person.presses(speechTexts.ru.listen, { ...PATIENT, after });
  return after;
};

/** Stories of people who listen to voices before an order while the speech model fails. */
export const troubleWithVoiceSamples = (product: () => Product, story: ReturnType<typeof storiesAtOnce>): void => {
  const asks = asksOf(product);

  const heard = async (person: Person, voice: string): Promise<Buffer> => {
    const after = await listensTo(asks, person, voice);
    const message = await person.seesA('voice', { ...PATIENT, after });
    expect(message.text).toBe(`${voice}, 1×`);
    return (await person.downloads(message))[0]!;
  };

  story(
    'a sample of a voice is heard before an order, is made once for everyone, and costs nobody anything',
    async () => {
      const aisha = product();
      const [fedya, ulya] = [await asks.newcomer('Федя'), await asks.newcomer('Уля')];

      await aisha.breaks('openai', [
        { on: 'speech', kind: '429', match: SAMPLE },
        { on: 'speech', kind: 'reset', match: SAMPLE },
      ]);
      const [first, second] = await Promise.all([heard(fedya, '👩 Звонкий'), heard(ulya, '👩 Звонкий')]);
      expect(second.equals(first)).toBe(true);
      expect(await aisha.stillToBreak('openai', SAMPLE)).toEqual([]);
      expect((await aisha.askedOpenAi('/audio/speech')).filter((text) => text.includes(SAMPLE))).toHaveLength(1);

      await aisha.breaks('openai', { on: 'speech', kind: '500', match: SAMPLE, times: ALL_TRIES });
      const after = await listensTo(asks, fedya, '👨 Низкий');
      await fedya.sees(saying(speechTexts.ru.noSample), { ...PATIENT, after });
      expect(await aisha.stillToBreak('openai', SAMPLE)).toEqual([]);
      expect((await heard(fedya, '👨 Низкий')).equals(first)).toBe(false);

      const orders = await aisha.sql('SELECT FROM billing.credit_hold WHERE user_id = ANY ($1)', [
        [await aisha.userIdOf(fedya), await aisha.userIdOf(ulya)],
      ]);
      expect(orders).toEqual([]);
    },
  );
};
