import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { MORE, type Person, type SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { balanceTexts, generateTexts, menuTexts, orderTexts, upscaleTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { CountedPerson, type Effort } from './src/counted-person';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { storiesAtOnce } from './src/stories-at-once';
import { tenSelfies, walksIn } from './src/walks';
import { WORDS } from './src/words';

/**
 * The effort of each task for a person who knows nothing of the bot. The first task is counted from the first /start; every other task is
 * counted from the screen on which the wish arises: the result, the card of the order, or the first screen of the menu. The person knows
 * only what screens show: buttons, commands in the text (a tap on a command sends a message), and the example words of the menu.
 *
 * The test fails when the number of taps or messages differs, or when there are more answers. docs/proof.md has these numbers beside earlier
 * ones.
 */
const EFFORTS = {
  'make an avatar from photos': { taps: 6, messages: 2, answers: 5 },
  'get two pictures': { taps: 1, messages: 1, answers: 2 },
  'get the originals': { taps: 1, messages: 0, answers: 2 },
  'enlarge one of two pictures': { taps: 3, messages: 0, answers: 2 },
  'delete the pictures': { taps: 2, messages: 0, answers: 0 },
  'stop an order': { taps: 1, messages: 0, answers: 1 },
  'why was I charged': { taps: 2, messages: 0, answers: 0 },
  'why was I charged, below the result': { taps: 2, messages: 0, answers: 1 },
  'why was I charged, in words': { taps: 1, messages: 1, answers: 2 },
  'get text from a voice message': { taps: 2, messages: 1, answers: 3 },
  'get text from the next voice message': { taps: 1, messages: 1, answers: 2 },
  'find help': { taps: 1, messages: 1, answers: 1 },
  'find help, in words': { taps: 0, messages: 1, answers: 1 },
  'get the money back': { taps: 1, messages: 1, answers: 1 },
  'get the money back, in words': { taps: 0, messages: 1, answers: 1 },
  'change the language': { taps: 3, messages: 0, answers: 0 },
  'change the language, in words': { taps: 0, messages: 1, answers: 1 },
} satisfies Record<string, Effort>;

const words = WORDS.ru;
const { starts, buysCredits } = walksIn('ru');

let aisha: Product;
beforeAll(async () => {
  // WELCOME_CREDITS has the credits that the launcher gives each new person where Telegram is a fake.
  const settings = { WELCOME_CREDITS: '250', FREE_SECONDS_OF_SPEECH_A_DAY: '60', TELEGRAM_PACE: '1' };
  aisha = await Product.start(settings, { looksAnew: true });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

const takes = async (
  task: keyof typeof EFFORTS,
  counted: CountedPerson,
  does: (person: CountedPerson) => Promise<unknown>,
): Promise<void> => {
  await does(counted);
  // The card of an order is deleted a moment after its result has come.
  await eventually(async () => {
    const effort = await counted.effort();
    const answers = Math.max(effort.answers, EFFORTS[task].answers); // fewer answers are allowed, more are not
    expect({ task, ...effort, answers }).toEqual({ task, ...EFFORTS[task] });
  }, PATIENT);
};

/**
 * When a person presses a button before the bot has stored its screen, the bot answers with a separate message. No real person is that quick,
 * so the test waits until this message is the stored screen.
 */
const isStored = async (person: Person, screen: SeenMessage): Promise<void> => {
  const stored = `SELECT FROM bot.conversation JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND screen = $2`;
  await eventually(
    async () => expect(await aisha.sql(stored, [person.id, screen.message_id])).toHaveLength(1),
    PATIENT,
  );
};

const opensMenu = async (person: Person): Promise<SeenMessage> => {
  const after = await person.sends('/menu');
  const menu = await person.sees(words.menu, { ...PATIENT, after });
  await isStored(person, menu);
  return menu;
};

/** Leaves the buttons behind «⋯», so that the next task begins with the first buttons of the result. */
const folds = async (person: Person): Promise<void> => {
  await person.presses(orderTexts.ru.fewer, PATIENT);
  await person.sees(generateTexts.ru.favourite, PATIENT);
};

/** The words that the menu gives as examples of what a person can type. */
const examplesIn = ({ text = '' }: SeenMessage): string[] =>
  [...text.matchAll(/«(.+?)»/g)].map(([, example]) => example!);
const CHARGED = 0;
const MONEY_BACK = 1;
const HELP = 2;
const ENGLISH = 3;

describe('a first-time person', () => {
  const story = storiesAtOnce(3);

  story(
    'a first-time person makes an avatar and pictures, gets the originals, deletes, stops, and sees the charges',
    async () => {
      const person = await aisha.join('Анна');

      await takes('make an avatar from photos', await CountedPerson.from(person), async (anna) => {
        await anna.sends('/start');
        await anna.sees(words.menu);
        await anna.sendsAlbum(await tenSelfies());
        await anna.presses(words.agree);
        await anna.sees(words.makeOfThese);
        await anna.presses(words.makeAvatar);
        await anna.presses(words.woman);
        await anna.presses(/^Анна$/);
        await anna.presses(words.quickly);
        await anna.presses(words.train);
        await anna.sees(words.trained('Анна'));
      });

      const ready = await person.sees(words.trained('Анна'), PATIENT);
      await takes('get two pictures', await CountedPerson.from(person, ready), async (anna) => {
        await anna.sends('прогулка по берегу моря на закате');
        await anna.presses(words.draw(2));
        await anna.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n }));
      });

      const result = await person.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n }), PATIENT);
      await takes('get the originals', await CountedPerson.from(person, result), async (anna) => {
        await anna.presses(generateTexts.ru.originals);
        const files = async () => (await person.chat(result)).filter(({ document }) => document);
        await eventually(async () => expect(await files()).toHaveLength(2), PATIENT);
      });

      await takes('enlarge one of two pictures', await CountedPerson.from(person, result), async (anna) => {
        await anna.presses(MORE);
        await anna.presses(upscaleTexts.ru.start);
        await anna.presses(saying(upscaleTexts.ru.picture, { place: 2 }));
        await anna.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 100n }));
      });

      await folds(person);
      await takes('why was I charged, below the result', await CountedPerson.from(person, result), async (anna) => {
        await anna.presses(MORE);
        await anna.presses(orderTexts.ru.toReceipt);
        await anna.sees(/прогулка по берегу[^]*Списано: 6 кредитов/);
      });

      await folds(person);
      await takes('delete the pictures', await CountedPerson.from(person, result), async (anna) => {
        await anna.presses(generateTexts.ru.remove);
        await anna.presses(generateTexts.ru.removeSurely);
        await anna.sees('Картинки удалены');
      });

      const after = await person.sends('портрет у окна');
      const orderId = await aisha.orderBeingConfirmed(person);
      await aisha.breaks('fal', { on: 'job', kind: 'never-finish', match: orderId });
      await person.presses(words.draw(), { ...PATIENT, after });
      const card = await person.sees('⚙️ В работе', PATIENT);
      await takes('stop an order', await CountedPerson.from(person, card), async (anna) => {
        await anna.presses(saying(orderTexts.ru.cancel));
        await anna.sees(/Заказ отменён[^]*Доступны 43 кредита/);
      });

      await takes('why was I charged', await CountedPerson.from(person, await opensMenu(person)), async (anna) => {
        await anna.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
        await anna.presses(balanceTexts.ru.entryHistory);
        await anna.sees(/3\. .*прогулка по берегу.* ×2 · −6 кредитов/);
      });

      const menu = await opensMenu(person);
      await takes('why was I charged, in words', await CountedPerson.from(person, menu), async (anna) => {
        await anna.sends(examplesIn(menu)[CHARGED]!);
        await anna.sees(/3\. .*прогулка по берегу/);
        await anna.presses(/^3$/);
        await anna.sees(/прогулка по берегу[^]*Списано: 6 кредитов/);
      });
    },
  );

  story('a first-time person gets text from a voice message', async () => {
    const person = await aisha.join('Борис');
    const menu = await starts(person);
    await takes('get text from a voice message', await CountedPerson.from(person, menu), async (boris) => {
      await boris.sendsVoice(await recordedTone(8), 8);
      await boris.presses(words.agree);
      await boris.presses(words.writeDown);
      await boris.sees('Кредиты не списаны: вошло в бесплатную речь');
    });

    const next = await opensMenu(person);
    await takes('get text from the next voice message', await CountedPerson.from(person, next), async (boris) => {
      await boris.sendsVoice(await recordedTone(9), 9);
      await isStored(person, await boris.sees(words.writeDown));
      await boris.presses(words.writeDown);
      await boris.sees('Кредиты не списаны: вошло в бесплатную речь');
    });
  });

  story('a first-time person finds help, the way back for Stars, and another language', async () => {
    const person = await aisha.join('Вера');
    await starts(person);
    // The greeting is a photo, and a photo cannot become another screen: a press there leaves a new message in its place.
    await takes('find help', await CountedPerson.from(person, await opensMenu(person)), async (vera) => {
      await vera.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
      await vera.sees(/Написать нам: \/support/);
      await vera.sends('/support');
      await vera.sees('Напишите прямо сюда');
    });
    const asksForHelp = await opensMenu(person);
    await takes('find help, in words', await CountedPerson.from(person, asksForHelp), async (vera) => {
      await vera.sends(examplesIn(asksForHelp)[HELP]!);
      await vera.sees('Напишите прямо сюда');
    });

    await person.sends('/balance');
    await buysCredits(person);
    await takes('get the money back', await CountedPerson.from(person, await opensMenu(person)), async (vera) => {
      await vera.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
      await vera.sees(/Вернуть деньги: \/paysupport/);
      await vera.sends('/paysupport');
      await vera.sees('Хотите звёзды обратно');
    });
    const asksForMoney = await opensMenu(person);
    await takes('get the money back, in words', await CountedPerson.from(person, asksForMoney), async (vera) => {
      await vera.sends(examplesIn(asksForMoney)[MONEY_BACK]!);
      await vera.sees('Хотите звёзды обратно');
    });

    const speaksRussian = await opensMenu(person);
    await takes('change the language, in words', await CountedPerson.from(person, speaksRussian), async (vera) => {
      await vera.sends(examplesIn(speaksRussian)[ENGLISH]!);
      await vera.sees('What would you like to make');
    });
    await person.sends('/language ru');
    await takes('change the language', await CountedPerson.from(person, await opensMenu(person)), async (vera) => {
      await vera.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
      await vera.presses(menuTexts.ru.entryLanguage);
      await vera.presses(menuTexts.en.thisLanguage);
      await vera.sees('What would you like to make');
    });
  });
});

it('the story leaves a ledger that adds up', async () => {
  expect(await aisha.violations()).toEqual([]);
});
