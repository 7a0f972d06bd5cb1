import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { GroupMember, type Person } from '@aisha/fakes/telegram';
import { Collector, eventually } from '@aisha/testing';
import {
  avatarsTexts,
  consentTexts,
  failureTexts,
  generateTexts,
  groupsTexts,
  groupVoicesTexts,
  menuTexts,
  newAvatarTexts,
  orderTexts,
  supportTexts,
  transcribeTexts,
} from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { endsInOrder } from './src/ends-in-order';
import { Product } from './src/product';
import { storiesAtOnce } from './src/stories-at-once';
import { leavesTraces } from './src/traces';
import { PATIENT } from './src/patience';
import { picturesOf, tenSelfies, walksIn } from './src/walks';
import { WORDS, type SpokenLanguage } from './src/words';

const { buysCredits, choosesQuickTraining, confirmsPictures, describes, makesAvatar, starts } = walksIn('ru');
const { namesAvatar, sendsPhotos, sendsTenPhotos } = walksIn('ru');

let aisha: Product;
let collector: Collector;
beforeAll(async () => {
  collector = await Collector.open();
  // In this spec the bot gets updates by webhook, and orders are traced. In the other specs the bot polls for updates, without tracing.
  aisha = await Product.start(
    { TELEGRAM_MODE: 'webhook', LORA_PROBE: 'true', ...collector.environment },
    { looksAnew: true },
  );
}, 600_000);
afterAll(async () => {
  await aisha?.stop();
  await collector?.close();
}, 60_000);

/** Plays the whole main job in a person's language, from the greeting to a history that explains every credit. */
const livesThrough = async (
  language: SpokenLanguage,
  person: Person,
  avatar: string,
  idea: string,
  { asksFirst = true } = {},
): Promise<void> => {
  const words = WORDS[language];
  const walks = walksIn(language);
  const menu = await walks.starts(person);
  if (asksFirst) {
    await walks.choosesQuickTraining(person, await walks.sendsTenPhotos(person, avatar));
  } else {
    await walks.beginsWithTenPhotos(person, avatar, menu);
    await person.presses(words.quickly, { ...PATIENT, after: menu });
  }
  await person.sees(words.missing, PATIENT);
  await walks.buysCredits(person);
  await person.presses(words.train, PATIENT);
  await person.sees(words.trained(avatar), PATIENT);

  const described = await walks.typesIdea(person, idea);
  await walks.confirmsPictures(person, described);
  await person.sees(words.drawn, PATIENT);
  await person.sees(words.alike, PATIENT);
  const pictures = await picturesOf(person, idea);
  const shapes = await Promise.all(pictures.map(async (picture) => sharp(picture).metadata()));
  expect(shapes).toHaveLength(2);
  for (const { width, height } of shapes) expect(width / height).toBeCloseTo(3 / 4, 1);

  const large = await sharp(await walks.upscalesSecond(person)).metadata();
  expect([large.width, large.height]).toEqual([shapes[1]!.width * 2, shapes[1]!.height * 2]);

  await person.sendsVoice(await recordedTone(8), 8);
  await person.presses(words.writeDown, PATIENT);
  await person.sees(words.writtenDown, PATIENT);
  await person.sends('/history');
  await person.sees(words.history, PATIENT);
};

/** Leads a new person, who buys credits, to the price of a training. Returns the order's id. */
const upToTraining = async (person: Person, avatar: string): Promise<string> => {
  await starts(person);
  await person.sends('/balance');
  await buysCredits(person);
  await person.presses(menuTexts.ru.toMenu, PATIENT);
  await choosesQuickTraining(person, await sendsTenPhotos(person, avatar));
  return aisha.orderBeingConfirmed(person);
};

