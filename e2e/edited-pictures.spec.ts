import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { editTexts, failureTexts, generateTexts, offerTexts, orderTexts } from '@aisha/words';
import sharp from 'sharp';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { picturesOf, walksIn } from './src/walks';

const EDITOR = 'google/nano-banana-2.1/edit';
const LANGUAGES = ['ru', 'en'] as const;
type Told = (typeof LANGUAGES)[number];

/** What people of each language type. */
const SAID = {
  ru: {
    name: 'Нора',
    idea: 'женщина в кафе',
    evening: 'пусть будет вечер',
    suit: 'одень её в синий костюм',
    glasses: 'убери очки с лица',
    undress: 'сними с неё платье',
    like: /Лицо похоже на исходное: (?:[5-9]|10) из 10/,
    refused: /раздевать и оголять я никого не буду[^]*Ничего не списано/,
  },
  en: {
    name: 'Olga',
    idea: 'a woman in a cafe',
    evening: 'let it be an evening',
    suit: 'dress the woman in a blue suit',
    glasses: 'take the glasses off the face',
    undress: 'take her dress off',
    like: /The face is like the original: (?:[5-9]|10) out of 10/,
    refused: /I don’t undress anyone[^]*Nothing was charged/,
  },
} as const;

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({
    WELCOME_CREDITS: '300',
    PICTURE_REVIEW_MS: '0',
    // A change takes two seconds and more, which leaves time to kill a process before it ends.
    SANDBOX_TIME_SCALE: '0.1',
    GENERATION_TIMEOUT_MS: '120000',
  });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** A person who has a picture of a drawn woman, without an avatar. */
const withPicture = async (language: Told): Promise<{ person: Person; result: SeenMessage; drawn: Buffer }> => {
  const { agrees, confirmsPictures, describes, starts } = walksIn(language);
  const person = await aisha.join(SAID[language].name, language === 'en' ? { language: 'en' } : {});
  await starts(person);
  const after = await describes(person, SAID[language].idea, 1);
  await confirmsPictures(person, after);
  await agrees(person, after);
  const result = await person.sees(saying(generateTexts[language].done), { ...PATIENT, after });
  const [drawn] = await picturesOf(person, SAID[language].idea);
  return { person, result, drawn: drawn! };
};

/**
 * Types a sentence and waits for the offer. Resolves to the order's id, the message with the sentence, and a function that accepts the
 * offer.
 */
const orders = async (person: Person, language: Told, change: string) => {
  const t = editTexts[language];
  const after = await person.sends(change);
  const offer = await person.sees(saying(t.confirm, { price: 500n }), { ...PATIENT, after });
  const orderId = await aisha.orderBeingConfirmed(person);
  return { orderId, after, accepts: () => person.pressesIn(offer, t.start) };
};

const delivered = (person: Person, language: Told, after: SeenMessage): Promise<SeenMessage> =>
  person.sees(
    inTurn(saying(editTexts[language].done), saying(orderTexts[language].receipt, { isWhole: false, charged: 500n })),
    { ...PATIENT, after },
  );

/** How far apart two pictures are, as a mean difference of their colours, 0–255. */
const apart = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(24, 24, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length;
};

