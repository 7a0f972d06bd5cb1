import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { PACKS, PLANS } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { failureTexts, newsTexts, returnsTexts, spendingTexts, subscriptionTexts, ticketsTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';

const ru = walksIn('ru');
const BY = ['--operator', 'nina', '--reason', 'история', '--yes'];
const STORY_MS = 600_000;
const [{ stars: packStars, credits: packCredits }] = PACKS as [(typeof PACKS)[number]];
const [plan] = PLANS as [(typeof PLANS)[number]];

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '0', PICTURE_REVIEW_MS: '0' });
}, 600_000);
afterAll(async () => {
  const ledger = await aisha?.operates(['check-ledger']);
  await aisha?.stop();
  expect(ledger).toMatchObject({ code: 0 });
}, 60_000);

const has = (person: Person, available: number) =>
  eventually(async () => {
    const accounts = await aisha.sql<{ available: number; held: number; debt: number }>(
      `SELECT available::int, held::int, debt::int FROM billing.account JOIN bot.person USING (user_id) WHERE telegram_id = $1`,
      [person.id],
    );
    expect(accounts).toEqual([{ available: available * 100, held: 0, debt: 0 }]);
  }, PATIENT);

const joins = async (name: string): Promise<Person> => {
  const person = await aisha.join(name);
  await ru.starts(person);
  return person;
};

/** Buys the smallest pack. */
const buys = async (person: Person): Promise<SeenMessage> => {
  const after = await person.sends('/balance');
  await person.presses(new RegExp(`${packStars} ⭐`), { ...PATIENT, after });
  await eventually(async () => (await person.pays({ ...PATIENT, after })).paid, PATIENT);
  return after;
};

/** A command of an operator, which the bot carries out; a refusal fails the story with its words. */
const operator = async (...words: string[]): Promise<string> => {
  const { code, text } = await aisha.operates([...words, ...BY]);
  if (code !== 0) throw new Error(text);
  return text;
};

it(
  'a tap gives back the Stars of a purchase, though billing is killed meanwhile; a purchase whose credits are spent in part is not offered for return',
  async () => {
    const anna = await joins('Анна');
    const before = await anna.stars();
    await buys(anna);
    await has(anna, Number(packCredits) / 100);

    const asked = await anna.sends('/refund');
    await anna.presses(new RegExp(`↩️ ${packStars} ⭐`), { ...PATIENT, after: asked });
    await anna.presses(returnsTexts.ru.surely({ paid: `${packStars} ⭐` }), { ...PATIENT, after: asked });
    await aisha.kills('billing');

    await has(anna, 0);
    await eventually(async () => expect(await anna.stars()).toBe(before), PATIENT);

    const bought = await buys(anna);
    await has(anna, Number(packCredits) / 100);
    const offer = await ru.describes(anna, 'маяк на скале', 1);
    await ru.confirmsPictures(anna, offer);
    await ru.agrees(anna, offer);
    await anna.seesA('photo', { ...PATIENT, after: bought });
    const again = await anna.sends('/refund');
    const list = await anna.sees(saying(returnsTexts.ru.help), { ...PATIENT, after: again });
    expect(list.buttons.flat().map(({ text }) => text)).toEqual([returnsTexts.ru.balance, returnsTexts.ru.menu]);
  },
  STORY_MS,
);

it(
  'a subscription brings its credits each month until it is cancelled; the credits that it brought stay',
  async () => {
    const boris = await joins('Борис');
    const asked = await boris.sends('/subscription');
    await boris.presses(subscriptionTexts.ru.plan({ amount: plan.credits, stars: plan.stars }), {
      ...PATIENT,
      after: asked,
    });
    await eventually(async () => (await boris.paysByLink({ ...PATIENT, after: asked })).paid, PATIENT);
    await has(boris, Number(plan.credits) / 100);

    await boris.subscriptionsAreDue();
    await has(boris, (2 * Number(plan.credits)) / 100);

    const cancels = await boris.sends('/subscription');
    await boris.presses(subscriptionTexts.ru.cancel, { ...PATIENT, after: cancels });
    await boris.sees(saying(subscriptionTexts.ru.news, { news: 'cancelled' }), { ...PATIENT, after: cancels });
    const stars = await boris.stars();
    await boris.subscriptionsAreDue();
    expect([await boris.stars(), (await boris.subscriptions()).map(({ state }) => state)]).toEqual([
      stars,
      ['canceled'],
    ]);
    await has(boris, (2 * Number(plan.credits)) / 100);
  },
  STORY_MS,
);

