import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { consentTexts, generateTexts, menuTexts, newAvatarTexts, orderTexts, shareTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { CountedPerson } from './src/counted-person';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { storiesAtOnce } from './src/stories-at-once';
import { selfiesOf } from './src/walks';

/** For what passes: a card that says for a moment that the selfie is looked at. */
const BRIEFLY = { timeoutMs: 20_000 };

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '250' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** The bot's pictures in the chat, without the picture of the greeting. */
const picturesIn = async (person: Person, greeting: SeenMessage): Promise<readonly SeenMessage[]> =>
  (await person.chat(greeting)).filter(({ by, photo }) => by === 'bot' && photo !== undefined);

const seesPictures = (person: Person, greeting: SeenMessage, count: number): Promise<readonly SeenMessage[]> =>
  eventually(async () => {
    const pictures = await picturesIn(person, greeting);
    return pictures.length === count ? pictures : false;
  }, PATIENT);

const charged = (person: Person): Promise<{ captured: number; orders: number }> =>
  aisha
    .sql<{ captured: number; orders: number }>(
      `SELECT sum(captured)::int AS captured, count(*)::int AS orders FROM billing.credit_hold
       JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND status = 'captured'`,
      [person.id],
    )
    .then(([row]) => row!);

describe('one selfie', () => {
  const story = storiesAtOnce(3);

  story(
    'one selfie becomes three pictures of its person after one command, one photo and one tap, paid by the welcome gift',
    async () => {
      const anna = await aisha.join('Анна');
      const counted = await CountedPerson.from(anna);
      await counted.sends('/start');
      const greeting = await counted.sees(saying(menuTexts.ru.menu));
      expect(greeting.photo).toBeDefined();
      await counted.sendsAlbum(await selfiesOf(1, 1));
      await counted.presses(consentTexts.ru.agreeAndDraw);

      const pictures = await seesPictures(anna, greeting, 3);

      const { taps, messages } = await counted.effort();
      expect({ taps, messages }).toEqual({ taps: 1, messages: 2 });
      expect(new Set(pictures.map(({ text }) => text)).size).toBe(3);
      await eventually(async () => expect(await charged(anna)).toEqual({ captured: 900, orders: 3 }), PATIENT);
      const hint = await anna.sees(saying(newAvatarTexts.ru.trainHint), PATIENT);
      await eventually(async () => {
        const newest = (await anna.chat()).findLast(({ by }) => by === 'bot');
        expect(newest?.text).toBe(hint.text);
      }, PATIENT);

      await anna.presses(saying(generateTexts.ru.trainExactly), PATIENT);
      await anna.sees(/пришлите от 10 до 20[^]*Уже есть 1 из 20/, PATIENT);
    },
  );

  story(
    'one selfie is drawn in the idea that was typed before it, and the next idea is offered with the same photo',
    async () => {
      const vera = await aisha.join('Вера');
      await vera.sends('/start');
      const greeting = await vera.sees(saying(menuTexts.ru.menu), PATIENT);
      await vera.sends('я в Париже');
      await vera.sees(/«я в Париже»[^]*Пришлите одно селфи/, PATIENT);
      await vera.sendsPhotos(await selfiesOf(3, 1));
      await vera.presses(consentTexts.ru.agreeAndDraw, PATIENT);

      const [picture] = await seesPictures(vera, greeting, 1);
      expect(picture?.text).toContain('я в Париже');
      await eventually(async () => expect(await charged(vera)).toEqual({ captured: 300, orders: 1 }), PATIENT);

      const after = await vera.sends('на Луне');
      await vera.sees(/«на Луне»[^]*по одному фото/, { ...PATIENT, after });
    },
  );

  story(
    'the picture of one selfie is shared: who comes by the forwarded message counts as invited, and as one with a first picture',
    async () => {
      const draws = async (person: Person, idea: string, seed: number, start = '/start') => {
        await person.sends(start);
        const greeting = await person.sees(saying(menuTexts.ru.menu), PATIENT);
        await person.sends(idea);
        await person.sees(/Пришлите одно селфи/, PATIENT);
        await person.sendsPhotos(await selfiesOf(seed, 1));
        await person.presses(consentTexts.ru.agreeAndDraw, PATIENT);
        await seesPictures(person, greeting, 1);
      };
      const dina = await aisha.join('Дина');
      await draws(dina, 'я в горах', 7);
      await dina.pressesBehind(shareTexts.ru.share, PATIENT);
      const shared = await dina.sees(saying(shareTexts.ru.caption, { kind: 'generation' }), PATIENT);
      expect(shared.photo).toBeDefined();
      const { buttons, text } = await dina.forwards(shared);
      expect(text).not.toContain('я в горах');
      const [link] = buttons.flat();

      const gleb = await aisha.join('Глеб');
      await draws(gleb, 'я на море', 9, `/start ${new URL(link!.url!).searchParams.get('start')}`);

      await eventually(async () => {
        const [friend] = await aisha.sql(
          `SELECT came_by, first_picture_at IS NOT NULL AS has_picture, inviter_id FROM bot.person JOIN billing.referral ON friend_id = user_id
         WHERE telegram_id = $1`,
          [gleb.id],
        );
        expect(friend).toEqual({ came_by: 'share', has_picture: true, inviter_id: await aisha.userIdOf(dina) });
      }, PATIENT);
      const told = (await aisha.series()).flatMap(({ app, lines }) => (app === 'bot-gateway' ? lines : []));
      for (const name of ['aisha_arrivals_total', 'aisha_arrivals_with_picture_total'])
        expect(told.filter((line) => line.startsWith(name) && line.includes('link="share"'))).toEqual([
          expect.stringMatching(/ 1$/),
        ]);
    },
  );
});

it('one selfie is drawn once although the bot is killed between the selfie and its pictures', async () => {
  const boris = await aisha.join('Борис');
  await boris.sends('/start');
  const greeting = await boris.sees(saying(menuTexts.ru.menu), PATIENT);
  await boris.sends('я на Луне');
  await boris.sees(/«я на Луне»[^]*Пришлите одно селфи/, PATIENT);
  await boris.sendsPhotos(await selfiesOf(5, 1));
  await boris.sees(saying(consentTexts.ru.thenDraw), PATIENT);

  await aisha.kills('bot-gateway');
  await boris.presses(consentTexts.ru.agreeAndDraw, PATIENT);
  await boris.sees(saying(newAvatarTexts.ru.selfieChecking), BRIEFLY).catch(() => undefined);
  await aisha.kills('bot-gateway');

  const [picture] = await seesPictures(boris, greeting, 1);
  expect(picture?.text).toContain('я на Луне');
  await boris.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n }), PATIENT);
  await eventually(async () => expect(await charged(boris)).toEqual({ captured: 300, orders: 1 }), PATIENT);
});

it('the stories of one selfie leave a ledger that adds up', async () => {
  expect(await aisha.violations()).toEqual([]);
});