describe('a picture is changed by a sentence', () => {
  it.each(LANGUAGES)(
    'a changed picture resembles the original and is paid once, although FAL and the worker fail; it can be changed again, and shown as it was before (%s)',
    async (language) => {
      const t = editTexts[language];
      const { person, result, drawn } = await withPicture(language);
      await person.pressesBehind(t.start, { ...PATIENT, within: result });
      await person.sees(saying(t.change), PATIENT);
      const evening = await orders(person, language, SAID[language].evening);
      await aisha.breaks('fal', { on: 'submit', kind: '503', match: evening.orderId, times: 2 });
      await evening.accepts();
      await eventually(async () => (await aisha.jobsFor(evening.orderId)).length, PATIENT);
      await aisha.kills('image-generator');

      const card = await delivered(person, language, evening.after);
      const told = await person.sees(SAID[language].like, { ...PATIENT, after: evening.after });
      expect(told.message_id).toBe(card.message_id);
      const [changed] = await picturesOf(person, SAID[language].evening);
      expect(await apart(drawn, changed!)).toBeGreaterThan(3);
      expect(await aisha.settled(evening.orderId)).toMatchObject({ status: 'captured', captured: 500 });
      expect(await aisha.jobsFor(evening.orderId)).toHaveLength(1);

      await person.pressesIn(told, t.more);
      await person.sees(saying(t.change), { ...PATIENT, after: told });
      const suit = await orders(person, language, SAID[language].suit);
      await suit.accepts();
      const further = await delivered(person, language, suit.after);
      const [dressed] = await picturesOf(person, SAID[language].suit);
      expect(await apart(changed!, dressed!)).toBeGreaterThan(1);

      await person.pressesIn(further, t.undo);
      const before = await person.sees(saying(t.before), { ...PATIENT, after: further });
      const [kept] = await person.downloads(before);
      expect(await apart(kept!, changed!)).toBeLessThan(1);
      expect(await aisha.violations()).toEqual([]);
    },
    600_000,
  );

  it.each(LANGUAGES)(
    'a sent photo is changed once its person says that everybody in it agrees; another change is offered, a change that undresses somebody is refused, and the removal deletes the changed photo (%s)',
    async (language) => {
      const t = editTexts[language];
      const { agrees, starts } = walksIn(language);
      const person = await aisha.join(SAID[language].name, language === 'en' ? { language: 'en' } : {});
      await starts(person);
      const [selfie] = await drawnSelfies(13, 1, 'woman');
      const asked = await person.sends('/edit');
      await person.sees(saying(t.ask), { ...PATIENT, after: asked });
      await person.sendsPhotos([selfie!]);
      await agrees(person, asked);
      const question = await person.sees(saying(t.faces), { ...PATIENT, after: asked });
      await person.pressesIn(question, t.agree);
      await person.sees(saying(t.change), { ...PATIENT, after: asked });
      const glasses = await orders(person, language, SAID[language].glasses);
      await glasses.accepts();
      const card = await delivered(person, language, glasses.after);
      const told = await person.sees(SAID[language].like, { ...PATIENT, after: glasses.after });
      const [bare] = await picturesOf(person, SAID[language].glasses);
      expect(await apart(selfie!, bare!)).toBeGreaterThan(0.5);

      await person.pressesIn(told, t.again);
      const offer = await person.sees(saying(t.confirm, { price: 500n }), { ...PATIENT, after: card });
      expect(offer.text).toContain(SAID[language].glasses);
      await person.pressesIn(offer, t.anotherChange);
      await person.sees(saying(t.change), { ...PATIENT, after: card });
      const undress = await orders(person, language, SAID[language].undress);
      await undress.accepts();
      await person.sees(inTurn(SAID[language].refused, saying(orderTexts[language].receipt, { isWhole: true })), {
        ...PATIENT,
        after: undress.after,
      });
      expect(await aisha.settled(undress.orderId)).toMatchObject({ status: 'released', reason: 'edit-undresses' });
      expect(await aisha.jobsFor(undress.orderId)).toEqual([]);

      await person.pressesBehind(t.remove, { within: told });
      const sure = await person.sees(saying(t.askRemove), PATIENT);
      await person.pressesIn(sure, t.removeSurely);
      await eventually(async () => expect(aisha.filesOf(glasses.orderId)).toEqual([]), PATIENT);
      // The gateway keeps the cards of the chat for a while; the generator deletes the words together with the picture. A message that was
      // handled before its sender marked it as published stays with the sender until the sender checks it.
      await eventually(async () => {
        const places = await aisha.placesWith(SAID[language].glasses);
        expect(places.filter((place) => !place.startsWith('bot.'))).toEqual([]);
      }, PATIENT);
      expect(await aisha.violations()).toEqual([]);
    },
    600_000,
  );
});

it('when the editing model is gone, the order ends with its credits back, and no further change is offered', async () => {
  const people = await Promise.all(LANGUAGES.map((language) => withPicture(language)));
  await aisha.breaks('fal', { on: 'submit', kind: 'gone', match: EDITOR, times: 1_000 });
  for (const [at, language] of LANGUAGES.entries()) {
    const { person, result } = people[at]!;
    const t = editTexts[language];
    await person.pressesBehind(t.start, { ...PATIENT, within: result });
    await person.sees(saying(t.change), PATIENT);
    if (at > 0) continue;
    const order = await orders(person, language, SAID[language].evening);
    await order.accepts();
    await person.sees(
      inTurn(saying(failureTexts[language].modelGone), saying(orderTexts[language].receipt, { isWhole: true })),
      { ...PATIENT, after: order.after },
    );
    expect(await aisha.settled(order.orderId)).toMatchObject({ status: 'released', captured: 0, reason: 'model-gone' });
  }
  await eventually(async () => {
    const [state] = await aisha.sql<{ off: string[] }>(
      `SELECT off_sale AS off FROM generator.model_state WHERE model = $1`,
      [EDITOR],
    );
    expect(state?.off).toContain('edit');
  }, PATIENT);
  const { person } = people[1]!;
  const after = await person.sends(SAID.en.suit);
  const { buttons } = await person.sees(saying(offerTexts.en.offSale), { ...PATIENT, after });
  expect(buttons.flat().map(({ text }) => text)).not.toContain(editTexts.en.start);
  expect(await aisha.violations()).toEqual([]);
}, 600_000);
