import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { balanceTexts, returnsTexts, supportTexts, topUpTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';

const ru = walksIn('ru');
const BY = ['--operator', 'olga', '--reason', 'картой', '--yes'];

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '0', SANDBOX_CARDS: 'EUR' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

const operates = async (...words: string[]): Promise<string> => (await aisha.operates(words)).text;

it('a person buys a pack by card, the provider’s report agrees, and an operator gives the money back', async () => {
  const anna = await aisha.join('Анна');
  await ru.starts(anna);
  await eventually(async () => {
    const said = await operates('packs', 'card-price', 'small-1', '2.99', 'EUR', ...BY);
    expect(said).toMatch(/^(done|told billing)/m);
  }, PATIENT);

  await anna.sends('/balance');
  await anna.presses(topUpTexts.ru.byCard, PATIENT);
  await anna.presses(/2,99/, PATIENT);
  // On a busy machine the answer may come after Telegram's ten seconds, and whoever pays taps again.
  const paid = await eventually(async () => {
    const outcome = await anna.pays(PATIENT);
    return outcome.paid && outcome;
  }, PATIENT);
  await anna.sees(saying(balanceTexts.ru.purchased, { amount: 10_000n }), PATIENT);
  expect(await aisha.sql('SELECT stars, currency, card_amount FROM billing.purchase')).toEqual([
    { stars: 0, currency: 'EUR', card_amount: 299 },
  ]);
  expect(await anna.stars()).toBe(10_000);

  const [payment] = await aisha.sql<{ provider: string }>(
    'SELECT provider_charge_id AS provider FROM bot.star_transaction',
  );
  const report = path.join(tmpdir(), `report-${newId<string>()}.csv`);
  await writeFile(report, `provider_id,amount,currency,status\n${payment!.provider},2.99,EUR,paid\n`);
  expect(await operates('reconcile-payments', '--card-report', report)).toContain('are the same');

  await anna.sends('/paysupport');
  await anna.presses(supportTexts.ru.returnStars, PATIENT);
  await anna.presses(saying(returnsTexts.ru.pick), PATIENT);
  await anna.presses(saying(returnsTexts.ru.surely), PATIENT);
  await anna.sees(saying(returnsTexts.ru.cardReturn), PATIENT);
  expect(await operates('refund-payment', '--open')).toContain(`${paid.charge_id}  2.99 EUR`);
  expect(await operates('refund-payment', paid.charge_id, '--returned', ...BY)).toMatch(
    /2\.99 EUR are back|told billing/,
  );
  await anna.sees(/на карту/, PATIENT);
  await eventually(async () => {
    const [account] = await aisha.sql<object>('SELECT available::int, held::int, debt::int FROM billing.account');
    expect(account).toEqual({ available: 0, held: 0, debt: 0 });
  }, PATIENT);
  expect(await operates('refund-payment', paid.charge_id, '--returned', ...BY)).toMatch(/no return of it is open/);
}, 600_000);
