import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { centiCredits } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { bonusTexts, generateTexts, giftTexts, orderTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { commandOf, walksIn } from './src/walks';

const ru = walksIn('ru');
const BY = ['--operator', 'olga', '--reason', 'весна', '--yes'];

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '0', PICTURE_REVIEW_MS: '0' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

let acts = 0;

/** The owner changes what is sold, and waits until billing has done it; a refusal fails the story with its words. */
const owner = async (...words: string[]): Promise<void> => {
  // The command refuses until billing has told what items cost, which it does soon after its start.
  const { text } = await eventually(async () => {
    const run = await aisha.operates([...words, ...BY]);
    return run.text.includes('has not told') ? false : run;
  }, PATIENT);
  expect(text).toMatch(/^(done|made|told billing)/m);
  acts += 1;
  await eventually(async () => {
    const done = await aisha.sql<object>(`SELECT FROM billing.operator_act WHERE outcome = 'done'`);
    expect(done).toHaveLength(acts);
  }, PATIENT);
};

const pays = async (person: Person): Promise<string> => {
  const payment = await eventually(async () => {
    const paid = await person.pays(PATIENT);
    return paid.paid ? paid : false;
  }, PATIENT);
  return payment.charge_id;
};

const balanceOf = async ({ id }: Person): Promise<{ available: number; debt: number }> => {
  const [account] = await aisha.sql<{ available: number; debt: number }>(
    `SELECT available::int / 100 AS available, debt::int / 100 AS debt FROM billing.account JOIN bot.person USING (user_id) WHERE telegram_id = $1`,
    [id],
  );
  return account ?? { available: 0, debt: 0 };
};
const has = (person: Person, available: number, debt = 0) =>
  eventually(async () => expect(await balanceOf(person)).toEqual({ available, debt }), PATIENT);

it('a person buys at a discount, uses a code, pays the price that was shown, gives credits away and invites a friend; what both people gain by the friend’s purchase is taken back when its Stars go back', async () => {
  const anna = await aisha.join('Анна');
  await ru.starts(anna);
  await owner(
    ...[
      'packs',
      'discount',
      'spring',
      '10',
      '--packs',
      'small-1',
      '--until',
      '2099-01-01',
      '--ru',
      'Весна',
      '--en',
      'Spring',
    ],
  );
  await owner('promo', 'make', 'SPRING', '--credits', '20');

  // The button shows the discount and the old price, and the code brings its credits once.
  const asked = await anna.sends('/balance');
  await anna.presses(/150 → 135 ⭐ · Весна/, { ...PATIENT, after: asked });
  await pays(anna);
  await has(anna, 100);
  await anna.sends('/promo spring');
  await has(anna, 120);
  const again = await anna.sends('/promo SPRING');
  await anna.sees(saying(bonusTexts.ru.promo, { outcome: 'used' }), { ...PATIENT, after: again });

  // A price changes while an offer is on the screen: the person pays the price that the offer shows.
  const offer = await ru.describes(anna, 'маяк на скале', 1);
  const before = await balanceOf(anna);
  await owner('prices', 'set', 'picture.ultra', '5.5');
  await ru.confirmsPictures(anna, offer);
  await ru.agrees(anna, offer);
  await anna.sees(
    inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { charged: centiCredits(500) })),
    {
      ...PATIENT,
      after: offer,
    },
  );
  await has(anna, before.available - 5);

  // A friend comes by the link and buys: both people gain.
  const invites = await anna.sends('/invite');
  const link = await anna.sees(/\?start=ref_[A-Z0-9]{10}/, { ...PATIENT, after: invites });
  const boris = await aisha.join('Борис');
  await boris.sends(commandOf(link));
  await boris.sends('/balance');
  await boris.presses(/150 → 135 ⭐ · Весна/, PATIENT);
  const charge = await pays(boris);
  await has(boris, 130);
  await has(anna, before.available + 25);
  await anna.sees(saying(bonusTexts.ru.gained, { reason: 'referral-inviter' }), PATIENT);

  // Anna gives 50 bought credits to a third person, who opens the link.
  const gives = await anna.sends('/gift');
  await anna.presses(saying(giftTexts.ru.size, { amount: centiCredits(5_000) }), { ...PATIENT, after: gives });
  await anna.presses(saying(giftTexts.ru.yes), { ...PATIENT, after: gives });
  const gift = await anna.sees(/\?start=gift_/, { ...PATIENT, after: gives });
  const vera = await aisha.join('Вера');
  await vera.sends(commandOf(gift));
  await has(vera, 50);
  await has(anna, before.available - 25);

  // The Stars of the friend's purchase go back, and what both people gained by it is taken back.
  const token = aisha.report.env['TELEGRAM_BOT_TOKEN']!;
  const refund = await fetch(`${aisha.telegramUrl}/bot${token}/refundStarPayment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: boris.id, telegram_payment_charge_id: charge }),
  });
  expect(await refund.json()).toMatchObject({ ok: true });
  await has(boris, 0);
  await has(anna, before.available - 55);
  await anna.sees(saying(bonusTexts.ru.takenBack, { reason: 'referral-inviter' }), PATIENT);
  expect(await aisha.operates(['check-ledger'])).toMatchObject({ code: 0 });
}, 600_000);