it(
  'an order above the person’s own limit is refused, and the reminder comes when few credits are left',
  async () => {
    const vera = await joins('Вера');
    await buys(vera);
    await has(vera, Number(packCredits) / 100);
    const sets = async (button: string, amount: string) => {
      const after = await vera.sends('/spending');
      await vera.presses(button, { ...PATIENT, after });
      await vera.sends(amount);
      return after;
    };
    const limited = await sets(spendingTexts.ru.setLimit, '6');
    await vera.sees(saying(spendingTexts.ru.limitSet, { isAtOnce: true }), { ...PATIENT, after: limited });
    const reminded = await sets(spendingTexts.ru.setReminder, '99');
    await vera.sees(saying(spendingTexts.ru.reminderSet), { ...PATIENT, after: reminded });

    const first = await ru.describes(vera, 'маяк на скале', 1);
    await ru.confirmsPictures(vera, first);
    await ru.agrees(vera, first);
    await vera.seesA('photo', { ...PATIENT, after: first });
    await vera.sees(saying(spendingTexts.ru.remind), { ...PATIENT, after: first });

    const second = await ru.describes(vera, 'мельница у реки', 1);
    await ru.confirmsPictures(vera, second);
    await vera.sees(saying(failureTexts.ru.overOwnLimit), { ...PATIENT, after: second });
  },
  STORY_MS,
);

it(
  'an operator’s answer to a support ticket comes into the person’s chat, and so does the message that the ticket is closed',
  async () => {
    const galya = await joins('Галя');
    const asked = await galya.sends('/support');
    await galya.sees(saying(ticketsTexts.ru.write, {}), { ...PATIENT, after: asked });
    const wrote = await galya.sends('Где мои картинки?');
    await galya.sees(saying(ticketsTexts.ru.taken), { ...PATIENT, after: wrote });

    const { text } = await aisha.operates(['support', '--json']);
    const [ticket] = (JSON.parse(text) as { tickets: { id: string }[] }).tickets;
    await operator('support', 'answer', ticket!.id, '--text', 'Они в «Моих работах».');

    await galya.sees(saying(ticketsTexts.ru.answer, { words: 'Они в «Моих работах».' }), { ...PATIENT, after: wrote });
    await operator('support', 'close', ticket!.id);
    await galya.sees(saying(ticketsTexts.ru.closed), { ...PATIENT, after: wrote });
  },
  STORY_MS,
);

it(
  'news come once to each person, and not to a person who has turned them off',
  async () => {
    const [dima, elya] = [await joins('Дима'), await joins('Эля')];
    const off = await dima.sends('/news');
    await dima.presses(newsTexts.ru.turnOff, { ...PATIENT, after: off });
    await dima.sees(newsTexts.ru.turnOn, { ...PATIENT, after: off });

    const drafted = await operator(
      'broadcast',
      'draft',
      '--ru',
      'Новый образ: маяк',
      '--en',
      'A new look: a lighthouse',
    );
    const id = /[0-9a-f-]{36}/.exec(drafted)![0];
    await operator('broadcast', 'start', id);

    await elya.sees('Новый образ: маяк', PATIENT);
    await eventually(async () => {
      const { text } = await aisha.operates(['broadcast', 'show', id, '--json']);
      expect(JSON.parse(text)).toMatchObject({ state: 'done' });
    }, PATIENT);
    const heard = (person: Person) =>
      person.chat().then((all) => all.filter(({ text }) => text?.includes('Новый образ: маяк')).length);
    expect([await heard(elya), await heard(dima)]).toEqual([1, 0]);
  },
  STORY_MS,
);
