import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { failureTexts, generateTexts, offerTexts, orderTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';

const ULTRA = 'fal-ai/flux-pro/v1.1-ultra';
const [ru, en] = [walksIn('ru'), walksIn('en')];

let aisha: Product;
beforeAll(async () => {
  // One slot, and pictures of some seconds: the second order waits while the first is drawn.
  aisha = await Product.start({
    WELCOME_CREDITS: '300',
    PICTURE_REVIEW_MS: '0',
    FAL_CONCURRENCY: '1',
    SANDBOX_TIME_SCALE: '0.5',
  });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

it('when a model is retired, its order under way is delivered, the credits of its waiting order go back, and nobody is offered the model', async () => {
  const [nora, olga] = [await aisha.join('Нора'), await aisha.join('Olga', { language: 'en' })];
  await ru.starts(nora);
  await en.starts(olga);
  const first = await ru.describes(nora, 'маяк на скале', 1);
  const drawn = await aisha.orderBeingConfirmed(nora);
  await ru.confirmsPictures(nora, first);
  await ru.agrees(nora, first);
  await eventually(async () => expect(await aisha.jobsFor(drawn)).toHaveLength(1), PATIENT);
  const second = await en.describes(olga, 'a lighthouse on a rock', 1);
  const waiting = await aisha.orderBeingConfirmed(olga);
  await en.confirmsPictures(olga, second);
  await en.agrees(olga, second);

  await aisha.breaks('fal', { on: 'submit', kind: 'gone', match: ULTRA, times: 1_000 });

  await nora.sees(
    inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 500n })),
    { ...PATIENT, after: first },
  );
  await olga.sees(inTurn(saying(failureTexts.en.modelGone), saying(orderTexts.en.receipt, { isWhole: true })), {
    ...PATIENT,
    after: second,
  });
  expect(await aisha.settled(drawn)).toMatchObject({ status: 'captured', captured: 500 });
  expect(await aisha.settled(waiting)).toMatchObject({ status: 'released', captured: 0, reason: 'model-gone' });

  await eventually(async () => {
    const [state] = await aisha.sql<{ off: string[] }>(
      `SELECT off_sale AS off FROM generator.model_state WHERE model = $1`,
      [ULTRA],
    );
    expect(state?.off).toEqual(['picture.ultra']);
  }, PATIENT);
  for (const [person, language, idea] of [
    [nora, 'ru', 'сосна на ветру'],
    [olga, 'en', 'a pine in the wind'],
  ] as const) {
    const asked = await person.sends('/generate');
    await person.sees(/Опишите идею|Describe your idea/, { ...PATIENT, after: asked });
    const after = await person.sends(idea);
    const { buttons } = await person.sees(saying(offerTexts[language].offSale), { ...PATIENT, after });
    const orders = buttons.flat().filter(({ text }) => saying(generateTexts[language].draw).test(text));
    expect(orders).toEqual([]);
  }
  expect(await aisha.violations()).toEqual([]);
}, 600_000);
