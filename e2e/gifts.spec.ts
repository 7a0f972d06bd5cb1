import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { centiCredits } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { balanceTexts, bonusTexts, generateTexts, giftTexts, newAvatarTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { commandOf, walksIn } from './src/walks';

const ru = walksIn('ru');
const WELCOME = 25;
const PICTURE = 3;
const WITHOUT_AVATAR = 5;
const SESSION = centiCredits(23_000);

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: String(WELCOME), PICTURE_REVIEW_MS: '0' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

const has = ({ id }: Person, credits: number) =>
  eventually(async () => {
    const account = `SELECT available::int / 100 AS available FROM billing.account JOIN bot.person USING (user_id) WHERE telegram_id = $1`;
    expect(await aisha.sql(account, [id])).toEqual([{ available: credits }]);
  }, PATIENT);

it('a friend’s first picture brings both people the price of a picture; a person who gets a photo session as a gift is led to an avatar', async () => {
  const anna = await aisha.join('Анна');
  await ru.starts(anna);
  const invites = { ...PATIENT, after: await anna.sends('/invite') };
  const link = await anna.sees(/\?start=ref_[A-Z0-9]{10}/, invites);

  const boris = await aisha.join('Борис');
  await boris.sends(commandOf(link));
  const offer = await ru.describes(boris, 'маяк на скале', 1);
  await ru.confirmsPictures(boris, offer);
  await ru.agrees(boris, offer);
  const drawn = { ...PATIENT, after: offer };
  await boris.sees(saying(generateTexts.ru.done), drawn);
  await boris.sees(saying(bonusTexts.ru.gained, { reason: 'referral-picture-friend' }), drawn);
  await anna.sees(saying(bonusTexts.ru.gained, { reason: 'referral-picture-inviter' }), invites);
  await has(boris, WELCOME - WITHOUT_AVATAR + PICTURE);
  await has(anna, WELCOME + PICTURE);
  const told = { ...PATIENT, after: await anna.sends('/history') };
  await anna.sees(new RegExp(balanceTexts.ru.credit({ kind: 'referral-picture', isCard: false }).toString()), told);

  const asks = { ...PATIENT, after: await anna.sends('/gift') };
  await anna.presses(giftTexts.ru.sessionMissing({ missing: SESSION }), asks);
  await anna.presses(/ · 680 ⭐/, asks);
  await eventually(async () => (await anna.pays(PATIENT)).paid, PATIENT);
  await has(anna, WELCOME + PICTURE + 500);
  const gives = { ...PATIENT, after: await anna.sends('/gift') };
  await anna.presses(giftTexts.ru.session({ amount: SESSION }), gives);
  await anna.presses(saying(giftTexts.ru.yes), gives);
  const gift = await anna.sees(/\?start=gift_/, gives);

  const vera = await aisha.join('Вера');
  const opens = { ...PATIENT, after: await vera.sends(commandOf(gift)) };
  const received = await vera.sees(saying(giftTexts.ru.sessionReceived), opens);
  expect(received.text).toMatch(/Хватит на свой аватар и 10 картинок\. Доступно 255 кредитов/);
  await vera.presses(newAvatarTexts.ru.create, { ...PATIENT, after: received.message_id - 1 });
  await vera.sees(saying(newAvatarTexts.ru.chooseType), opens);
  await has(anna, WELCOME + PICTURE + 500 - 230);
  expect(await aisha.operates(['check-ledger'])).toMatchObject({ code: 0 });
}, 600_000);