describe('what a person came for', () => {
  const story = storiesAtOnce(5);

  story(
    'the main way leads from nothing to two pictures of oneself: credits for Stars, ten photos, training, one line of text',
    async () => {
      await livesThrough('ru', await aisha.join('Анна'), 'Анна', 'прогулка по берегу моря на закате');
    },
  );

  story(
    'the whole story is told in English to an English speaker, from the greeting to the receipts, without a word of Russian',
    async () => {
      const emma = await aisha.join('Emma', { language: 'en' });
      await livesThrough('en', emma, 'Emma', 'a walk along the sea at sunset', { asksFirst: false });
      const said = await aisha.saidTo(emma);
      expect(said).toContain('What would you like to make?');
      expect(said).toContain('transcript-');
      expect(said.match(/[^"]*[а-яё][^"]*/gi) ?? []).toEqual([]);
    },
  );

  story('withdrawing the consent deletes and keeps what the screen says, and gives credits back', async () => {
    const ulyana = await aisha.join('Ульяна');
    await starts(ulyana);
    await ulyana.sends('/balance');
    await buysCredits(ulyana);
    await makesAvatar(ulyana, 'Зефирина');
    const described = await describes(ulyana, 'верхом на альпаке у моря', 1);
    await confirmsPictures(ulyana, described);
    await ulyana.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n }), {
      ...PATIENT,
      after: described,
    });
    const spoken = await ulyana.sendsVoice(await recordedTone(8), 8);
    await ulyana.presses(transcribeTexts.ru.start, { ...PATIENT, after: spoken });
    await ulyana.sees(
      inTurn(saying(transcribeTexts.ru.orderDelivered), saying(orderTexts.ru.receipt, { availableAfter: 9_690n })),
      { ...PATIENT, after: spoken },
    );
    const userId = await aisha.userIdOf(ulyana);

    // A recording whose order waits for the storage, and photos of a second avatar, some of which are not checked yet.
    const said = await ulyana.sendsVoice(await recordedTone(9), 9);
    await ulyana.sees(/Запись 0:09/, { ...PATIENT, after: said });
    const orderId = await aisha.orderBeingConfirmed(ulyana);
    await aisha.breaks('s3', { on: 'get', kind: '500', times: 10_000, match: `sources/${userId}` });
    await ulyana.presses(transcribeTexts.ru.start, { ...PATIENT, after: said });
    expect(aisha.filesOf(userId).some((file) => file.includes('/sources/'))).toBe(true);
    const begun = await starts(ulyana);
    await namesAvatar(ulyana, 'Пастилина');
    await sendsPhotos(ulyana, await tenSelfies(), begun);
    await ulyana.sees(/Проверяю|\d из 20/, { ...PATIENT, after: begun });

    const asked = { ...PATIENT, after: await ulyana.sends('/privacy') };
    await ulyana.presses(supportTexts.ru.withdraw, asked);
    await ulyana.presses(supportTexts.ru.withdrawSurely, asked);

    await ulyana.sees(saying(supportTexts.ru.withdrawn), asked);
    expect(await aisha.settled(orderId)).toMatchObject({ status: 'released', reason: 'cancelled-by-user' });
    const folders = () => new Set(aisha.filesOf(userId).map((file) => file.split(`/${userId}/`)[0]?.split('/').at(-1)));
    await eventually(async () => {
      for (const word of ['Зефирина', 'Пастилина', 'альпак']) {
        expect((await aisha.placesWith(word)).filter((place) => place !== 'bot.delivery')).toEqual([]);
      }
      expect(folders()).toEqual(new Set(['pictures', 'transcripts']));
      for (const gone of [
        'bot.draft WHERE user_id = $1',
        'bot.consent WHERE user_id = $1 AND withdrawn_at IS NULL',
        'trainer.avatar_photo JOIN trainer.avatar ON avatar.id = avatar_id WHERE user_id = $1',
        'trainer.waiting_photo WHERE user_id = $1',
      ]) {
        expect(await aisha.sql(`SELECT FROM ${gone}`, [userId])).toEqual([]);
      }
    }, PATIENT);

    // Only this picture is still there.
    expect(await picturesOf(ulyana, 'альпаке')).toHaveLength(1);
    const listed = await ulyana.sends('/transcribe');
    await ulyana.presses(transcribeTexts.ru.entryTranscripts, { ...PATIENT, after: listed });
    await ulyana.sees(/Мои расшифровки[^]* · /, { ...PATIENT, after: listed });
    const history = await ulyana.sends('/history');
    await ulyana.sees(/Расшифровка[^]*−0,1 кредита[^]*Картинки[^]*−3 кредита[^]*Аватар[^]*−200 кредитов/, {
      ...PATIENT,
      after: history,
    });
    const balance = await ulyana.sends('/balance');
    await ulyana.sees('Доступно: 96,9', { ...PATIENT, after: balance });
  });

  story('the bot turns a voice message that comes unasked into text, and charges for its speech', async () => {
    const vera = await aisha.join('Вера');
    await starts(vera);
    await vera.sends('/balance');
    await buysCredits(vera);

    await vera.sendsVoice(await recordedTone(61), 61);
    await vera.presses(WORDS.ru.agree, PATIENT);
    await vera.sees(/Запись 1:01, речи в ней 1:01[^]*Цена: 0,55 кредита/, PATIENT);
    await vera.presses(transcribeTexts.ru.start, PATIENT);
    await vera.sees(
      inTurn(
        saying(transcribeTexts.ru.orderDelivered),
        saying(orderTexts.ru.receipt, { isWhole: false, charged: 55n }),
      ),
      PATIENT,
    );
    const [text] = await vera.downloads(await vera.seesA('document', PATIENT));
    expect(text?.toString()).toMatch(/^[А-ЯЁ][^]{80,}\.\s*$/);
  });

  story(
    'the bot writes down a voice message of a group for the person who asks there, and takes its text away again',
    async () => {
      const galya = await aisha.join('Галя');
      await starts(galya);
      await galya.sends('/balance');
      await buysCredits(galya);
      const friends = await GroupMember.creates(galya, 'Подруги');
      await friends.addsBot();
      await friends.sees(saying(groupsTexts.ru.hello), PATIENT);
      const senya = await GroupMember.joins(await aisha.join('Сеня'), friends);
      const voice = await senya.sendsVoice(await recordedTone(61), 61);

      await friends.sends('/text', { replyTo: voice });
      await friends.sees(saying(groupsTexts.ru.agreeFirst), PATIENT);
      await galya.sends('/start voices');
      await galya.presses(groupVoicesTexts.ru.agree, PATIENT);
      await galya.presses(WORDS.ru.agree, PATIENT);
      await galya.sees(saying(consentTexts.ru.sendAgain), PATIENT);
      await friends.sends('/text', { replyTo: voice });
      await friends.sees(saying(groupVoicesTexts.ru.asking), PATIENT);
      await galya.presses(saying(groupVoicesTexts.ru.accept, { price: 55n }), PATIENT);

      const text = await senya.sees('🗑️ Убрать', PATIENT);
      expect(text.text).toMatch(/^[А-ЯЁ][^]{80,}\.$/);
      expect(text.reply_to_message_id).toBe(voice.message_id);
      await galya.sees(
        inTurn(
          saying(transcribeTexts.ru.orderDelivered),
          saying(orderTexts.ru.receipt, { isWhole: false, charged: 55n }),
        ),
        PATIENT,
      );
      await senya.pressesIn(text, groupVoicesTexts.ru.withdraw);
      await friends.sees(saying(groupVoicesTexts.ru.withdrawn), PATIENT);
    },
  );

  story(
    'the bot gives every credit back when a training fails, says why, and trains again from the same photos',
    async () => {
      const rita = await aisha.join('Рита');
      const orderId = await upToTraining(rita, 'Рита');
      await aisha.breaks('fal', { on: 'job', kind: 'fail', match: orderId });
      await rita.presses(newAvatarTexts.ru.start, PATIENT);
      await rita.sees(/Нейросеть не справилась/, PATIENT);
      await rita.sees(saying(orderTexts.ru.receipt, { isWhole: true, availableAfter: 30_000n }), PATIENT);
      expect(await aisha.settled(orderId)).toMatchObject({ status: 'released', captured: 0 });

      const after = await rita.sends('/avatars');
      await rita.presses(saying(avatarsTexts.ru.line, { name: 'Рита', status: 'error' }), { ...PATIENT, after });
      await rita.presses(avatarsTexts.ru.retry, { ...PATIENT, after });
      await choosesQuickTraining(rita, after);
      const again = await aisha.orderBeingConfirmed(rita);
      await aisha.breaks('fal', { on: 'submit', kind: 'accept-then-reset', match: again });
      await rita.presses(newAvatarTexts.ru.start, { ...PATIENT, after });
      await rita.sees(
        inTurn(/аватар Рита готов/, saying(orderTexts.ru.receipt, { isWhole: false, charged: 20_000n })),
        { ...PATIENT, after },
      );
      const trainings = (await aisha.jobsFor(again)).filter(({ endpoint }) => endpoint.endsWith('trainer'));
      expect(trainings).toHaveLength(1); // FAL took the training although its answer was lost, so the product must not send it again
    },
  );

  story('the bot leaves no word and no file of a deleted avatar, except in its deliveries', async () => {
    const xenia = await aisha.join('Ксения');
    await starts(xenia);
    await xenia.sends('/balance');
    await buysCredits(xenia);
    await xenia.presses(menuTexts.ru.toMenu, PATIENT);
    const named = await sendsTenPhotos(xenia, 'Гордеция');
    await xenia.sees(/Так выглядит ваш набор из 10 фото/, { ...PATIENT, after: named }); // the map is a file of the avatar
    await choosesQuickTraining(xenia, named);
    await xenia.presses(newAvatarTexts.ru.start, PATIENT);
    await xenia.sees(/аватар Гордеция готов/, PATIENT);
    const { id: avatarId } = await aisha.avatarNamed(xenia, 'Гордеция');
    const described = await describes(xenia, 'верхом на жирафе у моря', 1);
    await confirmsPictures(xenia, described);
    await xenia.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n }), PATIENT);
    const keys = () => aisha.placesWith(`/${avatarId}/`);
    expect(await keys()).toEqual(expect.arrayContaining(['trainer.avatar_photo']));
    expect(aisha.filesOf(avatarId).length).toBeGreaterThanOrEqual(11); // ten photos and the model

    const here = { ...PATIENT, after: await xenia.sends('/avatars') }; // because pictures have the same buttons
    await xenia.presses(/^⭐ Гордеция/, here);
    await xenia.presses(avatarsTexts.ru.remove, here);
    await xenia.presses(avatarsTexts.ru.removeSurely, here);

    const words = async () => [...(await aisha.placesWith('Гордеция')), ...(await aisha.placesWith('жираф'))];
    await eventually(async () => {
      expect(new Set(await words())).toEqual(new Set(['bot.delivery']));
      expect((await keys()).filter((place) => place !== 'bot.delivery')).toEqual([]);
      expect(aisha.filesOf(avatarId)).toEqual([]);
    }, PATIENT);
  });

  story(
    'the bot trains an avatar that is unlike its person once more, and gives every credit back when that does not help',
    async () => {
      const olga = await aisha.join('Ольга');
      const orderId = await upToTraining(olga, 'Ольга');
      // FAL draws a stranger in two trainings, and in the three trial pictures after each of them.
      await aisha.breaks('fal', { on: 'job', kind: 'stranger', match: orderId, times: 8 });
      const after = await olga.presses(newAvatarTexts.ru.start, PATIENT);

      await olga.sees(
        inTurn(/второе обучение не помогло/, saying(orderTexts.ru.receipt, { isWhole: true, availableAfter: 30_000n })),
        { ...PATIENT, after },
      );
      expect(await aisha.settled(orderId)).toMatchObject({ status: 'released', reason: 'avatar-unlike' });
      const jobs = await aisha.jobsFor(orderId);
      expect(jobs.filter(({ endpoint }) => endpoint.endsWith('trainer'))).toHaveLength(2);
      const avatars = { ...PATIENT, after: await olga.sends('/avatars') };
      await olga.presses(/Ольга/, avatars);
      await olga.sees(/^Ольга[^]*Непохоже на фото/, avatars);
    },
  );

  story('the bot stops a training that runs, and gives every credit back', async () => {
    const zoya = await aisha.join('Зоя');
    const orderId = await upToTraining(zoya, 'Зоя');
    await aisha.breaks('fal', { on: 'job', kind: 'never-finish', match: orderId });
    await zoya.presses(newAvatarTexts.ru.start, PATIENT);
    await zoya.sees('⚙️ В работе', PATIENT);

    await zoya.presses(saying(orderTexts.ru.cancel, { back: 20_000n }), PATIENT);
    await zoya.sees(
      inTurn(
        saying(failureTexts.ru.cancelledByUser),
        saying(orderTexts.ru.receipt, { isWhole: true, availableAfter: 30_000n }),
      ),
      PATIENT,
    );
    expect(await aisha.settled(orderId)).toMatchObject({ status: 'released', reason: 'cancelled-by-user' });
  });

  story(
    'the bot makes one order of 64 taps at the same moment; «Похожее» draws with the same seed and more words in the prompt',
    async () => {
      const maya = await aisha.join('Майя');
      await starts(maya);
      await maya.sends('/balance');
      await buysCredits(maya);
      await makesAvatar(maya, 'Майя');
      const after = await describes(maya, 'портрет у окна', 1);
      const orderId = await aisha.orderBeingConfirmed(maya);
      const offer = await maya.sees(saying(generateTexts.ru.draw), { ...PATIENT, after });

      // Some of the last taps may fail, because the bot may have removed the button before them.
      const taps = Array.from({ length: 64 }, () => maya.pressesIn(offer, saying(generateTexts.ru.draw)));
      expect((await Promise.allSettled(taps))[0]).toMatchObject({ status: 'fulfilled' });
      await maya.sees(
        inTurn(
          saying(generateTexts.ru.done),
          saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n, availableAfter: 9_700n }),
        ),
        PATIENT,
      );

      expect(await aisha.jobsFor(orderId)).toHaveLength(1);
      const orders = await aisha.sql(
        `SELECT order_id FROM billing.credit_hold JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND kind = 'generation'`,
        [maya.id],
      );
      expect(orders).toEqual([{ order_id: orderId }]);

      const result = await maya.pressesBehind(generateTexts.ru.similar, PATIENT);
      const similarId = await aisha.orderBeingConfirmed(maya);
      await maya.presses(saying(generateTexts.ru.draw), { ...PATIENT, after: result });
      await maya.sees(
        inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { availableAfter: 9_400n })),
        { ...PATIENT, after: result },
      );
      const [[first], [similar]] = await Promise.all([aisha.jobsFor(orderId), aisha.jobsFor(similarId)]);
      expect(similar?.input['seed']).toBe(first?.input['seed']);
      expect(similar?.input['prompt']).not.toBe(first?.input['prompt']);
      expect(similar?.input['prompt']).toContain(first?.input['prompt']);
    },
  );
});

leavesTraces(
  () => aisha,
  () => collector,
);
endsInOrder(() => aisha);
